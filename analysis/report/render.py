"""HTML of a report page, from its content through the Jinja2 templates beside this file."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from werkagenda.analysis.figures.drawing import data, drawn
from werkagenda.analysis.figures.panel import Panel, Table
from werkagenda.analysis.pictures.scene import svg
from werkagenda.analysis.report.content import Bullets, NamedPanel, Page, ScenarioText

KINDS = {"named_panel": NamedPanel, "table": Table, "bullets": Bullets, "scenario_text": ScenarioText}
"""Names by which the templates tell the kinds of block apart."""
NUMBERS_BELOW = "The numbers are in the table or the file below the figure."


def environment() -> Environment:
    """Templates that escape every value and refuse an unknown name."""
    found = Environment(
        loader=PackageLoader("werkagenda.analysis.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.tests.update({name: (lambda block, kind=kind: isinstance(block, kind)) for name, kind in KINDS.items()})
    found.filters["figure"] = figure
    found.filters["data_link"] = lambda content: data.link(content.figure)
    return found


def html(page: Page) -> str:
    """The whole page as text."""
    return environment().get_template("page.html.j2").render(page=page)


def figure(content: Panel, name: str) -> Markup:
    """The figure of a panel as inline SVG, told in words by the title of the panel and how to read it."""
    described = content.reading or NUMBERS_BELOW
    return Markup(svg(drawn(content.figure, content.title, described), f"figure-{name}"))


def write(folder: Path, page: Page) -> Path:
    """Write the page as `report.html` into a folder, whole or not at all, and return its path."""
    target, partial = folder / "report.html", folder / ".report.html.partial"
    try:
        partial.write_text(html(page), encoding="utf-8", newline="\n")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target
