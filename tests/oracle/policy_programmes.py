"""Programmes of the municipality as plain objects: guidance of women, family migrants in their first year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import positions
from oracle.aiming import Aiming
from oracle.envelope import Envelope
from oracle.growing import carries_care
from oracle.luck import draw
from oracle.placing import child_care_benefit
from oracle.staff import cents
from oracle.things import Person

from werkagenda.agents.kinds import EXEMPT, FAMILY, FEMALE, NEVER
from werkagenda.model.income import ledger
from werkagenda.model.policy.hooks import decision

if TYPE_CHECKING:
    from oracle.country import Oracle


class Programme:
    """``marks`` holds by person the months of offer, start, end and last being left out."""

    points = ("guidance", "money")
    name = ""

    def __init__(self, c: Oracle, fast: Any) -> None:
        self.c, self.choices, self.numbers = c, fast.choices, fast.numbers
        self.aim = Aiming(c, fast.choices)
        self.budget = Envelope(c, fast.choices.envelope_eur, fast.memory["uptake"].tolist())
        self.marks = {k: dict(zip(c.people, v.tolist(), strict=True)) for k, v in fast.marks.items()}
        self.bill = 0

    def luck(self, what: str, person: Person, month: int = 0) -> float:
        """Draw of somebody for one of the decisions."""
        return draw(self.c.luck(decision(self.name, what), month), person.hash)

    def act(self, point: str) -> None:
        """Ends, beginnings, levers; then the bill."""
        if self.aim.acts and self.aim.begun:
            {"guidance": self.guide, "money": self.pay}[point]()

    def guide(self) -> None:
        """What happens at the point of guidance."""
        raise NotImplementedError

    def pay(self) -> None:
        """The bill of the month."""
        raise NotImplementedError

    def without_work(self, person: Person) -> bool:
        """Of working age, without work or study."""
        able = not (person.is_child or person.retired or person.reason == EXEMPT)
        return able and person.studying == 0 and not person.works

    def member(self, person: Person) -> bool:
        """In the programme."""
        return bool(self.marks["joined"][person] <= self.c.month < self.marks["until"][person])

    def serve(self, asking: list[Person], price: int) -> list[Person]:
        """Longest offered first, as far as the money goes; who was left out this year does not ask again."""
        t, offered, refused = self.c.month, self.marks["offered"], self.marks["refused"]
        asking = [x for x in asking if refused[x] == NEVER or refused[x] < t // 12 * 12]
        asking.sort(key=lambda x: (self.aim.behind(x), offered[x], self.luck("queue", x)))
        left = self.budget.left()
        served = []
        for person in asking:
            if left is not None and price > left:
                left = 0 if price else left
                refused[person] = t
                self.budget.note(left_out=1)
                continue
            left = None if left is None else left - price
            self.budget.note(cents=price)
            served.append(person)
        return served

    def cover(self, able: list[Person], price: int) -> list[Person]:
        """Who is covered for the first time."""
        offered = self.marks["offered"]
        turn = self.aim.reached(able, lambda x: self.luck("cover", x))
        new = self.serve([x for x in turn if offered[x] == NEVER], price)
        offered.update(dict.fromkeys(new, self.c.month))
        self.budget.note(eligible=len(able), reached=len(new), envelope=self.budget.cents() or 0)
        return new

    def join(self, able: list[Person], months: int, price: int) -> list[Person]:
        """Who begins."""
        wants = [x for x in able if self.marks["offered"][x] != NEVER and self.marks["joined"][x] == NEVER]
        wants = wants if self.aim.open() else []
        new = self.serve([x for x in wants if self.luck("take", x) < self.numbers.take_up], price)
        for person in new:
            self.marks["joined"][person], self.marks["until"][person] = self.c.month, self.c.month + months
        self.budget.note(started=len(new))
        return new


class Family(Programme):
    """Family migrants in their first months."""

    name = "family"

    def guide(self) -> None:
        """One month."""
        t, c = self.c.month, self.choices
        for person in filter(self.member, self.c.entered):
            if not person.here or person.works or person.studying == 1:
                self.marks["until"][person] = t
        able = [x for x in self.c.here() if x.kind == FAMILY and self.without_work(x)]
        able = [x for x in able if t - x.arrival < c.entry_months and self.aim.meant(x)]
        self.cover(able, 0)
        price = self.c.priced(cents(self.numbers.programme_eur * 100.0))
        self.bill = price * len(self.join(able, c.months, price))
        members = list(filter(self.member, self.c.entered))
        for person in members:
            person.lever["reach"] = 1.0 - (1.0 - person.lever["reach"]) * (1.0 - c.guidance_share)
            person.lever["encourage"] += self.numbers.programme_gain
        self.budget.note(running=len(members))

    def pay(self) -> None:
        """The state gives the town what it pays."""
        self.c.pay(ledger.STATE, ledger.TOWN, positions.I_FAMILY, self.bill)
        self.c.pay(ledger.TOWN, ledger.SERVICE, positions.I_FAMILY, self.bill)


class Women(Programme):
    """Guidance of women; ``marks["care"]`` is the first month for which no child care is committed."""

    name = "women"

    def __init__(self, c: Oracle, fast: Any) -> None:
        super().__init__(c, fast)
        n = self.numbers
        self.month_euros = cents(n.programme_eur * 100.0 / self.choices.programme_months)
        self.care_euros = cents(n.care_eur_per_month * 100.0)

    @property
    def month_price(self) -> int:
        """A month of the programme now, cents."""
        return self.c.priced(self.month_euros)

    @property
    def care_price(self) -> int:
        """A month of care help now, cents."""
        return self.c.priced(self.care_euros)

    def guide(self) -> None:
        """One month."""
        for person in list(filter(self.member, self.c.entered)):
            self._stay_or_leave(person)
        for person in self.c.people:
            self._decide(person)
        able = [x for x in self.c.here() if self._may_join(x) and self.without_work(x)]
        training = self.c.priced(cents(self.numbers.training_eur * 100.0)) if self.choices.trained else 0
        self.bill = training * len(self.cover(able, training))
        self._commit()
        months = self.choices.programme_months
        if self.choices.programme:
            self.join(able, months, months * self.c.priced(self.month_euros, self.c.month + months - 1))
        members = sum(map(self.member, self.c.entered))
        self.budget.note(running=members)
        self.bill += members * self.month_price
        left = self.budget.left()
        for person in self.c.entered:
            self._lift(person, left)

    def _may_join(self, person: Person) -> bool:
        who = person.holds_status or (self.choices.family_migrants and person.kind == FAMILY)
        return bool(who and person.sex == FEMALE and not person.in_reception and self.aim.meant(person))

    def _stay_or_leave(self, person: Person) -> None:
        t = self.c.month
        away = not person.here or person.works or person.studying == 1
        if away or self.luck("drop", person, t) < self.numbers.drop_out_per_month:
            self.marks["until"][person] = t

    def _decide(self, person: Person) -> None:
        """At the end of the whole programme: the couple no longer follows the care norm."""
        t, joined = self.c.month, self.marks["joined"][person]
        whole = joined + self.choices.programme_months == t == self.marks["until"][person]
        home = person.household
        coupled = home.adult_b is not None or home.outside_income == 1
        able = whole and person.here and person.norm_carer == 1 and coupled
        if not able or self.luck("joint", person) >= self.numbers.joint_share:
            return
        for adult in (home.adult_a, home.adult_b):
            if adult is not None:
                adult.norm_carer = 0

    def _covered(self, person: Person) -> bool:
        return person.here and not person.retired and self.marks["offered"][person] != NEVER

    def _has_place(self, person: Person) -> bool:
        young = self.c.month - person.household.youngest < 144
        carer = self._covered(person) and young and carries_care(person) == 1
        return carer and self.luck("place", person) < self.choices.care_share

    def _uses(self, person: Person) -> bool:
        return self._has_place(person) and person.works and person.subsidised == 0

    def _commit(self) -> None:
        """Care until December for who works and has none yet."""
        t, care = self.c.month, self.marks["care"]
        asking = [x for x in self.c.entered if self._uses(x) and care[x] <= t]
        december = t // 12 * 12 + 11
        for person in self.serve(asking, (12 - t % 12) * self.c.priced(self.care_euros, december)):
            care[person] = t // 12 * 12 + 12

    def _lift(self, person: Person, left: int | None) -> None:
        """Levers of one woman."""
        if self._covered(person):
            person.lever["encourage"] += self.numbers.trained_gain if self.choices.trained else 0.0
            person.lever["reach"] = 1.0 if self.choices.partner_works else person.lever["reach"]
        if self.marks["joined"][person] <= self.c.month:
            person.lever["encourage"] += self.numbers.programme_gain * self._part(person)
        open_ = left is None or left >= self.care_price or self.marks["care"][person] > self.c.month
        if open_ and self._has_place(person) and (self.member(person) or person.searches or person.works):
            bare = (1.0 - person.lever["care_help"]) * (1.0 - self.numbers.care_help)
            person.lever["care_help"] = 1.0 - bare

    def _part(self, person: Person) -> float:
        """What is left of the programme's gain."""
        t, joined, until = self.c.month, self.marks["joined"][person], self.marks["until"][person]
        if until > t:
            return 1.0
        fading = max(0.0, 1.0 - (t - until) / max(1.0, self.numbers.fade_months))
        return float((until - joined) / self.choices.programme_months * fading)

    def pay(self) -> None:
        """Programme and training; child care of who uses it."""
        using = [x for x in self.c.entered if self._uses(x) and self.marks["care"][x] > self.c.month]
        care = len(using) * self.care_price
        for what, amount in ((positions.I_WOMEN, self.bill), (positions.I_CHILD_CARE, care)):
            self.c.pay(ledger.TOWN, ledger.SERVICE, what, amount)
            self.c.pay(ledger.STATE, ledger.TOWN, what, cents(amount * self.choices.state_share))
        self.c.pay(ledger.STATE, ledger.SERVICE, positions.I_CARE_BENEFIT, child_care_benefit(self.c, using))
