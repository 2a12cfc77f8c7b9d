"""The page of a comparison: what the instruments change, how sure that is, at whose cost and at whose expense."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Template

from plotly.offline import get_plotlyjs

from werkagenda.analysis.figures.comparison import (
    doses,
    groups,
    losers,
    names,
    opening,
    pairing,
    paths,
    payers,
    per_offer,
    price,
    ranges,
    regions,
    rests,
    savings,
    size_check,
    social,
    subsets,
    uptake,
)
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.numbers import ENOUGH
from werkagenda.analysis.report import comparison_answer, comparison_fit, comparison_source, comparison_table, html
from werkagenda.analysis.report.provenance import warning

__all__ = ["page", "write"]

LIMITS = (
    "It says nothing about a person, and it is no forecast: it compares two made-up countries that "
    "differ by policy only.",
    "Probability covers chance in the model and the sets of assumptions run, each weighing the same; not the other "
    "parameters, the rules themselves, or another economy or inflow.",
    "Worlds move one assumption at a time unless their name says otherwise; two moved together may go further.",
    "Subsidised placements are counted apart from regular work and are no success by themselves.",
    "Euros by party are cash flows: transfers between parties are no gain to society, and other people’s taxes and "
    "benefits are not counted. The social balance leaves transfers out and rests on two assumptions: work is worth "
    "what employers pay for it, and somebody displaced makes as much as a newcomer at work.",
)


def write(folder: Path) -> Path:
    """Write `report.html` into the folder of a comparison and return its path; needs no network to be read."""
    found = opening.opened(folder)
    target, partial = folder / "report.html", folder / ".report.html.partial"
    try:
        partial.write_text(page(found), encoding="utf-8", newline="\n")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def page(c: Comparison) -> str:
    """The whole page as text."""
    parts = [*sections(c)]
    return Template(_file("page.html")).substitute(
        title=html.tag("title", f"Werkagenda simulator: {comparison_answer.headline(c)}"),
        style=_file("style.css"),
        plotly=get_plotlyjs(),
        head=_head(c),
        menu="".join(html.tag("a", name, href=f"#{key}") for key, name, _ in parts),
        sections="\n".join(html.wrap("section", html.tag("h2", name) + inner, id=key) for key, name, inner in parts),
        foot=_foot(),
    )


def _head(c: Comparison) -> str:
    worlds = len(c.tables["worlds"])
    kicker = (
        f"Werkagenda simulator · comparison with the baseline, {c.years_name} · {worlds} "
        f"set{'s' if worlds > 1 else ''} of "
        f"assumptions · {c.replicates} replicate{'s' if c.replicates > 1 else ''} in the central one "
        f"· scale {c.scale:g}"
    )
    return "".join(
        (
            html.tag("p", kicker, class_="kicker"),
            *(html.tag("p", str(line), class_="warning") for line in c.info.get("not_as_shipped", [])),
            html.tag("h1", comparison_answer.headline(c)),
            warning(c.info),
            html.wrap("div", comparison_answer.section(c), class_="answer"),
            html.wrap("div", html.tag("h2", "How sure") + html.bullets(comparison_answer.sure(c)), class_="sure"),
        )
    )


def sections(c: Comparison) -> Iterator[tuple[str, str, str]]:
    """Key, name and content of every section, in order."""
    yield "headlines", "Headlines", html.panel(comparison_table.draw(c), "headline-table")
    yield "months", "Month by month", _panels("path", [paths.draw(c, name) for name in c.scenarios])
    yield "range", "Which unknown moves the answer", html.panel(ranges.draw(c), "range-worlds")
    yield "whom", "For whom", _panels("group", [groups.draw(c), regions.draw(c)])
    yield "cost", "At whose cost", html.panel(payers.draw(c), "payers") + html.panel(savings.draw(c), "savings")
    yield "balance", "Is the country better off", html.panel(social.draw(c), "balance-1")
    yield "price", "What it costs per person", html.panel(price.draw(c), "price-1")
    yield "takeup", "Take-up and budgets", html.panel(uptake.draw(c), "takeup-1")
    yield "expense", "At whose expense", _panels("expense", [losers.draw(c), *_offers(c)])
    yield "parts", "Parts and whole", _panels("parts", _wholes(c))
    yield "ladders", "More of the same", html.panel(doses.draw(c), "ladder-1")
    yield "rests", "What the answer rests on", html.panel(rests.draw(c), "assumptions")
    yield "size", "Size check of the subsidy", html.panel(size_check.draw(c), "size-check")
    yield "pairs", "Paired chance", html.panel(pairing.draw(c), "pairing")
    yield "fit", "Fit to the past", html.panel(comparison_fit.draw(c), "fit-table")
    yield "scenarios", "The scenarios", comparison_source.scenarios(c)
    yield "provenance", "Provenance", comparison_source.provenance(c)
    yield "limits", "What this page does not say", html.bullets(LIMITS)


def _wholes(c: Comparison) -> list[Panel]:
    return [subsets.draw(c, name) for name in subsets.wholes(c)] or [subsets.none()]


def _offers(c: Comparison) -> list[Panel]:
    return [per_offer.draw(c, name) for name in per_offer.offering(c)] or [
        Panel("Nobody is offered a placement in these scenarios", "Deadweight per 100 offers needs one that does.")
    ]


def _panels(name: str, panels: list[Panel]) -> str:
    return "".join(html.panel(panel, f"{name}-{number}") for number, panel in enumerate(panels, start=1))


def _foot() -> str:
    return html.tag(
        "p",
        "Effects are paired differences, scenario less baseline, raised to the country; adults are "
        "status holders 18–65. "
        f"Two digits throughout. Bands are drawn from {ENOUGH} replicates on. "
        f"{names.label(names.SUBSIDY)}: the subsidy "
        "for employers who guide status holders at work.",
    )


def _file(name: str) -> str:
    return (resources.files("werkagenda.analysis.report") / name).read_text(encoding="utf-8")
