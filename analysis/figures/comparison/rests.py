"""What the answer rests on: the effect at each value of what no evidence settles, and where the answer turns."""

from __future__ import annotations

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import SINGLE, SMALL, ZERO, told_worlds, verdict
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
    swept = Table(heads, rows, frozenset(range(1, len(heads))), _caption(c))
    meant = Table(("assumption", "what it means", "central"), _meanings(c), frozenset({2}), "What is swept")
    found = turns(c)
    title = f"The answer turns: {'; '.join(found)}" if found else "No assumption that was swept turns an answer"
    reading = (
        "An answer turns when its sign changes or it falls below half of its central value, by a difference with the "
        "central world, paired by replicate, that is told from zero."
    )
    return Panel(title, reading, None, [swept, meant, _assumed(c)])


def _caption(c: Comparison) -> str:
    return f"People more in regular work in {c.last_year} (*: not told from the central value)"


def turns(c: Comparison) -> list[str]:
    """Conditions under which the effect of a scenario changes its sign or falls below half, as text."""
    found = []
    for scenario in c.scenarios:
        central = c.headline(scenario, INDICATOR, c.last_year)
        if central is None or verdict(central) == SMALL or not central["effect"]:
            continue
        for row in told_worlds(c, central).to_dict("records"):
            if row["value"] / central["effect"] < 0.5:
                where = names.world(c.moved(str(row["world"])))
                found.append(f"{names.label(scenario)} at {where} is {signed(row['value'], whole)}")
    return found


def _row(c: Comparison, world: str, replicates: int) -> tuple[str, ...]:
    cells = [_cell(c, scenario, world) for scenario in c.scenarios]
    return (names.world(c.moved(world)), *cells, str(replicates))


def _cell(c: Comparison, scenario: str, world: str) -> str:
    """The effect in a world; * when it is not told from the central one."""
    central = c.headline(scenario, INDICATOR, c.last_year)
    rows = c.sensitivity(scenario, INDICATOR, c.last_year)
    rows = rows[rows["world"] == world]
    if central is None or (rows.empty and world != c.central):
        return "–"
    if verdict(central) == SMALL:
        return TOO_SMALL
    if world == c.central:
        return signed(central["effect"], whole)
    row = rows.iloc[0]
    return signed(row["value"], whole) + ("*" if row["verdict"] in (ZERO, SINGLE) else "")


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
