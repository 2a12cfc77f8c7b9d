"""The oracle: a plain Mesa model of the country, begun from the columns of the fast model between two months.

What is taken from there: who there is and how they stand at that moment, the setup, and the dated series of the
evidence. Nothing is shared afterwards.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
from oracle.luck import Luck, added, draw
from oracle.month import MONTH
from oracle.openings import Shelves
from oracle.paying import Sowis
from oracle.placing import Startbanen
from oracle.policy_alliance import Alliance
from oracle.policy_bias import Bias
from oracle.policy_caseload import Caseload
from oracle.policy_programmes import Family, Women
from oracle.policy_reception import Reception
from oracle.policy_training import Training
from oracle.policy_vocational import Vocational
from oracle.staff import Lots
from oracle.things import Employer, Household, Opening, Person, Resident, Seeker, neutral

from werkagenda.evidence import places
from werkagenda.model.income.ledger import I_BIJSTAND, PERSON, TOWN
from werkagenda.model.random.keyed_random import Decision
from werkagenda.model.state import State
from werkagenda.scenarios import startbanen
from werkagenda.scenarios.sowis_rounds import ROUND_FIELDS

WHOLE: dict[str, Any] = {
    "alliance": Alliance,
    "bias": Bias,
    "caseload": Caseload,
    "family": Family,
    "reception": Reception,
    "training": Training,
    "vocational": Vocational,
    "women": Women,
}
"""Instruments that begin from what the fast one remembers: marks and what the budget has recorded."""


class Town(mesa.Agent):  # type: ignore[misc]
    """A municipality: caseload of last month, two years of caseloads, hours."""

    weight: float
    pilot: float
    before: float
    since: int

    def __init__(self, model: Oracle, index: int, name: str, region: int, population: float) -> None:
        super().__init__(model)
        self.index, self.name, self.region, self.population = index, name, region, population
        self.caseload = self.placements = 0
        self.caseloads: dict[int, float] = {}
        self.usual = self.capacity = self.need = self.guidance = 0.0
        self.extra = self.taken = 0.0
        self.adopted = False

    def remember(self, month: int) -> None:
        """Keep the caseloads of two years; budgets follow their mean."""
        self.caseloads[month % 24] = float(self.caseload)
        self.usual = sum(self.caseloads.values()) / min(month + 1, 24)

    def attention(self, hours_taken: float) -> float:
        """Share of the needed attention that the hours left can give."""
        self.taken = hours_taken
        left = max(0.0, self.capacity + self.extra - hours_taken)
        return 1.0 if self.need <= 0.0 else min(1.0, left / self.need)


class Oracle(mesa.Model):  # type: ignore[misc]
    """People, households, employers, other searchers, openings and towns as objects; counts by region as lists."""

    seekers: list[Seeker]
    shelves: Shelves
    hires: Counter[Any]
    durations: Counter[tuple[int, int, int, int]]

    def __init__(self, w: State) -> None:
        super().__init__()
        self.month, self.scale, self.in_contest = w.month, w.spec.scale, False
        self.paid_before = w.ledger.cents[: w.month, TOWN, PERSON, I_BIJSTAND].tolist()
        self.p, self.outlook = w.p, w.spec.outlook
        self.luck, self.round = Luck(w.spec.seed, w.spec.replicate), Counter[str]()
        self.economy, self.law = w.economy, w.law
        self._evidence(w)
        self._places(w)
        self._memory(w)
        self._employers(w)
        self._people(w)
        self._market(w)
        self._instruments(w)

    def _evidence(self, w: State) -> None:
        cells = w.cells
        self.posted_share, self.low_language = cells.posted_openings_share.tolist(), cells.low_language_share.tolist()
        self.wage_2017 = cells.hourly_wage_2017_eur.tolist()
        known = w.backgrounds
        self.returning, self.low_schooling = known.returning.tolist(), known.low_schooling.tolist()
        self.employed_2014 = known.employed.tolist()
        self.contact = [bool(x) for x in cells.customer_contact.tolist()]
        self.cells = SimpleNamespace(
            staff=[[n * m for n, m in zip(*rows, strict=True)] for rows in _rows(cells.counts, cells.mean_staff)],
            size_class=cells.size_class.tolist(),
        )
        self.speed, self.network_strength = w.profiles.housing_speed.tolist(), w.profiles.network.tolist()
        self.region_share = w.region_share.tolist()
        self.population_cumulative = w.population_cumulative.tolist()
        self.region_names = list(places.regions().name)
        self.neighbours = [[int(r) for r in beside] for beside in places.neighbours()]

    def _places(self, w: State) -> None:
        self.towns = [Town(self, town.index, town.name, town.region, town.population) for town in w.towns]
        for town in self.towns:
            town.caseload, town.guidance = int(w.caseload[town.index]), float(w.guidance[town.index])
            town.adopted = bool(w.towns[town.index].offers_placements)
            months = range(max(0, w.month - 24), w.month)
            town.caseloads = {t % 24: float(w.clients[t % 24, town.index]) for t in months}

    def _memory(self, w: State) -> None:
        self.usual_fill, self.fill_rate = w.usual_fill.tolist(), w.fill_rate.tolist()
        self.network, self.finding = w.network.tolist(), float(w.finding[0])
        self.sector_newcomers = [int(x) for x in w.sector_newcomers]
        self.minimum_before = w.minimum_before
        rounds = w.record.arrays.get("rounds", np.zeros((w.month, len(ROUND_FIELDS)), np.int64))
        refused = rounds[: w.month, ROUND_FIELDS.index("refused_ceiling")].tolist()
        self.closed = {2014 + t // 12 for t, number in enumerate(refused) if number}
        shelves = [(r, s, k) for r in range(35) for s in range(9) for k in range(8)]
        self.slots = dict(zip(shelves, w.slot_sizes.tolist(), strict=True))
        self.working: list[list[list[list[list[int]]]]] = w.counts.working.tolist()
        self.outside: list[int] = w.counts.outside.tolist()
        self.others_by_month = w.others_by_month.tolist()
        self.fringe: list[int] = w.counts.fringe.tolist()

    def _employers(self, w: State) -> None:
        memories = w.hooks.memories()
        granted, applied = memories.get("sowis.granted"), memories.get("sowis.applied")
        knows, used = memories.get("sowis.knows"), memories.get("sowis.used")
        adopted = memories.get("bias.adopted")
        for row, facts in enumerate(_facts(w.employers, len(w.employers.id))):
            employer = Employer(self, **facts, lever=neutral("employers"))
            employer.granted = [0] * 16 if granted is None else granted[row].tolist()
            employer.knows_subsidy = 0 if knows is None else int(knows[row])
            employer.used_subsidy = 0 if used is None else int(used[row])
            employer.applied = 0 if applied is None else int(applied[row])
            employer.adopted = 0 if adopted is None else int(adopted[row])
        self.employers = list(self.agents_by_type[Employer])
        self.lots = [Lots([e for e in self.employers if e.region == region]) for region in range(35)]

    def _people(self, w: State) -> None:
        rows = list(_facts(w.people, len(w.people.id)))
        homes = [Household(self, **facts) for facts in _facts(w.households, len(w.households.id))]
        for facts in rows:
            facts.update(household=homes[facts["household"]], home=homes[facts["home"]], lever=neutral("people"))
            facts["employer"] = self.employers[facts["employer"]] if facts["employer"] >= 0 else None
            Person(self, **facts)
        self.households, self.people = homes, list(self.agents_by_type[Person])
        self.entered, self.waiting = self.people[: w.entered], deque(self.people[w.entered :])
        for home in homes:
            for adult in ("adult_a", "adult_b"):
                row = getattr(home, adult)
                setattr(home, adult, self.people[row] if row >= 0 else None)
            home.dwelling = homes[home.dwelling]

    def _market(self, w: State) -> None:
        for facts in _facts(w.residents, w.residents_n):
            Resident(self, **facts)
        for facts in _facts(w.openings, w.open_n):
            facts.update(employer=self.employers[facts["employer"]], candidate=None, runner_up=None)
            Opening(self, **facts)

    def _instruments(self, w: State) -> None:
        self.instruments: list[Any] = []
        for each in w.hooks.instruments:
            each_: Any = each
            if each.name == "startbanen":
                self.instruments.append(Startbanen(self, each_, startbanen.PILOT_TERMS))
            elif each.name in WHOLE:
                self.instruments.append(WHOLE[each.name](self, each_))
            else:
                self.instruments.append(Sowis(self, each_))

    def prices(self) -> Any:
        """Prices of guidance and classes: those of January 2025, with the minimum wage."""
        money, index = self.p.money, self.law.price_index(self.month)
        names = [name for name in money._fields if name.endswith("_eur_per_hour")]
        return money._replace(**{name: getattr(money, name) * index for name in names})

    def education_share(self) -> float:
        """Share of the education route: as expected, or 13% from July 2025 under the later law."""
        later = self.law.choice == "realised" and self.month >= 138
        return 0.13 if later else float(self.p.integration.education_route_share)

    def priced(self, cents: int, month: int | None = None) -> int:
        """A price of January 2025 at the prices of the month, or of another one (the last there is at most)."""
        when = self.month if month is None else min(191, month)
        return math.floor(cents * self.law.price_index(when) + 0.5)

    def work_costs(self) -> Any:
        """Rules of acceptance with what travel and child care cost this month."""
        return self.law.work_costs(self.month, self.p.acceptance)

    def schooling(self, background: int) -> tuple[float, float]:
        """Shares of low and middle schooling of people from outside the labour force."""
        p = self.p.residents
        low = p.education_low * self.low_schooling[background]
        low = min(1.0, low / added([a * b for a, b in zip(self.employed_2014, self.low_schooling, strict=True)]))
        return low, (1.0 - low) * p.education_middle / (1.0 - p.education_low)

    def schooling_part(self, background: int, level: int) -> float:
        """Share of one level, as the difference of cumulative shares."""
        low, middle = self.schooling(background)
        return (low, low + middle - low, 1.0 - (low + middle))[level]

    @property
    def residents(self) -> Iterator[Resident]:
        """Other people who search, oldest first."""
        return iter(list(self.agents_by_type.get(Resident, [])))

    @property
    def openings(self) -> Iterator[Opening]:
        """Openings, oldest first."""
        return iter(list(self.agents_by_type.get(Opening, [])))

    def here(self) -> list[Person]:
        """Newcomers in the country."""
        return [person for person in self.entered if person.active == 1]

    def act(self, point: str) -> None:
        """Call the instruments of a point (they are in the order of their names)."""
        for instrument in self.instruments:
            if point in instrument.points:
                instrument.act(point)

    def pay(self, payer: int, payee: int, what: int, cents: int) -> None:
        """Enter an amount once."""
        self.ledger[payer, payee, what] += cents

    def hold_back(self) -> None:
        """What employers withhold, by the outlook's taste share: from taste and from uncertainty, by size."""
        c, key = self.p.callback, self.luck(Decision.EMPLOYER_TASTE)
        removed = c.structured_effect * self.p.learning.structured_share * (1.0 - c.taste_share)
        gap = (1.0 - 1.0 / c.ratio) / (1.0 - removed)
        sizes = self.cells.size_class
        small = [added([n for n, k in zip(row, sizes, strict=True) if k <= 1]) for row in self.cells.staff]
        share = [part / added(row) for part, row in zip(small, self.cells.staff, strict=True)]
        weight = added([a * b for a, b in zip(share, self.posted_share, strict=True)]) / added(self.posted_share)
        large = (1.0 - weight * c.small_firm_factor) / (1.0 - weight)
        for employer in self.employers:
            factor = c.small_firm_factor if employer.size_class <= 1 else large
            spread = 1.0 + c.taste_spread * (2.0 * draw(key, employer.hash) - 1.0)
            employer.taste = gap * c.taste_share * factor * spread
            employer.uncertainty = gap * (1.0 - c.taste_share) * factor

    def step(self) -> None:
        """One month."""
        for verb in MONTH:
            verb(self)
        self.month += 1


def _facts(table: Any, count: int) -> Iterator[dict[str, Any]]:
    """Rows of a table as plain facts by name."""
    columns = {name: column[:count].tolist() for name, column in table._asdict().items()}
    for row in range(count):
        yield {name: values[row] for name, values in columns.items()}


def _rows(*tables: Any) -> Iterator[tuple[list[float], ...]]:
    return zip(*(table.tolist() for table in tables), strict=True)
