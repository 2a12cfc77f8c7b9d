"""Employment of the cohort of 2014 by origin: eight small curves against the whole cohort."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.marks import official_points
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.figures.style import BLUE, INK, dress, line, percent_axis
from werkagenda.analysis.numbers import FEW, TOO_SMALL, percent
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

YEAR, EARLY, LATE, LONGEST = 2014, 30, 96, 132


def draw(run: Run) -> Panel:
    """One small figure an origin; the grey line is everyone of that permit year."""
    curves = measures.cohort(run, "employed", ["origin"])
    curves = curves[(curves["permit_year"] == YEAR) & (curves["months_since_permit"] <= LONGEST)]
    if curves.empty:
        return nothing("Employment by origin", f"the run ends before the cohort of {YEAR} can be followed")
    everyone = measures.cohort(run, "employed")
    everyone = everyone[(everyone["permit_year"] == YEAR) & (everyone["months_since_permit"] <= LONGEST)].assign(
        replicates=1
    )
    figure = make_subplots(
        2,
        4,
        shared_xaxes=True,
        shared_yaxes=True,
        subplot_titles=words.ORIGINS,
        vertical_spacing=0.12,
        horizontal_spacing=0.03,
    )
    dress(
        figure,
        560,
        margin={"t": 60, "l": 60, "r": 20, "b": 60},
        legend={"orientation": "h", "y": -0.14, "yanchor": "top"},
    )
    for i, origin in enumerate(words.ORIGINS):
        place = {"row": i // 4 + 1, "col": i % 4 + 1}
        style = {"color": "#b6c0cb", "width": 2}
        line(
            figure,
            everyone,
            "months_since_permit",
            "whole cohort",
            "#b6c0cb",
            line=style,
            showlegend=i == 0,
            hoverinfo="skip",
            **place,
        )
        part = curves[curves["origin"] == origin]
        if part["events"].max() >= FEW:
            line(
                figure,
                part,
                "months_since_permit",
                "this origin",
                BLUE,
                showlegend=i == 0,
                band=False,
                hovertemplate="%{y:.1%}",
                **place,
            )
        else:
            figure.add_annotation(
                text=TOO_SMALL, x=0.5, y=0.5, xref="x domain", yref="y domain", showarrow=False, **place
            )
        official_points(figure, official.of_cohort(YEAR, "employed", origin=origin), INK, legend=i == 0, **place)
    figure.update_xaxes(dtick=24, range=[0, LONGEST])
    seen = curves[curves["events"] >= FEW]["value"].max() if (curves["events"] >= FEW).any() else 0.5
    highest = max(float(seen), float(everyone["value"].max()), 0.3)
    figure.update_xaxes(title="months since the permit", row=2)
    percent_axis(figure, "")
    percent_axis(figure, "share in paid work", col=1)
    figure.update_yaxes(range=[0, min(1.0, 1.08 * highest)])
    reading = (
        f"Permits of {YEAR}, adults 18–65, against the whole cohort (grey). The model has no constant for origin: "
        "differences come from age, "
        "schooling, household, time to housing and networks. Filled points fitted, hollow points only judged."
    )
    return Panel(_title(curves), reading, figure)


def _title(curves: pd.DataFrame) -> str:
    parts = []
    for month in (EARLY, LATE):
        there = curves[(curves["months_since_permit"] == month) & (curves["events"] >= FEW)].sort_values("value")
        if len(there) > 1:
            low, high = there.iloc[0], there.iloc[-1]
            parts.append(
                f"after {month} months from {percent(low['value'])} ({low['origin']}) to {percent(high['value'])} "
                f"({high['origin']})"
            )
    return f"Work by origin, permits of {YEAR}: " + ("; ".join(parts) or TOO_SMALL)
