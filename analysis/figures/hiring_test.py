"""A correspondence test inside the model: identical fictitious applicants who differ in background only."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.figures.style import BLUE, MUTED, canvas, line
from werkagenda.analysis.numbers import FEW, TOO_SMALL, judged, percent
from werkagenda.analysis.run import Run

MAJORITY = "Dutch background"
PUBLISHED = "LM223"
"""Published ratio for people of non-Western background, the Netherlands."""


def ratios(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Call-backs of the majority over call-backs of all others, per `by`; events are the others' call-backs.

    Letters are counted as they were sent, not raised to the country.
    """
    sums = frame.assign(majority=frame["origin_group"] == MAJORITY)
    sums = sums.groupby([*by, "replicate", "majority"])[["applications", "callbacks"]].sum().reset_index()
    sums["rate"] = sums["callbacks"] / sums["applications"].where(sums["applications"] > 0)
    wide = sums.pivot(index=[*by, "replicate"], columns="majority", values=["rate", "callbacks"])
    if not {True, False} <= set(sums["majority"]):
        return pd.DataFrame(columns=[*by, "value", "low", "high", "se", "events", "replicates"])
    each = pd.DataFrame(
        {"value": wide["rate"][True] / wide["rate"][False], "events": wide["callbacks"][False]}
    ).reset_index()
    return measures.summary(each[each["value"].notna()], by)


def draw(run: Run) -> Panel:
    """The ratio by year, beside the published one, and by sector."""
    frame = run.table("audit")
    frame = frame.assign(year=frame["month"].str[:4])
    years = ratios(frame, ["year"])
    years = years[years["events"] >= FEW]
    if years.empty:
        return nothing("Simulated correspondence test", f"call-backs of others than the majority: {TOO_SMALL}")
    figure = canvas(340)
    line(
        figure,
        years.assign(month=years["year"].astype(int)),
        "month",
        "model",
        BLUE,
        mode="lines+markers",
        hovertemplate="%{y:.2f}",
    )
    figure.add_hline(
        y=1.0, line={"color": MUTED, "width": 1}, annotation_text="no difference", annotation_position="bottom right"
    )
    published = official.number(PUBLISHED)
    if published is not None:
        figure.add_hline(
            y=published,
            line={"color": MUTED, "width": 1.5, "dash": "dash"},
            annotation_position="top right",
            annotation_text=f"published {published:.1f} ({PUBLISHED})",
        )
    top = max(1.6, float(years["high"].max()) * 1.05)
    figure.update_yaxes(title="call-backs, majority ÷ others", range=[min(0.95, float(years["low"].min()) * 0.98), top])
    figure.update_xaxes(title="year", dtick=1, range=[2013.5, int(run.last_month[:4]) + 0.5])
    recent = years[years["year"] <= run.now[:4]].iloc[-1]
    word = (
        "Identical applicants of Dutch background get"
        if recent["value"] >= 1
        else "Identical applicants of other background get"
    )
    ratio = max(recent["value"], 1 / recent["value"])
    title = f"{word} {ratio:.2f} times as many call-backs in the model ({recent['year']})"
    reading = (
        "Pairs of fictitious applicants who differ only in background are sent to the model's employers; nobody "
        "real is hired. The ratio was a "
        "guide when the model's call-backs were set, so this is a check, not a finding."
    )
    return Panel(title, reading, figure, [_sectors(frame, recent["year"])])


def _sectors(frame: pd.DataFrame, year: str) -> Table:
    chosen = frame[frame["year"] == year]
    found = ratios(chosen, ["sector"])
    calls = measures.shares(chosen, "callbacks", "applications", ["sector"], 1.0).merge(found, on="sector", how="left")
    rows: list[tuple[str, ...]] = [
        (r["sector"], judged(f"{r['value_y']:.2f}", r["events_y"]), percent(r["value_x"]))
        for r in calls.sort_values("value_y", ascending=False).to_dict("records")
    ]
    return Table(("sector", "ratio", "call-backs per application, all"), rows, frozenset({1, 2}), f"By sector, {year}")
