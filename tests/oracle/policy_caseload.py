"""Guidance and caseload: hours on top of a town's budget, hired bit by bit, in the order of towns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import positions
from oracle.aiming import Aiming
from oracle.envelope import Envelope
from oracle.luck import draw
from oracle.staff import cents
from oracle.things import Person

from werkagenda.agents.kinds import NEVER, UKRAINIAN
from werkagenda.model.income import ledger
from werkagenda.model.policy.hooks import decision

if TYPE_CHECKING:
    from oracle.country import Oracle, Town


class Caseload:
    """``by_town`` holds the hours hired, the month they began and the month in which money was last short."""

    points = ("guidance", "money")

    def __init__(self, c: Oracle, fast: Any) -> None:
        self.c, self.choices, self.numbers = c, fast.choices, fast.numbers
        self.aim = aim = Aiming(c, fast.choices)
        self.budget = Envelope(c, fast.choices.envelope_eur, fast.memory["uptake"].tolist())
        names = ("hired", "began", "refused")
        self.by_town = {k: dict(zip(c.towns, fast.memory[k].tolist(), strict=True)) for k in names}
        key = c.luck(decision("caseload", "order"))
        self.served = {x for x in c.towns if aim.first or not aim.placed or aim.inside(x)}
        behind = {x: not aim.inside(x) if aim.first else x not in self.served for x in c.towns}
        self.order = sorted(c.towns, key=lambda town: (behind[town], draw(key, town.index + 1)))
        self.people, self.bill = float(sum(town.population for town in self.served)), 0

    def act(self, point: str) -> None:
        """Hire and serve; then the bill."""
        if not self.aim.acts or not self.aim.begun:
            return
        if point == "money":
            self._pay()
        else:
            self._serve()

    def _covered(self, month: int) -> dict[Town, float]:
        """Part of each town's clients who have intensive guidance by the end of a month."""
        reached = self.aim.share(month)
        out, before = {}, 0.0
        for town in self.order:
            weight = town.population / self.people
            out[town] = min(1.0, max(0.0, (reached - before) / weight)) if town in self.served else 0.0
            before += weight
        return out

    def _hours(self, town: Town, covered: float) -> float:
        """Hours of the managers hired by now."""
        each = self.numbers.manager_hours_per_month / self.choices.clients_per_manager
        share = min(1.0, each / self.c.p.municipality.need_hours_per_month)
        lacking = covered * max(0.0, town.need * share - town.capacity)
        had: float = self.by_town["hired"][town]
        return lacking if lacking <= had else had + (lacking - had) / self.numbers.hire_months

    def _clients(self) -> dict[Town, float]:
        """Adults without work whom each town guides; who is not on bijstand counts for a part."""
        out = dict.fromkeys(self.c.towns, 0.0)
        for person in self.c.here():
            away = person.in_reception or person.seeks_asylum or person.kind == UKRAINIAN
            if not (away or person.is_child or person.works):
                poor = person.household.bijstand > 0
                out[self.c.towns[person.municipality]] += 1.0 if poor else self.c.p.municipality.partner_works_factor
        return out

    def _serve(self) -> None:
        t, clients, room = self.c.month, self._clients(), self._room()
        now, before = self._covered(t), self._covered(t - 1)
        self.budget.note(eligible=sum(town.caseload for town in self.c.towns), envelope=self.budget.cents() or 0)
        need, price = self.c.p.municipality.need_hours_per_month, self.c.prices().guidance_eur_per_hour * 100.0
        self.bill = 0
        for town in self.order:
            hours = self._hours(town, now[town])
            share = hours / town.need if town.need > 0 else 0.0
            asked = cents(share * clients[town] * need * price)
            paid = asked if room is None else min(asked, room)
            room = None if room is None else room - paid
            hours = hours * (paid / asked) if paid < asked else hours
            self.bill += paid
            self._note(town, hours, paid < asked, now[town] > 0.0 and before[town] == 0.0)
            town.extra = hours
            town.guidance = town.attention(0.0)
        self.budget.note(cents=self.bill)

    def _room(self) -> int | None:
        """A month's part of what is left of the year's money."""
        whole, t = self.budget.cents(), self.c.month
        if whole is None:
            return None
        spent = sum(row[5] for row in self.budget.rows[t // 12 * 12 : t])
        return max(0, whole - spent) // (12 - t % 12)

    def _note(self, town: Town, hours: float, short: bool, joins: bool) -> None:
        t, mine = self.c.month, self.by_town
        again = mine["refused"][town] != NEVER and mine["refused"][town] >= t // 12 * 12
        first = hours > 0.0 and mine["began"][town] == NEVER
        told = {"reached": joins, "started": first, "running": hours > 0.0, "left_out": short and not again}
        self.budget.note(**{name: town.caseload * yes for name, yes in told.items()})
        mine["hired"][town] = hours
        mine["began"][town] = t if first else mine["began"][town]
        mine["refused"][town] = t if short else mine["refused"][town]

    def _pay(self) -> None:
        """Part of the bill for guidance gets this policy's name; the town pays what the state does not."""
        amount = min(self.bill, sum(map(self._extra, self.c.here())))
        for payer, payee in ((ledger.STATE, ledger.TOWN), (ledger.TOWN, ledger.SERVICE)):
            self.c.pay(payer, payee, ledger.I_GUIDANCE, -amount)
            self.c.pay(payer, payee, positions.I_CASELOAD, amount)
        self.c.pay(ledger.STATE, ledger.TOWN, positions.I_CASELOAD, cents(amount * self.choices.state_share) - amount)

    def _extra(self, person: Person) -> int:
        """Cents for somebody's guidance less what it would be without the extra hours."""
        town = self.c.towns[person.municipality]
        if person.works or person.is_child or person.guidance <= 0.0:
            return 0
        left = max(0.0, town.capacity - town.taken)
        plain = 1.0 if town.need <= 0.0 else min(1.0, left / town.need)
        need, price = self.c.p.municipality.need_hours_per_month, self.c.prices().guidance_eur_per_hour * 100.0
        without = person.guidance * (plain / town.guidance)
        return cents(person.guidance * need * price) - cents(without * need * price)
