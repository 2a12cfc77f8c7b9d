"""Startbanen: a paid job offered at the bijstand application after housing, beside class (letter; P046, P047).

Decides: the municipality; pilots since February 2024, others by neighbours and own balance (``adoption.py``,
``balance.py``). Eligible: status holders of 18 and older at their first bijstand after housing, without a job and not
in full-time education. Period: from the month after the application, for a few months. Duration: ``months``. Price:
wage subsidy, hours and child care on the terms below. Cap: the envelope, in order of hashed ids; offers stay valid when
the budget is used up. May fail: the person is not ready (moving, care, illness) or refuses (little of the wage is
kept), no employer agrees or has capacity, the budget is used up, the job ends early, the employer does not keep the
person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

import numpy as np
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import EMPLOYED, EXEMPT, NEVER, RETIRED, STATUS
from werkagenda.agents.state import I64, U8
from werkagenda.model.labour_market import placements
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios import startbanen_pay
from werkagenda.scenarios.aim import Aim
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.placement_offer import hosts, readiness_inputs
from werkagenda.scenarios.setting import (
    Dose,
    Envelope,
    Share,
    euros_by_year,
    limits,
    setting,
    source_hash,
)
from werkagenda.scenarios.startbanen_towns import Towns
from werkagenda.scenarios.where_when import ForEverybody
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_index

PILOT_START = month_index("2024-02")
"""The first pilots started on 29 January 2024 (P047)."""
WEEKS = 52.0 / 12.0


class Numbers(NamedTuple):
    """Parameters ``startbanen.*``."""

    pilot_share: float
    additional_job_share: float
    pull: float
    offer_months: float
    moving_weeks: float
    contacts_per_month: float
    start_hours: float
    hours_per_month: float
    care_eur_per_month: float
    care_help: float
    innovation_per_year: float
    imitation_per_year: float
    border_factor: float
    balance_weight: float
    lesson_gain: float
    capacity_share: float


class Choices(ForEverybody):
    """Policy choices.

    Pace "set": ``dose`` is the share of the newly housed covered by the end of 2029 (0: only pilots). Pace "own":
    municipalities decide, and ``dose`` is the share covered by one that has started. Outside the period the pilots go
    on as in the baseline; within it places and groups hold for the pilots too. The chosen terms hold from the first
    month.
    """

    begins: ClassVar[str] = "2025-01"

    dose: Dose = setting(0.0, "share of people", "newly housed who are covered by the end of 2029")
    years_10_to_90: Annotated[float, limits(0.5, 10)] = setting(
        3.0, "years", "time from a tenth to nine tenths of the way"
    )
    hours_per_week: Annotated[int, limits(12, 40)] = setting(20, "hours a week", "hours of a placement")
    months: Annotated[int, limits(3, 24)] = setting(12, "months", "length of a placement")
    pay_above_minimum_share: Annotated[float, limits(0, 0.5)] = setting(
        0.0, "share of the minimum wage", "pay above the minimum wage"
    )
    wage_subsidy_share: Share = setting(0.5, "share of the wage costs", "part that the employer gets back")
    care_help_share: Share = setting(0.5, "share of child care", "part of child care that is paid for")
    hours_paid_share: Share = setting(
        1.0, "share of the hours", "case-manager hours with money of their own; the rest is taken from others"
    )
    state_share: Share = setting(1.0, "share of the costs", "part of the municipality's costs that the state pays")
    pace: Literal["set", "own"] = setting(
        "set",
        "word",
        "set: the country follows a curve to the dose; own: each municipality decides, the dose is what one covers",
    )
    lessons: Share = setting(
        0.0, "share of the lessons", "how far lessons of municipalities that have startbanen are shared with others"
    )
    envelope_eur: Envelope = setting(None, "euros a year", "what placements may spend")

    @model_validator(mode="after")
    def _own_pace(self) -> Self:
        if self.pace == "own" and self.places_rule == "first":
            text = (
                "places_rule=first: with pace=own each municipality decides when it starts; name places with rule only"
            )
            raise PydanticCustomError("pace", text, {})
        return self


PILOT_TERMS = Choices()


class Startbanen(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "startbanen"
    title = ("startbanen", "startbanen")
    summary = (
        "Startbanen: a paid job offered at the bijstand application after housing. Dose 0: the pilots stay pilots."
    )
    choices_type, numbers_type = Choices, Numbers
    points = ("contracts", "guidance", "offers", "money")
    decisions = ("order", "cover", "ready", "accept", "kind", "search", "agree", "post", "keep", "room")
    flows = startbanen_pay.FLOWS
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "people who applied for bijstand the month before",
        "reached": "people offered a placement",
        "started": "people placed",
        "running": "people in a placement",
        "left_out": "people not placed for want of money, once a year",
    }

    def __init__(self, choices: Choices, numbers: Numbers, outlook_additional: float | None = None) -> None:
        super().__init__(choices, numbers)
        self.outlook_additional = numbers.additional_job_share if outlook_additional is None else outlook_additional
        self.past = f"{numbers} {PILOT_TERMS} {source_hash()}"

    @classmethod
    def build(
        cls, choices: Mapping[str, Any], numbers: Mapping[str, float], assume: Mapping[str, float | None]
    ) -> Self:
        """Like ``Instrument.build``, with the assumption about additional posts."""
        return cls(Choices(**choices), Numbers(**numbers), assume.get("additional_job_share"))

    def begin(self, state: State) -> None:
        """No municipality has decided; decisions depend on the state in January 2025."""
        self.budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.memory = self.budget.memory()
        self.marks = {"refused": np.full(len(state.people.id), NEVER, np.int16)}
        self.towns = Towns(self.choices, self.numbers, state)

    def act(self, point: str, state: State) -> None:
        """End placements, reserve hours, offer and place, or pay, depending on the point."""
        self.towns.decide_once(state)
        if state.month >= PILOT_START:
            {"contracts": self.finish, "guidance": self.share_hours, "offers": self.offer, "money": self.pay}[point](
                state
            )

    def terms(self, w: State) -> Choices:
        """The chosen terms from the first month of the period; before it the pilots' terms."""
        return self.choices if self.towns.schedule.begun(w.month) else PILOT_TERMS

    def finish(self, w: State) -> None:
        """End placements whose time is over."""
        key = w.keys(decision(self.name, "keep"), w.month)
        placements.finish(w.entered, w.month, key, w.people, w.employers, w.p.offer, w.p.placement)

    def share_hours(self, w: State) -> None:
        """Take unfunded case-manager hours from other clients; record which municipalities offer placements."""
        coverage, free = self.towns.coverage(w.month), 1.0 - self.terms(w).hours_paid_share
        for town, share in zip(w.towns, coverage.tolist(), strict=True):
            town.offers_placements = share > 0.0
        if free > 0.0:
            taken = free * startbanen_pay.hours(w, self.numbers)
            for town in w.towns:
                w.guidance[town.index] = town.serve_with_less(float(taken[town.index]))

    def offer(self, w: State) -> None:
        """Offer to people who applied for bijstand last month; place those who are ready and accept."""
        self._cover(w)
        p, t, keys = w.people, w.month, self._keys(w)
        n, window = w.entered, int(self.numbers.offer_months)
        waiting = (p.offered[:n] <= t) & (p.offered[:n] > t - window) & (p.placed[:n] == NEVER) & _free(w)
        rows = self._standing(w, placements.in_order(np.flatnonzero(waiting), p.hash))
        if not len(rows):
            self._note(w)
            return
        terms = self._placement(w)
        started = np.where(p.offered[rows] == t, max(0.0, 1.0 - self.numbers.moving_weeks / WEEKS), 1.0)
        yes: U8 = np.zeros(len(rows), np.uint8)
        placements.willing(rows, t, keys, started, terms, p, w.households, readiness_inputs(w), yes)
        self._place(w, rows[yes == 1], terms, keys)
        self._note(w)

    @property
    def aim(self) -> Aim:
        """Places and groups."""
        return self.towns.aim

    def _aimed(self, w: State, rows: I64) -> I64:
        """Rows of people at whom startbanen are aimed: within the period those of the places and groups."""
        return self.towns.aim.people(w, rows) if self.towns.schedule.open(w.month) else rows

    def _standing(self, w: State, rows: I64) -> I64:
        """Rows whose offer still stands after a change of places, groups or period; those who come first in front."""
        if not self.towns.aim.narrows:
            return rows
        rows = self._aimed(w, rows)
        u = draws(w.keys(decision(self.name, "cover")), w.people.hash[rows])
        rows = rows[u < self.towns.coverage(w.month)[w.people.municipality[rows]]]
        return rows[np.argsort(self.towns.aim.later(w, rows), kind="stable")]

    def _placement(self, w: State) -> placements.Terms:
        """Terms of placements offered this month."""
        c = self.terms(w)
        hourly = cents(float(w.law.minimum[w.month]) * (1.0 + c.pay_above_minimum_share))
        care = (c.care_help_share, c.care_help_share * self.numbers.care_help)
        return placements.Terms(c.hours_per_week, c.months, hourly, c.wage_subsidy_share, *care, self.numbers.pull)

    def _cover(self, w: State) -> None:
        """Mark people who are offered a startbaan this month."""
        p, n = w.people, w.entered
        new = self._aimed(w, np.flatnonzero((p.applied[:n] == w.month - 1) & (p.offered[:n] == NEVER) & _free(w)))
        u = draws(w.keys(decision(self.name, "cover")), p.hash[new])
        reached = new[u < self.towns.coverage(w.month)[p.municipality[new]]]
        p.offered[reached] = w.month
        self.budget.note(w, eligible=len(new), reached=len(reached))

    def _note(self, w: State) -> None:
        """Record the number of running placements and the year's envelope."""
        now = int(placements.running(w.entered, w.people).sum())
        self.budget.note(w, running=now, envelope=self.budget.envelope(w) or 0)

    def _place(self, w: State, rows: I64, terms: placements.Terms, keys: placements.PlacementKeys) -> None:
        additional_share = self.outlook_additional if w.month >= HISTORY_MONTHS else self.numbers.additional_job_share
        kind = draws(w.keys(decision(self.name, "kind")), w.people.hash[rows]) < additional_share
        price = startbanen_pay.prices(w, rows, terms.hourly, self.terms(w), self.numbers)
        left = self.budget.left(w)
        fate: U8 = np.zeros(len(rows), np.uint8)
        placements.place(
            rows,
            kind.astype(np.uint8),
            int(self.numbers.contacts_per_month),
            w.month,
            keys,
            terms,
            placements.Budget(price, -1 if left is None else left, fate),
            self._hosts(w),
            w.people,
            w.hires,
        )
        self._book(w, rows, price, fate)

    def _hosts(self, w: State) -> placements.Hosts:
        """Employers and vacancies of the month that can host a placement."""
        key, share = w.keys(decision(self.name, "room")), self.numbers.capacity_share
        return hosts(w, placements.buffer(w.entered, share, key, w.people, len(w.employers.id)))

    def _book(self, w: State, rows: I64, price: I64, fate: U8) -> None:
        """Record committed money, and rejections once a year."""
        started, out, last = fate == placements.PLACED, rows[fate == placements.LEFT_OUT], self.marks["refused"]
        before = (last[out] != NEVER) & (last[out] >= w.month // 12 * 12)
        last[out] = w.month
        counts = {"started": int(started.sum()), "cents": int(price[started].sum())}
        self.budget.note(w, **counts, left_out=int((~before).sum()))

    def _keys(self, w: State) -> placements.PlacementKeys:
        """Random keys: readiness and employer search change every month, answers are fixed while the offer stands."""
        ready, search = (w.keys(decision(self.name, what), w.month) for what in ("ready", "search"))
        accept, agree, post = (w.keys(decision(self.name, what)) for what in ("accept", "agree", "post"))
        return placements.PlacementKeys(ready, search, accept, agree, post)

    def pay(self, w: State) -> None:
        """Pay case-manager hours, wage subsidy and child care."""
        startbanen_pay.pay(w, self.terms(w), self.numbers)


def _free(w: State) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Mask of status holders of working age in the country who could take a job."""
    p, n = w.people, w.entered
    out = (p.active[:n] == 1) & (p.kind[:n] == STATUS) & (p.state[:n] != EMPLOYED) & (p.studying[:n] == 0)
    return np.asarray(out & (p.reason[:n] != RETIRED) & (p.reason[:n] != EXEMPT))
