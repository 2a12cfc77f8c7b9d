"""What the effect on an indicator comes to, in one line."""

from __future__ import annotations

from typing import Any

import pandas as pd

from werkagenda.analysis.comparison.labels import DIMENSIONS
from werkagenda.analysis.language import Language
from werkagenda.analysis.numbers import two
from werkagenda.analysis.pictures import catalogue
from werkagenda.analysis.pictures.charts import EUROS, in_millions
from werkagenda.analysis.results import effects
from werkagenda.analysis.results.stored import Stored

WORK = "regular_employed"


def effect(stored: Stored, scenario: str, indicator: str, year: str, words: Language) -> str:
    """The effect on an indicator of status holders in a year, or that it is not told from zero."""
    if indicator == WORK:
        return catalogue.effect_title(stored, scenario, year, words)
    row = in_millions(effects.effects(stored, period=year, indicators=indicator, scenarios=scenario)).iloc[0]
    about = {"name": words.name("scenario", scenario), "year": words.period(year)}
    about["indicator"] = words.name("indicator", indicator)
    if not bool(row["enough_events"]):
        return words.say("{name}, {year}: too few simulated people to judge", name=about["name"], year=about["year"])
    if pd.isna(row["low"]) or row["low"] <= 0 <= row["high"]:
        return words.say("{name}, {year}, {indicator}: not told from zero", **about)
    euros = row["unit"] == EUROS
    size = words.signed(two(float(row["effect"])), 1 if euros else 0)
    unit = words.say("€ million") if euros else words.name("unit", str(row["unit"]))
    return words.say("{name}, {year}, {indicator}: {size} {unit}", size=size, unit=unit, **about)


def interval(stored: Stored, scenario: str, indicator: str, year: str, words: Language) -> str:
    """Baseline, effect and 95% interval of an indicator in a year, in one sentence."""
    row = in_millions(effects.effects(stored, period=year, indicators=indicator, scenarios=scenario)).iloc[0]
    decimals = 1 if row["unit"] == EUROS else 0
    unit = words.say("€ million") if row["unit"] == EUROS else words.name("unit", str(row["unit"]))
    about: dict[str, Any] = {
        "before": words.number(float(row["baseline"]), decimals),
        "after": words.number(float(row["baseline"] + row["effect"]), decimals),
        "effect": words.signed(two(float(row["effect"])), decimals),
        "unit": unit,
        "count": int(row["replicates"]),
        "indicator": words.name("indicator", indicator),
        "year": words.period(year),
    }
    if pd.isna(row["low"]):
        del about["count"]
        return words.say(
            "{year}, {indicator}: {before} in the baseline, {after} in the scenario: {effect} {unit}. One replicate, "
            "so no interval.",
            **about,
        )
    about |= {side: words.number(two(float(row[side])), decimals) for side in ("low", "high")}
    return words.say(
        "{year}, {indicator}: {before} in the baseline, {after} in the scenario: {effect} {unit} (95% interval {low} "
        "to {high}, {count} replicates).",
        **about,
    )


def groups(stored: Stored, scenario: str, indicator: str, year: str, words: Language) -> str:
    """In how many groups of status holders the effect on an indicator is told from zero."""
    parts = [effects.effects(stored, each, year, indicator, scenario) for each in DIMENSIONS]
    judged = pd.concat([part[part["enough_events"]] for part in parts])
    return words.say(
        "{name}, {year}, {indicator}: told from zero in {told} of {all} groups",
        name=words.name("scenario", scenario),
        year=words.period(year),
        indicator=words.name("indicator", indicator),
        told=int(effects.told(judged).sum()),
        all=sum(map(len, parts)),
    )
