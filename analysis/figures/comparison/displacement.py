"""Section 'At whose expense': who loses work, and what becomes of 100 people offered a placement."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import small_multiples
from werkagenda.analysis.figures.comparison.significance import NOT_SIGNIFICANT, SIGNIFICANT, verdict, with_verdict
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.language import deferred, named, say
from werkagenda.analysis.numbers import ENOUGH, FEW, TOO_SMALL, plain, signed, span, whole

GAINERS = ("status holders placed or offered", "status holders")
RUNNERS_UP = "runner-ups (first round)"
WHO_ORDER = (*GAINERS, "other status holders", "other people", "fringe", RUNNERS_UP)
WHO_LABELS = {
    "fringe": deferred("EU workers and pupils (fringe)"),
    RUNNERS_UP: deferred("passed in the first round, people a year"),
}


def who_label(who: str) -> str:
    """A group that gains or loses work, for readers."""
    return str(WHO_LABELS.get(who) or named("who", who))


def displacement_rows(c: Comparison, scenario: str) -> pd.DataFrame:
    """Rows of `displacement` of the last year in the central world, who gains first."""
    rows = c.tables["displacement"]
    rows = rows[(rows["scenario"] == scenario) & (rows["world"] == c.central) & (rows["period"] == c.last_year)]
    rank = {name: number for number, name in enumerate(WHO_ORDER)}
    rows = rows.assign(rank=rows["who"].map(rank).fillna(len(rank)), events=float(FEW))
    return rows.sort_values(["rank", "who"], ignore_index=True)


def significant_losers(rows: pd.DataFrame) -> pd.DataFrame:
    """Who loses work and is told from zero."""
    others = rows[~rows["who"].isin([*GAINERS, RUNNERS_UP]) & (rows["effect"] < 0)]
    return with_verdict(others, SIGNIFICANT)


def losers_text(c: Comparison, scenario: str) -> str:
    """At whose expense, in words: the groups that lose and are told from zero, or that none is."""
    rows = displacement_rows(c, scenario)
    if rows.empty:
        return say("not in the tables")
    lost = significant_losers(rows)
    if lost.empty:
        return say("too few replicates to tell") if c.replicates < ENOUGH else say("no group’s loss is told from zero")
    return ", ".join(
        say("{count} fewer {who}", count=whole(-row["effect"]), who=who_label(str(row["who"])))
        for _, row in lost.iterrows()
    )


def displacement(c: Comparison) -> Panel:
    """A row a group, a column a scenario, people at work more or fewer."""
    found = {name: rows for name in c.scenarios if len(rows := displacement_rows(c, name))}
    if not found:
        return empty_panel(say("Displacement"), say("the tables do not hold it"))
    found = {name: _with_verdict(rows[rows["who"] != RUNNERS_UP]) for name, rows in found.items()}
    present = {name for rows in found.values() for name in rows["name"]}
    order = [who_label(who) for who in WHO_ORDER if who_label(who) in present]
    drawn = {name: rows for name, rows in found.items() if name in small_multiples.shown(c)}
    figure: go.Figure = small_multiples.side_by_side(drawn, order, 30 * len(order) + 130, 230)
    figure.update_xaxes(title={"text": say("people at work"), "font": {"size": 12}}, tickformat=",")
    reading = say(
        "People at work, regular or subsidised, in {last_year} less the baseline, central world. What "
        "others lose after all reactions counts, not who was passed first. {marker_key} Axes differ by "
        "scenario.",
        last_year=c.last_year,
        marker_key=small_multiples.MARKER_KEY,
    )
    main = c.main()
    title = say(
        "{scenario}, at work in {last_year}: {losers}",
        scenario=labels.scenario_label(main),
        last_year=c.last_year,
        losers=losers_text(c, main),
    )
    return Panel(title, reading, figure, [_displacement_table(c, found)])


def _with_verdict(rows: pd.DataFrame) -> pd.DataFrame:
    said = [verdict(row) for _, row in rows.iterrows()]
    return rows.assign(verdict=said, name=[who_label(who) for who in rows["who"]])


def _displacement_table(c: Comparison, found: dict[str, pd.DataFrame]) -> Table:
    whole = {name: displacement_rows(c, name).set_index("who") for name in found}
    who = [name for name in WHO_ORDER if any(name in rows.index for rows in whole.values())]
    body = [(who_label(each), *(_displacement_cell(rows, each) for rows in whole.values())) for each in who]
    heads = (say("who"), *map(labels.scenario_label, whole))
    caption = say(
        "People at work more or fewer in {last_year}, with the 95% Monte Carlo interval (*: not told from zero)",
        last_year=c.last_year,
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption)


def _displacement_cell(rows: pd.DataFrame, who: str) -> str:
    here = rows[rows.index == who]
    if here.empty:
        return "–"
    row = here.iloc[0]
    ends = "" if pd.isna(row["low"]) or row["low"] == row["high"] else f" ({span(row['low'], row['high'], whole)})"
    return f"{signed(row['effect'], whole)}{ends}" + ("*" if verdict(row) == NOT_SIGNIFICANT else "")


FOLLOW_UP_MONTHS = (12, 24, 36)
WOULD_HAVE_WORKED = "would have worked anyway"
OUTCOME_LABELS = {
    "accepted": deferred("accept a placement"),
    "regular": deferred("are in regular work"),
    WOULD_HAVE_WORKED: deferred("would have been in regular work anyway (deadweight)"),
    "extra regular": deferred("more in regular work than without the offer"),
    "subsidised": deferred("are in a subsidised placement"),
    "on partial benefit": deferred("work and receive a partial benefit"),
    "extra on partial benefit": deferred("more on a partial benefit than without the offer"),
    "extra on benefit": deferred("more on any benefit than without the offer"),
    "of accepted, would have worked anyway": deferred("of 100 who accept: would have been in regular work anyway"),
    "displaced others": deferred("others no longer at work for 100 offers, last December"),
}
"""Outcomes in the order of the table."""


def offer_rows(c: Comparison, scenario: str) -> pd.DataFrame:
    """Rows of `offers` in the central world."""
    rows = c.tables["offers"]
    return rows[(rows["scenario"] == scenario) & (rows["world"] == c.central)]


def scenarios_with_offers(c: Comparison) -> list[str]:
    """Scenarios that offer placements."""
    return [name for name in c.scenarios if len(offer_rows(c, name))]


def offer_outcome(c: Comparison, scenario: str, outcome: str, months: int) -> pd.Series | None:
    """One outcome at one mark; nothing when absent or fewer than FEW simulated people could be followed so long."""
    rows = offer_rows(c, scenario)
    rows = rows[(rows["outcome"] == outcome) & (rows["months"] == months)]
    return None if rows.empty or too_few(c, rows.iloc[0]) else rows.iloc[0]


def too_few(c: Comparison, row: pd.Series) -> bool:
    """Are there fewer than FEW simulated people behind it, all replicates together?"""
    return float(row["offered"]) * c.scale * float(row["replicates"]) < FEW


def per_100_offers(c: Comparison, scenario: str) -> Panel:
    """The table per 100 offers of one scenario."""
    rows = offer_rows(c, scenario)
    if rows.empty:
        return empty_panel(
            say("{scenario}, per 100 offers", scenario=labels.scenario_label(scenario)),
            say("nobody is offered a placement"),
        )
    known = [name for name in OUTCOME_LABELS if (rows["outcome"] == name).any()]
    more = [name for name in dict.fromkeys(rows["outcome"]) if name not in OUTCOME_LABELS]
    body = [
        (str(OUTCOME_LABELS.get(name, name)), *_outcome_cells(c, rows[rows["outcome"] == name]))
        for name in [*known, *more]
    ]
    accepted = rows[rows["outcome"] == "accepted"].set_index("months")["offered"]
    counts = [plain(float(accepted[mark])) if mark in accepted.index else "–" for mark in FOLLOW_UP_MONTHS]
    body.append((say("people who can be followed so long"), *counts, ""))
    heads = (say("of 100 people offered"), *(say("{mark} months", mark=mark) for mark in FOLLOW_UP_MONTHS), say("end"))
    table = Table(heads, body, frozenset(range(1, 5)), folded=scenario in labels.COMBINED_SCENARIOS)
    return Panel(_offers_title(c, scenario), OFFERS_READING, None, [table])


OFFERS_READING = deferred(
    "Everyone offered a placement here and not in the baseline, beside the same person in the "
    "baseline; months since the first bijstand; whoever left the country counts as not working. In "
    "brackets: 95% Monte Carlo interval."
)


def _outcome_cells(c: Comparison, rows: pd.DataFrame) -> list[str]:
    cells = []
    for mark in FOLLOW_UP_MONTHS:
        found = rows[rows["months"] == mark]
        cells.append(_outcome_cell(c, found.iloc[0]) if len(found) else "–")
    ends = rows[rows["months"].isna()]
    return [*cells, _outcome_cell(c, ends.iloc[0]) if len(ends) else ""]


def _outcome_cell(c: Comparison, row: pd.Series) -> str:
    if too_few(c, row):
        return str(TOO_SMALL)
    value, ends = float(row["value"]), span(row["low"], row["high"])
    shown = signed(value) if str(row["outcome"]).startswith("extra") else span(value, value)
    return shown if pd.isna(row["low"]) or ends == span(row["low"], row["low"]) else f"{shown} ({ends})"


def _offers_title(c: Comparison, scenario: str) -> str:
    """Deadweight and gain after two years."""
    anyway, extra = (offer_outcome(c, scenario, name, 24) for name in (WOULD_HAVE_WORKED, "extra regular"))
    if anyway is None or extra is None:
        return say(
            "{scenario}, per 100 offers: {too_small} after two years",
            scenario=labels.scenario_label(scenario),
            too_small=TOO_SMALL,
        )
    gain = float(extra["value"])
    return say(
        "{scenario}: of 100 people offered, {value} would have been in regular work anyway after two "
        "years; with the offer {count} {more}",
        scenario=labels.scenario_label(scenario),
        value=plain(float(anyway["value"])),
        count=plain(abs(gain)),
        more=say("more") if gain > 0 else say("fewer"),
    )
