"""Section 'Take-up and budgets': whom each policy reaches, what it commits, when its money is gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.language import deferred, say
from werkagenda.analysis.numbers import euros, likely, month_name, whole

BASELINE = "baseline"
Titles = Callable[[str], str]
"""What readers call a policy."""
COUNTS = ("eligible", "reached", "started", "running", "left_out")
NOTED = ("reached", "started", "left_out")
"""Counts that every policy notes; the others may be unknown, which is no zero."""
MOST_NAMED = 3
"""Scenarios that the title names, at most."""
NO_STARTS = ("caseload",)
"""Policies that note clients of a municipality when it begins, not people who begin."""
EUROS = ("committed_eur", "envelope_eur")
READING = deferred(
    "People, or employers where the policy visits employers, raised to the country; central world, "
    "means over replicates. Eligible and taking part: mean numbers at a moment. Reached and started: "
    "counted once a person or employer, over all years too, so that years may add up to more. Left "
    "out: asked for help after the year’s envelope was gone, counted again when they ask again; "
    "money gone: the first month of that. SOWIS: reached are employers who apply, started are "
    "people. Case managers: clients of municipalities when extra hours begin there, who begin "
    "nothing themselves, so there is no cost per start. A dash: not recorded. A scenario has a row "
    "where it differs from the baseline."
)


def take_up(c: Comparison) -> Panel:
    """A table of all years by scenario and policy, and a table by year of every policy with an envelope."""
    rows = c.tables["takeup"]
    rows = rows[(rows["world"] == c.central) & rows["scenario"].isin((BASELINE, *c.scenarios))]
    if rows.empty:
        return empty_panel(say("Take-up"), say("no policy notes whom it reaches"))
    shown = changed(rows)
    order = {name: number for number, name in enumerate((BASELINE, *c.scenarios))}
    shown = shown.assign(rank=shown["scenario"].map(order)).sort_values(["rank", "policy", "year"])
    titles = partial(labels.policy_label, titles=c.info.get("instruments", {}))
    tables = [_table(shown[shown["year"] == c.years], titles), _budgets(shown, titles)]
    return Panel(_title(shown, c.years, titles), READING, None, tables)


def changed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the baseline, and of each scenario the policies that differ from it in any year."""
    values = [*COUNTS, *EUROS]
    base = rows[rows["scenario"] == BASELINE].set_index(["policy", "year"])[values]
    keys = pd.MultiIndex.from_frame(rows[["policy", "year"]])
    gap = rows[values].to_numpy(float) - base.reindex(keys).fillna(0.0).to_numpy(float)
    differs = pd.Series(abs(gap).max(axis=1) > 1e-6, index=rows.index)
    moved = differs.groupby([rows["scenario"], rows["policy"]]).transform("any")
    return rows[moved | (rows["scenario"] == BASELINE)]


def _table(rows: pd.DataFrame, titles: Titles) -> Table:
    body = [
        (
            labels.scenario_label(row["scenario"]),
            titles(row["policy"]),
            *(whole(row[name]) if name in NOTED or row[name] > 0 else "–" for name in COUNTS),
            euros(row["committed_eur"]),
            _per_start(row),
            _dry(row),
        )
        for _, row in rows.iterrows()
    ]
    counts = (say("eligible"), say("reached"), say("started"), say("taking part"), say("left out"))
    heads = (say("scenario"), say("policy"), *counts, say("committed"), say("committed per start"), say("money gone"))
    return Table(heads, body, frozenset(range(2, 9)), say("Take-up over all years"))


def _per_start(row: pd.Series) -> str:
    """Committed euros for each who starts, where somebody does."""
    begins = row["started"] > 0 and row["policy"] not in NO_STARTS
    return euros(row["committed_eur"] / row["started"]) if begins else "–"


def _dry(row: pd.Series) -> str:
    """When the money was gone, and in which share of the replicates."""
    if not row["ran_dry"]:
        return say("never")
    share = "" if row["dry_share"] == 1 else say(" ({dry_share} of replicates)", dry_share=likely(row["dry_share"]))
    return f"{month_name(row['ran_dry'])}{share}"


def _budgets(rows: pd.DataFrame, titles: Titles) -> Table:
    """What each envelope buys, year by year."""
    rows = rows[(rows["envelope_eur"] > 0) & (rows["year"].str.len() == 4)]
    body: list[tuple[str, ...]] = [
        (labels.scenario_label(row["scenario"]), *_budget_cells(row, titles)) for _, row in rows.iterrows()
    ]
    baseline = labels.scenario_label(BASELINE)
    printed = {row[1:] for row in body if row[0] == baseline}
    body = [row for row in body if row[0] == baseline or row[1:] not in printed]
    heads = (
        say("scenario"),
        say("policy"),
        say("year"),
        say("envelope"),
        say("committed"),
        say("buys (starts)"),
        say("money gone"),
        say("left out"),
    )
    caption = say("Budget mode: what an envelope buys, when it is gone, who is left out")
    return Table(heads, body or [(say("no policy has an envelope"), *[""] * 7)], frozenset((3, 4, 5, 7)), caption)


def _budget_cells(row: pd.Series, titles: Titles) -> tuple[str, ...]:
    """What an envelope of a year buys, as it is printed."""
    return (
        titles(row["policy"]),
        row["year"],
        euros(row["envelope_eur"]),
        euros(row["committed_eur"]),
        whole(row["started"]),
        _dry(row),
        whole(row["left_out"]),
    )


def _title(rows: pd.DataFrame, years: str, titles: Titles) -> str:
    """Which policies run out of money."""
    here = rows[(rows["year"] == years) & (rows["ran_dry"] != "") & (rows["scenario"] != BASELINE)]
    if here.empty:
        return say("Take-up: no envelope runs dry in these scenarios")
    dry = {
        str(name): [labels.scenario_label(each) for each in part["scenario"]] for name, part in here.groupby("policy")
    }
    parts = [
        say("{policy} (in {scenarios})", policy=titles(name), scenarios=_named(scenarios))
        for name, scenarios in dry.items()
    ]
    return say("Take-up: money runs out for {items}", items="; ".join(parts))


def _named(scenarios: list[str]) -> str:
    """Names of scenarios, of many their number."""
    return ", ".join(scenarios) if len(scenarios) <= MOST_NAMED else say("{count} scenarios", count=len(scenarios))
