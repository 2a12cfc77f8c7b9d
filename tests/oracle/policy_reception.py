"""Work from reception: desks for asylum seekers, what reception claims of wages, the later law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import positions
from oracle.aiming import Aiming
from oracle.envelope import Envelope
from oracle.luck import draw
from oracle.staff import cents
from oracle.things import Person

from werkagenda.agents.kinds import NEVER
from werkagenda.model.income import ledger
from werkagenda.model.policy.hooks import decision

if TYPE_CHECKING:
    from oracle.country import Oracle


class Reception:
    """``marks`` holds by person the month they first came to a desk, were first served, were last left out."""

    points = ("guidance", "money")

    def __init__(self, c: Oracle, fast: Any) -> None:
        self.c, self.choices, self.numbers = c, fast.choices, fast.numbers
        self.aim = Aiming(c, fast.choices)
        self.budget = Envelope(c, fast.choices.envelope_eur, fast.memory["uptake"].tolist())
        self.marks = {k: dict(zip(c.people, v.tolist(), strict=True)) for k, v in fast.marks.items()}
        self.bill = 0

    def key(self, what: str) -> int:
        """Key of one of the decisions."""
        return self.c.luck(decision("reception", what))

    def act(self, point: str) -> None:
        """The law, the contribution, the desks; then the bill."""
        if point == "money":
            self.c.pay(ledger.STATE, ledger.RECEPTION, positions.I_DESKS, self.bill)
            self.c.pay(ledger.RECEPTION, ledger.SERVICE, positions.I_DESKS, self.bill)
            self.bill = 0
            return
        for person in self.c.here():
            asked = self.choices.three_months_from_june_2026
            later = self.c.law.choice == "realised" if asked is None else asked
            if person.seeks_asylum and later and self.c.month >= 149:
                self._law(person)
            if person.seeks_asylum or person.in_reception:
                self._contribution(person)
        if self.aim.acts and self.aim.begun:
            self._serve()

    def _law(self, person: Person) -> None:
        if person.origin < 7:
            person.lever["sooner"] += 3.0
        elif draw(self.key("chance"), person.household.dwelling.hash) < self.numbers.low_chance_share:
            person.lever["sooner"] -= 1000.0

    def _contribution(self, person: Person) -> None:
        share, now = self.choices.contribution_share, self.c.p.money.own_contribution_share
        if share is not None and self.aim.open():
            person.lever["relief"] = 1.0 - (1.0 - person.lever["relief"]) * (share / now)

    def _may_come(self, person: Person) -> bool:
        waited = self.c.month - person.arrival >= self.c.p.asylum.permit_delay_months - person.lever["sooner"]
        return person.seeks_asylum and waited and not (person.works or person.is_child or person.retired)

    def _serve(self) -> None:
        t = self.c.month
        share = self.aim.share()
        able = [person for person in self.c.here() if self._may_come(person)]
        come = [x for x in able if draw(self.key("centre"), x.household.dwelling.hash) < share]
        come = come if self.aim.open() else [x for x in able if self.marks["served"][x] != NEVER]
        come.sort(key=lambda person: (self.marks["served"][person], draw(self.key("queue"), person.hash)))
        price, left = self.c.priced(cents(self.numbers.desk_eur_per_month * 100.0)), self.budget.left()
        room = len(come) if left is None else min(len(come), left // price)
        self.budget.note(eligible=len(able), running=room, cents=room * price, envelope=self.budget.cents() or 0)
        for place, person in enumerate(come):
            self._come(person, t, place < room)
        self.bill = room * price

    def _come(self, person: Person, t: int, served: bool) -> None:
        if self.marks["came"][person] == NEVER:
            self.marks["came"][person] = t
            self.budget.note(reached=1)
        if not served:
            last = self.marks["refused"][person]
            self.budget.note(left_out=int(last == NEVER or last < t // 12 * 12))
            self.marks["refused"][person] = t
            return
        if self.marks["served"][person] == NEVER:
            self.marks["served"][person] = t
            self.budget.note(started=1)
        person.lever["encourage"] += self.numbers.desk_gain
        missed = (1.0 - person.lever["permit_help"]) * (1.0 - self.numbers.application_help)
        person.lever["permit_help"] = 1.0 - missed
