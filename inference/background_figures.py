"""Published figures on work by background, and what the model gives for each: levels and gaps, none of it fitted.

Published rates by Western and non-Western background are of an older survey design and classification than those by
country of birth and those of 2024; no figure mixes both. To the model's labour force the self-employed are added, whom
it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from werkagenda.analysis.run import Run
from werkagenda.evidence import registry

DUTCH, EUROPEAN, OTHER = "Dutch", "European", "outside Europe"
NEWCOMERS = "newcomers"
"""Status holders, asylum seekers and family migrants."""
OUTSIDE, MIGRATION = "outside Europe with newcomers", "migration background"
"""Other people and newcomers; the same with the European background."""
TOGETHER = {OUTSIDE: (OTHER, NEWCOMERS), MIGRATION: (EUROPEAN, OTHER, NEWCOMERS)}
"""Who is counted together."""
SELF_EMPLOYED = 0.17
"""Self-employed of the employed, the same in all backgrounds (LM656, LM686)."""
READ = "start"
"""What was read when the model of 2014 was built: no test."""
EMPLOYED, SEARCHING, PERMANENT, HIRES = "employed", "searching", "permanent", "hires"
SUBJECTS = {
    "ratio": "Unemployment rate, relative to that of the Dutch background",
    "gap": "Gap to the unemployment rate of the Dutch background in points, relative to that of 2014",
    "level": "Unemployment rate, percent",
    "schooling": "Unemployment rate outside Europe relative to Dutch, by schooling",
    "work": "People at work, relative to 2014",
    "contract": "Flexible share of employees, relative to the Dutch background",
    "finding": "Monthly chance that a job seeker finds work, relative to the Dutch background",
}


class Figure(NamedTuple):
    """One published figure: subject, year, whom it is about, the ids it is computed from, and what is to be said of it.

    The value is the first id over the second where there are two, and (a - b) / (c - d) where there are four.
    """

    subject: str
    year: str
    who: str
    ids: tuple[str, ...]
    note: str = ""
    level: str = "all"


OLD, BORN_HERE = "non-Western, older design", "first quarter, born in the Netherlands, later design"
ABROAD, SECOND = "born abroad, later design", "born in the Netherlands, parents abroad, later design"
FIGURES = (
    Figure("ratio", "2014", EUROPEAN, ("LM408", "LM407"), READ),
    Figure("ratio", "2016", EUROPEAN, ("LM420", "LM419"), "Western, older design"),
    Figure("ratio", "2018", EUROPEAN, ("LM475", "LM473"), "Western, older design"),
    Figure("ratio", "2024", EUROPEAN, ("LM120", "LM118"), BORN_HERE),
    Figure("ratio", "2014", OUTSIDE, ("LM409", "LM407"), READ),
    Figure("ratio", "2016", OUTSIDE, ("LM126", "LM419"), OLD),
    Figure("ratio", "2018", OUTSIDE, ("LM477", "LM473"), OLD),
    Figure("ratio", "2019", OUTSIDE, ("LM713", "LM714"), OLD),
    Figure("ratio", "2024", OTHER, ("LM119", "LM118"), BORN_HERE),
    Figure("ratio", "2016", MIGRATION, ("LM493", "LM491"), ABROAD),
    Figure("ratio", "2019", MIGRATION, ("LM505", "LM503"), ABROAD),
    Figure("ratio", "2016", MIGRATION, ("LM492", "LM491"), SECOND),
    Figure("ratio", "2019", MIGRATION, ("LM504", "LM503"), SECOND),
    Figure("gap", "2018", OUTSIDE, ("LM477", "LM473", "LM409", "LM407"), OLD),
    Figure("gap", "2019", OUTSIDE, ("LM713", "LM714", "LM409", "LM407"), OLD),
    Figure("gap", "2018", MIGRATION, ("LM501", "LM499", "LM485", "LM483"), ABROAD),
    Figure("gap", "2019", MIGRATION, ("LM505", "LM503", "LM485", "LM483"), ABROAD),
    Figure("gap", "2018", MIGRATION, ("LM500", "LM499", "LM484", "LM483"), SECOND),
    Figure("gap", "2019", MIGRATION, ("LM504", "LM503", "LM484", "LM483"), SECOND),
    Figure("level", "2015", DUTCH, ("LM487",), "later design"),
    Figure("level", "2017", DUTCH, ("LM495",), "later design"),
    Figure("level", "2019", DUTCH, ("LM503",), "later design"),
    Figure("level", "2024", DUTCH, ("LM118",), "first quarter, later design"),
    Figure("level", "2024", EUROPEAN, ("LM120",), BORN_HERE),
    Figure("level", "2024", OTHER, ("LM119",), BORN_HERE),
    Figure("schooling", "2015", OTHER, ("LM718", "LM717"), OLD, "low"),
    Figure("schooling", "2015", OTHER, ("LM720", "LM719"), OLD, "high"),
    Figure("work", "2018", DUTCH, ("LM455", "LM437"), "self-employed included"),
    Figure("work", "2018", EUROPEAN, ("LM461", "LM443"), "Western, self-employed included"),
    Figure("work", "2018", OUTSIDE, ("LM464", "LM446"), "non-Western, self-employed included"),
    Figure("contract", "2024", EUROPEAN, ("LM705", "LM704"), READ),
    Figure("contract", "2024", OTHER, ("LM712", "LM704"), READ),
    Figure("finding", "2014", OTHER, ("LM793",), "recipients of unemployment insurance, 2007-2014"),
)
"""Figures of one table and one design each."""


def published(figure: Figure) -> float:
    """The published value."""
    known = registry.load()
    numbers = [known.number(name) for name in figure.ids]
    if len(numbers) > 2:
        return (numbers[0] - numbers[1]) / (numbers[2] - numbers[3])
    return numbers[0] / numbers[1] if len(numbers) > 1 else numbers[0]


Cells = pd.DataFrame
"""Means of a year over months and runs: a column an indicator, rows by year, who and level."""


def yearly(run: Run) -> Cells:
    """People by background, and newcomers, in every year of the run."""
    keys = ["month", "replicate", "who", "level", "indicator"]
    others = run.table("backgrounds", ["replicate", "month", "background", "level", "indicator", "value"])
    where = {"population": ["status holders", "asylum seekers", "family migrants"], "indicator": [EMPLOYED, SEARCHING]}
    theirs = run.table("monthly", ["replicate", "month", "indicator", "value"], where)
    both = pd.concat([others.rename(columns={"background": "who"}), theirs.assign(who=NEWCOMERS, level="all")])
    sums = both.groupby(keys, observed=True)["value"].sum().reset_index()
    sums["year"] = sums["month"].astype(str).str[:4]
    return sums.pivot_table("value", ["year", "who", "level"], "indicator", aggfunc="mean", observed=True)


def given(figure: Figure, cells: Cells) -> float:
    """What the model gives for a figure."""
    subject, year, who = figure.subject, figure.year, figure.who
    if subject == "level":
        return 100.0 * rate(cells, year, who)
    if subject == "gap":
        return _gap(cells, year, who) / _gap(cells, "2014", who)
    if subject == "work":
        return number(cells, year, who, EMPLOYED) / number(cells, "2014", who, EMPLOYED)
    measure = {"contract": flexible, "finding": finding}.get(subject, rate)
    return measure(cells, year, who, figure.level) / measure(cells, year, DUTCH, figure.level)


def cell(cells: Cells, year: str, who: str, indicator: str, level: str = "all") -> float:
    """One mean of a year."""
    return float(cells.at[(year, who, level), indicator])  # type: ignore[arg-type]


def number(cells: Cells, year: str, who: str, indicator: str, level: str = "all") -> float:
    """People of a background, or of several together."""
    return float(sum(cell(cells, year, each, indicator, level) for each in TOGETHER.get(who, (who,))))


def rate(cells: Cells, year: str, who: str, level: str = "all") -> float:
    """Unemployment rate, with the self-employed in the labour force."""
    searching, work = (number(cells, year, who, name, level) for name in (SEARCHING, EMPLOYED))
    return searching / (searching + work / (1.0 - SELF_EMPLOYED))


def _gap(cells: Cells, year: str, who: str) -> float:
    return rate(cells, year, who) - rate(cells, year, DUTCH)


def flexible(cells: Cells, year: str, who: str, level: str = "all") -> float:
    """Flexible share of other people at work."""
    return 1.0 - cell(cells, year, who, PERMANENT, level) / cell(cells, year, who, EMPLOYED, level)


def finding(cells: Cells, year: str, who: str, level: str = "all") -> float:
    """Hires out of search per other job seeker and month."""
    hires, searching = (cell(cells, year, who, name, level) for name in (HIRES, SEARCHING))
    return hires / (hires + searching)


TOLERANCE, OF_WORK = 0.15, 0.05
"""Relative difference within which a figure is met, and that of people at work (assumptions)."""


def compared(cells: Cells) -> Iterator[tuple[Figure, float, float, str]]:
    """Every figure with its published value, the model's, and whether it is met."""
    for figure in FIGURES:
        official, model = published(figure), given(figure, cells)
        allowed = OF_WORK if figure.subject == "work" else TOLERANCE
        met = "yes" if abs(model / official - 1.0) <= allowed else "no"
        yield figure, official, model, "–" if figure.note == READ else met
