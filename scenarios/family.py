"""Programme for family migrants: guidance as for bijstand clients, and a first-year programme (P074).

Decides: the municipality; the state pays. Eligible: family migrants of working age in their first ``entry_months`` in
the country, without work, not exempt, not in full-time education. Few of them are on bijstand (C378, C379), so without
the programme they get little guidance. Period: from July 2025; coverage grows linearly to the dose at the end of 2029.
Duration: ``months``, once. Price: per person, paid at the start (about 600 euros for migrants who are not refugees,
P074); guidance hours are counted separately. Cap: the envelope. Effects: guidance at ``guidance_share`` of that of
bijstand clients, and a rate of starting to search higher by ``programme_gain`` while it lasts. Women may also join the
women's programme (``women.family_migrants``). May fail: not covered, not taken up, work anyway (57% had work, C376), no
gain (zero is in its range; P150). It ends early with work, full-time education or departure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import CHILD, EMPLOYED, EXEMPT, FAMILY, RETIRED
from werkagenda.agents.state import I64
from werkagenda.model.state import State
from werkagenda.scenarios import programme
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import Dose, Envelope, Share, euros_by_year, limits, setting
from werkagenda.scenarios.where_when import OfSex
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

PROGRAMME = Heading("family migrants' programme", "programma gezinsmigranten", place=21)
BUDGET = Flow(flows.STATE, flows.TOWN, PROGRAMME)
PRICE = Flow(flows.TOWN, flows.SERVICE, PROGRAMME)


class Numbers(NamedTuple):
    """Parameters ``family.*``."""

    take_up: float
    programme_gain: float
    programme_eur: float


class Choices(OfSex):
    """``dose``: share of eligible family migrants covered by the end of 2029."""

    dose: Dose = setting(0.0, "share of people", "eligible family migrants who are covered by the end of 2029")
    months: Annotated[int, limits(1, 36)] = setting(12, "months", "length of the programme")
    entry_months: Annotated[int, limits(1, 60)] = setting(12, "months", "months after arrival in which one may begin")
    guidance_share: Share = setting(1.0, "share of the attention", "how far they are guided as if on bijstand")
    envelope_eur: Envelope = setting(None, "euros a year", "what it may spend")


class Family(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "family"
    title = ("family migrants", "gezinsmigranten")
    summary = "Family migrants in the municipality's programme, from July 2025 on. Dose 0: none."
    choices_type, numbers_type = Choices, Numbers
    levers = ("encourage", "reach")
    points = ("guidance", "money")
    decisions = programme.DECISIONS
    flows = (BUDGET, PRICE)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "family migrants without work who came lately",
        "reached": "people offered it for the first time",
        "started": "people who begin",
        "running": "people who take part",
        "left_out": "people refused for want of money",
    }

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.aim, self.schedule = Aim(choices), schedule(choices)
        self.euros = cents(numbers.programme_eur * 100.0)

    def begin(self, state: State) -> None:
        """Nobody is covered. Nothing happens before 2025, so only spending is saved in checkpoints."""
        budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.group = programme.Programme(self.name, len(state.people.id), budget, self.aim, self.schedule)
        self.memory, self.marks = budget.memory(), self.group.marks
        self.price, self.bill = 0, 0

    def act(self, point: str, state: State) -> None:
        """End and start programmes and set levers, or pay, depending on the point."""
        if not self.schedule.acts or not self.schedule.begun(state.month):
            return
        if point == "money":
            for flow in self.flows:
                state.ledger.pay(state.month, flow, self.bill)
            return
        self.end(state)
        able, c = self.eligible(state), self.choices
        price = self.price = state.priced(self.euros)
        self.group.cover(state, able, 0)
        self.bill = len(self.group.join(state, able, self.numbers.take_up, c.months, price)) * price
        self.help(state)

    def eligible(self, w: State) -> I64:
        """Rows of recently arrived family migrants without work."""
        p, n = w.people, w.entered
        mask = (p.active[:n] == 1) & (p.kind[:n] == FAMILY) & (p.state[:n] != EMPLOYED) & (p.studying[:n] == 0)
        mask &= (p.reason[:n] != CHILD) & (p.reason[:n] != RETIRED) & (p.reason[:n] != EXEMPT)
        rows = np.asarray(np.flatnonzero(mask & (w.month - p.arrival[:n] < self.choices.entry_months)), np.int64)
        return self.aim.people(w, rows)

    def end(self, w: State) -> None:
        """People who work, study or have left the country leave the programme."""
        p, rows = w.people, self.group.taking_part(w)
        stay = (p.active[rows] == 1) & (p.state[rows] != EMPLOYED) & (p.studying[rows] == 0)
        self.group.break_off(w, rows, stay)

    def help(self, w: State) -> None:
        """Set guidance and search levers of participants."""
        rows, reach, encourage = self.group.taking_part(w), w.hooks.move("reach"), w.hooks.move("encourage")
        reach[rows] = 1.0 - (1.0 - reach[rows]) * (1.0 - self.choices.guidance_share)
        encourage[rows] += self.numbers.programme_gain
        self.group.budget.note(w, running=len(rows))
