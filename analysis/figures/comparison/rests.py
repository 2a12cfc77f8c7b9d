"""What the answer rests on: the effect at each value of what no evidence settles, and where the answer turns."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import SMALL, beyond_chance, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import TOO_SMALL, signed, whole
from werkagenda.evidence import registry
from werkagenda.tables.comparison import ASSUMPTIONS

INDICATOR = "regular_employed"


def draw(c: Comparison) -> Panel:
    """A row a world, a column a scenario, and the conditions under which an answer turns."""
    worlds = c.tables["worlds"]
    if len(worlds) < 2:
        return nothing("Assumptions", "only one set was run")
    rows = [_row(c, str(world), int(n)) for world, n in zip(worlds["world"], worlds["replicates"], strict=True)]
    heads = ("set of assumptions", *map(names.label, c.scenarios), "replicates")
    swept = Table(heads, rows, frozenset(range(1, len(heads))), f"People more in regular work in {c.last_year}")
    meant = Table(("assumption", "what it means", "central"), _meanings(c), frozenset({2}), "What is swept")
    found = turns(c)
    title = f"The answer turns: {'; '.join(found)}" if found else "No assumption that was swept turns an answer"
    reading = (
        "An answer turns when its sign changes or it falls below half of its central value beyond what chance explains."
    )
    return Panel(title, reading, None, [swept, meant, _assumed(c)])


def turns(c: Comparison) -> list[str]:
    """Conditions under which the effect of a scenario changes its sign or falls below half, as text."""
    found = []
    for scenario in c.scenarios:
        central = c.effect(scenario, INDICATOR, c.last_year)
        if central is None or verdict(central) == SMALL or not central["effect"]:
            continue
        for world in c.tables["worlds"]["world"]:
            row = c.effect(scenario, INDICATOR, c.last_year, str(world))
            if row is not None and world != c.central and turned(row, central):
                found.append(
                    f"{names.label(scenario)} at {names.world(c.moved(str(world)))} is {signed(row['effect'], whole)}"
                )
    return found


def turned(row: pd.Series, central: pd.Series) -> bool:
    """Another sign, or less than half, and further apart than chance explains (unknown chance counts as none)."""
    return bool(row["effect"] / central["effect"] < 0.5) and beyond_chance(row, central)


def _row(c: Comparison, world: str, replicates: int) -> tuple[str, ...]:
    cells = []
    for scenario in c.scenarios:
        row = c.effect(scenario, INDICATOR, c.last_year, world)
        behind = c.effect(scenario, INDICATOR, c.last_year)
        few = behind is not None and verdict(behind) == SMALL
        cells.append("–" if row is None else TOO_SMALL if few else signed(row["effect"], whole))
    return (names.world(c.moved(world)), *cells, str(replicates))


def _meanings(c: Comparison) -> list[tuple[str, ...]]:
    central = c.tables["worlds"].set_index("world").loc[c.central]
    return [(names.ASSUMED[name], names.MEANING[name], f"{central[name]:g}") for name in ASSUMPTIONS]


def _assumed(c: Comparison) -> Table:
    """Parameters of the instruments with their range and grade."""
    given = c.info.get("parameters", {})
    known = registry.load().parameters()
    groups = {each for scenario in c.info.get("scenarios", {}).values() for each in scenario.get("instruments", {})}
    rows: list[tuple[str, ...]] = []
    for name in sorted(given):
        entry = known.get(name)
        if name.split(".")[0] in groups and entry is not None:
            value = given[name].get("value") if isinstance(given[name], dict) else given[name]
            rows.append(
                (name, f"{float(value):g}", f"{entry.low} to {entry.high}", entry.unit, entry.grade, entry.note)
            )
    heads = ("parameter", "value", "range", "unit", "grade", "what it is")
    caption = "Parameters of the instruments (grade D: assumption), held at one value here"
    return Table(heads, rows, frozenset({1}), caption, folded=True)
