"""The picture of a figure: values at their place, texts escaped, the same bytes, nothing that runs."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from urllib.parse import unquote

import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from werkagenda.analysis.figures import style
from werkagenda.analysis.figures.drawing import data, drawn
from werkagenda.analysis.figures.drawing.scale import nice_step, number_text
from werkagenda.analysis.scene import Disc, Scene, Shape, Words, svg


def scene(figure: go.Figure) -> Scene:
    """The picture as shapes."""
    return drawn(figure, "A <finding>", "How to read it")


def span(item: Shape, axis: int) -> tuple[float, float]:
    """Ends of a shape along x (0) or y (1)."""
    places = [point[axis] for point in item.points]
    return min(places), max(places)


def test_bars_are_as_long_as_their_values_and_stand_on_each_other() -> None:
    figure = style.canvas(300, barmode="stack")
    figure.add_bar(x=["a", "b"], y=[1.0, 3.0], name="first", marker={"color": "#000001"})
    figure.add_bar(x=["a", "b"], y=[2.0, 1.0], name="second", marker={"color": "#000002"})
    found = {
        c: [span(each, 1) for each in scene(figure).items if isinstance(each, Shape) and each.fill == c][:2]
        for c in ("#000001", "#000002")
    }
    heights = {c: [high - low for low, high in ends] for c, ends in found.items()}
    assert heights["#000001"][1] == pytest.approx(3 * heights["#000001"][0])
    assert heights["#000002"][0] == pytest.approx(2 * heights["#000001"][0])
    assert found["#000002"][0][1] == pytest.approx(found["#000001"][0][0])


def test_marks_stand_where_the_axes_say_and_error_bars_reach_their_ends() -> None:
    figure = style.canvas(300)
    ends = {"type": "data", "array": [1.0, 1.0], "arrayminus": [1.0, 0.5], "color": "#000009"}
    figure.add_scatter(x=[0.0, 10.0], y=["low", "high"], mode="markers", error_x=ends)
    figure.update_xaxes(range=[-10, 20])
    items = scene(figure).items
    (x0, y0), (x1, y1) = (each.at for each in items if isinstance(each, Disc))
    unit = (x1 - x0) / 10
    assert y0 > y1, "the first category stands below"
    bars = [span(each, 0) for each in items if isinstance(each, Shape) and each.stroke == "#000009"]
    assert bars[1] == pytest.approx((x1 - 0.5 * unit, x1 + unit))


def test_texts_are_escaped_and_the_same_figure_gives_the_same_bytes() -> None:
    figure = style.canvas(300)
    figure.add_scatter(x=["2025-01", "2026-01"], y=[1.0, 2.0], name="<script>a", showlegend=True)
    figure.add_annotation(text="<b>bold</b> & more", x=0.5, y=0.5, xref="paper", yref="paper")
    text = svg(scene(figure), "one")
    assert text == svg(scene(figure), "one")
    assert "<script" not in text and "A &lt;finding&gt;" in text and "bold &amp; more" in text
    assert {"2025", "2026"} <= {each.text for each in scene(figure).items if isinstance(each, Words)}
    tree = ET.fromstring(text)
    assert tree.get("aria-labelledby") == "one-title one-desc"
    assert [each.get("id") for each in tree][:2] == ["one-title", "one-desc"]


def test_the_numbers_of_a_figure_are_a_file() -> None:
    figure = style.canvas(300)
    ends = {"type": "data", "array": [1.0, 1.0], "arrayminus": [1.0, 0.5]}
    figure.add_scatter(x=[0.0, 10.0], y=["low, or none", "high"], mode="markers", name="a", error_x=ends)
    figure.add_scatter(x=[0, 1, 1], y=[0, 1, 0], fill="toself", mode="lines")
    assert data.text(figure).splitlines() == ['place,a,"a, low","a, high"', '"low, or none",0,-1,1', "high,10,9.5,11"]
    assert unquote(data.link(data.text(figure)).partition("utf-8,")[2]) == data.text(figure)


def test_numbers_of_several_panels_stand_beside_their_titles() -> None:
    figure = make_subplots(1, 2, subplot_titles=["One<br>two", "Three"])
    figure.add_scatter(x=["2025-01"], y=[1.5], name="a", mode="lines", row=1, col=1)
    figure.add_bar(x=["2025-01"], y=[2], name="b", row=1, col=2)
    assert data.text(figure).splitlines() == ["panel,place,a,b", "One two,2025-01,1.5,", "Three,2025-01,,2"]


@pytest.mark.parametrize(
    ("value", "step", "form", "text"),
    [(0.25, 0.05, ".0%", "25%"), (-0.0, 1, None, "0"), (-1500, 500, ",", "−1,500"), (2025, 1, "d", "2025")],
)
def test_ticks_are_written_as_the_axis_asks(value: float, step: float, form: str | None, text: str) -> None:
    assert number_text(value, step, form) == text
    assert nice_step(100.0, 6) == 20.0
