"""A Plotly figure as a scene of plain shapes: text as text, no script, the same bytes on every run."""

from werkagenda.analysis.figures.drawing.draw import drawn

__all__ = ["drawn"]
