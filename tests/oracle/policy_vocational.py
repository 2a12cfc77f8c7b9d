"""Vocational Dutch and class at work: offered, agreed to by the employer, paid for, ended with the job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import positions
from oracle.aiming import Aiming
from oracle.envelope import Envelope
from oracle.luck import draw
from oracle.staff import cents
from oracle.things import Person

from werkagenda.agents.kinds import AGENCIES, FAMILY, IN_CLASS, NEVER
from werkagenda.model.income import ledger
from werkagenda.model.policy.hooks import decision

if TYPE_CHECKING:
    from oracle.country import Oracle


class Vocational:
    """``marks`` holds by person the months of offer, start, end and last being left out, the employer's number, and
    whether class is given at work."""

    points = ("class", "money")

    def __init__(self, c: Oracle, fast: Any) -> None:
        self.c, self.choices, self.numbers = c, fast.choices, fast.numbers
        self.aim = Aiming(c, fast.choices)
        self.budget = Envelope(c, fast.choices.envelope_eur, fast.memory["uptake"].tolist())
        self.marks = {k: dict(zip(c.people, v.tolist(), strict=True)) for k, v in fast.marks.items()}
        self.number = {employer: row for row, employer in enumerate(c.employers)}
        self.euros = cents(self.numbers.course_eur * 100.0 / self.choices.months)
        self.extra_euros = cents(self.choices.combined_share * self.numbers.combined_eur_per_month * 100.0)
        self.learners = self.in_both = 0

    def key(self, what: str, month: int = 0) -> int:
        """Key of one of the decisions."""
        return self.c.luck(decision("vocational", what), month)

    def act(self, point: str) -> None:
        """Courses end early, begin, teach; then the bill."""
        if not self.aim.acts or not self.aim.begun:
            return
        self.course, self.extra = self.c.priced(self.euros), self.c.priced(self.extra_euros)
        if point == "money":
            self.c.pay(ledger.STATE, ledger.SERVICE, positions.I_AT_WORK, self.learners * self.course)
            self.c.pay(ledger.STATE, ledger.TOWN, positions.I_AT_WORK, self.in_both * self.extra)
            self.c.pay(ledger.TOWN, ledger.COURSE, positions.I_AT_WORK, self.in_both * self.extra)
            return
        for person in self.c.entered:
            if self._learns(person) and not self._goes_on(person):
                self.marks["until"][person] = self.c.month
        self._begin()
        self._teach()

    def _learns(self, person: Person) -> bool:
        return self.marks["joined"][person] <= self.c.month < self.marks["until"][person]

    def _goes_on(self, person: Person) -> bool:
        if not person.here or not person.works or person.employer is None:
            return False
        same = self.number[person.employer] == self.marks["at"][person]
        return same and person.supported_until <= self.c.month

    def _may_begin(self, person: Person) -> bool:
        who = person.holds_status or (self.choices.family_migrants and person.kind == FAMILY)
        works = person.works and person.hours >= 12 and not person.in_reception
        needs = person.integration == IN_CLASS or person.language < 0.6
        free = self.marks["joined"][person] == NEVER and person.supported_until <= self.c.month
        return bool(who and works and needs and free and self.aim.meant(person))

    def _asks(self, person: Person) -> bool:
        """The employer agrees, and the person was not left out earlier this year."""
        assert person.employer is not None
        share, last = self.numbers.employer_share, self.marks["refused"][person]
        if person.employer.sector == AGENCIES:
            share = share * self.numbers.agency_factor
        waits = last != NEVER and last >= self.c.month // 12 * 12
        return not waits and draw(self.key("employer"), person.employer.hash) < share

    def _begin(self) -> None:
        t = self.c.month
        able = [person for person in self.c.here() if self._may_begin(person)]
        offered = self.aim.reached(able, lambda x: draw(self.key("offer"), x.hash))
        self.budget.note(eligible=len(able), envelope=self.budget.cents() or 0)
        for person in offered:
            if self.marks["offered"][person] == NEVER:
                self.marks["offered"][person] = t
                self.budget.note(reached=1)
        asking = sorted(
            filter(self._asks, offered), key=lambda x: (self.aim.behind(x), draw(self.key("queue", t), x.hash))
        )
        left, full = self.budget.left(), False
        for person in asking:
            both = int(person.integration == IN_CLASS)
            self.marks["combines"][person] = both
            last = self.c.month + self.choices.months - 1
            course, extra = self.c.priced(self.euros, last), self.c.priced(self.extra_euros, last)
            price = self.choices.months * (course + extra * both)
            full = full or (left is not None and price > left)
            left = None if left is None else left - price
            self._start(person, t, 0 if full else price, full)

    def _start(self, person: Person, t: int, price: int, full: bool) -> None:
        if full:
            self.marks["refused"][person] = t
            self.budget.note(left_out=1)
            return
        assert person.employer is not None
        self.budget.note(started=1, cents=price)
        self.marks["joined"][person], self.marks["until"][person] = t, t + self.choices.months
        self.marks["at"][person] = self.number[person.employer]

    def _teach(self) -> None:
        learners = [person for person in self.c.entered if self._learns(person)]
        both = [x for x in learners if self.marks["combines"][x] == 1 and x.integration == IN_CLASS]
        for person in learners:
            person.lever["vocational"] += self.numbers.strength
        for person in both:
            lost = (1.0 - person.lever["combined"]) * (1.0 - self.choices.combined_share)
            person.lever["combined"] = 1.0 - lost
        self.learners, self.in_both = len(learners), len(both)
        self.budget.note(running=len(learners))
