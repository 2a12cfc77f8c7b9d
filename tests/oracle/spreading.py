"""How startbanen spread: clocks of towns that see their region and its neighbours, and weigh their own balance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from oracle.aiming import PILOT_REGION, PILOT_TOWNS, Aiming
from oracle.luck import draw
from oracle.staff import cents, month_wage
from oracle.things import Household

from werkagenda.agents import household_rules
from werkagenda.agents.compiled import plain
from werkagenda.agents.exact import exp, log
from werkagenda.agents.kinds import FIXED
from werkagenda.model.policy.hooks import decision

if TYPE_CHECKING:
    from oracle.country import Oracle

counted, income_tax = plain(household_rules.counted_income), plain(household_rules.income_tax)


class Spreading:
    """Towns get ``weight``, ``pilot``; then, in January 2025, ``before`` (set pace) or ``since`` (own)."""

    def __init__(self, c: Oracle, choices: Any, numbers: Any, mix: Any) -> None:
        self.c, self.choices, self.numbers = c, choices, numbers
        self.aim = aim = Aiming(c, choices, "2025-01")
        self.inside = {x for x in c.towns if aim.first or not aim.placed or aim.inside(x)}
        people = float(sum(town.population for town in self.inside))
        self.first = [x for x in c.towns if x.name in PILOT_TOWNS or c.region_names[x.region] == PILOT_REGION]
        for town in c.towns:
            town.weight = town.population / people if town in self.inside else 0.0
            town.pilot = numbers.pilot_share if town in self.first else 0.0
        self.start = math.fsum(town.weight * town.pilot for town in self.inside)
        self.mix: list[tuple[float, float]] | None = None
        if mix is not None:
            self.mix = list(zip(mix.couples.tolist(), mix.parents.tolist(), strict=True))
            self._clocks()

    def update(self) -> None:
        """Once, when the outlook begins: the mix of households on bijstand, then the clocks."""
        if self.mix is None and self.c.month >= 132:
            self.mix = self._mix()
            self._clocks()

    def covers(self, town: Any) -> float:
        """Share of the newly housed of a town who are offered a startbaan this month."""
        pilot: float = town.pilot
        now, choices = self.c.month, self.choices
        if not self.aim.open():
            return pilot
        if town not in self.inside:
            return 0.0
        if choices.pace == "own":
            return max(pilot, self.aim.level() if town.since <= now else 0.0)
        added = max(0.0, self.aim.level() - self.start)
        if not isinstance(choices.dose, tuple):
            added = added * self._curve(now)
        room = town.weight * (1.0 - pilot)
        share = (added - town.before) / room if room > 0 else 0.0
        return pilot + (1.0 - pilot) * min(1.0, max(0.0, share))

    def _curve(self, now: int) -> float:
        """Part of the way from the pilots to the dose."""
        slope, end = log(81.0) / (12.0 * self.choices.years_10_to_90), self.aim.last - self.aim.start
        months = (0, end, now - self.aim.start)
        first, last, here = (1.0 / (1.0 + exp(-slope * (t - 0.5 * end))) for t in months)
        return (here - first) / (last - first) if end else 1.0

    def _mix(self) -> list[tuple[float, float]]:
        homes = [(home, _adults(home)) for home in self.c.households if home.bijstand > 0]
        facts: list[tuple[int, bool, bool]] = []
        for home, adults in homes:
            if adults:
                facts.append((adults[0].region, len(adults) == 2, self.c.month - home.youngest < 144))
        out = []
        for region in range(35):
            here = [fact for fact in facts if fact[0] == region]
            couples, parents = (
                (sum(fact[k] for fact in here) + sum(fact[k] for fact in facts) / max(1, len(facts))) / (len(here) + 1)
                for k in (1, 2)
            )
            out.append((couples, parents))
        return out

    def monthly(self, month: int) -> tuple[float, float, float]:
        """Cents of a placement and month: wage costs paid back, hours, child care."""
        c, terms, numbers = self.c, self.choices, self.numbers
        gross = month_wage(self.hourly(month), terms.hours_per_week)
        wages = gross * (1.0 + c.law.contribution(month, FIXED)) * terms.wage_subsidy_share
        price = c.law.prices(month, c.p.money).guidance_eur_per_hour
        hours = numbers.hours_per_month * terms.hours_paid_share * price * 100.0
        return wages, hours, terms.care_help_share * (numbers.care_eur_per_month * c.law.price_index(month)) * 100.0

    def hourly(self, month: int) -> int:
        """Pay of an hour, cents."""
        return int(cents(float(self.c.law.minimum[month]) * (1.0 + self.choices.pay_above_minimum_share)))

    def _factors(self, month: int) -> list[float]:
        c, terms = self.c, self.choices
        law, tax = c.law.benefits(month), c.law.tax(month)
        gross = month_wage(self.hourly(month), terms.hours_per_week)
        net = gross - income_tax(float(gross), 1, tax)
        free = law.disregard_share, law.disregard_cap, law.disregard_months
        stays = [counted(net, 0, t, *free) for t in range(terms.months)]
        single, couple = (
            norm - sum(max(0, norm - each) for each in stays) / terms.months for norm in (law.single, law.couple)
        )
        wages, hours, care = self.monthly(month)
        out = []
        assert self.mix is not None
        for couples, parents in self.mix:
            own = (1.0 - terms.state_share) * (wages + hours + care * parents)
            gained = single + (couple - single) * couples - own
            out.append(exp(self.numbers.balance_weight * gained / 100_000.0))
        return out

    def _rates(self, have: set[Any], factors: list[float]) -> list[float]:
        n, c = self.numbers, self.c
        imitation = n.imitation_per_year * (1.0 + n.lesson_gain * self.choices.lessons)
        people, seen = [0.0] * 35, [0.0] * 35
        for town in c.towns:
            people[town.region] += town.population
            seen[town.region] += town.population if town in have else 0
        rate = []
        for region, beside in enumerate(c.neighbours):
            around = sum(seen[r] for r in beside) / max(1.0, sum(people[r] for r in beside))
            looked = seen[region] / people[region] + n.border_factor * around
            rate.append((n.innovation_per_year + imitation * looked) * factors[region])
        return rate

    def _clocks(self) -> None:
        c = self.c
        key = c.luck(decision("startbanen", "order"))
        left = {town: -log(1.0 - draw(key, town.index + 1)) for town in c.towns}
        if self.choices.pace == "own":
            self._ring(left)
        else:
            self._line_up(left)

    def _ring(self, left: dict[Any, float]) -> None:
        have = set(self.first) & self.inside
        for town in left:
            town.since = 192
            left[town] = left[town] if town in self.inside else math.inf
        for month in range(self.aim.start, 192):
            rates = self._rates(have, self._factors(month))
            for town in left:
                left[town] -= rates[town.region] / 12.0
                if left[town] <= 0.0 and town.since == 192:
                    town.since = month
            have |= {town for town in left if town.since <= month}

    def _line_up(self, left: dict[Any, float]) -> None:
        order = sorted(self.first, key=lambda town: left[town])
        waiting, factors = [town for town in left if town not in self.first], self._factors(132)
        while waiting:
            rates = self._rates(set(order), factors)
            wait, _, first = min((left[town] / rates[town.region], town.index, town) for town in waiting)
            for town in waiting:
                left[town] -= rates[town.region] * wait
            waiting.remove(first)
            order.append(first)
        before = 0.0
        if self.aim.first:
            order.sort(key=lambda town: not self.aim.inside(town))
        for town in order:
            town.before = before
            before += town.weight * (1.0 - town.pilot) if town in self.inside else 0.0


def _adults(home: Household) -> list[Any]:
    """Who lives there of the two adults: the first only while it is their household."""
    one, two = home.adult_a, home.adult_b
    adults = [one] if one is not None and one.active == 1 and one.household is home else []
    return adults + ([two] if two is not None and two.active == 1 else [])
