"""Asylum seekers to work from reception: work desks for them, a lower own contribution, the later law (P121-P132).

Who decides: the state, the reception agency runs the desks (some 40 centres had one by 2023, for status holders, P128).
Eligible: asylum seekers from 18 to 66 who may work, six months after they came, and have no job. When: from July 2025;
a share of the households in reception that grows evenly to the dose at the end of 2029. How long: until they work, get
a permit or leave. How much: a price a person and month. Cap: the envelope; who comes to a desk longest goes on first.
What a desk does: people start to search sooner, and part of the employers who would not ask for a work permit do. What
can fail: no desk in the centre, no employer wants or asks, a quarter of the requests is refused (P124), the person is
refused asylum, the job is lost on moving to a house (P050), the desk changes nothing (zero lies in both ranges).

Two settings act whatever the dose: ``contribution_share`` is what reception claims of wages (P131), and
``three_months_from_june_2026`` the later law (P126, C422; null: as the choice ``law`` says). The model decides
refusals without looking at origin, so "likely" is a rule of its own here: the seven origins of most status holders may
work after three months; of the others a keyed part has a low chance and may not start at all, the rest waits six months
(assumption). Jobs that run go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import ASYLUM, CHILD, EMPLOYED, NEVER, RETIRED
from werkagenda.agents.state import F64, I64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.choice import Envelope, Range, Switch, euros_by_year
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.purse import Purse
from werkagenda.scenarios.rollout import START, share
from werkagenda.scenarios.setting import setting
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading
from werkagenda.tables.vocabulary import ORIGINS, month_index

LATER_LAW = month_index("2026-06")
OTHERS = ORIGINS.index("other")
SOONER_MONTHS, NEVER_MONTHS = 3.0, 1000.0
"""Months that likely applicants may work earlier; later than any month for who may not."""

DESKS = Heading("work desks", "werkbalies", place=17)
BUDGET = Flow(flows.STATE, flows.RECEPTION, DESKS)
PRICE = Flow(flows.RECEPTION, flows.SERVICE, DESKS)


class Numbers(NamedTuple):
    """Entries ``reception.*``."""

    desk_gain: float
    application_help: float
    desk_eur_per_month: float
    low_chance_share: float


@dataclass(frozen=True)
class Choices:
    """``dose`` is the share of asylum seekers who live in a centre with a work desk for them by the end of 2029;
    ``contribution_share`` of null leaves the own contribution as it is, ``three_months_from_june_2026`` the law."""

    dose: float = setting(
        0.0, Range(0, 1), "share of people", "asylum seekers with a work desk in their centre by the end of 2029"
    )
    three_months_from_june_2026: bool | None = setting(
        None,
        Switch(optional=True),
        "yes or no",
        "the later law: work after three months when a permit is likely; null is as law= says",
    )
    contribution_share: float | None = setting(
        None, Range(0, 1, optional=True), "share of the net wage", "what reception claims of wages; null is as now"
    )
    envelope_eur: float | None = setting(None, Envelope(), "euros a year", "what desks may spend")


class Reception(Instrument[Choices, Numbers]):
    """The instrument; see ``Choices`` for what is decided and ``Numbers`` for what is assumed."""

    name = "reception"
    title = ("desks in reception", "werkbalies in de opvang")
    summary = "Asylum seekers to work from reception, from July 2025 on. Dose 0: desks stay for status holders only."
    choices_type, numbers_type = Choices, Numbers
    levers = ("encourage", "permit_help", "sooner", "relief")
    points = ("guidance", "money")
    decisions = ("centre", "chance", "queue")
    flows = (BUDGET, PRICE)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "asylum seekers who may work and have no job",
        "reached": "people who come for the first time",
        "started": "people helped for the first time",
        "running": "people helped",
        "left_out": "people not helped for want of money, once a year",
    }

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.marks: dict[str, np.ndarray[Any, Any]] = {}

    def begin(self, state: State) -> None:
        """Nobody has come to a desk; nothing happens before 2025, so that only what it spends is kept."""
        self.purse = Purse(euros_by_year(self.choices.envelope_eur))
        self.memory = self.purse.memory()
        self.marks = {name: np.full(len(state.people.id), NEVER, np.int16) for name in ("came", "served", "refused")}
        self.euros = self.price = cents(self.numbers.desk_eur_per_month * 100.0)
        self.paid = 0

    def act(self, point: str, state: State) -> None:
        """The law, the own contribution, then the desks; in the end the bill."""
        if point == "money":
            self.pay(state)
            return
        self.price = state.priced(self.euros)
        self.change_law(state)
        self.lower_contribution(state)
        if state.month >= START and self.choices.dose > 0.0:
            self.serve(state)

    def change_law(self, w: State) -> None:
        """From June 2026: likely applicants may work three months earlier, those of low chance not at all."""
        asked = self.choices.three_months_from_june_2026
        holds = w.law.work_after_three_months(w.month) if asked is None else asked and w.month >= LATER_LAW
        if not holds:
            return
        rows = np.flatnonzero((w.people.active == 1) & (w.people.kind == ASYLUM))
        others = w.people.origin[rows] >= OTHERS
        low = others & (self.of_household(w, rows, "chance") < self.numbers.low_chance_share)
        lever = w.hooks.move("sooner")
        lever[rows[~others]] += SOONER_MONTHS
        lever[rows[low]] -= NEVER_MONTHS

    def lower_contribution(self, w: State) -> None:
        """Reception claims another share of wages than now."""
        share, now = self.choices.contribution_share, w.p.money.own_contribution_share
        if share is None or w.month < START or now == 0.0:
            return
        p, lever = w.people, w.hooks.move("relief")
        rows = np.flatnonzero((p.active == 1) & ((p.kind == ASYLUM) | (p.housed == NEVER)))
        lever[rows] = 1.0 - (1.0 - lever[rows]) * (share / now)

    def of_household(self, w: State, rows: I64, what: str) -> F64:
        """A keyed draw for each row that all who live together share."""
        h = w.households
        return draws(w.keys(decision(self.name, what)), h.hash[h.dwelling[w.people.household[rows]]])

    def coverage(self, month: int) -> float:
        """Share of the households in reception whose centre has a desk for asylum seekers, by the end of a month."""
        return share(self.choices.dose, month)

    def eligible(self, w: State) -> I64:
        """Rows of adults who wait for a decision, may work by now and have no job."""
        p, n, t = w.people, w.entered, w.month
        mask = (p.active[:n] == 1) & (p.kind[:n] == ASYLUM) & (p.state[:n] != EMPLOYED)
        mask &= (p.reason[:n] != CHILD) & (p.reason[:n] != RETIRED)
        mask &= t - p.arrival[:n] >= w.p.asylum.permit_delay_months - w.hooks.lever["sooner"][:n]
        return np.asarray(np.flatnonzero(mask), np.int64)

    def serve(self, w: State) -> None:
        """Who lives in a centre with a desk comes; desks help as far as the money goes."""
        able, t, m = self.eligible(w), w.month, self.marks
        rows = able[self.of_household(w, able, "centre") < self.coverage(t)]
        queue = draws(w.keys(decision(self.name, "queue")), w.people.hash[rows])
        rows = rows[np.lexsort((queue, m["served"][rows]))]
        number, new = self.affordable(w, len(rows)), rows[m["came"][rows] == NEVER]
        served, out = rows[:number], rows[number:]
        first = served[m["served"][served] == NEVER]
        asked = (m["refused"][out] != NEVER) & (m["refused"][out] >= t // 12 * 12)
        counts = {"eligible": len(able), "reached": len(new), "started": len(first), "running": number}
        self.purse.note(w, **counts, left_out=int((~asked).sum()), cents=number * self.price)
        self.purse.note(w, envelope=self.purse.envelope(w) or 0)
        m["came"][new], m["served"][first], m["refused"][out] = t, t, t
        self.help(w, served)

    def affordable(self, w: State, wanted: int) -> int:
        """How many the year's money still pays for."""
        left = self.purse.left(w)
        return wanted if left is None or self.price <= 0 else min(wanted, left // self.price)

    def help(self, w: State, rows: I64) -> None:
        """A desk helps to search and with the request for a work permit."""
        self.paid = len(rows) * self.price
        encourage, permit = w.hooks.move("encourage"), w.hooks.move("permit_help")
        encourage[rows] += self.numbers.desk_gain
        permit[rows] = 1.0 - (1.0 - permit[rows]) * (1.0 - self.numbers.application_help)

    def pay(self, w: State) -> None:
        """The state gives the reception agency what its desks cost this month."""
        for flow in self.flows:
            w.ledger.pay(w.month, flow, self.paid)
        self.paid = 0
