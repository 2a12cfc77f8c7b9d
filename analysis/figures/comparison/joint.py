"""Section 'How sure, with everything uncertain at once': intervals over joint draws beside the effects of this page."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.language import say
from werkagenda.analysis.numbers import general, likely, percent, signed, span
from werkagenda.analysis.uncertainty import shipped
from werkagenda.analysis.uncertainty.shipped import Joint

INDICATOR = "regular_employed"
PARTS = ("monte_carlo", "parameters", "structure", "circumstances")
Row = dict[Hashable, Any]


def joint_of(c: Comparison) -> Joint | None:
    """The joint study of this comparison or, where it has none, the one that ships."""
    return shipped.own(c.folder) or shipped.own(c.folder.parent) or shipped.on_file()


def left_out(c: Comparison) -> str:
    """Why there are no joint intervals; "" where there are."""
    found = joint_of(c)
    if found is None:
        return say("No study of all uncertainty together ships with this version.")
    if found.about is not None and found.about.stale:
        return say(
            "The study of all uncertainty together that ships was made with another version of the model or the "
            "evidence; it is left out."
        )
    return "" if rows(found, c) else say("The study of all uncertainty together has none of these scenarios.")


def rows(found: Joint, c: Comparison) -> list[Row]:
    """Rows of the joint study for the scenarios of this page: regular work of status holders in the last year."""
    table = found.tables["headlines"]
    here = table[(table["measure"] == INDICATOR) & (table["period"].astype(str) == c.last_year)]
    by_name = {str(row["scenario"]): row for row in here.to_dict("records")}
    return [by_name[name] for name in c.scenarios if name in by_name]


def joint(c: Comparison) -> Panel:
    """A row a scenario: median, intervals, probability of the sign; then what the spread is made of."""
    subject = say("How sure, with everything uncertain at once")
    found = joint_of(c)
    if why := left_out(c):
        return empty_panel(subject, why)
    assert found is not None
    here = rows(found, c)
    return Panel(_title(here, c), _reading(found, here), None, [_intervals(here, c), _split(found, here, c)])


def sentence(c: Comparison) -> str:
    """The first scenario's interval as a sentence, or why there is none."""
    found, why = joint_of(c), left_out(c)
    return why if why or found is None else f"{_title(rows(found, c), c)}."


def _title(here: list[Row], c: Comparison) -> str:
    main = next((row for row in here if row["scenario"] == c.main()), here[0])
    return say(
        "With everything uncertain at once {scenario} brings {median} people into regular work in {year}: 80% from "
        "{low} to {high}, above zero with probability {probability}",
        scenario=labels.scenario_label(str(main["scenario"])),
        median=signed(main["median"]),
        year=c.last_year,
        low=signed(main["low_80"]),
        high=signed(main["high_80"]),
        probability=likely(main["positive_probability"]),
    )


def _reading(found: Joint, here: list[Row]) -> str:
    how = say(
        "Parameters from the posterior sample, what measures are assumed to set off, structural choices, economy and "
        "inflow are drawn together, {draws} times, each with its own history and baseline; chance is taken out of the "
        "intervals. The middle of the draws differs from the effect with central assumptions above where an assumption "
        "works more to one side.",
        draws=int(here[0]["draws"]),
    )
    if found.about is None:
        return how
    where = say("The study ships with this version: scale {scale}.", scale=general(found.about.scale))
    return f"{how} {where}"


def _intervals(here: list[Row], c: Comparison) -> Table:
    heads = (
        say("scenario"),
        say("median"),
        *(f"{level}%" for level in (50, 80, 95)),
        say("probability above zero"),
        say("central assumptions"),
    )
    cells = [
        (
            labels.scenario_label(str(row["scenario"])),
            signed(row["median"]),
            *(span(row[f"low_{level}"], row[f"high_{level}"]) for level in (50, 80, 95)),
            likely(row["positive_probability"]),
            _central(c, str(row["scenario"])),
        )
        for row in here
    ]
    caption = say("People more in regular work in {last_year}: status holders", last_year=c.last_year)
    return Table(heads, cells, frozenset(range(1, len(heads))), caption)


def _central(c: Comparison, scenario: str) -> str:
    effect = c.effect(scenario, INDICATOR, c.last_year)
    return "" if effect is None else signed(float(effect["effect"]))


def _split(found: Joint, here: list[Row], c: Comparison) -> Table:
    """Shares of the variance between draws: chance, parameters, structural choices, economy and inflow."""
    table = found.tables["split"]
    mine = table[(table["measure"] == INDICATOR) & (table["period"].astype(str) == c.last_year)]
    heads = (say("scenario"), say("chance"), say("parameters"), say("structural choices"), say("economy and inflow"))
    cells = [
        (labels.scenario_label(name), *(_share(mine[mine["scenario"] == name], part) for part in PARTS))
        for name in (str(row["scenario"]) for row in here)
    ]
    return Table(heads, cells, frozenset(range(1, len(heads))), say("What the spread over draws is made of"))


def _share(mine: pd.DataFrame, part: str) -> str:
    values = mine.loc[mine["part"] == part, "share"]
    return percent(float(values.iloc[0])) if len(values) else ""
