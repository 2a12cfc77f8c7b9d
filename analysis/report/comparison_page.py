"""The report page of a comparison: effects, certainty, costs and displacement."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Template

from plotly.offline import get_plotlyjs

from werkagenda.analysis import fit, official
from werkagenda.analysis.figures import fit_to_official
from werkagenda.analysis.figures.comparison import (
    by_group,
    checks,
    cost_effectiveness,
    decomposition,
    displacement,
    labels,
    load_comparison,
    monthly_effects,
    public_finance,
    sensitivity,
    take_up,
)
from werkagenda.analysis.figures.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.numbers import ENOUGH
from werkagenda.analysis.report import comparison_summary, headline_table, provenance, render
from werkagenda.analysis.report.provenance import range_warning
from werkagenda.analysis.run import opened
from werkagenda.tables.problems import TableProblem


def baseline_fit(c: Comparison) -> Panel:
    """The table of official figures for the baseline of the central world."""
    place = c.info.get("central_baseline")
    if not isinstance(place, str):
        return empty_panel("Official figures against the model", "the comparison does not name the run of its baseline")
    try:
        run = opened(c.folder / place)
    except TableProblem as problem:
        return empty_panel(
            "Official figures against the model", f"the run of the baseline cannot be read ({place}: {problem.what[0]})"
        )
    return fit_to_official.official_figures(run, fit.fit_targets(run, official.targets()))


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
    found = load_comparison.open_comparison(folder)
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
        title=render.tag("title", f"Werkagenda simulator: {comparison_summary.headline(c)}"),
        style=_file("style.css"),
        plotly=get_plotlyjs(),
        head=_head(c),
        menu="".join(render.tag("a", name, href=f"#{key}") for key, name, _ in parts),
        sections="\n".join(
            render.element("section", render.tag("h2", name) + inner, id=key) for key, name, inner in parts
        ),
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
            render.tag("p", kicker, class_="kicker"),
            *(render.tag("p", str(line), class_="warning") for line in c.info.get("not_as_shipped", [])),
            render.tag("h1", comparison_summary.headline(c)),
            range_warning(c.info),
            render.element("div", comparison_summary.findings(c), class_="answer"),
            render.element(
                "div", render.tag("h2", "How sure") + render.bullets(comparison_summary.certainty(c)), class_="sure"
            ),
        )
    )


def sections(c: Comparison) -> Iterator[tuple[str, str, str]]:
    """Key, name and content of every section, in order."""
    yield "headlines", "Headlines", render.panel(headline_table.headline_table(c), "headline-table")
    yield (
        "months",
        "Month by month",
        _panels("path", [monthly_effects.monthly_effects(c, name) for name in c.scenarios]),
    )
    yield "range", "Which unknown moves the answer", render.panel(sensitivity.sensitivity_chart(c), "range-worlds")
    yield "whom", "For whom", _panels("group", [by_group.by_group(c), by_group.by_region(c)])
    yield (
        "cost",
        "At whose cost",
        render.panel(public_finance.payers(c), "payers") + render.panel(public_finance.benefit_savings(c), "savings"),
    )
    yield "balance", "Is the country better off", render.panel(cost_effectiveness.social_balance(c), "balance-1")
    yield "price", "What it costs per person", render.panel(cost_effectiveness.cost_per_person(c), "price-1")
    yield "takeup", "Take-up and budgets", render.panel(take_up.take_up(c), "takeup-1")
    yield "expense", "At whose expense", _panels("expense", [displacement.displacement(c), *_offers(c)])
    yield "parts", "Parts and whole", _panels("parts", _wholes(c))
    yield "ladders", "More of the same", render.panel(decomposition.dose_response(c), "ladder-1")
    yield "rests", "What the answer rests on", render.panel(sensitivity.assumption_tables(c), "assumptions")
    yield "size", "Size check of the subsidy", render.panel(checks.subsidy_size_check(c), "size-check")
    yield "pairs", "Paired chance", render.panel(checks.pairing_gain(c), "pairing")
    yield "fit", "Fit to the past", render.panel(baseline_fit(c), "fit-table")
    yield "scenarios", "The scenarios", provenance.scenario_descriptions(c)
    yield "provenance", "Provenance", provenance.comparison_provenance(c)
    yield "limits", "What this page does not say", render.bullets(LIMITS)


def _wholes(c: Comparison) -> list[Panel]:
    return [decomposition.parts_and_whole(c, name) for name in decomposition.scenarios_with_parts(c)] or [
        decomposition.no_parts()
    ]


def _offers(c: Comparison) -> list[Panel]:
    return [displacement.per_100_offers(c, name) for name in displacement.scenarios_with_offers(c)] or [
        Panel("Nobody is offered a placement in these scenarios", "Deadweight per 100 offers needs one that does.")
    ]


def _panels(name: str, panels: list[Panel]) -> str:
    return "".join(render.panel(panel, f"{name}-{number}") for number, panel in enumerate(panels, start=1))


def _foot() -> str:
    return render.tag(
        "p",
        "Effects are paired differences, scenario less baseline, raised to the country; adults are "
        "status holders 18–65. "
        f"Two digits throughout. Bands are drawn from {ENOUGH} replicates on. "
        f"{labels.scenario_label(labels.SUBSIDY_SCENARIO)}: the subsidy "
        "for employers who guide status holders at work.",
    )


def _file(name: str) -> str:
    return (resources.files("werkagenda.analysis.report") / name).read_text(encoding="utf-8")
