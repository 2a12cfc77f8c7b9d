"""Statutory amounts by month from the published steps in law_amounts.csv; other steps are marked.

An amount holds from its date until the next one. After the last published step, euros grow by the factor of
law_assumptions.csv (norms and the minimum wage in January and July, the rest in January) and shares stay constant. Two
amounts are published too rarely: student finance grows evenly between known dates, and the norm for ages 18 to 20
follows the single norm. Amounts are rounded once, half up to the cent.

Two laws (``LAWS``): ``june_2025`` is the law on 9 June 2025; ``realised`` includes rules adopted later (timeline.csv).
Amounts that only follow wages are equal in both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.exact import power
from werkagenda.evidence.files import frozen, rows
from werkagenda.tables.vocabulary import MONTHS, month_index, month_label

Amounts = NDArray[np.float64]
WEEKS = 52
LAWS = ("june_2025", "realised")
"""Law on 9 June 2025; including rules adopted after it."""
STATUS = "2025-06-09"
LATER = ("earnings_disregard_share", "earnings_disregard_months")
"""Items whose steps after ``STATUS`` are new rules, part of ``realised`` only (T040, T048)."""
HALF_YEAR, YEAR, NONE = 6, 12, 0


class Item(NamedTuple):
    """Source of a field in law_amounts.csv.

    The item; ``step``: months between changes after the last known one (0: constant); ``growth``: row of
    law_assumptions.csv; ``factor`` from the file's unit; ``before``: first known date (None: that of the item).
    """

    item: str
    step: int = NONE
    growth: str = ""
    factor: float = 1.0
    before: float | None = None


NORM, TAX, CHILDCARE = "bijstand_couple", "income_tax_year", "childcare_price"
FIELDS: Mapping[str, Item] = {
    "minimum_wage_hourly": Item("minimum_wage", HALF_YEAR, "minimum_wage_hourly", 100.0),
    "adult_age": Item("minimum_wage_adult_age"),
    **{f"youth_{age}": Item(f"minimum_youth_wage_share_{age}") for age in range(18, 23)},
    "bijstand_single": Item("bijstand_single", HALF_YEAR, "bijstand_single", 100.0),
    "bijstand_couple": Item("bijstand_couple", HALF_YEAR, NORM, 100.0),
    "bijstand_single_parent": Item("bijstand_single_parent", HALF_YEAR, NORM, 100.0),
    "sharing_age": Item("cost_sharing_age", before=0.0),
    "disregard_share": Item("earnings_disregard_share"),
    "disregard_cap": Item("earnings_disregard_cap", HALF_YEAR, NORM, 100.0),
    "disregard_months": Item("earnings_disregard_months"),
    "first_rate": Item("income_tax_first_bracket"),
    "first_end": Item("income_tax_first_bracket_end", YEAR, TAX, 100.0),
    "second_rate": Item("income_tax_second_bracket"),
    "general_max": Item("general_tax_credit_max", YEAR, TAX, 100.0),
    "general_from": Item("general_tax_credit_phase_out_from", YEAR, TAX, 100.0),
    "general_fall": Item("general_tax_credit_phase_out_rate"),
    "labour_rate_1": Item("labour_tax_credit_build_up_1"),
    "labour_kink_1": Item("labour_tax_credit_kink_1", YEAR, TAX, 100.0),
    "labour_rate_2": Item("labour_tax_credit_build_up_2"),
    "labour_kink_2": Item("labour_tax_credit_kink_2", YEAR, TAX, 100.0),
    "labour_rate_3": Item("labour_tax_credit_build_up_3", before=0.0),
    "labour_max": Item("labour_tax_credit_max", YEAR, TAX, 100.0),
    "labour_from": Item("labour_tax_credit_phase_out_from", YEAR, TAX, 100.0),
    "labour_fall": Item("labour_tax_credit_phase_out_rate"),
    "employer_permanent": Item("employer_total_low", factor=0.01),
    "employer_flexible": Item("employer_total_high", factor=0.01, before=-1.0),
    "childcare_own_share": Item("childcare_own_share_lowest_income"),
    "childcare_daycare": Item("childcare_max_hour_price_daycare", YEAR, CHILDCARE, 100.0),
    "childcare_after_school": Item("childcare_max_hour_price_after_school", YEAR, CHILDCARE, 100.0),
}
"""Fields of `Law` and their sources; euros become cents."""
SELDOM = {"student_finance_mbo": "student_finance_mbo_living_out", "bijstand_single_18_20": "bijstand_single_18_20"}
"""Fields published too rarely to be held constant, and their items."""
RECEPTION = ("reception_cost_regular", "reception_cost_average_person")
"""Yearly cost per person in reception: regular places until 2021, mean over all places from 2023."""
ITEMS = (*(each.item for each in FIELDS.values()), *SELDOM.values(), *RECEPTION)
"""Every item of law_amounts.csv that is used."""
CENTS = tuple(name for name, each in FIELDS.items() if each.factor == 100.0)


@dataclass(frozen=True)
class Law:
    """Dated amounts, 192 months each; ``amounts`` holds the fields of ``FIELDS`` and ``SELDOM``, ``reception`` and
    ``childcare_above``.

    Cents: minimum_wage_hourly (gross, of the adult age; monthly amount / (38 * 52 / 12) before 2024), bijstand_* (a
    month, net with holiday pay), disregard_cap (a month), student_finance_mbo (a month, living out), first_end,
    general_*, labour_kink_*, labour_max, labour_from (a year), childcare_* (maximum price of an hour; what is
    asked above it), reception (a person and month). Shares: disregard_share, rates, youth_18 to youth_22 (of the
    minimum wage), employer_permanent and employer_flexible (contributions, of the wage, without pension, small
    employers), childcare_own_share (lowest income). Years: adult_age, sharing_age (housemates who count; 0: none
    does). Months: disregard_months.
    """

    amounts: Mapping[str, Amounts]

    def __getitem__(self, field: str) -> Amounts:
        return self.amounts[field]

    def at(self, field: str, month: int) -> float:
        """Amount in a month."""
        return float(self.amounts[field][month])

    def whole(self, field: str, month: int) -> int:
        """Amount of whole cents, years or months."""
        return int(self.amounts[field][month])


def _assumed(item: str, kind: str) -> float:
    return next(float(r["value"]) for r in rows("law_assumptions") if r["item"] == item and r["kind"] == kind)


def known(item: str, choice: str = LAWS[1]) -> dict[int, float]:
    """Published steps of an item under a law by month index, in the file's unit (minimum wage per hour)."""
    hours = _assumed("minimum_wage_hourly", "hours_per_week") * WEEKS / 12
    found: dict[int, float] = {}
    for row in rows("law_amounts"):
        if row["item"] != item or (choice == LAWS[0] and item in LATER and row["from"] > STATUS):
            continue
        monthly = item == "minimum_wage" and row["unit"] == "eur per month"
        found[month_index(row["from"][:7])] = float(row["value"]) / (hours if monthly else 1.0)
    return found


def held(points: Mapping[int, float], step: int = NONE, after: float = 0.0, before: float | None = None) -> Amounts:
    """Months 0..191: each known amount until the next; after the last, growth by ``after`` every ``step`` months."""
    months = sorted(points)
    out = np.full(MONTHS, points[months[0]] if before is None else before)
    for month in months:
        out[month:] = points[month]
    for start in range(0, MONTHS, step or MONTHS):
        if start > months[-1]:
            out[start:] = points[months[-1]] * power(1.0 + after, math.ceil((start - months[-1]) / step))
    return out


def evenly(points: Mapping[int, float], after: float) -> Amounts:
    """Months 0..191 of an amount that changes each January and at known dates, with even growth in between."""
    months, out = sorted(points), np.zeros(MONTHS)
    for start in sorted({*range(0, MONTHS, YEAR), *points}):
        low = max((m for m in months if m <= start), default=months[0])
        high = min((m for m in months if m > start), default=None)
        if high is None:
            out[start:] = points[low] * power(1.0 + after, (start - low) // YEAR)
        else:
            out[start:] = points[low] * power(points[high] / points[low], (start - low) / (high - low))
    return out


def cents(amounts: Amounts) -> Amounts:
    """Whole cents, half up."""
    return np.floor(amounts + 0.5)


def _field(name: str, choice: str) -> Amounts:
    each = FIELDS[name]
    after = _assumed(each.growth, "growth_after") if each.growth else 0.0
    return held(known(each.item, choice), each.step, after, each.before) * each.factor


def _single_18_20(single: Amounts) -> Amounts:
    """Norm for ages 18 to 20: a fixed share of the single norm, or the published amount where there is one."""
    points, out = known("bijstand_single_18_20"), _assumed("bijstand_single_18_20", "share_of_single") * single
    for month in sorted(points):
        out[month:] = points[month] * 100.0 / single[month] * single[month:]
    return out


def _reception() -> Amounts:
    """Cents per person and month: regular places to 2021, then the mean including emergency places, then with wages.

    law_assumptions.csv derives 2022 and 2024.
    """
    regular, mean = (known(item) for item in RECEPTION)
    years = {m: amount for m, amount in regular.items() if m <= month_index("2021-01")} | mean
    years |= {month_index(f"{year}-01"): _assumed("reception_year", f"from_{year}") for year in (2022, 2024)}
    return held(years, YEAR, _assumed("reception_year", "growth_after")) * (100.0 / 12)


@cache
def law(choice: str = LAWS[0]) -> Law:
    """The law by month, one of ``LAWS``; `law_marked` lists what is not a published amount."""
    if choice not in LAWS:
        raise ValueError(f"law {choice!r} is none of {', '.join(LAWS)}")
    found = {name: _field(name, choice) for name in FIELDS}
    found["employer_flexible"] = np.where(
        found["employer_flexible"] < 0.0, found["employer_permanent"], found["employer_flexible"]
    )
    growth = _assumed("student_finance_mbo", "growth_after")
    found["student_finance_mbo"] = evenly(known(SELDOM["student_finance_mbo"]), growth) * 100.0
    found["bijstand_single_18_20"] = _single_18_20(found["bijstand_single"])
    found["reception"] = _reception()
    above = _assumed("childcare_above", "from_2025") * 100.0
    found["childcare_above"] = (
        above * found["minimum_wage_hourly"] / found["minimum_wage_hourly"][month_index("2025-01")]
    )
    whole = (*CENTS, *SELDOM, "reception")
    return Law({name: frozen(cents(each) if name in whole else each) for name, each in found.items()})


def education_route_share(choice: str) -> float | None:
    """Realised share of the education route from July 2025 on (S086); None if the expected share continues."""
    return _assumed("education_route", "realised") if choice == LAWS[1] else None


def law_marked() -> list[str]:
    """Every step that is not a published amount, as `field YYYY-MM interpolated|extrapolated`."""
    marked: list[str] = []
    for name, each in FIELDS.items():
        last = max(known(each.item))
        late = range(0, MONTHS, each.step or MONTHS)
        marked += [f"{name} {month_label(start)} extrapolated" for start in late if start > last]
    for name, item in SELDOM.items():
        points = known(item)
        for start in range(0, MONTHS, YEAR):
            if start not in points:
                how = "interpolated" if min(points) < start < max(points) else "extrapolated"
                marked.append(f"{name} {month_label(start)} {how}")
    return [*marked, "reception 2025-01 extrapolated"]
