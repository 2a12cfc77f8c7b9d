"""Section 'With and without a migration background': who gains and who gives way, by background."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.backgrounds import DUTCH, MIGRATION, WHO, is_second_pillar
from werkagenda.analysis.comparison.effects import STATUS_HOLDERS
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison.significance import cell_text
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.language import deferred, named, say
from werkagenda.analysis.numbers import fine, whole

SHOWN = (MIGRATION, STATUS_HOLDERS, *reversed(WHO))
"""Columns: everybody with a migration background, of them status holders, then who has no newcomer among them."""
STOCKS = {
    "employed": deferred("at work"),
    "regular_employed": deferred("in regular work"),
    "permanent": deferred("in permanent work"),
    "searching": deferred("unemployed"),
}
FLOWS = {
    "callback_percent": deferred("call-backs per 100 applications"),
    "search_months": deferred("months searched by who is hired"),
}
BY = {"education": deferred("education"), "size_class": deferred("people at the employer")}
ORDER = ("low", "middle", "high", "2-9", "10-49", "50-249", "250+")
READING = deferred(
    "People more (+) or fewer (−) than in the baseline, means of the year, central world. Migration background: "
    "everybody with one, status holders and other newcomers included; the columns to the right are other people, "
    "without newcomers. EU workers and pupils who fill low-language jobs are counted nowhere here. Employers of other "
    "people are known by size; how often newcomers are called back is not told apart by population."
)


def background_rows(c: Comparison, scenario: str, dimension: str = "all") -> pd.DataFrame:
    """Rows of `backgrounds` of the last year in the central world."""
    rows = c.tables["backgrounds"]
    same = (rows["scenario"] == scenario) & (rows["world"] == c.central) & (rows["dimension"] == dimension)
    return rows[same & (rows["period"] == c.last_year)]


def own_headline(c: Comparison, scenario: str) -> str:
    """The headline of a scenario for everybody with a migration background: what they gain and who gives way."""
    rows = background_rows(c, scenario)
    rows = rows[rows["indicator"] == "employed"].set_index("who")
    if not {MIGRATION, DUTCH} <= set(rows.index):
        return say("{scenario}: not in the tables", scenario=labels.scenario_label(scenario))
    gain, give = (cell_text(rows[rows.index == who].iloc[0]) for who in (MIGRATION, DUTCH))
    return say(
        "{scenario}, at work in {year}: migration background {gain}, Dutch background {give}",
        scenario=labels.scenario_label(scenario),
        year=c.last_year,
        gain=gain,
        give=give,
    )


def backgrounds(c: Comparison) -> Panel:
    """A table a scenario: stocks and flows by background, then people at work by education and size of the employer."""
    shown = [name for name in c.scenarios if len(background_rows(c, name))]
    if not shown:
        return empty_panel(say("Migration background"), say("the tables do not hold it"))
    own = [name for name in shown if is_second_pillar(c.info["scenarios"].get(name, {}))]
    title = "; ".join(own_headline(c, name) for name in own) or own_headline(c, c.leading())
    first = [*own, *(name for name in shown if name not in own)]
    tables = [_table(c, name, folded=name not in (own or first[:1])) for name in first]
    return Panel(title, str(READING), None, tables)


def _table(c: Comparison, scenario: str, folded: bool) -> Table:
    whole_country = background_rows(c, scenario)
    body = [(str(name), *_cells(whole_country, indicator)) for indicator, name in (STOCKS | FLOWS).items()]
    for dimension, name in BY.items():
        rows = background_rows(c, scenario, dimension)
        levels = sorted(rows["level"].unique(), key=ORDER.index)
        body += [(_level(name, level), *_cells(rows[rows["level"] == level], "employed")) for level in levels]
    heads = (labels.scenario_label(scenario), *(named("background", who) for who in SHOWN))
    caption = say(
        "{scenario}, {year}: 95% Monte Carlo interval where it includes zero (chance may explain it)",
        scenario=labels.scenario_label(scenario),
        year=c.last_year,
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption, folded)


def _level(dimension: str, level: str) -> str:
    """People at work of a level of education or at employers of a size."""
    return say("at work, {dimension} {level}", dimension=dimension, level=named("level", level))


def _cells(rows: pd.DataFrame, indicator: str) -> Sequence[str]:
    found = rows[rows["indicator"] == indicator].set_index("who")
    return [_cell(found[found.index == who].iloc[0], indicator) if who in found.index else "–" for who in SHOWN]


def _cell(row: pd.Series, indicator: str) -> str:
    return cell_text(row, fine if indicator in FLOWS else whole)
