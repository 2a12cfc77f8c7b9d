"""Guidance and caseload: fewer clients per case manager (P139-P142, P150, P151).

Decides: municipalities. They join in keyed order until members hold the dose's share of the population, linearly from
July 2025 to the end of 2029 (the last one with part of its clients). Eligible: all clients. Change: hours per client
rise to those of ``clients_per_manager`` (Amsterdam's team: 50, P140; ordinary: about 250, P139), at most to the need.
Duration: while needed. Price: that of guidance hours, moved to a heading of its own in the ledger, so nothing is paid
twice. Cap: the envelope, spread evenly over the rest of the year; first in the order come first. May fail: hours are
already sufficient (nothing is bought), hiring takes months, the budget is short, guidance has no effect (zero is in the
range of ``participation.guidance_gain``; P150 and P151 found none, P142 two percent).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import ASYLUM, CHILD, EMPLOYED, NEVER, UKRAINIAN
from werkagenda.agents.state import F64, I64
from werkagenda.model.income.ledger import I_GUIDANCE
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import Dose, Envelope, Share, euros_by_year, limits, setting
from werkagenda.scenarios.where_when import InMunicipalities
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

CASELOAD = Heading("caseload", "caseload", place=20)
BUDGET = Flow(flows.STATE, flows.TOWN, CASELOAD)
HOURS = Flow(flows.TOWN, flows.SERVICE, CASELOAD)


class Numbers(NamedTuple):
    """Parameters ``caseload.*``."""

    manager_hours_per_month: float
    hire_months: float


class Choices(InMunicipalities):
    """``dose``: share of clients (by population) with intensive guidance by the end of 2029.

    ``state_share``: share of its price paid by the state.
    """

    dose: Dose = setting(0.0, "share of clients", "clients with intensive guidance by the end of 2029")
    clients_per_manager: Annotated[float, limits(10, 250)] = setting(50.0, "clients", "clients of a manager")
    state_share: Share = setting(1.0, "share of the price", "part of the price that the state pays")
    envelope_eur: Envelope = setting(None, "euros a year", "what it may spend")


class Caseload(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "caseload"
    title = ("case managers", "klantmanagers")
    summary = "Fewer clients for each case manager, from July 2025 on. Dose 0: ordinary guidance."
    choices_type, numbers_type = Choices, Numbers
    points = ("guidance", "money")
    decisions = ("order",)
    flows = (BUDGET, HOURS)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "clients",
        "reached": "clients of municipalities that join",
        "started": "clients of municipalities that get their first hours",
        "running": "clients of municipalities with extra hours",
        "left_out": "clients of municipalities whose money is short",
    }

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.aim, self.schedule = Aim(choices), schedule(choices)

    def begin(self, state: State) -> None:
        """No extra managers; every municipality has a position in the order."""
        count, people = len(state.places), state.places.population
        self.budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        marks = {name: np.full(count, NEVER, np.int16) for name in ("began", "refused")}
        self.memory = {**self.budget.memory(), "hired": np.zeros(count), **marks}
        key = state.keys(decision(self.name, "order"))
        u = draws(key, np.arange(1, count + 1, dtype=np.uint64))
        self.served = np.ones(count, bool) if self.aim.only is None else self.aim.only
        later = ~self.served if self.aim.first is None else ~self.aim.first
        self.order = np.lexsort((u, later))
        self.weight = people / float(people[self.served].sum())
        self.before = np.zeros(count)
        self.before[self.order[1:]] = np.cumsum(self.weight[self.order])[:-1]
        self.committed = 0

    def act(self, point: str, state: State) -> None:
        """Hire managers and serve clients, or pay, depending on the point."""
        if not self.schedule.acts or not self.schedule.begun(state.month):
            return
        if point == "money":
            self.pay(state)
        else:
            self.serve(state)

    def coverage(self, month: int) -> F64:
        """Share of each municipality's clients with intensive guidance by the end of a month, filled in order."""
        if not self.schedule.open(month):
            return np.zeros(len(self.weight))
        reached = self.schedule.share(month)
        return np.asarray(np.clip((reached - self.before) / self.weight, 0.0, 1.0) * self.served)

    def lacking(self, w: State) -> F64:
        """Monthly hours lacking in each municipality for covered clients.

        coverage * max(0, need * min(1, hours per client / needed hours per client) - available hours), with hours per
        client = hours per manager / clients per manager.
        """
        hours = self.numbers.manager_hours_per_month / self.choices.clients_per_manager
        share = min(1.0, hours / w.p.municipality.need_hours_per_month)
        need = np.array([town.need_hours for town in w.towns])
        there = np.array([town.capacity_hours for town in w.towns])
        return np.asarray(self.coverage(w.month) * np.maximum(0.0, need * share - there))

    def hire(self, lacking: F64) -> F64:
        """Hours of this month's extra managers.

        Each month a share 1 / ``hire_months`` of the vacancies is filled. Managers no longer needed move to other
        clients and are not paid here (assumption).
        """
        had: F64 = self.memory["hired"]
        return np.where(lacking <= had, lacking, had + (lacking - had) / self.numbers.hire_months)

    def price_of(self, w: State, hours: F64) -> I64:
        """Cost of extra hours in cents, counted like guidance hours in the ledger.

        price * extra hours / needed hours * needed hours per client * (adults without work on bijstand + the guidance
        share of the others).
        """
        p, n, m = w.people, w.entered, w.p.municipality
        mask = (
            (p.active[:n] == 1)
            & (p.housed[:n] != NEVER)
            & (p.kind[:n] != ASYLUM)
            & (p.reason[:n] != CHILD)
            & (p.kind[:n] != UKRAINIAN)
        )
        rows = np.flatnonzero(mask & (p.state[:n] != EMPLOYED))
        part = np.where(w.households.bijstand[p.household[rows]] > 0, 1.0, m.partner_works_factor)
        clients = np.bincount(p.municipality[rows], weights=part, minlength=len(w.towns))
        need = np.array([town.need_hours for town in w.towns])
        share: F64 = np.zeros_like(need)
        np.divide(hours, need, out=share, where=need > 0)
        price = w.prices().guidance_eur_per_hour * 100.0
        return _cents(share * np.asarray(clients, float) * m.need_hours_per_month * price)

    def serve(self, w: State) -> None:
        """Hire managers within the budget and divide their hours over clients."""
        hours = self.hire(self.lacking(w))
        asked = self.price_of(w, hours)
        paid = self.afford(w, asked)
        hours = np.where(paid < asked, hours * (paid / np.maximum(asked, 1)), hours)
        self.note(w, hours, asked, paid)
        self.memory["hired"][:], self.committed = hours, int(paid.sum())
        for at in np.flatnonzero(hours > 0.0).tolist():
            w.guidance[at] = w.towns[at].serve_with_more(float(hours[at]))

    def afford(self, w: State, asked: I64) -> I64:
        """Cents available for each municipality, in order; the envelope is spread evenly over the year."""
        whole, months = self.budget.envelope(w), 12 - w.month % 12
        if whole is None:
            return asked
        available = max(0, whole - self.budget.spent(w)) // months
        before = np.cumsum(asked[self.order]) - asked[self.order]
        paid = np.zeros_like(asked)
        paid[self.order] = np.clip(available - before, 0, asked[self.order])
        return paid

    def note(self, w: State, hours: F64, asked: I64, paid: I64) -> None:
        """Count clients by the outcome of their municipality; rejections count once a year."""
        t, began, refused = w.month, self.memory["began"], self.memory["refused"]
        joins = (self.coverage(t) > 0.0) & (self.coverage(t - 1) == 0.0)
        first = (hours > 0.0) & (began == NEVER)
        short = paid < asked
        again = (refused != NEVER) & (refused >= t // 12 * 12)
        counts = {"reached": joins, "started": first, "running": hours > 0.0, "left_out": short & ~again}
        self.budget.note(
            w, eligible=int(w.caseload.sum()), cents=int(paid.sum()), envelope=self.budget.envelope(w) or 0
        )
        self.budget.note(w, **{name: int(w.caseload[mask].sum()) for name, mask in counts.items()})
        began[first], refused[short] = t, t

    def pay(self, w: State) -> None:
        """Move the cost of extra hours to the policy heading; the municipality pays what the state does not.

        At most what was committed: clients who found work in the meantime cost nothing, and hours requested by another
        instrument remain ordinary guidance.
        """
        amount, t = min(self.committed, self.given(w)), w.month
        for flow in self.flows:
            w.ledger.reassign(t, I_GUIDANCE, flow, amount)
        w.ledger.pay(t, BUDGET, cents(amount * self.choices.state_share) - amount)
        self.committed = 0

    def given(self, w: State) -> int:
        """Cents of this month's guidance cost that are due to the extra hours."""
        p, n = w.people, w.entered
        left = np.ones(len(w.towns))
        for town in w.towns:
            if town.extra_hours > 0.0 and town.guidance > 0.0:
                left[town.index] = town.without_more() / town.guidance
        mask = (p.active[:n] == 1) & (p.reason[:n] != CHILD) & (p.guidance[:n] > 0.0) & (p.state[:n] != EMPLOYED)
        rows = np.flatnonzero(mask & (left[p.municipality[:n]] < 1.0))
        now, need = p.guidance[rows], w.p.municipality.need_hours_per_month
        without = now * left[p.municipality[rows]]
        price = w.prices().guidance_eur_per_hour * 100.0
        return int((_cents(now * need * price) - _cents(without * need * price)).sum())


def _cents(amounts: F64) -> I64:
    """Whole cents, half up (``household_rules.cents`` for a column)."""
    return np.asarray(np.floor(amounts + 0.5), np.int64)
