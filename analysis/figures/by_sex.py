"""Women and men among status holders: over the calendar and for the cohort of 2014."""

from __future__ import annotations

from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.marks import official_points
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.figures.style import SEX, dress, line, percent_axis, time_axis
from werkagenda.analysis.numbers import percent
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words


def draw(run: Run) -> Panel:
    """Share in work by sex."""
    stock = measures.shares(
        measures.people(run, ["employed", "adults"], ["sex"]), "employed", "adults", ["month", "sex"], run.scale
    )
    curves = measures.cohort(run, "employed", ["sex"])
    curves = curves[(curves["permit_year"] == 2014) & (curves["months_since_permit"] <= 132)]
    figure = make_subplots(
        1, 2, subplot_titles=("All status holders, by month", "Permits of 2014, by months since the permit")
    )
    dress(
        figure,
        420,
        legend={"orientation": "h", "y": -0.22, "yanchor": "top"},
        margin={"t": 50, "l": 60, "r": 24, "b": 90},
    )
    for sex in words.SEXES:
        name, colour = "women" if sex == "female" else "men", SEX[sex]
        line(
            figure,
            stock[stock["sex"] == sex],
            "month",
            name,
            colour,
            legendgroup=name,
            row=1,
            col=1,
            hovertemplate="%{y:.1%}",
        )
        part = curves[curves["sex"] == sex]
        line(
            figure,
            part,
            "months_since_permit",
            name,
            colour,
            legendgroup=name,
            showlegend=False,
            row=1,
            col=2,
            hovertemplate="%{y:.1%}",
        )
        official_points(figure, official.of_stock("employed", sex), colour, legend=sex == "female", row=1, col=1)
        official_points(figure, official.of_cohort(2014, "employed", sex), colour, legend=False, row=1, col=2)
    time_axis(figure, run, (1, 1))
    figure.update_xaxes(type="linear", range=[0, 132], dtick=24, row=1, col=2, title="months since the permit")
    percent_axis(figure, "share (18–65) in paid work", row=1, col=1)
    percent_axis(figure, "", row=1, col=2)
    moment = stock[stock["month"] == run.now]
    female, male = (float(moment[moment["sex"] == s]["value"].sum()) for s in words.SEXES)
    title = f"{percent(female)} of women and {percent(male)} of men among status holders work in {run.now_name}"
    reading = (
        "Adults are 18–65. The model has no constant for sex: a gap comes from care, partners, when people arrive, "
        "schooling and "
        "what employers do. Official points as far as they are given by sex."
    )
    return Panel(title, reading, figure)
