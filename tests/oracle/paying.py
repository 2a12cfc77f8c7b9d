"""SOWIS, the subsidy for guidance at work."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import positions
from oracle.aiming import Aiming
from oracle.luck import draw
from oracle.things import Employer, Person

from werkagenda.agents.kinds import FIXED, NEVER, PERMANENT
from werkagenda.model.income import ledger
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.keyed_random import MASK
from werkagenda.tables.vocabulary import HISTORY_MONTHS

if TYPE_CHECKING:
    from oracle.country import Oracle

AMOUNTS = (0, 8_000, 14_000, 19_000, 24_000)
ROUNDS = {2024: (9, 9, 2_500_000), 2025: (6, 9, 3_000_000), 2026: (6, 9, 2_000_000)}


class Sowis:
    """Guidance at work, paid for first come first served; employers keep ``granted`` by year and ``applied``."""

    points = ("class", "contracts", "learning", "money")

    def __init__(self, c: Oracle, fast: Any) -> None:
        self.c, self.choices, self.numbers = c, fast.choices, fast.numbers
        self.aim = Aiming(c, fast.choices, "2027-01")
        self.asked = {x for x, asked in zip(c.employers, fast.asked.tolist(), strict=True) if asked}
        self.marks = {"funded": dict(zip(c.people, fast.marks["funded"].tolist(), strict=True))}

    def key(self, what: str, month: int = 0) -> int:
        """Key of one of the decisions."""
        return self.c.luck(decision("sowis", what), month)

    def act(self, point: str) -> None:
        """Guidance acts; in the months of a round employers apply."""
        if point == "money":
            self.hold_round()
            return
        guided = [x for x in self.c.here() if x.works and x.supported_until > self.c.month]
        if point == "class":
            for person in guided:
                person.lever["vocational"] += self.numbers.vocational_share
        elif point == "contracts":
            for person in guided:
                stays = (1.0 - person.lever["support"]) * (1.0 - self.numbers.job_end_reduction)
                person.lever["support"] = 1.0 - stays
        else:
            for employer in {person.employer for person in guided if person.employer is not None}:
                employer.experience += self.numbers.experience_per_month * (1.0 - employer.experience)

    def round(self) -> tuple[int, int, int, int] | None:
        """Year, first and last calendar month, and ceiling in cents of the sample of the round that is open."""
        year, month, choices = 2014 + self.c.month // 12, self.c.month % 12 + 1, self.choices
        extended = self.aim.level() * choices.ceiling_eur_per_year if year >= 2027 and self.aim.open() else 0.0
        first, last, euros = ROUNDS.get(year, (choices.first_month, choices.last_month, extended))
        if euros <= 0 or month < first or month > last:
            return None
        return year, first, last, int(euros * 100 * self.c.scale + 0.5)

    def hold_round(self) -> None:
        """Employers apply; grants while the ceiling lasts."""
        c, now = self.c, self.round()
        c.round = Counter()
        if now is None:
            return
        staff: dict[Employer, list[Person]] = {}
        for person in c.here():
            if person.employer is not None and self._eligible(person):
                staff.setdefault(person.employer, []).append(person)
        applicants = [employer for employer in staff if self._applies(employer, now)]
        left = now[3] - sum(employer.granted[now[0] - 2014] for employer in c.employers)
        if now[0] in c.closed:
            left = 0
        c.round.update(ceiling=now[3], applications=len(applicants))
        if c.month >= HISTORY_MONTHS:
            c.round.update(new_employers=len(set(applicants) - self.asked))
            self.asked.update(applicants)
        queue = self.key("queue", c.month)
        behind = {x: now[0] >= 2027 and self._behind(x) for x in applicants}
        for employer in sorted(applicants, key=lambda employer: (behind[employer], draw(queue, employer.hash))):
            employer.applied = now[0]
            left = self._decide(employer, staff[employer][:4], now[0], left)
        c.pay(ledger.STATE, ledger.EMPLOYER, positions.I_SUBSIDY, c.round["cents"])

    def _behind(self, employer: Employer) -> bool:
        return self.aim.first and self.c.region_names[employer.region] not in (self.aim.regions or ())

    def _eligible(self, person: Person) -> bool:
        who = (person.hash + person.started) & MASK
        year_long = draw(self.key("contract"), who) < self.numbers.year_contract_share
        lasting = person.contract == PERMANENT or (person.contract == FIXED and year_long)
        ordinary = person.holds_status and person.works and person.subsidised == 0 and person.hours >= 20
        recent = self.c.month - person.started <= 6
        ordinary = ordinary and (self.c.month >= 132 or self.c.month - person.permit < 60)
        return lasting and ordinary and recent and person.supported_until <= self.c.month

    def _applies(self, employer: Employer, now: tuple[int, int, int, int]) -> bool:
        year, first, last, _ = now
        used = employer.used_subsidy == 1
        factor = 1.0 + (self.numbers.past_user_factor - 1.0 if used else 0.0)
        wants = draw(self.key("apply", year), employer.hash) < min(1.0, self.numbers.apply_if_aware * factor)
        month = first + math.floor(draw(self.key("month", year), employer.hash) * (last - first + 1))
        due = month <= self.c.month % 12 + 1 and employer.applied != year
        meant = year < 2027 or self.aim.employs(employer)
        return wants and due and meant and (used or employer.knows_subsidy == 1)

    def _decide(self, employer: Employer, people: list[Person], year: int, left: int) -> int:
        """What is left of the ceiling after an application; the first that does not fit closes the round."""
        counts, amount, k = self.c.round, AMOUNTS[len(people)] * 100, year - 2014
        before = year >= 2025 and employer.granted[k - 1] > 0
        if before or sum(employer.granted[k - 2 : k + 1]) + amount > 300_000 * 100:
            counts["refused_rules"] += 1
            return left
        if amount > left:
            counts["refused_ceiling"] += 1
            self.c.closed.add(year)
            return 0
        counts.update(granted=1, people=len(people), cents=amount)
        employer.granted[k] += amount
        employer.used_subsidy = 1
        for person in people:
            person.supported_until = self.c.month + 25
        if self.c.month >= HISTORY_MONTHS:
            funded = self.marks["funded"]
            counts.update(new_people=sum(funded[person] == NEVER for person in people))
            funded.update(dict.fromkeys(people, self.c.month))
        return left - amount
