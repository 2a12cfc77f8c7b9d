"""Startbanen: a paid job is offered at the bijstand application after housing, beside class (letter; P046, P047).

Who decides: the municipality, pilots since February 2024, others as adoption spreads from them. Eligible: status
holders of 18 and older at their first bijstand after housing, without a job and not in full-time education. When: from
the month after the application, for a few months. How long: ``months``. What can fail: the person is not ready (moving,
care, illness) or refuses (little is left of the wage after benefit), no employer agrees, the job ends early, the
employer does not keep the person.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import EMPLOYED, EXEMPT, NEVER, RETIRED, STATUS
from werkagenda.agents.state import F64, I64, U8
from werkagenda.model import placements
from werkagenda.model.draws import draws
from werkagenda.model.ledger import (
    EMPLOYER,
    I_CHILD_CARE,
    I_PLACEMENT,
    I_WAGE_SUBSIDY,
    SERVICE,
    STATE,
    TOWN,
)
from werkagenda.model.levers import made
from werkagenda.model.ports import decision
from werkagenda.model.world import REGIONS, World
from werkagenda.scenarios import adoption
from werkagenda.scenarios.choice import Range, code
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_index

PILOT_START = month_index("2024-02")
"""The first pilots started on 29 January 2024 (P047)."""
WEEKS = 52.0 / 12.0


class Numbers(NamedTuple):
    """Entries ``startbanen.*``."""

    pilot_share: float
    additional_job_share: float
    pull: float
    offer_months: float
    moving_weeks: float
    contacts_per_month: float
    start_hours: float
    hours_per_month: float
    care_eur_per_month: float


@dataclass(frozen=True)
class Choices:
    """What is decided; ``dose`` is the share of the newly housed covered by the end of 2029 (0: pilots stay pilots)."""

    dose: float = 0.0
    years_10_to_90: float = 3.0
    hours_per_week: int = 20
    months: int = 12
    pay_above_minimum_share: float = 0.0
    wage_subsidy_share: float = 0.5
    care_help_share: float = 0.5
    hours_paid_share: float = 1.0
    state_share: float = 1.0


RANGES = {
    "dose": Range(0, 1),
    "years_10_to_90": Range(0.5, 10),
    "hours_per_week": Range(12, 40, whole=True),
    "months": Range(3, 24, whole=True),
    "pay_above_minimum_share": Range(0, 0.5),
    "wage_subsidy_share": Range(0, 1),
    "care_help_share": Range(0, 1),
    "hours_paid_share": Range(0, 1),
    "state_share": Range(0, 1),
}
PILOT_TERMS = Choices()


class Startbanen:
    """The instrument; see ``Choices`` for what is decided and ``Numbers`` for what is assumed."""

    name = "startbanen"
    levers: tuple[str, ...] = ()
    points = ("contracts", "guidance", "offers", "money")
    decisions = ("order", "cover", "ready", "accept", "kind", "search", "agree", "keep")

    def __init__(self, choices: Choices, numbers: Numbers, outlook_additional: float | None = None) -> None:
        self.choices, self.numbers = choices, numbers
        self.outlook_additional = numbers.additional_job_share if outlook_additional is None else outlook_additional
        self.past = f"{numbers} {PILOT_TERMS} {code()}"
        self.memory: dict[str, np.ndarray[Any, Any]] = {}

    def begin(self, world: World) -> None:
        """Put the municipalities in the order in which startbanen reach them."""
        u = draws(world.keys(decision(self.name, "order")), np.arange(1, len(world.places) + 1, dtype=np.uint64))
        self.order = adoption.in_order(world.places, u, self.numbers.pilot_share)

    def act(self, point: str, world: World) -> None:
        """End placements, take hours, offer and place, pay."""
        if world.month >= PILOT_START:
            {"contracts": self.finish, "guidance": self.share_hours, "offers": self.offer, "money": self.pay}[point](
                world
            )

    def terms(self, w: World) -> Choices:
        """Pilots run on the terms of the pilots until the outlook begins."""
        return self.choices if w.month >= HISTORY_MONTHS else PILOT_TERMS

    def coverage(self, month: int) -> F64:
        """Share of the newly housed that each municipality covers (342)."""
        return adoption.covered(self.order, self.choices.dose, self.choices.years_10_to_90, month)

    def finish(self, w: World) -> None:
        """Placements whose time is over."""
        key = w.keys(decision(self.name, "keep"), w.month)
        placements.finish(w.entered, w.month, key, w.people, w.employers, w.p.offer)

    def share_hours(self, w: World) -> None:
        """Case-manager hours that nobody pays for are missing elsewhere; the towns' coverage is noted."""
        coverage, free = self.coverage(w.month), 1.0 - self.terms(w).hours_paid_share
        for town in w.towns:
            town.adopted_startbanen = bool(coverage[town.index] > 0.0)
        if free > 0.0:
            taken = free * self.hours(w)
            for town in w.towns:
                w.guidance[town.index] = town.serve_with_less(float(taken[town.index]))

    def hours(self, w: World) -> F64:
        """Case-manager hours by municipality (342), for the people of the sample: placements, and who was offered one
        the month before."""
        p, n, t = w.people, w.entered, w.month
        placed = np.bincount(p.municipality[:n][(p.subsidised[:n] == 1) & (p.active[:n] == 1)], minlength=len(w.towns))
        new = np.bincount(p.municipality[:n][p.offered[:n] == t - 1], minlength=len(w.towns))
        return np.asarray(self.numbers.hours_per_month * placed + self.numbers.start_hours * new, float)

    def offer(self, w: World) -> None:
        """Offer to who applied for bijstand last month; bring those who are ready and accept to an employer."""
        self._cover(w)
        p, t, k = w.people, w.month, self._keys(w)
        n, window = w.entered, int(self.numbers.offer_months)
        waiting = (p.offered[:n] <= t) & (p.offered[:n] > t - window) & (p.placed[:n] == NEVER) & _free(w)
        rows = placements.in_order(np.flatnonzero(waiting), p.hash)
        if not len(rows):
            return
        c, law = self.terms(w), w.law
        hourly = cents(float(law.minimum[t]) * (1.0 + c.pay_above_minimum_share))
        pay = (c.hours_per_week, c.months, hourly, c.wage_subsidy_share)
        terms = placements.Terms(*pay, c.care_help_share, self.numbers.pull)
        started = np.where(p.offered[rows] == t, max(0.0, 1.0 - self.numbers.moving_weeks / WEEKS), 1.0)
        yes: U8 = np.zeros(len(rows), np.uint8)
        placements.willing(
            rows,
            t,
            k["ready"],
            k["accept"],
            started,
            terms,
            p,
            w.households,
            law.tax(t),
            w.p.income,
            w.p.acceptance,
            w.p.participation,
            yes,
        )
        self._place(w, rows[yes == 1], terms, k)

    def _cover(self, w: World) -> None:
        """Mark who is offered a startbaan this month."""
        p, n = w.people, w.entered
        new = np.flatnonzero((p.applied[:n] == w.month - 1) & (p.offered[:n] == NEVER) & _free(w))
        u = draws(w.keys(decision(self.name, "cover")), p.hash[new])
        p.offered[new[u < self.coverage(w.month)[p.municipality[new]]]] = w.month

    def _place(self, w: World, rows: I64, terms: placements.Terms, k: dict[str, np.uint64]) -> None:
        additional_share = self.outlook_additional if w.month >= HISTORY_MONTHS else self.numbers.additional_job_share
        kind = draws(w.keys(decision(self.name, "kind")), w.people.hash[rows]) < additional_share
        open_rows, open_start = placements.by_region(w.open_n, REGIONS, w.openings)
        placements.place(
            rows,
            kind.astype(np.uint8),
            int(self.numbers.contacts_per_month),
            w.month,
            (k["search"], k["agree"]),
            terms,
            w.people,
            w.employers,
            w.openings,
            open_rows,
            open_start,
            w.alias,
            w.cells.low_language_share,
            (w.p.openings.low_language_floor, w.p.openings.low_language_span),
            made(w.ports.lever),
            w.p.callback,
            w.hires,
        )

    def _keys(self, w: World) -> dict[str, np.uint64]:
        return {what: w.keys(decision(self.name, what), w.month) for what in ("ready", "accept", "search", "agree")}

    def pay(self, w: World) -> None:
        """Case-manager hours, wage subsidy and child care: the municipality pays, the state gives it its share."""
        c, p, n = self.terms(w), w.people, w.entered
        placed = (p.subsidised[:n] == 1) & (p.active[:n] == 1)
        costs = 1.0 + w.p.income.employer_contribution_share
        wages = sum(cents(int(g) * costs * c.wage_subsidy_share) for g in p.gross[:n][placed])
        hours = math.fsum(self.hours(w).tolist()) * c.hours_paid_share
        guidance = cents(hours * w.p.money.guidance_eur_per_hour * 100.0)
        carers = float(placements.carers(n, w.month, p, w.households))
        care = cents(carers * c.care_help_share * self.numbers.care_eur_per_month * 100.0)
        for payee, instrument, amount in (
            (EMPLOYER, I_WAGE_SUBSIDY, wages),
            (SERVICE, I_PLACEMENT, guidance),
            (SERVICE, I_CHILD_CARE, care),
        ):
            w.ledger.post(w.month, TOWN, payee, instrument, amount)
            w.ledger.post(w.month, STATE, TOWN, instrument, cents(amount * c.state_share))


def _free(w: World) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Status holders of working age in the country who could take a job."""
    p, n = w.people, w.entered
    out = (p.active[:n] == 1) & (p.kind[:n] == STATUS) & (p.state[:n] != EMPLOYED) & (p.studying[:n] == 0)
    return np.asarray(out & (p.reason[:n] != RETIRED) & (p.reason[:n] != EXEMPT))


def build(choices: Mapping[str, Any], numbers: Mapping[str, float], assume: Mapping[str, float | None]) -> Startbanen:
    """The instrument from checked settings, the registry's numbers and the assumption about additional posts."""
    return Startbanen(Choices(**choices), Numbers(**numbers), assume.get("additional_job_share"))
