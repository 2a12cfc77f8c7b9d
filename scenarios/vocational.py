"""Vocational Dutch at work, and class at work: combined trajectories (letter; P014, P145, P146).

Decides: the employer, once for all its employees; the state offers and pays. Eligible: housed status holders (and
family migrants if chosen) who work at least twelve hours a week and are in class or below B1; also in placements, but
not people whose guidance the employer subsidy funds, which may include vocational Dutch. Period: from July 2025; the
share reached grows linearly to the dose at the end of 2029. Duration: ``months``, once per person. Price: per
participant (1,500 to 3,500 euros), more for people in class who recover part of the class hours lost to work. Cap: the
envelope, in keyed order. Effects: a month at work teaches more Dutch, and class hours are not lost. May fail: the
employer declines (agencies more often), the job ends before the course, jobs with little Dutch teach little, the course
has no effect (zero is in its range), the budget is used up. Working time given by the employer is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import AGENCIES, EMPLOYED, FAMILY, IN_CLASS, NEVER, STATUS
from werkagenda.agents.state import I64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import Dose, Envelope, Share, euros_by_year, limits, setting
from werkagenda.scenarios.where_when import ForEverybody
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

LEAST_HOURS, B1 = 12, 0.6

AT_WORK = Heading("language at work", "taal op de werkvloer", place=18)
COURSES = Flow(flows.STATE, flows.SERVICE, AT_WORK)
BUDGET = Flow(flows.STATE, flows.TOWN, AT_WORK)
CLASSES = Flow(flows.TOWN, flows.COURSE, AT_WORK)


class Numbers(NamedTuple):
    """Parameters ``vocational.*``."""

    employer_share: float
    agency_factor: float
    strength: float
    course_eur: float
    combined_eur_per_month: float


class Choices(ForEverybody):
    """``dose``: share of eligible people reached by the end of 2029.

    ``combined_share``: share of class hours lost to work that is taught at work.
    """

    dose: Dose = setting(0.0, "share of people", "eligible people whom the offer reaches by the end of 2029")
    months: Annotated[int, limits(1, 24)] = setting(12, "months", "length of a course")
    combined_share: Share = setting(0.5, "share of the hours", "class hours lost to work that are given at work")
    family_migrants: bool = setting(False, "yes or no", "whether family migrants may take part too")
    envelope_eur: Envelope = setting(None, "euros a year", "what it may spend")


class Vocational(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "vocational"
    title = ("language at work", "taal op de werkvloer")
    summary = "Vocational Dutch at work and class given at work, from July 2025 on. Dose 0: none."
    choices_type, numbers_type = Choices, Numbers
    levers = ("vocational", "combined")
    points = ("class", "money")
    decisions = ("offer", "employer", "queue")
    flows = (COURSES, BUDGET, CLASSES)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "people at work with little Dutch or in class",
        "reached": "people offered it for the first time",
        "started": "people who begin",
        "running": "people who take part",
        "left_out": "people refused for want of money",
    }

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.marks: dict[str, np.ndarray[Any, Any]] = {}
        self.aim, self.schedule = Aim(choices), schedule(choices)
        c = choices
        course, combined = numbers.course_eur / c.months, c.combined_share * numbers.combined_eur_per_month
        self.euros = tuple(cents(each * 100.0) for each in (course, combined))

    def begin(self, state: State) -> None:
        """Nobody has an offer. Nothing happens before 2025, so only spending is saved in checkpoints."""
        count = len(state.people.id)
        self.budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.memory = self.budget.memory()
        self.marks = {name: np.full(count, NEVER, np.int16) for name in ("offered", "joined", "until", "refused")}
        self.marks["combines"] = np.zeros(count, np.int16)
        self.marks["at"] = np.full(count, -1, np.int32)
        self.prices, self.bill = np.zeros(len(self.euros), np.int64), np.zeros(2, np.int64)

    def act(self, point: str, state: State) -> None:
        """End, start and run courses, or pay, depending on the point."""
        if not self.schedule.acts or not self.schedule.begun(state.month):
            return
        self.prices = np.array([state.priced(each) for each in self.euros], np.int64)
        if point == "money":
            self.pay(state)
            return
        self.break_off(state)
        self.join(state)
        self.teach(state)

    def reached(self, month: int) -> float:
        """Share of eligible people reached in a month."""
        return self.schedule.share(month)

    def taking_part(self, w: State) -> I64:
        """Rows of people in a course."""
        m, n = self.marks, w.entered
        return np.asarray(np.flatnonzero((m["joined"][:n] <= w.month) & (m["until"][:n] > w.month)), np.int64)

    def break_off(self, w: State) -> None:
        """End courses of people who left the job where they began, or whose guidance is now subsidised."""
        rows, p = self.taking_part(w), w.people
        stay = (p.active[rows] == 1) & (p.state[rows] == EMPLOYED) & (p.employer[rows] == self.marks["at"][rows])
        stay &= p.supported_until[rows] <= w.month
        self.marks["until"][rows[~stay]] = w.month

    def eligible(self, w: State) -> I64:
        """Rows of workers who are in class or have little Dutch, and have had no course."""
        p, n = w.people, w.entered
        kind = (p.kind[:n] == STATUS) | ((p.kind[:n] == FAMILY) & self.choices.family_migrants)
        mask = (p.active[:n] == 1) & kind & (p.housed[:n] != NEVER) & (p.state[:n] == EMPLOYED)
        mask &= (p.hours[:n] >= LEAST_HOURS) & (p.supported_until[:n] <= w.month)
        mask &= (p.integration[:n] == IN_CLASS) | (p.language[:n] < B1)
        return self.aim.people(w, np.asarray(np.flatnonzero(mask & (self.marks["joined"][:n] == NEVER)), np.int64))

    def join(self, w: State) -> None:
        """Make offers; people whose employer agrees start, within the budget."""
        able, t, m = self.eligible(w), w.month, self.marks
        if not self.schedule.open(t):
            self.budget.note(w, eligible=len(able), envelope=self.budget.envelope(w) or 0)
            return
        u = draws(w.keys(decision(self.name, "offer")), w.people.hash[able])
        rows = able[self.aim.reached(w, able, u, self.reached(t))]
        new = rows[m["offered"][rows] == NEVER]
        m["offered"][new] = t
        rows = rows[self.agreed(w, rows) & ((m["refused"][rows] == NEVER) | (m["refused"][rows] < t // 12 * 12))]
        queue = draws(w.keys(decision(self.name, "queue"), t), w.people.hash[rows])
        rows = rows[np.lexsort((queue, self.aim.later(w, rows)))]
        m["combines"][rows] = w.people.integration[rows] == IN_CLASS
        number, paid = self.affordable(w, rows)
        self.budget.note(w, eligible=len(able), reached=len(new), started=number, left_out=len(rows) - number)
        self.budget.note(w, cents=paid, envelope=self.budget.envelope(w) or 0)
        m["refused"][rows[number:]] = t
        rows = rows[:number]
        m["joined"][rows], m["until"][rows], m["at"][rows] = t, t + self.choices.months, w.people.employer[rows]

    def agreed(self, w: State, rows: I64) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Mask of rows whose employer agrees."""
        e, at, n = w.employers, w.people.employer[rows], self.numbers
        share = np.where(e.sector[at] == AGENCIES, n.employer_share * n.agency_factor, n.employer_share)
        return np.asarray(draws(w.keys(decision(self.name, "employer")), e.hash[at]) < share)

    def affordable(self, w: State, rows: I64) -> tuple[int, int]:
        """Number of rows, in order, that the year's budget pays for to the end of the course, and the cost.

        Courses are priced at their last month.
        """
        months = self.choices.months
        course, combined = (w.priced(each, months - 1) for each in self.euros)
        price = months * (course + combined * self.marks["combines"][rows].astype(np.int64))
        total, left = np.cumsum(price), self.budget.left(w)
        number = len(rows) if left is None else int((total <= left).sum())
        return number, int(total[number - 1]) if number else 0

    def teach(self, w: State) -> None:
        """Set the levers: vocational Dutch, and class at work for participants who are still in class."""
        rows, lever = self.taking_part(w), w.hooks.move("combined")
        w.hooks.move("vocational")[rows] += self.numbers.strength
        both = rows[(self.marks["combines"][rows] == 1) & (w.people.integration[rows] == IN_CLASS)]
        lever[both] = 1.0 - (1.0 - lever[both]) * (1.0 - self.choices.combined_share)
        self.bill[:] = len(rows), len(both)
        self.budget.note(w, running=len(rows))

    def pay(self, w: State) -> None:
        """The state pays for courses at work, and through the municipality for the extra cost of class at work."""
        course, extra = (int(x) for x in self.bill * self.prices)
        for flow, amount in ((COURSES, course), (BUDGET, extra), (CLASSES, extra)):
            w.ledger.pay(w.month, flow, amount)
