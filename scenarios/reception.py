"""Work for asylum seekers in reception: work desks, a lower own contribution, the later law (P121-P132).

Decides: the state; the reception agency runs the desks (about 40 centres had one by 2023, for status holders, P128).
Eligible: asylum seekers of 18 to 66 who may work (six months after arrival) and have no job. Period: from July 2025,
for a share of households in reception that grows linearly to the dose at the end of 2029. Duration: until work, a
permit or departure. Price: per person and month. Cap: the envelope; longest-served people come first. Effects: people
start to search sooner, and some employers apply for a work permit who otherwise would not. May fail: no desk in the
centre, no employer, a quarter of permit applications refused (P124), asylum refused, job lost when housed (P050), no
effect of the desk (zero is in both ranges).

Two settings act at any dose. ``contribution_share`` is the share of wages claimed by reception (P131).
``three_months_from_june_2026`` is the later law (P126, C422; null: as the setting ``law``). The model's asylum
decisions do not depend on origin, so the law's "likely" is defined here (assumption): the seven origins of most status
holders may work after three months; a keyed share of the others has a low chance and may not start work, the rest waits
six months. Existing jobs continue.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import ASYLUM, CHILD, EMPLOYED, NEVER, RETIRED
from werkagenda.agents.state import F64, I64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import schedule
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import Dose, Envelope, Share, euros_by_year, setting
from werkagenda.scenarios.where_when import InPeriod
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading
from werkagenda.tables.vocabulary import ORIGINS, month_index

LATER_LAW = month_index("2026-06")
OTHERS = ORIGINS.index("other")
SOONER_MONTHS, NEVER_MONTHS = 3.0, 1000.0
"""Months by which likely applicants may work earlier; a delay beyond the horizon for those who may not."""

DESKS = Heading("work desks", "werkbalies", place=17)
BUDGET = Flow(flows.STATE, flows.RECEPTION, DESKS)
PRICE = Flow(flows.RECEPTION, flows.SERVICE, DESKS)


class Numbers(NamedTuple):
    """Parameters ``reception.*``."""

    desk_gain: float
    application_help: float
    desk_eur_per_month: float
    low_chance_share: float


class Choices(InPeriod):
    """``dose``: share of asylum seekers in a centre with a work desk for them by the end of 2029.

    ``contribution_share`` null keeps the present own contribution; ``three_months_from_june_2026`` null keeps the law.
    """

    dose: Dose = setting(0.0, "share of people", "asylum seekers with a work desk in their centre by the end of 2029")
    three_months_from_june_2026: bool | None = setting(
        None, "yes or no", "the later law: work after three months when a permit is likely; null is as law= says"
    )
    contribution_share: Share | None = setting(
        None, "share of the net wage", "what reception claims of wages; null is as now"
    )
    envelope_eur: Envelope = setting(None, "euros a year", "what desks may spend")


class Reception(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

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
        self.schedule = schedule(choices)

    def begin(self, state: State) -> None:
        """Nobody has used a desk. Nothing happens before 2025, so only spending is saved in checkpoints."""
        self.budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.memory = self.budget.memory()
        self.marks = {name: np.full(len(state.people.id), NEVER, np.int16) for name in ("came", "served", "refused")}
        self.euros = self.price = cents(self.numbers.desk_eur_per_month * 100.0)
        self.paid = 0

    def act(self, point: str, state: State) -> None:
        """Apply the law, the own contribution and the desks, or pay, depending on the point."""
        if point == "money":
            self.pay(state)
            return
        self.price = state.priced(self.euros)
        self.change_law(state)
        self.lower_contribution(state)
        if self.schedule.acts and self.schedule.begun(state.month):
            self.serve(state)

    def change_law(self, w: State) -> None:
        """From June 2026: likely applicants may work three months earlier, those with a low chance not at all."""
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
        """Set the share of wages claimed by reception."""
        share, now = self.choices.contribution_share, w.p.money.own_contribution_share
        if share is None or not self.schedule.open(w.month) or now == 0.0:
            return
        p, lever = w.people, w.hooks.move("relief")
        rows = np.flatnonzero((p.active == 1) & ((p.kind == ASYLUM) | (p.housed == NEVER)))
        lever[rows] = 1.0 - (1.0 - lever[rows]) * (share / now)

    def of_household(self, w: State, rows: I64, what: str) -> F64:
        """Keyed draw per row, shared by everybody in the same dwelling."""
        h = w.households
        return draws(w.keys(decision(self.name, what)), h.hash[h.dwelling[w.people.household[rows]]])

    def coverage(self, month: int) -> float:
        """Share of households in reception whose centre has a desk for asylum seekers, by the end of a month."""
        return self.schedule.share(month)

    def eligible(self, w: State) -> I64:
        """Rows of adults awaiting a decision who may work and have no job."""
        p, n, t = w.people, w.entered, w.month
        mask = (p.active[:n] == 1) & (p.kind[:n] == ASYLUM) & (p.state[:n] != EMPLOYED)
        mask &= (p.reason[:n] != CHILD) & (p.reason[:n] != RETIRED)
        mask &= t - p.arrival[:n] >= w.p.asylum.permit_delay_months - w.hooks.lever["sooner"][:n]
        return np.asarray(np.flatnonzero(mask), np.int64)

    def serve(self, w: State) -> None:
        """People in a centre with a desk use it, within the budget."""
        able, t, m = self.eligible(w), w.month, self.marks
        rows = able[self.of_household(w, able, "centre") < self.coverage(t)]
        if not self.schedule.open(t):  # who comes to a desk goes on
            rows = able[m["served"][able] != NEVER]
        queue = draws(w.keys(decision(self.name, "queue")), w.people.hash[rows])
        rows = rows[np.lexsort((queue, m["served"][rows]))]
        number, new = self.affordable(w, len(rows)), rows[m["came"][rows] == NEVER]
        served, out = rows[:number], rows[number:]
        first = served[m["served"][served] == NEVER]
        asked = (m["refused"][out] != NEVER) & (m["refused"][out] >= t // 12 * 12)
        counts = {"eligible": len(able), "reached": len(new), "started": len(first), "running": number}
        self.budget.note(w, **counts, left_out=int((~asked).sum()), cents=number * self.price)
        self.budget.note(w, envelope=self.budget.envelope(w) or 0)
        m["came"][new], m["served"][first], m["refused"][out] = t, t, t
        self.help(w, served)

    def affordable(self, w: State, wanted: int) -> int:
        """Number of people the year's remaining budget can pay for."""
        left = self.budget.left(w)
        return wanted if left is None or self.price <= 0 else min(wanted, left // self.price)

    def help(self, w: State, rows: I64) -> None:
        """Set the search and work-permit levers of people served."""
        self.paid = len(rows) * self.price
        encourage, permit = w.hooks.move("encourage"), w.hooks.move("permit_help")
        encourage[rows] += self.numbers.desk_gain
        permit[rows] = 1.0 - (1.0 - permit[rows]) * (1.0 - self.numbers.application_help)

    def pay(self, w: State) -> None:
        """The state pays the reception agency this month's cost of desks."""
        for flow in self.flows:
            w.ledger.pay(w.month, flow, self.paid)
        self.paid = 0
