"""HTML of a report page, from its content through the Jinja2 templates beside this file."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from werkagenda.analysis.figures.drawing import data, drawn
from werkagenda.analysis.figures.panel import Panel, Table
from werkagenda.analysis.language import NO_BREAK, Deferred, current, say
from werkagenda.analysis.report.content import Bullets, Finding, NamedPanel, Page, ScenarioText
from werkagenda.analysis.scene import Scene, svg

BRACKETS = re.compile(r"\([^()]*\)")
KINDS = {
    "named_panel": NamedPanel,
    "table": Table,
    "bullets": Bullets,
    "scenario_text": ScenarioText,
    "finding": Finding,
}
"""Names by which the templates tell the kinds of block apart."""


def environment() -> Environment:
    """Templates that escape every value, refuse an unknown name, and say texts in the language that is spoken."""
    found = Environment(
        loader=PackageLoader("werkagenda.analysis.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: str(value) if isinstance(value, Deferred) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.tests.update({name: (lambda block, kind=kind: isinstance(block, kind)) for name, kind in KINDS.items()})
    found.filters["figure"] = figure
    found.filters["cell"] = cell
    found.filters["data_link"] = data_link
    found.globals["texts"] = texts()
    found.globals["lang"] = current().code
    return found


def texts() -> dict[str, str]:
    """Texts of the templates."""
    return {
        "skip": say("To the content"),
        "sure": say("How sure"),
        "sections": say("Sections"),
        "data": say("Data of this figure (CSV)"),
        "numbers": say("The numbers"),
        "written": say("Scenario file:"),
        "table": say("table"),
    }


def html(page: Page, template: str = "page.html.j2") -> str:
    """The whole page as text, in the language that is spoken."""
    return environment().get_template(template).render(page=page)


def figure(content: Panel, name: str) -> Markup:
    """The figure of a panel as inline SVG, told in words by the title of the panel and how to read it."""
    described = content.reading or say("The numbers are in the table or the file below the figure.")
    scene = content.figure
    if not isinstance(scene, Scene):
        scene = drawn(content.figure, str(content.title), str(described))
    return Markup(svg(scene, f"figure-{name}"))


def cell(text: str) -> str:
    """The text of a cell of numbers, whose interval in brackets stays on one line."""
    return BRACKETS.sub(lambda found: found[0].replace(" ", NO_BREAK), str(text))


def data_link(content: Panel) -> str:
    """An address that holds the numbers of a figure as CSV."""
    return data.link(content.data or data.text(content.figure))


def write(folder: Path, page: Page, name: str = "report.html", template: str = "page.html.j2") -> Path:
    """Write the page into a folder, whole or not at all, and return its path."""
    target, partial = folder / name, folder / f".{name}.partial"
    try:
        partial.write_text(html(page, template), encoding="utf-8", newline="\n")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target
