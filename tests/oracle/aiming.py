"""Where, when and at whom an instrument is aimed, from its settings, one person or employer at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from oracle.things import Employer, Person

from werkagenda.agents.kinds import NEVER
from werkagenda.tables.vocabulary import EDUCATIONS, ORIGINS, SEXES

if TYPE_CHECKING:
    from oracle.country import Oracle

T = TypeVar("T")
DAILY = {"Den Haag": "'s-Gravenhage", "Den Bosch": "'s-Hertogenbosch"}
PILOT_TOWNS = {
    "Amsterdam",
    "Eindhoven",
    "Rotterdam",
    "Meierijstad",
    "Vught",
    "Boxtel",
    "Nuenen, Gerwen en Nederwetten",
}
PILOT_REGION = "Helmond-De Peel"


def number(month: str) -> int:
    """A month YYYY-MM counted from January 2014."""
    return (int(month[:4]) - 2014) * 12 + int(month[5:]) - 1


class Aiming:
    """Of one instrument; ``begins`` is its first month where none is chosen."""

    def __init__(self, c: Oracle, choices: Any, begins: str = "2025-07") -> None:
        self.c, self.choices, self.dose = c, choices, choices.dose
        self.start, self.last = number(choices.start or begins), number(choices.end or "2029-12")
        self.first = getattr(choices, "places_rule", "only") == "first"
        self.regions = getattr(choices, "regions", None)
        self.towns = getattr(choices, "municipalities", None)
        self.names = self._names()

    def _names(self) -> set[str]:
        """Towns that are named, by themselves or in a set."""
        ranked = sorted(self.c.towns, key=lambda town: (-town.population, town.index))
        sets = {"G4": {x.name for x in ranked[:4]}, "G40": {x.name for x in ranked[4:44]}}
        sets["pilots"] = {x.name for x in ranked if x.name in PILOT_TOWNS}
        sets["pilots"] |= {x.name for x in ranked if self.c.region_names[x.region] == PILOT_REGION}
        return set().union(*(sets.get(each, {DAILY.get(each, each)}) for each in self.towns or ()))

    @property
    def acts(self) -> bool:
        """Any dose at all."""
        return any(self.dose) if isinstance(self.dose, tuple) else self.dose > 0.0

    @property
    def begun(self) -> bool:
        """The first month has come."""
        return self.c.month >= self.start

    def open(self, month: int | None = None) -> bool:
        """Somebody new may be served."""
        return self.start <= (self.c.month if month is None else month) <= self.last

    def level(self, month: int | None = None) -> float:
        """The dose, or that of the year."""
        t = self.c.month if month is None else month
        return float(self.dose[t // 12 - 11]) if isinstance(self.dose, tuple) else float(self.dose)

    def way(self, month: int | None = None) -> float:
        """Part of the way from the first to the last month."""
        t = self.c.month if month is None else month
        return min(1.0, max(0, t - self.start + 1) / (self.last - self.start + 1))

    def share(self, month: int | None = None) -> float:
        """Share reached by the end of the month, none outside the period."""
        if not self.open(month):
            return 0.0
        return self.level(month) if isinstance(self.dose, tuple) else self.level(month) * self.way(month)

    @property
    def placed(self) -> bool:
        """Places are named."""
        return self.regions is not None or self.towns is not None

    def inside(self, town: Any) -> bool:
        """A town is among those named, or in a region that is."""
        return town.name in self.names or self.c.region_names[town.region] in (self.regions or ())

    def meant(self, person: Person) -> bool:
        """A person of the places and the groups that are chosen."""
        return self._here(person) and self._of_group(person)

    def _here(self, person: Person) -> bool:
        return self.first or not self.placed or self.inside(self.c.towns[person.municipality])

    def _of_group(self, person: Person) -> bool:
        c = self.choices
        if not hasattr(c, "age_from"):
            return True
        fits = c.age_from <= (self.c.month - person.birth) // 12 <= c.age_to or (c.age_from, c.age_to) == (18, 66)
        origins = getattr(c, "origins", None)
        fits = fits and (origins is None or person.origin in [ORIGINS.index(x) for x in origins])
        fits = fits and (c.educations is None or EDUCATIONS[person.education] in c.educations)
        fits = fits and getattr(c, "sex", "all") in ("all", SEXES[person.sex])
        within = getattr(c, "housed_within_months", None)
        return fits and (within is None or (person.housed != NEVER and self.c.month - person.housed < within))

    def behind(self, person: Person) -> bool:
        """Comes after people of the places that come first."""
        return self.first and not self.inside(self.c.towns[person.municipality])

    def reached(self, able: Sequence[Person], luck: Callable[[Person], float]) -> list[Person]:
        """Whom the share of this month reaches, of all who are eligible."""
        share = self.share()
        place = self._in_front(able, lambda x: self.inside(self.c.towns[x.municipality]))
        return [x for x in able if place(x, luck(x)) < share]

    def _in_front(self, all_: Sequence[T], inside: Callable[[T], bool]) -> Callable[[T, float], float]:
        """Where a draw of somebody falls: those inside before all others, where they come first."""
        if not self.first:
            return lambda _, u: u
        part = sum(map(inside, all_)) / len(all_) if all_ else 0.0
        return lambda x, u: u * part if inside(x) else part + u * (1.0 - part)

    def employs(self, employer: Employer) -> bool:
        """An employer of the regions that are chosen."""
        return self.first or self.regions is None or self.c.region_names[employer.region] in self.regions

    def line(self, targets: Sequence[Employer], luck: Callable[[Employer], float]) -> dict[Employer, float]:
        """Positions of employers in the order of a round."""
        regions = self.regions or ()
        place = self._in_front(targets, lambda x: self.c.region_names[x.region] in regions)
        return {x: place(x, luck(x)) for x in targets}
