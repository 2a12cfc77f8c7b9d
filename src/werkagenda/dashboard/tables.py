"""Tables of a selection: how sure every answer is, and exactly the inputs that differ from the baseline."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pandas as pd

from werkagenda.analysis.figures.comparison.significance import TOO_SMALL_VERDICT, interval_text, range_text, verdict
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.language import current, named, say
from werkagenda.analysis.numbers import TOO_SMALL, euros, general, likely, signed, whole
from werkagenda.analysis.report.provenance import setting_label, setting_text
from werkagenda.analysis.results import inputs
from werkagenda.dashboard.selection import Selection
from werkagenda.problems import BadInput

EUROS = "euros"
GIVEN = ("economy", "inflow", "law", "scale", "seed", "replicates", "last_month")
"""What scenario and baseline have in common, as comparison.json names it."""


def certainty(chosen: Selection) -> Table:
    """A row for each headline of the scenario: effect, interval, range over sets of assumptions, probability."""
    compared = chosen.stored.compared
    table = compared.tables["headlines"]
    rows = [
        _certain(compared.headline(chosen.scenario, str(row.indicator), str(row.period)))
        for row in table[table["scenario"] == chosen.scenario].itertuples()
    ]
    heads = (
        say("answer"),
        say("period"),
        say("effect"),
        say("Monte Carlo interval"),
        say("range over sets of assumptions"),
        say("above zero"),
        say("replicates: run / needed"),
    )
    return Table(heads, rows, frozenset(range(2, len(heads))), say("How sure"))


def _certain(row: pd.Series | None) -> tuple[str, ...]:
    assert row is not None
    show = euros if row["unit"] == EUROS else whole
    needed = float(row["needed_replicates"])
    return (
        named("indicator", str(row["indicator"])),
        current().period(str(row["period"])),
        _effect(row, show),
        interval_text(row, show),
        range_text(row, show),
        likely(float(row["positive_probability"])),
        f"{int(row['replicates'])} / {whole(needed) if math.isfinite(needed) else '–'}",
    )


def _effect(row: pd.Series, show: Callable[[float], str]) -> str:
    """The effect; its interval stands beside it."""
    return str(TOO_SMALL) if verdict(row) == TOO_SMALL_VERDICT else signed(float(row["effect"]), show)


def differences(chosen: Selection) -> Table:
    """A row for each input that is not the baseline's: in words, by name, with unit and both values."""
    rows = [*_differing(chosen)]
    heads = (say("in words"), say("name"), say("unit"), say("baseline"), say("here"))
    return Table(heads, rows, frozenset({3, 4}), say("Inputs that differ from the baseline"))


def _differing(chosen: Selection) -> Iterator[tuple[str, ...]]:
    stored = chosen.stored
    info = stored.compared.info
    titles = info.get("instruments", {})
    try:
        found = inputs.differing(stored.run_folder(stored.baseline()), stored.run_folder(chosen.scenario))
        rows = [
            (str(name), str(unit), a, b) for name, unit, a, b in found.itertuples(index=False) if name != "scenario"
        ]
    except BadInput:  # the runs are elsewhere or gone: the comparison still says what the settings were
        said = info.get("scenarios", {}).get(chosen.scenario, {}).get("differs", [])
        rows = [(str(each["setting"]), "", each.get("baseline"), each.get("scenario")) for each in said]
    for name, unit, before, after in rows:
        yield setting_label(name, titles), name, unit, setting_text(before), setting_text(after)


def shared(chosen: Selection) -> Table:
    """What scenario and baseline have in common: economy, inflow, law, scale, seed, replicates."""
    info = chosen.stored.compared.info
    rows: list[tuple[str, ...]] = [(named("about", name), _given(info[name])) for name in GIVEN if name in info]
    return Table((say("setting"), say("value")), rows, frozenset({1}), say("The same in scenario and baseline"))


def _given(value: object) -> str:
    return (
        general(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else setting_text(value)
    )


def description(chosen: Selection) -> tuple[str, list[str]]:
    """What a scenario stands for, and its settings in words, in the language that is spoken."""
    about = chosen.stored.compared.info.get("scenarios", {}).get(chosen.scenario, {})
    code = current().code
    return str(about.get("description", {}).get(code, "")), [
        str(each) for each in about.get("in_words", {}).get(code, [])
    ]
