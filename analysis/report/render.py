"""HTML of a report page, from its content through the Jinja2 templates beside this file."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from werkagenda.analysis.figures.drawing import data, drawn
from werkagenda.analysis.figures.panel import Panel, Table
from werkagenda.analysis.language import NO_BREAK, Deferred, current, say
from werkagenda.analysis.report.content import Bullets, Finding, NamedPanel, Page, ScenarioText
from werkagenda.analysis.scene import Scene, svg

BRACKETS = re.compile(r"\([^()]*\)")
PAPER = 525.0
"""Width between the margins of a sheet of A4 in points."""
PRINTED = {"": 8.5, " small": 6.8}
"""Classes of a table by which it is printed, with the size of its type in points (templates/style.css)."""
GLYPH, PAD = 0.56, 5.0
"""Width of a character as a part of the size of its type, and space beside a cell in points."""
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
    found.filters["print_class"] = print_class
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


def cell(text: str) -> Markup:
    """The text of a cell of numbers; CSS keeps its interval in brackets on one line."""
    return Markup(BRACKETS.sub(lambda found: f"<span>{found[0]}</span>", str(escape(text))))


def print_class(table: Table) -> str:
    """The class by which a table is printed: as it is, in small type, or with its intervals broken over lines too."""
    return next((name for name, size in PRINTED.items() if print_width(table, size) <= PAPER), " broad")


def print_width(table: Table, size: float) -> float:
    """Points that the columns need at least, where cells break at spaces and intervals stay whole."""
    kept = [
        [BRACKETS.sub(lambda found: found[0].replace(" ", NO_BREAK), str(cell)) for cell in row] for row in table.rows
    ]
    columns = zip(table.heads, *kept, strict=True)
    longest = (max(len(part) for cell in column for part in str(cell).split(" ")) for column in columns)
    return sum(length * size * GLYPH + PAD for length in longest)


def data_link(content: Panel) -> str:
    """An address that holds the numbers of a figure as CSV."""
    return data.link(content.data or data.text(content.figure))


def file_name(code: str) -> str:
    """Name of the page of results in a language."""
    return "report.html" if code == "en" else f"report-{code}.html"


def write(folder: Path, page: Page, name: str = "report.html", template: str = "page.html.j2") -> Path:
    """Write the page into a folder, whole or not at all, and return its path."""
    target, partial = folder / name, folder / f".{name}.partial"
    try:
        partial.write_text(html(page, template), encoding="utf-8", newline="\n")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target
