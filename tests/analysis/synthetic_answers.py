"""Made-up balances, costs, take-up, parts and ladders of a comparison, beside those of `synthetic_comparison`."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from synthetic_sizes import SIZES, Made, ramp, sure

from werkagenda.analysis.comparison import cost_effectiveness, paired_statistics
from werkagenda.analysis.comparison.decomposition import (
    ALONE,
    INTERPLAY,
    LEFT_OUT,
    PARTS_OF_WHOLE,
    POLICY_OUTLAY,
    SUM,
    WHOLE,
)
from werkagenda.analysis.comparison.social_balance import (
    GOVERNMENT,
    NEWCOMER_OUTPUT,
    OTHERS_OUTPUT,
    PROVIDERS,
    RECEPTION,
    SAVINGS,
    SOCIAL,
)

YEARS = (*map(str, range(2025, 2030)), "2025-2029")
DOSES = (0.1, 0.25, 0.5, 1.0)
ACCOUNTS = {
    GOVERNMENT: {"central government": -52_000.0, "municipality": 21_000.0, "tax authority": 9_000.0},
    SOCIAL: {NEWCOMER_OUTPUT: 31_000.0, OTHERS_OUTPUT: -18_000.0, PROVIDERS: -9_000.0, RECEPTION: 0.0},
    SAVINGS: {"municipality": 4_000.0, "central government": 11_000.0},
}
"""Euros a year by account and part for each person more in regular work."""
PEOPLE = {"regular_employed": 1.0, "subsidised_employed": 0.5, "on_benefit": -1.1}


def at(made: Made, scenario: str, world: dict[str, float], year: str) -> float:
    """People more in regular work in a year; all years: the sum of the years."""
    times = range(2025, 2030) if "-" in year else (int(year),)
    return made.size(scenario, world) * sum(ramp(scenario, time + 0.5) for time in times)


def drawn(made: Made, world: str, mean: float, noise: np.random.Generator, width: float = 0.05) -> np.ndarray:
    """A figure by replicate."""
    return mean * (1 + width * noise.normal(0, 1, made.number(world)))


def balance(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name; prices differ by a factor."""
    rows = []
    for scenario in SIZES:
        for world, values in made.worlds().items():
            for year in YEARS:
                size = at(made, scenario, values, year)
                for account, parts in ACCOUNTS.items():
                    draws = {part: drawn(made, world, size * euros, noise) for part, euros in parts.items()}
                    draws["together"] = np.stack([*draws.values()]).sum(axis=0)
                    for prices, worth in (("cash", 1.0), ("present value", 0.9)):
                        key = {"scenario": scenario, "world": world, "year": year, "prices": prices}
                        rows += [{**key, "account": account, "part": p, **sure(worth * d)} for p, d in draws.items()]
    return pd.DataFrame(rows)


def costs(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """The table `cost`: each measure with its verdict; only placements are followed, and the subsidy buys nobody."""
    rows: list[dict[str, Any]] = []
    for scenario in SIZES:
        for world, values in made.worlds().items():
            for period in ("2029", "2025-2029"):
                size = at(made, scenario, values, period)
                outlay = drawn(made, world, 40_000.0 * abs(size), noise)
                for measure in cost_effectiveness.MEASURES:
                    key = {"scenario": scenario, "world": world, "period": period, "measure": measure}
                    rows.append({**key, **one_cost(scenario, measure, outlay, drawn(made, world, size, noise))})
    return pd.DataFrame(rows)


def one_cost(scenario: str, measure: str, outlay: np.ndarray, people: np.ndarray) -> dict[str, Any]:
    """The outlay itself, or what it costs a person."""
    if measure == cost_effectiveness.OUTLAY:
        found = sure(outlay)
        verdict = paired_statistics.RESOLVED if len(outlay) > 1 else paired_statistics.ONE_REPLICATE
        ends = {name: found[name] for name in ("low", "high", "replicates")}
        return {"value": found["effect"], "outlay": found["effect"], "number": 1.0, "verdict": verdict, **ends}
    followed = measure not in (cost_effectiveness.GROSS, cost_effectiveness.GROSS_OFF_BENEFIT) or scenario in (
        "startbanen_breed",
        "werkagenda_kern",
    )
    number = people - people.mean() if scenario == "sowis_verlengd" else people
    return paired_statistics.cost_ratio(outlay, number if followed else None)


POLICIES = {"baseline": ("sowis",), "startbanen_breed": ("startbanen", "sowis"), "sowis_verlengd": ("sowis",)}
POLICIES |= {"bias_mkb": ("bias", "sowis"), "werkagenda_kern": ("startbanen", "sowis", "bias")}


def takeup(made: Made) -> pd.DataFrame:
    """The table of the same name; the subsidy has an envelope that is gone in 2026, or that ends in 2025."""
    rows = []
    for scenario, policies in POLICIES.items():
        for world in made.worlds():
            for policy in policies:
                for year in YEARS:
                    key = {"scenario": scenario, "world": world, "policy": policy, "year": year}
                    rows.append({**key, **taken(scenario, policy, year), "replicates": made.number(world)})
    return pd.DataFrame(rows)


def taken(scenario: str, policy: str, year: str) -> dict[str, Any]:
    """Counts of a policy in a year."""
    found = dict.fromkeys(("eligible", "reached", "started", "running", "left_out", "committed_eur"), 0.0)
    found |= {"envelope_eur": 0.0, "ran_dry": "", "dry_share": 0.0}
    if policy != "sowis":
        return found | {"eligible": 900.0, "reached": 500.0, "started": 400.0, "running": 300.0}
    if scenario in ("baseline", "startbanen_breed", "bias_mkb") and year not in ("2025", "2025-2029"):
        return found
    spent = {"started": 300.0, "committed_eur": 2e6, "envelope_eur": 2e6}
    return found | spent | ({"left_out": 40.0, "ran_dry": "2026-11", "dry_share": 0.5} if year != "2025" else {})


def parts(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name, of the three together: the whole is less than the sum of its parts."""
    rows = []
    whole = "werkagenda_kern"
    for world, values in made.worlds().items():
        for indicator, period, unit, factor in answers():
            mean = {name: factor * at(made, name, values, period) for name in (whole, *PARTS_OF_WHOLE[whole])}
            draws = {name: drawn(made, world, each, noise) for name, each in mean.items()}
            alone = np.stack([draws[name] for name in PARTS_OF_WHOLE[whole]]).sum(axis=0)
            shown = [(name, ALONE, draws[name]) for name in PARTS_OF_WHOLE[whole]]
            shown += [(name, LEFT_OUT, 0.9 * draws[name]) for name in PARTS_OF_WHOLE[whole]]
            shown += [("", WHOLE, draws[whole]), ("", SUM, alone), ("", INTERPLAY, draws[whole] - alone)]
            key = {"whole": whole, "world": world, "indicator": indicator, "period": period, "unit": unit}
            rows += [{**key, "part": part, "measure": measure, **sure(each)} for part, measure, each in shown]
    return pd.DataFrame(rows)


def ladder(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name: twice the dose brings less than twice as much."""
    rows = []
    for world, values in made.worlds().items():
        for dose in DOSES:
            for indicator, period, unit, factor in answers():
                mean = factor * math.sqrt(dose / 0.5) * at(made, "startbanen_breed", values, period)
                key = {"scenario": "startbanen_breed", "world": world, "dose": dose, "indicator": indicator}
                rows.append({**key, "period": period, "unit": unit, **sure(drawn(made, world, mean, noise))})
    return pd.DataFrame(rows)


def answers() -> list[tuple[str, str, str, float]]:
    """Indicator, period, unit, and size for each person more in regular work."""
    people = [(name, "2029", "persons", factor) for name, factor in PEOPLE.items()]
    return [
        *people,
        (POLICY_OUTLAY, "2025-2029", "euros", 40_000.0),
        ("government_euros", "2025-2029", "euros", 22_000.0),
    ]


def tables(made: Made, noise: np.random.Generator) -> dict[str, pd.DataFrame]:
    """All five by name."""
    return {
        "balance": balance(made, noise),
        "cost": costs(made, noise),
        "takeup": takeup(made),
        "parts": parts(made, noise),
        "ladder": ladder(made, noise),
    }
