"""What was compared: scenarios in both languages with their settings; command, seed, folders and hashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.report import html
from werkagenda.analysis.report.provenance import flat

FIRST = ("command", "seed", "scale", "replicates", "economy", "inflow", "law", "last_month", "code", "inputs_sha256")
"""Names of comparison.json that are shown in the open."""


def scenarios(c: Comparison) -> str:
    """A piece a scenario: description in English and Dutch, and what differs from the baseline."""
    found = c.info.get("scenarios", {})
    order = [*(name for name in found if name not in c.scenarios), *(name for name in c.scenarios if name in found)]
    return "".join(_scenario(name, found[name]) for name in order) or html.tag(
        "p", "The comparison does not describe them."
    )


def _scenario(name: str, about: Mapping[str, Any]) -> str:
    description = about.get("description", {})
    parts = [html.tag("h3", names.label(name))]
    parts += [
        html.tag("p", str(description[tongue]), lang=tongue) for tongue in ("en", "nl") if description.get(tongue)
    ]
    rows: list[tuple[str, ...]] = [
        (str(d.get("setting")), text(d.get("baseline")), text(d.get("scenario"))) for d in about.get("differs", [])
    ]
    if rows:
        parts.append(html.table(Table(("setting", "baseline", "here"), rows, frozenset({1, 2}))))
    settings = [(key, text(value)) for key, value in flat(about.get("instruments", {}))]
    if settings:
        table = html.table(Table(("setting", "value"), [*settings]))
        parts.append(html.wrap("details", html.tag("summary", "All settings of the instruments") + table))
    return html.wrap("section", "".join(parts), class_="panel", id=f"scenario-{name}")


def provenance(c: Comparison) -> str:
    """What makes the page again, the folders compared, and everything else that comparison.json says."""
    rows = [(key, text(value)) for name in FIRST if name in c.info for key, value in flat({name: c.info[name]})]
    folders = [(key, text(value)) for key, value in flat(c.info.get("folders", {}))]
    seen = {*FIRST, "folders", "scenarios"}
    rest = [(key, text(value)) for key, value in flat({k: v for k, v in c.info.items() if k not in seen})]
    parts = [html.table(Table(("", ""), [*rows], caption="What makes this comparison"))]
    for name, content in (
        ("Folders compared", folders),
        ("Everything else: worlds, parameters, evidence hashes", rest),
    ):
        if content:
            table = html.table(Table(("name", "value"), [*content]))
            parts.append(html.wrap("details", html.tag("summary", name) + table))
    return "".join(parts)


def text(value: Any) -> str:
    """A value as text: yes, no and none in words, numbers short, lists with commas, lists of named "
    "values as a count."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e5 else f"{value:,.0f}"
    if isinstance(value, list | tuple):
        return ", ".join(text(part) for part in value) or "none"
    return str(value)
