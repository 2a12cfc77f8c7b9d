"""The numbers of a figure as CSV: a row a place on the axis, a column a series with the ends of its interval."""

from __future__ import annotations

import csv
import io
import math
from typing import Any
from urllib.parse import quote

from werkagenda.analysis.figures.drawing.shapes import BREAK, TAG
from werkagenda.analysis.figures.drawing.stacks import measure_of, values

DIGITS = 5
"""Digits of a number."""
KEPT = ",:;/()'+*="
"""Characters that an address keeps as they are."""

Rows = dict[tuple[str, str], dict[str, str]]
"""Cells by column of each panel and place."""


def text(figure: Any) -> str:
    """The numbers as CSV with a comma and a point; series without a name (bands, joining lines) are left out."""
    titles, rows = _titles(figure), Rows()
    for trace in figure.data:
        _enter(rows, trace, titles.get((trace.xaxis or "x")[1:], ""))
    columns = list(dict.fromkeys(column for cells in rows.values() for column in cells))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["panel", "place", *columns] if any(titles.values()) else ["place", *columns])
    for (panel, place), cells in rows.items():
        named = [panel, place] if any(titles.values()) else [place]
        writer.writerow([*named, *(cells.get(column, "") for column in columns)])
    return out.getvalue()


def link(numbers: str) -> str:
    """CSV as an address that holds it, from which a browser saves a file."""
    return "data:text/csv;charset=utf-8," + quote(numbers, safe=KEPT)


def _titles(figure: Any) -> dict[str, str]:
    """Titles of the panels by the number of their axis, in the order in which panels are laid out."""
    axes = sorted((name.removeprefix("xaxis") for name in figure.layout if name.startswith("xaxis")), key=_number)
    titles = [each.text for each in figure.layout.annotations if each.yanchor == "bottom" and each.xref == "paper"]
    return dict(zip(axes, map(_plain, titles), strict=True)) if len(titles) == len(axes) else {}


def _number(name: str) -> int:
    return int(name or 1)


def _plain(label: str) -> str:
    return TAG.sub("", BREAK.sub(" ", label)).replace("\u200b", "")


def _enter(rows: Rows, trace: Any, panel: str) -> None:
    """Put the points of a series into the rows, unless it is a mere band or joining line."""
    if trace.type == "scatter" and not trace.name and "markers" not in (trace.mode or ""):
        return
    across = values(trace, "y")
    measure = "x" if any(isinstance(each, str) for each in across) else measure_of(trace)
    name, error = _plain(trace.name or "value"), trace[f"error_{measure}"]
    for number, (x, y) in enumerate(zip(values(trace, "x"), across, strict=True)):
        place, value = (y, x) if measure == "x" else (x, y)
        if place is not None and value is not None:
            cells = rows.setdefault((panel, _plain(str(place))), {})
            cells[name] = _cell(value)
            cells |= _ends(error, number, value, name)


def _cell(value: Any) -> str:
    """A value as text; an unknown one as nothing."""
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.{DIGITS}g}"
    return str(value)


def _ends(error: Any, number: int, value: Any, name: str) -> dict[str, str]:
    """Low and high end of the interval of a point."""
    if error is None or error.array is None:
        return {}
    less = error.arrayminus if error.arrayminus is not None else error.array
    ends = {"low": value - less[number], "high": value + error.array[number]}
    return {f"{name}, {side}": _cell(float(end)) for side, end in ends.items()}
