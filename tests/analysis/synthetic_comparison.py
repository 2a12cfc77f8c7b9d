"""A made-up comparison folder with every table, seeded: to test and look at its report without running the model."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import synthetic_answers
import synthetic_backgrounds
from scipy import stats
from synthetic_sizes import BASE, CENTRAL, FACTOR, LEVELS, PARTIES, SIZES, Made, periods, ramp, sure

from werkagenda.scenarios import catalogue
from werkagenda.tables import vocabulary as words
from werkagenda.tables.comparison import ASSUMPTIONS, COMPARISON
from werkagenda.tables.flows import OWN


def effects(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name; months for all status holders only."""
    rows = []
    when = periods()
    for scenario in SIZES:
        for world, values in made.worlds().items():
            size = made.size(scenario, values)
            for indicator, base in BASE.items():
                parts = [("all", "all", 1.0)]
                if world == "central":
                    parts += [(d, k, s) for d, each in LEVELS.items() for k, s in each.items()]
                for dimension, level, share in parts:
                    for period, time in when.items():
                        if dimension != "all" and "-" in period and len(period) == 7:
                            continue
                        wide = (
                            60 * math.sqrt(share) * abs(FACTOR[indicator]) * min(1.0, ramp(scenario, time) * 2 + 0.01)
                        )
                        mean = size * FACTOR[indicator] * share * ramp(scenario, time)
                        mean *= 1.25 if level == "male" else 0.65 if level == "female" else 1.0
                        draws = mean + noise.normal(0, 1, made.number(world)) * wide * (
                            0.3 if "sowis" in scenario else 1
                        )
                        found = sure(draws)
                        sd = found["se"] * math.sqrt(found["replicates"])
                        known = math.isfinite(sd) and found["effect"]
                        rows.append(
                            {
                                "scenario": scenario,
                                "world": world,
                                "population": "status holders",
                                "dimension": dimension,
                                "level": level,
                                "indicator": indicator,
                                "period": period,
                                "unit": words.INDICATORS[indicator],
                                "baseline": base * share,
                                **found,
                                "needed_replicates": math.ceil((sd / (0.05 * found["effect"])) ** 2)
                                if known
                                else math.nan,
                                "variance_ratio": (600 * math.sqrt(share)) ** 2 / sd**2 if known and sd else math.nan,
                                "events": min(base, 1e5) * share * made.scale * made.number(world),
                            }
                        )
    return with_bijstand(pd.DataFrame(rows))


def with_bijstand(effects: pd.DataFrame) -> pd.DataFrame:
    """Nine tenths of benefit, in people and euros, are bijstand."""
    parts = [effects]
    for both, alone in (("on_benefit", "on_bijstand"), ("benefit_euros", "bijstand_euros")):
        part = effects[effects["indicator"] == both].assign(indicator=alone)
        part[["baseline", "effect", "se", "low", "high"]] *= 0.9
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def money(made: Made, noise: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `parties` and `money`; every flow runs from a party to the next, so that each pays its balance."""
    balances, flows = [], []
    names = list(PARTIES)
    for scenario in SIZES:
        for world, values in made.worlds().items():
            total = {name: np.zeros(made.number(world)) for name in names}
            for year in [*map(str, range(2025, 2030)), "2025-2029"]:
                size = (
                    abs(made.size(scenario, values)) * ramp(scenario, float(year[:4]) + 0.5) if len(year) == 4 else 0.0
                )
                draws = {n: size * PARTIES[n] * (1 + 0.05 * noise.normal(0, 1, made.number(world))) for n in names}
                draws["person"] -= sum(draws.values())
                total = {n: total[n] + draws[n] for n in names}
                along = np.zeros(made.number(world))
                for number, name in enumerate(names):
                    own = total[name] if len(year) > 4 else draws[name]
                    row = {"scenario": scenario, "world": world, "year": year}
                    balances.append({**row, "party": name, "baseline": 1e9, **sure(own)})
                    along = along + own
                    other = names[(number + 1) % len(names)]
                    flow = {"payer": name, "payee": other, "instrument": OWN[number].name}
                    flows.append({**row, **flow, "baseline": 1e8, **sure(along)})
    return pd.DataFrame(balances), pd.DataFrame(flows)


def displacement(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name."""
    rows = []
    for scenario in SIZES:
        placed = "startbanen" in scenario or "kern" in scenario
        who = (
            {"status holders placed or offered": 1.7, "other status holders": -0.15}
            if placed
            else {"status holders": 1.1}
        )
        who |= {"other people": -0.5, "fringe": -0.12, "runner-ups (first round)": 0.8 if placed else 0.0}
        for world, values in made.worlds().items():
            for period in [*map(str, range(2025, 2030)), "2025-2029"]:
                for name, factor in who.items():
                    mean = made.size(scenario, values) * factor * ramp(scenario, float(period[:4]) + 0.5)
                    draws = mean + noise.normal(0, 40, made.number(world))
                    key = {"scenario": scenario, "world": world, "period": period, "who": name}
                    rows.append({**key, "baseline": 1e5, **sure(draws)})
    return pd.DataFrame(rows)


OUTCOMES = {
    "accepted": (62, 62, 62),
    "would have worked anyway": (9, 24, 36),
    "regular": (11, 33, 44),
    "extra regular": (2, 9, 8),
    "subsidised": (31, 4, 0),
    "on partial benefit": (12, 8, 7),
    "extra on partial benefit": (7, 3, 2),
    "extra on benefit": (-9, -8, -6),
    "of accepted, would have worked anyway": (11, 27, 39),
}


def offers(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name."""
    rows = []
    for scenario in ("startbanen_breed", "werkagenda_kern"):
        for world in made.worlds():
            for outcome, values in OUTCOMES.items():
                for months, value in zip((12, 24, 36), values, strict=True):
                    found = sure(value + noise.normal(0, 0.6, made.number(world)))
                    key = {"scenario": scenario, "world": world, "outcome": outcome, "months": months}
                    rows.append({**key, "value": found["effect"], **found, "offered": 15_000.0 - 320 * months})
            found = sure(5 + noise.normal(0, 0.6, made.number(world)))
            key = {"scenario": scenario, "world": world, "outcome": "displaced others", "months": None}
            rows.append({**key, "value": found["effect"], **found, "offered": 15_000.0})
    return pd.DataFrame(rows)


def headlines(found: pd.DataFrame, balances: pd.DataFrame) -> pd.DataFrame:
    """The table of the same name, out of the effects and the parties."""
    public = balances[
        balances["party"].isin(("central government", "municipality", "tax authority", "reception agency"))
    ]
    by = ["scenario", "world", "year"]
    sums = public.groupby(by).agg(effect=("effect", "sum"), se=("se", "max"), replicates=("replicates", "max"))
    sums["se"] = sums["se"].where(sums["replicates"] > 1)
    sums["low"], sums["high"] = sums["effect"] - 3.2 * sums["se"], sums["effect"] + 3.2 * sums["se"]
    sums = sums.reset_index().rename(columns={"year": "period"})
    sums = sums.assign(indicator="government_euros", unit="euros", baseline=1e9, needed_replicates=20.0)
    whole = found[found["dimension"] == "all"]
    more = [whole[whole["indicator"] == "regular_employed"].assign(indicator=name) for name in PEOPLE]
    social = sums.assign(indicator="social_balance", **{name: -sums[name] for name in ("effect", "low", "high")})
    social = social.assign(low=social["high"], high=social["low"])
    whole = pd.concat([whole, *(shifted(each) for each in more), social])
    both = pd.concat([whole, sums[sums["period"].isin(("2029", "2025-2029"))]])
    both = both[both["period"].isin(("2029", "2025-2029"))]
    rows = [_headline(key, rows) for key, rows in both.groupby(["scenario", "indicator", "period", "unit"])]
    return pd.DataFrame(rows)


PEOPLE = {
    "others_employed": -0.6,
    "everybody_regular": 0.4,
    "everybody_employed": 0.9,
    "migration_background_employed": 0.8,
    "dutch_background_employed": -0.5,
}
"""People more for each status holder more in regular work."""


def shifted(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of regular work as those of all people."""
    factor = PEOPLE[str(rows["indicator"].iloc[0])]
    ends = rows[["low", "high"]] * factor
    size = {name: rows[name] * abs(factor) if name == "se" else rows[name] * factor for name in ("effect", "se")}
    return rows.assign(**size, low=ends.min(axis=1, skipna=False), high=ends.max(axis=1, skipna=False))


def sensitivity(made: Made, heads: pd.DataFrame, noise: np.random.Generator) -> pd.DataFrame:
    """The table of the same name: what is swept moves an answer by its size, with chance of a hundredth of it
    (of the subsidy a fifth: nothing is told there)."""
    rows = []
    for head in heads.to_dict("records"):
        central = made.size(head["scenario"], CENTRAL)
        for world, values in made.worlds().items():
            if world == "central":
                continue
            share = made.size(head["scenario"], values) / central - 1
            wide = (0.2 if "sowis" in head["scenario"] else 0.01) * abs(head["effect"])
            draws = share * head["effect"] + noise.normal(0, 1, made.replicates) * wide
            gap = sure(draws)
            told = not gap["low"] <= 0 <= gap["high"]
            verdict = "told from zero" if told and share and made.replicates >= 4 else "not told from zero"
            key = {name: head[name] for name in ("scenario", "indicator", "period", "unit")}
            rows.append({**key, "world": world, "value": head["effect"] + gap["effect"], **gap, "verdict": verdict})
    names = COMPARISON["sensitivity"].names
    return pd.DataFrame(rows, columns=names)


def _headline(key: tuple[Any, ...], rows: pd.DataFrame) -> dict[str, Any]:
    rows = rows.sort_values("world")
    central = rows[rows["world"] == "central"].iloc[0]
    sd = rows["se"].fillna(central["se"] * math.sqrt(central["replicates"])).to_numpy(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = float(stats.norm.cdf(rows["effect"].to_numpy(float) / sd).mean())
    low, high = rows.loc[rows["effect"].idxmin()], rows.loc[rows["effect"].idxmax()]
    low, high = (each if isinstance(each, pd.Series) else each.iloc[0] for each in (low, high))
    return {
        **dict(zip(("scenario", "indicator", "period", "unit"), key, strict=True)),
        **central[["baseline", "effect", "se", "low", "high", "replicates", "needed_replicates"]].to_dict(),
        "range_low": low["effect"],
        "range_low_world": low["world"],
        "range_low_told": True,
        "range_high": high["effect"],
        "range_high_world": high["world"],
        "range_high_told": True,
        "positive_probability": chance,
        "worlds": len(rows),
    }


def card(made: Made) -> dict[str, Any]:
    """comparison.json."""
    differs = [{"setting": "instruments.startbanen.dose", "baseline": 0.0, "scenario": 0.5}]
    scenarios = {
        name: {
            "description": {"en": made.description, "nl": "Meer gemeenten bieden een baan bij de eerste aanvraag."},
            "instruments": {"startbanen": {"dose": 0.5 if name != "baseline" else 0.0, "months": 6}},
            "differs": differs if name != "baseline" else [],
        }
        for name in ("baseline", *SIZES)
    }
    for dose in synthetic_answers.DOSES:
        step = {"startbanen": {"dose": dose, "months": 6}}
        scenarios[f"startbanen_breed@{dose:g}"] = {"description": {}, "instruments": step, "differs": []}
    return {
        "format": 1,
        "seed": made.seed,
        "scale": made.scale,
        "replicates": made.replicates,
        "economy": "central",
        "inflow": "central",
        "law": "june_2025",
        "last_month": "2029-12",
        "baseline": "baseline",
        "instruments": catalogue.titles(),
        "scenarios": scenarios,
        "parameters": {"startbanen.pull": {"value": 2.0, "source": "startbanen.pull"}, "search.pace": {"value": 1.0}},
        "code": {"version": "0", "sources_sha256": "cd" * 32},
        "evidence": {"made_up.csv": "ab" * 32},
        "folders": {world: dict.fromkeys(("baseline", *SIZES), f"../runs/{world}") for world in made.worlds()},
        "central_baseline": "../baseline",
        "command": "werkagenda compare runs --output comparison",
        "inputs_sha256": "ef" * 32,
    }


def make(folder: Path, **settings: Any) -> Path:
    """Write a made-up comparison into `folder` and return it; settings as in `Made`."""
    made = Made(**settings)
    noise = np.random.default_rng(made.seed)
    found = effects(made, noise)
    balances, flows = money(made, noise)
    heads = headlines(found, balances)
    worlds = [
        {"world": name, "central": name == "central", "replicates": made.number(name), "parameters": "", **values}
        for name, values in made.worlds().items()
    ]
    tables = {
        "worlds": pd.DataFrame(worlds),
        "effects": found,
        "parties": balances,
        "money": flows,
        "displacement": displacement(made, noise),
        "offers": offers(made, noise),
        "headlines": heads,
        "sensitivity": sensitivity(made, heads, np.random.default_rng(made.seed + 1)),
        **synthetic_answers.tables(made, noise),
        "backgrounds": synthetic_backgrounds.of_comparison(made, np.random.default_rng(made.seed + 2)),
    }
    assert set(tables) == set(COMPARISON) and set(CENTRAL) == set(ASSUMPTIONS)
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        table = pa.Table.from_pandas(frame[COMPARISON[name].names], COMPARISON[name], preserve_index=False)
        pq.write_table(table, folder / f"{name}.parquet")
    (folder / "comparison.json").write_text(json.dumps(card(made)), encoding="utf-8")
    return folder
