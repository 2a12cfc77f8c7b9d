"""Figures of a municipality, its labour-market region and the country: levels, effects, and euros attributed to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from werkagenda.analysis.comparison.paired_statistics import mean_with_interval
from werkagenda.analysis.maps import values
from werkagenda.analysis.numbers import FEW
from werkagenda.analysis.results import budget, effects
from werkagenda.analysis.results.stored import Stored
from werkagenda.evidence import places
from werkagenda.problems import BadInput, near

PLACED = ("wage subsidy", "placement guidance")
"""Headings that follow the number of startbanen; other policy is attributed by the number of status holders."""
ROWS = ("status_holders", "employed", "on_benefit", "startbanen")


@dataclass(frozen=True)
class Figure:
    """One number of one place: the baseline's level, the effect and its interval (NaN: not known), and the people."""

    level: float
    effect: float
    low: float
    high: float
    judged: bool

    @property
    def told(self) -> bool:
        """Whether the interval lies wholly on one side of zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Place:
    """A municipality with the names of the municipalities of its region."""

    name: str
    code: str
    region: str
    neighbours: tuple[str, ...]


def find(asked: str) -> Place:
    """The municipality of a name or code, capitals or not; BadInput with the nearest name where there is none."""
    known = places.municipalities()
    by_word = {name.casefold(): n for n, name in enumerate(known.name)}
    by_word |= {code.casefold(): n for n, code in enumerate(known.code)}
    number = by_word.get(asked.strip().casefold())
    if number is None:
        raise BadInput([f"--municipality {asked}: unknown{near(asked.strip().title(), known.name)}"])
    region = int(known.region[number])
    inside = tuple(name for name, own in zip(known.name, known.region, strict=True) if int(own) == region)
    return Place(known.name[number], known.code[number], places.regions().name[region], inside)


def people(stored: Stored, place: Place, scenario: str, year: str) -> dict[str, tuple[Figure, ...]]:
    """For each of ROWS the figures of municipality, region and country."""
    own, base = (values.cells(stored, name, year) for name in (scenario, stored.baseline()))
    scopes = ((place.name,), place.neighbours, places.municipalities().name)
    scale = stored.compared.scale
    found: dict[str, list[Figure]] = {row: [] for row in ROWS}
    for names in scopes:
        after, before = (values.summed(each, names) for each in (own, base))
        for row in ROWS:
            found[row].append(figure(after.loc[row].to_numpy(float), before.loc[row].to_numpy(float), scale))
    return {row: tuple(figures) for row, figures in found.items()}


def figure(after: Any, before: Any, scale: float) -> Figure:
    """A paired effect out of people by replicate."""
    sure = mean_with_interval((after - before)[None, :]).iloc[0]
    most = max(float(after.mean()), float(before.mean()))
    judged = most * scale * len(before) >= FEW
    return Figure(float(before.mean()), float(sure["effect"]), float(sure["low"]), float(sure["high"]), judged)


@dataclass(frozen=True)
class Euros:
    """Euros a year of municipalities: bijstand and policy more than in the baseline, here and in the country."""

    bijstand: float
    bijstand_low: float
    bijstand_high: float
    policy: float
    country_bijstand: float
    country_policy: float

    @property
    def pairs(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Bijstand and policy, here and in the country."""
        return (self.bijstand, self.policy), (self.country_bijstand, self.country_policy)


def euros(stored: Stored, scenario: str, year: str, figures: Mapping[str, tuple[Figure, ...]]) -> Euros:
    """What municipalities pay more, attributed to this one: no table has euros by municipality (assumption).

    Bijstand goes by the change in people on a benefit at the country's bijstand a person, startbanen by the change in
    people in one, other policy by the number of status holders.
    """
    lines = budget.lines(stored, scenario)
    keep = (lines["year"] == year) & (lines["section"] == budget.EXPENDITURE) & (lines["body"] == "municipality")
    paid = lines[keep].groupby("instrument")["effect"].sum()
    policy = [name for name in paid.index if stored.headings.get(name, {}).get("policy") and name != "bijstand"]
    placed = float(paid[[name for name in policy if name in PLACED]].sum())
    other = float(paid[[name for name in policy if name not in PLACED]].sum())
    here, _, country = zip(*(figures[row] for row in ("status_holders", "on_benefit", "startbanen")), strict=True)
    share = _ratio(here[0].level, country[0].level)
    placements = _ratio(here[2].effect, country[2].effect)
    price = a_person(stored, year)
    return Euros(
        bijstand=here[1].effect * price,
        bijstand_low=here[1].low * price,
        bijstand_high=here[1].high * price,
        policy=placed * placements + other * share,
        country_bijstand=float(paid.get("bijstand", 0.0)),
        country_policy=placed + other,
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def a_person(stored: Stored, year: str) -> float:
    """Bijstand in the baseline for each status holder on a benefit, euros a year."""
    rows = effects.effects(stored, period=year, indicators=["bijstand_euros", "on_benefit"]).drop_duplicates(
        "indicator"
    )
    level: pd.Series = rows.set_index("indicator")["baseline"]
    return _ratio(float(level["bijstand_euros"]), float(level["on_benefit"]))
