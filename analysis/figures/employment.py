"""Section 'Who works': employment by sex, origin, education, age and household."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.colours import BLUE, FADED, INK
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.figures.style import (
    SEX,
    add_dumbbell,
    add_line,
    add_official_points,
    apply_style,
    percent_axis,
    time_axis,
)
from werkagenda.analysis.language import named, say
from werkagenda.analysis.numbers import FEW, TOO_SMALL, percent, spread
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words


def by_sex(run: Run) -> Panel:
    """Share in work by sex."""
    stock = measures.shares(
        measures.people(run, ["employed", "adults"], ["sex"]), "employed", "adults", ["month", "sex"], run.scale
    )
    curves = measures.cohort(run, "employed", ["sex"])
    curves = curves[(curves["permit_year"] == 2014) & (curves["months_since_permit"] <= 132)]
    figure = make_subplots(
        1, 2, subplot_titles=(say("All status holders, by month"), say("Permits of 2014, by months since the permit"))
    )
    apply_style(
        figure,
        420,
        legend={"orientation": "h", "y": -0.22, "yanchor": "top"},
        margin={"t": 50, "l": 60, "r": 24, "b": 90},
    )
    for sex in words.SEXES:
        name, colour = named("level", sex), SEX[sex]
        add_line(
            figure,
            stock[stock["sex"] == sex],
            "month",
            name,
            colour,
            legendgroup=name,
            row=1,
            col=1,
        )
        part = curves[curves["sex"] == sex]
        add_line(
            figure,
            part,
            "months_since_permit",
            name,
            colour,
            legendgroup=name,
            showlegend=False,
            row=1,
            col=2,
        )
        add_official_points(figure, official.of_stock("employed", sex), colour, legend=sex == "female", row=1, col=1)
        add_official_points(figure, official.of_cohort(2014, "employed", sex), colour, legend=False, row=1, col=2)
    time_axis(figure, run, (1, 1))
    figure.update_xaxes(type="linear", range=[0, 132], dtick=24, row=1, col=2, title=say("months since the permit"))
    percent_axis(figure, say("share (18–65) in paid work"), row=1, col=1)
    percent_axis(figure, "", row=1, col=2)
    moment = stock[stock["month"] == run.now]
    female, male = (float(moment[moment["sex"] == s]["value"].sum()) for s in words.SEXES)
    title = say(
        "{female} of women and {male} of men among status holders work in {now_name}",
        female=percent(female),
        male=percent(male),
        now_name=run.now_name,
    )
    reading = say(
        "Adults are 18–65. The model has no constant for sex: a gap comes from care, partners, when "
        "people arrive, schooling and what employers do. Official points as far as they are given by sex."
    )
    return Panel(title, reading, figure)


COHORT, EARLY_MONTH, LATE_MONTH, LONGEST_MONTHS = 2014, 30, 96, 132


def by_origin(run: Run) -> Panel:
    """One small figure an origin; the grey line is everyone of that permit year."""
    curves = measures.cohort(run, "employed", ["origin"])
    curves = curves[(curves["permit_year"] == COHORT) & (curves["months_since_permit"] <= LONGEST_MONTHS)]
    if curves.empty:
        return empty_panel(
            say("Employment by origin"),
            say("the run ends before the cohort of {cohort} can be followed", cohort=COHORT),
        )
    everyone = measures.cohort(run, "employed")
    everyone = everyone[
        (everyone["permit_year"] == COHORT) & (everyone["months_since_permit"] <= LONGEST_MONTHS)
    ].assign(replicates=1)
    figure = make_subplots(
        2,
        4,
        shared_xaxes=True,
        shared_yaxes=True,
        subplot_titles=[named("level", origin) for origin in words.ORIGINS],
        vertical_spacing=0.12,
        horizontal_spacing=0.03,
    )
    apply_style(
        figure,
        560,
        margin={"t": 60, "l": 60, "r": 20, "b": 60},
        legend={"orientation": "h", "y": -0.14, "yanchor": "top"},
    )
    for i, origin in enumerate(words.ORIGINS):
        place = {"row": i // 4 + 1, "col": i % 4 + 1}
        style = {"color": FADED, "width": 2}
        add_line(
            figure,
            everyone,
            "months_since_permit",
            say("whole cohort"),
            FADED,
            line=style,
            showlegend=i == 0,
            **place,
        )
        part = curves[curves["origin"] == origin]
        if part["events"].max() >= FEW:
            add_line(
                figure,
                part,
                "months_since_permit",
                say("this origin"),
                BLUE,
                showlegend=i == 0,
                band=False,
                **place,
            )
        else:
            figure.add_annotation(
                text=str(TOO_SMALL), x=0.5, y=0.5, xref="x domain", yref="y domain", showarrow=False, **place
            )
        add_official_points(figure, official.of_cohort(COHORT, "employed", origin=origin), INK, legend=i == 0, **place)
    figure.update_xaxes(dtick=24, range=[0, LONGEST_MONTHS])
    seen = curves[curves["events"] >= FEW]["value"].max() if (curves["events"] >= FEW).any() else 0.5
    highest = max(float(seen), float(everyone["value"].max()), 0.3)
    figure.update_xaxes(title=say("months since the permit"), row=2)
    percent_axis(figure, "")
    percent_axis(figure, say("share in paid work"), col=1)
    figure.update_yaxes(range=[0, min(1.0, 1.08 * highest)])
    reading = say(
        "Permits of {cohort}, adults 18–65, against the whole cohort (grey). The model has no constant "
        "for origin: differences come from age, schooling, household, time to housing and networks. "
        "Filled points fitted, hollow points only judged.",
        cohort=COHORT,
    )
    return Panel(_origin_title(curves), reading, figure)


def _origin_title(curves: pd.DataFrame) -> str:
    parts = []
    for month in (EARLY_MONTH, LATE_MONTH):
        there = curves[(curves["months_since_permit"] == month) & (curves["events"] >= FEW)].sort_values("value")
        if len(there) > 1:
            low, high = there.iloc[0], there.iloc[-1]
            parts.append(
                say(
                    "after {month} months from {low} ({lowest}) to {high} ({highest})",
                    month=month,
                    low=percent(low["value"]),
                    lowest=named("level", low["origin"]),
                    high=percent(high["value"]),
                    highest=named("level", high["origin"]),
                )
            )
    return say("Work by origin, permits of {cohort}: ", cohort=COHORT) + ("; ".join(parts) or str(TOO_SMALL))


DIMENSIONS = ("education", "age", "household")


def by_group(run: Run) -> Panel:
    """Share in work per level of three dimensions."""
    parts = {name: _group_shares(run, name) for name in DIMENSIONS}
    if all(part.empty for part in parts.values()):
        return empty_panel(say("Employment by group"), say("the run holds no groups of status holders"))
    figure = make_subplots(
        1, 3, subplot_titles=[named("dimension", name).capitalize() for name in DIMENSIONS], horizontal_spacing=0.14
    )
    apply_style(figure, 350, margin={"t": 50, "l": 90, "r": 20, "b": 110})
    figure.update_layout(legend={"orientation": "h", "y": -0.32, "yanchor": "top"})
    for column, part in enumerate(parts.values(), start=1):
        order = sorted(set(part["level"]), key=_level_rank)
        now, end = part[part["month"] == run.now], part[part["month"] == run.last_month]
        add_dumbbell(figure, now, end, (run.now_name, run.last_name), order, column == 1, row=1, col=column)
    highest = max(float(part["value"].max()) for part in parts.values() if len(part))
    figure.update_xaxes(tickformat=".0%", range=[0, min(1.0, highest * 1.1)], title=say("share in paid work"))
    reading = say(
        "Adult status holders (18–65). Hollow: now; filled: the end of the outlook. Groups with too few "
        "simulated people are left out."
    )
    return Panel(_group_title(parts["education"], run), reading, figure)


def _group_shares(run: Run, dimension: str) -> pd.DataFrame:
    wide = measures.levels(run, dimension, ["adults", "employed"])
    wide = wide[wide["month"].isin([run.now, run.last_month])]
    return measures.shares(wide, "employed", "adults", ["month", "level"], run.scale)


def _level_rank(level: str) -> tuple[int, str]:
    """Schooling in its order, all else by name (ages sort by their first year)."""
    return (words.EDUCATIONS.index(level) if level in words.EDUCATIONS else -1, level)


def _group_title(education: pd.DataFrame, run: Run) -> str:
    now = education[(education["month"] == run.now) & (education["events"] >= FEW)].sort_values("value")
    if len(now) < 2:
        return say("Employment by education, age and household")
    low, high = now.iloc[0], now.iloc[-1]
    found = spread(low["value"], named("level", low["level"]), high["value"], named("level", high["level"]), percent)
    return say("By schooling the share in work {found} in {now_name}", found=found, now_name=run.now_name)
