"""Where the numbers come from: everything the manifest says, first what is needed to make them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.report import html
from werkagenda.analysis.run import Run, find

FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("command", ("command", "command_line")),
    ("scenario", ("scenario",)),
    ("economy", ("economy",)),
    ("inflow", ("inflow",)),
    ("law", ("law",)),
    ("seed", ("seed",)),
    ("replicates", ("replicates",)),
    ("scale", ("scale", "population.scale")),
    ("code commit", ("code_commit", "commit")),
    ("version", ("version",)),
    ("files changed since the commit", ("changed_since_commit",)),
    ("hash of all sources", ("sources_sha256",)),
    ("Python", ("python",)),
    ("platform", ("platform",)),
    ("finished", ("finished",)),
    ("wall time, seconds", ("wall_seconds",)),
    ("peak memory", ("peak_memory_bytes",)),
)
NO_SOURCE = "parameters_without_source"
OUTSIDE = "parameters_outside_range"


def section(run: Run) -> str:
    """The whole section as HTML."""
    rows: list[tuple[str, ...]] = [
        (label, _said(label, find(run.manifest, *names)))
        for label, names in FIRST
        if find(run.manifest, *names) is not None
    ]
    return "".join(
        (
            html.table(Table(("", ""), rows, caption="What makes this run")),
            html.tag("h3", _without(run)),
            html.bullets(str(name) for name in _listed(find(run.manifest, NO_SOURCE))),
            html.wrap(
                "details",
                html.tag("summary", "The whole manifest: settings, versions, hashes") + _everything(run.manifest),
            ),
        )
    )


def warning(manifest: Mapping[str, Any]) -> str:
    """Parameters outside the range of the evidence, as HTML; "" where there are none."""
    names = _listed(find(manifest, OUTSIDE))
    if not names:
        return ""
    title = f"{len(names)} parameter{'s' if len(names) > 1 else ''} outside the range of the evidence"
    return html.tag("h3", title) + html.bullets(str(name) for name in names)


def _said(label: str, value: Any) -> str:
    """A value of the short list in words a reader wants."""
    return f"{value / 2**20:,.0f} MiB" if label == "peak memory" and isinstance(value, int) else _text(value)


def _without(run: Run) -> str:
    names = _listed(find(run.manifest, NO_SOURCE))
    if not names:
        return "Every parameter of this run has an entry in the evidence registry"
    return f"{len(names)} parameter{'s' if len(names) > 1 else ''} of this run without a source"


def _listed(found: Any) -> list[Any]:
    if found is None:
        return []
    if isinstance(found, Mapping):
        return [f"{key} = {value}" for key, value in found.items()]
    return list(found) if isinstance(found, list | tuple) else [found]


def _everything(manifest: Mapping[str, Any]) -> str:
    return html.table(Table(("name", "value"), [*((name, _text(value)) for name, value in flat(manifest))]))


def flat(found: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """All values of nested settings with their dotted names."""
    out: list[tuple[str, Any]] = []
    for key, value in found.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value:
            out += flat(value, f"{name}.")
        else:
            out.append((name, value))
    return out


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "unknown"}[value]
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value)
    return str(value)
