"""Bias reduction: outreach to small and medium employers, the Charter, internships, agencies (``bias_parts``).

Outreach. Decides: employers of 2 to 249 people without structured selection, in the chosen regions and sectors.
Reached: a share that grows linearly from July 2025 to the dose at the end of 2029. Reached employers adopt structured
selection once or not; others copy adopters of their sector and region; adopters can relapse. Effects: part of the
call-back gap due to uncertainty disappears (``callback.structured_effect``, zero in its range), and of the offer gap as
far as it carries over (``offer.pass_through``). Cap: one envelope for all parts, first come first served in keyed
order; rejected employers have another turn in January. May fail: not reached, not adopted, no effect (LM255-LM263),
budget used up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import REGIONS, SECTORS
from werkagenda.agents.state import F64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.scenarios.bias_parts import Agencies, Charter, Internships, Round
from werkagenda.scenarios.budget import Once, YearlyBudget
from werkagenda.scenarios.employer_outreach import EmployerOutreach
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import (
    Dose,
    Envelope,
    Names,
    Share,
    among,
    euros_by_year,
    limits,
    setting,
)
from werkagenda.scenarios.where_when import InRegions
from werkagenda.tables import flows, vocabulary
from werkagenda.tables.flows import Flow, Heading

LARGEST = 2
"""Largest small or medium size class (50-249)."""

OUTREACH = Heading("outreach", "voorlichting", place=14)
VISITS = Flow(flows.STATE, flows.SERVICE, OUTREACH)


class Numbers(NamedTuple):
    """Parameters ``bias.*``."""

    adopt_share: float
    peer_weight_per_month: float
    wear_per_month: float
    contact_eur: float
    support_eur: float
    charter_structured_share: float
    charter_eur: float
    training_firm_share: float
    internship_quit_share: float
    internship_eur: float
    agency_comply_share: float
    agency_wear_per_month: float
    agency_eur: float


class Choices(InRegions):
    """``dose`` is the share of small and medium employers that outreach has reached by the end of 2029.

    Places, ``sectors`` (null: all) and period hold for all parts. ``charter_growth``: new signatories of the Charter a
    year; ``internships``: share of training firms visited, ``agencies_dose``: share of agencies visited, by the end of
    2029. ``envelope_eur``: euros a year for all of it (null: as much as is needed).
    """

    dose: Dose = setting(
        0.0, "share of employers", "small and medium employers that outreach has reached by the end of 2029"
    )
    sectors: Annotated[Names, among(lambda: vocabulary.SECTORS)] = setting(
        None, "names", "sectors in which all parts act"
    )
    charter_growth: Annotated[float, limits(0, 10_000)] = setting(
        0.0, "employers a year", "new signatories of the Charter Diversiteit"
    )
    internships: Share = setting(
        0.0, "share of employers", "training firms visited about fair internships by the end of 2029"
    )
    agencies_dose: Share = setting(
        0.0, "share of employers", "agencies visited about discriminatory requests by the end of 2029"
    )
    envelope_eur: Envelope = setting(None, "euros a year", "what all parts may spend")


class Bias(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "bias"
    title = ("outreach and Charter", "voorlichting en Charter")
    summary = "Bias reduction from July 2025 on: outreach to small and medium employers. Doses 0: none."
    choices_type, numbers_type = Choices, Numbers
    levers = ("structured", "internship", "compliant")
    points = ("study", "guidance", "money")
    decisions = (
        "reach",
        "adopt",
        "peers",
        "wear",
        "sign",
        "mean",
        "train",
        "internship",
        "agency",
        "comply",
        "relapse",
    )
    flows = (VISITS,)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "small and medium employers without structured selection",
        "reached": "employers visited for the first time",
        "started": "employers that take it up",
        "running": "employers that have it",
        "left_out": "employers refused for want of money",
    }

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.euros = tuple(cents(x * 100.0) for x in (numbers.contact_eur, numbers.support_eur))
        self.aim, self.schedule = Aim(choices), schedule(choices)
        others = choices.charter_growth or choices.internships or choices.agencies_dose
        self.idle = not (self.schedule.acts or others)

    def begin(self, state: State) -> None:
        """No adopters; every employer has a position in the outreach order."""
        e, c, n = state.employers, self.choices, self.numbers
        count, where = len(e.hash), self.aim.employers(state) & in_sectors(state, c)
        self.budget = YearlyBudget(euros_by_year(c.envelope_eur))
        self.memory = {"adopted": np.zeros(count, np.uint8), "asks": np.zeros(count, np.int16), **self.budget.memory()}
        self.adopted = self.memory["adopted"]
        self.open = (e.size_class <= LARGEST) & (e.structured == 0) & where
        self.rank = self.aim.rank(state, draws(state.keys(decision(self.name, "reach")), e.hash), self.open)
        self.outreach = EmployerOutreach(self.rank, self.open, self.memory["asks"])
        self.cell = e.region.astype(np.int64) * SECTORS + e.sector
        given = (state, c, n, Round(self.aim, self.schedule, where))
        self.internships = Internships(*given)
        self.parts = (Charter(*given), self.internships, Agencies(*given))
        self.once = Once(count)
        self.memory |= self.once.memory
        for part in self.parts:
            self.memory |= part.memory
        self.bill = 0

    def act(self, point: str, state: State) -> None:
        """Support internships, or do outreach, copying and relapse, or pay, depending on the point."""
        if self.idle or not self.schedule.begun(state.month):
            return
        if point == "money":
            state.ledger.pay(state.month, VISITS, self.bill)
        elif point == "study":
            self.internships.help(state)
        else:
            self.contact, self.support = (state.priced(each) for each in self.euros)
            self.bill = self.change(state) + sum(part.act(state, self.budget, self.once) for part in self.parts)
            lever = state.hooks.move("structured")
            np.maximum(lever, self.adopted, out=lever)
            takes_part = (self.adopted == 1) | (self.parts[2].memory["complies"] == 1)
            self.budget.note(state, eligible=int(self.open.sum()), running=int(takes_part.sum()))

    def change(self, w: State) -> int:
        """One month of outreach: newly reached employers decide, others copy peers, adopters may relapse. Returns
        cents.

        Adopters receive support while the envelope lasts, in keyed order; without support they do not adopt. After the
        last month of the period nobody new adopts.
        """
        if not self.schedule.acts:
            return 0
        t, who = w.month, w.employers.hash
        now = self.schedule.open(t)
        visited = self.outreach.go(w, self.budget, self.schedule.share(t) if now else 0.0, self.contact)
        new = np.zeros(len(who), bool)
        new[visited] = True
        adopts = draws(w.keys(decision(self.name, "adopt")), who) < self.numbers.adopt_share
        copies = draws(w.keys(decision(self.name, "peers"), t), who) < self.pull()
        stays = draws(w.keys(decision(self.name, "wear"), t), who) >= self.numbers.wear_per_month
        had = self.adopted == 1
        wants = np.flatnonzero(self.open & ~had & ((new & adopts) | (copies & now)))
        wants = wants[np.lexsort((who[wants], self.rank[wants]))]
        helped = wants[: self.budget.serve(w, len(wants), self.support)]
        self.adopted[:] = had & stays
        self.adopted[helped] = 1
        again = len(visited) + len(helped)  # recorded as starts by the budget
        self.budget.note(w, reached=self.once.met(visited), started=self.once.began(helped) - again)
        return len(visited) * self.contact + len(helped) * self.support

    def pull(self) -> F64:
        """Monthly probability that an employer copies its peers: weight times the share of adopters."""
        number = np.bincount(self.cell, minlength=REGIONS * SECTORS)
        have = np.bincount(self.cell, weights=self.adopted.astype(float), minlength=REGIONS * SECTORS)
        share = np.divide(have, number, out=np.zeros_like(have), where=number > 0)
        return np.asarray(self.numbers.peer_weight_per_month * share[self.cell])


def in_sectors(w: State, c: Choices) -> np.ndarray[Any, Any]:
    """Mask of employers in the chosen sectors."""
    sectors = vocabulary.SECTORS if c.sectors is None else c.sectors
    return np.isin(w.employers.sector, [vocabulary.SECTORS.index(name) for name in sectors])
