"""Every picture that can be asked for by name, with the title that states its finding and its source line."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.language import Language
from werkagenda.analysis.maps import tile_map, values
from werkagenda.analysis.numbers import two
from werkagenda.analysis.pictures import charts
from werkagenda.analysis.results import budget, effects
from werkagenda.analysis.results.stored import Stored
from werkagenda.analysis.scene import Scene

FIGURES = (
    "map-effect",
    "map-level",
    "map-municipalities-effect",
    "map-municipalities-level",
    "path",
    "groups",
    "budget",
)


def figure(name: str, stored: Stored, scenario: str, year: str, words: Language) -> Scene:
    """The picture of a name, of one scenario and year."""
    source = source_line(stored, words)
    if name.startswith("map-"):
        return _map(name, stored, scenario, year, words, source)
    if name == "path":
        return charts.paths(stored, scenario, effect_title(stored, scenario, year, words), source, words)
    if name == "groups":
        return charts.groups(stored, scenario, year, effect_title(stored, scenario, year, words), source, words)
    return charts.payers(stored, scenario, budget_title(stored, scenario, words), source, words)


def source_line(stored: Stored, words: Language) -> str:
    """What the numbers rest on."""
    share = words.number(100 * stored.compared.scale, 2).rstrip("0").rstrip(",.")
    return words.say(
        "Source: Werkagenda, {replicates} paired replicates at {share}% of the people, central assumptions. Intervals: "
        "95%, chance alone; how far assumptions move the answer is wider.",
        replicates=stored.compared.replicates,
        share=share,
    )


def effect_title(stored: Stored, scenario: str, year: str, words: Language) -> str:
    """The effect on regular work of a year, or that it is not told from zero."""
    row = effects.effects(stored, period=year, indicators="regular_employed", scenarios=scenario).iloc[0]
    name = words.name("scenario", scenario)
    if not bool(row["enough_events"]):
        return words.say("{name}, {year}: too few simulated people to judge", name=name, year=words.period(year))
    if pd.isna(row["low"]) or row["low"] <= 0 <= row["high"]:
        return words.say(
            "{name}: effect on status holders in regular work in {year} is not told from zero",
            name=name,
            year=words.period(year),
        )
    about = {"name": name, "number": words.number(abs(two(float(row["effect"])))), "year": words.period(year)}
    if row["effect"] > 0:
        return words.say("{name}: {number} more status holders in regular work in {year}", **about)
    return words.say("{name}: {number} fewer status holders in regular work in {year}", **about)


def budget_title(stored: Stored, scenario: str, words: Language) -> str:
    """The net cost of all years."""
    lines = budget.lines(stored, scenario)
    years = stored.compared.years
    net = lines[(lines["section"] != budget.PASSED) & (lines["year"] == years)]["effect"].sum()
    return words.say(
        "{name}: net cost of public bodies {amount} million euros in {years} (newcomers and instruments only)",
        name=words.name("scenario", scenario),
        amount=words.signed(float(net) / 1e6, 1),
        years=words.period(years),
    )


def _map(name: str, stored: Stored, scenario: str, year: str, words: Language, source: str) -> Scene:
    kind = tile_map.Kind(effect=name.endswith("effect"), single="municipalities" in name)
    found = (values.municipalities if kind.single else values.regions)(stored, scenario, year)
    return tile_map.tile_map(found, kind, map_title(found, kind, scenario, year, words), source, words)


def map_title(found: pd.DataFrame, kind: tile_map.Kind, scenario: str, year: str, words: Language) -> str:
    """How many places can be judged and told from zero, or between which shares they lie."""
    judged = found[found["judged"]]
    about = {"judged": len(judged), "all": len(found), "year": words.period(year)}
    if kind.effect:
        about |= {"name": words.name("scenario", scenario), "told": int(judged["told"].sum())}
        if kind.single:
            return words.say(
                "{name}, {year}: of {judged} municipalities with enough people (of {all}) {told} differ from the "
                "baseline in people at work",
                **about,
            )
        return words.say("{name}, {year}: regular work differs from the baseline in {told} of {all} regions", **about)
    low, high = (words.percent(float(end), 0) for end in (judged["level"].min(), judged["level"].max()))
    if kind.single:
        return words.say(
            "{year}, baseline: of {all} municipalities {judged} have enough people; {low} to {high} of their status "
            "holders work",
            low=low,
            high=high,
            **about,
        )
    return words.say(
        "{year}, baseline: {low} to {high} of adult status holders are in regular work, by region",
        low=low,
        high=high,
        **about,
    )
