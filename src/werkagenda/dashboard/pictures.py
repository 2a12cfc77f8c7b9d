"""The pictures of a selection, each with the title that states its finding and the numbers that are drawn."""

from __future__ import annotations

import io
from functools import lru_cache

import pandas as pd

from werkagenda.analysis.comparison.money_flows import PUBLIC_PARTIES
from werkagenda.analysis.language import Language, language
from werkagenda.analysis.maps import tile_map, values
from werkagenda.analysis.pictures import catalogue, charts, finding, levels
from werkagenda.analysis.pictures.charts import Form
from werkagenda.analysis.results import effects
from werkagenda.analysis.scene import Scene, svg
from werkagenda.dashboard import index
from werkagenda.dashboard.selection import Selection

LEVELS, GROUPS, BUDGET, MAP = "levels", "groups", "budget", "map"
PICTURES = (LEVELS, GROUPS, BUDGET, MAP)
SIZES = {"wide": Form(620.0, True), "narrow": Form(344.0, True), "alone": Form()}
"""Beside others on a page, on a phone, and as a file of its own."""


def sizes(name: str) -> tuple[str, ...]:
    """Sizes in which a page has a picture; a map scrolls on a phone."""
    return ("wide",) if name == MAP else ("wide", "narrow")


def scene(name: str, chosen: Selection, shown: str, words: Language, size: str = "alone") -> Scene:
    """A picture; `shown` is what the map shows."""
    form, stored = SIZES[size], chosen.stored
    source = catalogue.source_line(stored, words)
    if name == BUDGET:
        title = catalogue.budget_title(stored, chosen.scenario, words)
        return charts.payers(stored, chosen.scenario, title, source, words, form)
    if name == MAP:
        return _map(chosen, shown, source, words, form.bare)
    if name == LEVELS:
        title = finding.effect(stored, chosen.scenario, chosen.indicator, chosen.year, words)
        return levels.levels(stored, chosen.scenario, chosen.indicator, title, source, words, form)
    title = finding.groups(stored, chosen.scenario, chosen.indicator, chosen.year, words)
    return charts.groups(stored, chosen.scenario, chosen.year, title, source, words, chosen.indicator, form)


def _map(chosen: Selection, shown: str, source: str, words: Language, bare: bool) -> Scene:
    kind = tile_map.Kind(effect=shown.endswith("effect"), single=shown.startswith("municipalities"))
    found = _places(chosen, kind.single)
    title = catalogue.map_title(found, kind, chosen.scenario, chosen.year, words)
    return tile_map.tile_map(found, kind, title, source, words, bare)


def _places(chosen: Selection, single: bool) -> pd.DataFrame:
    return (values.municipalities if single else values.regions)(chosen.stored, chosen.scenario, chosen.year)


def numbers(name: str, chosen: Selection, shown: str) -> pd.DataFrame:
    """What a picture draws, as a table with codes and units of its own."""
    stored, scenario = chosen.stored, chosen.scenario
    if name == LEVELS:
        return effects.paths(stored, chosen.indicator, scenario)
    if name == GROUPS:
        parts = [effects.effects(stored, each, chosen.year, chosen.indicator, scenario) for each in charts.SHOWN]
        return pd.concat(parts, ignore_index=True)
    if name == MAP:
        return _places(chosen, shown.startswith("municipalities")).rename_axis("place").reset_index()
    parties = stored.compared.tables["parties"]
    keep = (parties["scenario"] == scenario) & (parties["world"] == stored.compared.central)
    return parties[keep & parties["party"].isin(PUBLIC_PARTIES)].reset_index(drop=True)


def csv(name: str, chosen: Selection, shown: str) -> str:
    """The numbers of a picture as CSV."""
    out = io.StringIO(newline="")
    numbers(name, chosen, shown).to_csv(out, index=False, lineterminator="\n")
    return out.getvalue()


def inline(name: str, chosen: Selection, shown: str, code: str, size: str) -> tuple[str, str]:
    """The title of a picture and its SVG for the page, in a language and a size."""
    return _inline(
        name,
        chosen.name,
        (chosen.scenario, chosen.indicator, chosen.year, shown),
        (code, size),
        chosen.written,
    )


@lru_cache(maxsize=256)
def _inline(
    name: str, study: str, choice: tuple[str, str, str, str], form: tuple[str, str], _when: int
) -> tuple[str, str]:
    scenario, indicator, year, shown = choice
    chosen = Selection(study, index.opened(study), scenario, indicator, year)
    drawn = scene(name, chosen, shown, language(form[0]), form[1])
    return drawn.title, svg(drawn, f"{name}-{form[1]}")
