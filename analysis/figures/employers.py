"""Section 'Employers': vacancies by sector and the simulated correspondence test."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.colours import BLUE, GREY, MUTED, ORANGE
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import add_line, apply_style, canvas
from werkagenda.analysis.language import named, say
from werkagenda.analysis.numbers import FEW, TOO_SMALL, fixed, judged, percent, plain, spread
from werkagenda.analysis.run import Run


def vacancies(run: Run) -> Panel:
    """One row a sector, over the last twelve months of history."""
    stock = _last_history_year(run.table("employers", ["replicate", "month", "sector", "vacancies_open"]), run)
    spells = _last_history_year(run.table("vacancy_durations"), run)
    if stock.empty or spells.empty:
        return empty_panel(say("Vacancies"), say("the run holds no vacancies in its last year of history"))
    stock = stock.groupby(["replicate", "month", "sector"])["vacancies_open"].sum().reset_index()
    opened = stock.groupby(["replicate", "sector"])["vacancies_open"].mean().reset_index()
    level = measures.totals(opened, "vacancies_open", ["sector"], run.scale)
    months, lapsed = vacancy_durations(spells, run.scale)
    order = [named("level", sector) for sector in level.sort_values("value")["sector"]]
    heads = (say("Open vacancies (thousand)"), say("Months open until filled"), say("Share that lapses"))
    figure = make_subplots(1, 3, shared_yaxes=True, subplot_titles=heads, horizontal_spacing=0.05)
    apply_style(figure, 380, margin={"t": 50, "l": 160, "r": 20, "b": 40}, showlegend=False)
    shown = ((level.assign(value=level["value"] / 1e3), GREY), (months, BLUE), (lapsed, ORANGE))
    for column, (frame, colour) in enumerate(shown, start=1):
        part = frame[frame["events"] >= FEW]
        figure.add_bar(
            y=[named("level", sector) for sector in part["sector"]],
            x=part["value"].round(4).tolist(),
            orientation="h",
            marker_color=colour,
            row=1,
            col=column,
        )
    figure.update_yaxes(categoryorder="array", categoryarray=order)
    figure.update_xaxes(rangemode="tozero")
    figure.update_xaxes(tickformat=".0%", row=1, col=3)
    reading = say(
        "The twelve months up to {now_name}, posted and unposted vacancies together; months are counted "
        "from opening, with half a month for those filled at once.",
        now_name=run.now_name,
    )
    return Panel(_vacancies_title(level, months, spells), reading, figure)


def vacancy_durations(spells: pd.DataFrame, scale: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mean months from opening to filling (middle of the month), and share of vacancies that lapse, per sector."""
    sums = spells.assign(
        ended=spells["filled"] + spells["lapsed"], time=(spells["months_open"] + 0.5) * spells["filled"]
    )
    months = measures.shares(sums, "time", "filled", ["sector"], scale)
    lapsed = measures.shares(sums, "lapsed", "ended", ["sector"], scale)
    return months, lapsed


def _last_history_year(frame: pd.DataFrame, run: Run) -> pd.DataFrame:
    return frame[frame["month"].str[:4] == run.now[:4]]


def _vacancies_title(level: pd.DataFrame, months: pd.DataFrame, spells: pd.DataFrame) -> str:
    slow = months[months["events"] >= FEW].sort_values("value")
    if len(slow) < 2:
        return say("Vacancies by sector")
    total, last, first = float(level["value"].sum()), slow.iloc[-1], slow.iloc[0]
    lapsed = float(spells["lapsed"].sum())
    lapse = percent(lapsed / (lapsed + float(spells["filled"].sum())))
    found = spread(
        first["value"],
        named("level", first["sector"]),
        last["value"],
        named("level", last["sector"]),
        lambda x: say("{value} months", value=plain(x)),
    )
    return say(
        "{total} vacancies stand open; the time to fill one {found}; {lapse} lapse",
        total=plain(total),
        found=found,
        lapse=lapse,
    )


MAJORITY = "Dutch background"
PUBLISHED_RATIO = "LM223"
"""Published ratio for people of non-Western background, the Netherlands."""


def callback_ratios(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
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


def correspondence_test(run: Run) -> Panel:
    """The ratio by year, beside the published one, and by sector."""
    frame = run.table("audit")
    frame = frame.assign(year=frame["month"].str[:4])
    years = callback_ratios(frame, ["year"])
    years = years[years["events"] >= FEW]
    if years.empty:
        return empty_panel(
            say("Simulated correspondence test"),
            say("call-backs of others than the majority: {too_small}", too_small=TOO_SMALL),
        )
    figure = canvas(340)
    add_line(
        figure,
        years.assign(month=years["year"].astype(int)),
        "month",
        say("model"),
        BLUE,
        mode="lines+markers",
    )
    figure.add_hline(
        y=1.0,
        line={"color": MUTED, "width": 1},
        annotation_text=say("no difference"),
        annotation_position="bottom right",
    )
    published = official.number(PUBLISHED_RATIO)
    if published is not None:
        figure.add_hline(
            y=published,
            line={"color": MUTED, "width": 1.5, "dash": "dash"},
            annotation_position="top right",
            annotation_text=say(
                "published {published} ({published_ratio})",
                published=fixed(published, 1),
                published_ratio=PUBLISHED_RATIO,
            ),
        )
    top = max(1.6, float(years["high"].max()) * 1.05)
    figure.update_yaxes(
        title=say("call-backs, majority ÷ others"), range=[min(0.95, float(years["low"].min()) * 0.98), top]
    )
    figure.update_xaxes(title=say("year"), dtick=1, range=[2013.5, int(run.last_month[:4]) + 0.5])
    recent = years[years["year"] <= run.now[:4]].iloc[-1]
    word = (
        say("Identical applicants of Dutch background get")
        if recent["value"] >= 1
        else say("Identical applicants of other background get")
    )
    ratio = max(recent["value"], 1 / recent["value"])
    title = say(
        "{word} {ratio} times as many call-backs in the model ({year})",
        word=word,
        ratio=fixed(ratio, 2),
        year=recent["year"],
    )
    reading = say(
        "Pairs of fictitious applicants who differ only in background are sent to the model's employers; "
        "nobody real is hired. The ratio was a guide when the model's call-backs were set, so this is a "
        "check, not a finding."
    )
    return Panel(title, reading, figure, [_sector_table(frame, recent["year"])])


def _sector_table(frame: pd.DataFrame, year: str) -> Table:
    chosen = frame[frame["year"] == year]
    found = callback_ratios(chosen, ["sector"])
    calls = measures.shares(chosen, "callbacks", "applications", ["sector"], 1.0).merge(found, on="sector", how="left")
    rows: list[tuple[str, ...]] = [
        (named("level", r["sector"]), judged(fixed(r["value_y"], 2), r["events_y"]), percent(r["value_x"]))
        for r in calls.sort_values("value_y", ascending=False).to_dict("records")
    ]
    return Table(
        (say("sector"), say("ratio"), say("call-backs per application, all")),
        rows,
        frozenset({1, 2}),
        say("By sector, {year}", year=year),
    )
