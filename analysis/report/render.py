"""HTML of a report page, from its content through the Jinja2 templates beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.report.content import Bullets, NamedPanel, Page, ScenarioText

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
}
KINDS = {"named_panel": NamedPanel, "table": Table, "bullets": Bullets, "scenario_text": ScenarioText}
"""Names by which the templates tell the kinds of block apart."""


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
    return found


def html(page: Page) -> str:
    """The whole page as text."""
    return environment().get_template("page.html.j2").render(page=page, library=Markup(get_plotlyjs()))


def figure(content: Any, name: str) -> Markup:
    """A plotly figure as a piece of the page; the library stands in the page once."""
    return Markup(content.to_html(full_html=False, include_plotlyjs=False, div_id=f"figure-{name}", config=CONFIG))


def write(folder: Path, page: Page) -> Path:
    """Write the page as `report.html` into a folder, whole or not at all, and return its path."""
    target, partial = folder / "report.html", folder / ".report.html.partial"
    try:
        partial.write_text(html(page), encoding="utf-8", newline="\n")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target
