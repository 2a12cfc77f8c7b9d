"""The report page of a comparison: effects, certainty, costs and displacement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from werkagenda.analysis import fit, official
from werkagenda.analysis.figures import fit_to_official
from werkagenda.analysis.figures.comparison import (
    backgrounds,
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
from werkagenda.analysis.report.content import Block, Bullets, NamedPanel, Page, Section, panels
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

FOOT = (
    "Effects are paired differences, scenario less baseline, raised to the country; adults are "
    "status holders 18–65. "
    f"Two digits throughout. Bands are drawn from {ENOUGH} replicates on. "
    f"{labels.scenario_label(labels.SUBSIDY_SCENARIO)}: the subsidy "
    "for employers who guide status holders at work."
)


def write(folder: Path) -> Path:
    """Write `report.html` into the folder of a comparison and return its path; needs no network to be read."""
    return render.write(folder, page(load_comparison.open_comparison(folder)))


def page(c: Comparison) -> Page:
    """Everything the page says."""
    return Page(
        title=f"Werkagenda simulator: {comparison_summary.headline(c)}",
        kicker=_kicker(c),
        warnings=[str(line) for line in c.info.get("not_as_shipped", [])],
        heading=comparison_summary.headline(c),
        outside=provenance.outside_range(c.info),
        findings=comparison_summary.findings(c),
        certainty=comparison_summary.certainty(c),
        sections=sections(c),
        foot=FOOT,
        source=_source(c),
    )


def _source(c: Comparison) -> str:
    return f"Source: Werkagenda simulator, {c.replicates} paired replicates, scale {c.scale:g}, central assumptions."


def _kicker(c: Comparison) -> str:
    worlds = len(c.tables["worlds"])
    return (
        f"Werkagenda simulator · comparison with the baseline, {c.years_name} · {worlds} "
        f"set{'s' if worlds > 1 else ''} of "
        f"assumptions · {c.replicates} replicate{'s' if c.replicates > 1 else ''} in the central one "
        f"· scale {c.scale:g}"
    )


def sections(c: Comparison) -> list[Section]:
    """Every section, in order."""
    return [Section(name, title, blocks) for name, title, blocks in _blocks(c)]


def _blocks(c: Comparison) -> Iterator[tuple[str, str, Sequence[Block]]]:
    """Name, title and content of every section, in order."""
    yield "headlines", "Headlines", [NamedPanel("headline-table", headline_table.headline_table(c))]
    yield (
        "months",
        "Month by month",
        panels("path", [monthly_effects.monthly_effects(c, name) for name in c.scenarios]),
    )
    yield "range", "Which unknown moves the answer", [NamedPanel("range-worlds", sensitivity.sensitivity_chart(c))]
    yield "whom", "For whom", panels("group", [by_group.by_group(c), by_group.by_region(c)])
    yield (
        "backgrounds",
        "With and without a migration background",
        [NamedPanel("background", backgrounds.backgrounds(c))],
    )
    yield (
        "cost",
        "At whose cost",
        [NamedPanel("payers", public_finance.payers(c)), NamedPanel("savings", public_finance.benefit_savings(c))],
    )
    yield "balance", "Is the country better off", [NamedPanel("balance-1", cost_effectiveness.social_balance(c))]
    yield "price", "What it costs per person", [NamedPanel("price-1", cost_effectiveness.cost_per_person(c))]
    yield "takeup", "Take-up and budgets", [NamedPanel("takeup-1", take_up.take_up(c))]
    yield "expense", "At whose expense", panels("expense", [displacement.displacement(c), *_offers(c)])
    yield "parts", "Parts and whole", panels("parts", _wholes(c))
    yield "ladders", "More of the same", [NamedPanel("ladder-1", decomposition.dose_response(c))]
    yield "rests", "What the answer depends on", [NamedPanel("assumptions", sensitivity.assumption_tables(c))]
    yield "size", "Size check of the subsidy", [NamedPanel("size-check", checks.subsidy_size_check(c))]
    yield "pairs", "Paired chance", [NamedPanel("pairing", checks.pairing_gain(c))]
    yield "fit", "Fit to the past", [NamedPanel("fit-table", baseline_fit(c))]
    yield "scenarios", "The scenarios", provenance.scenario_descriptions(c)
    yield "provenance", "Provenance", provenance.comparison_provenance(c)
    yield "limits", "What this page does not say", [Bullets(LIMITS)]


def _wholes(c: Comparison) -> list[Panel]:
    return [decomposition.parts_and_whole(c, name) for name in decomposition.scenarios_with_parts(c)] or [
        decomposition.no_parts()
    ]


def _offers(c: Comparison) -> list[Panel]:
    return [displacement.per_100_offers(c, name) for name in displacement.scenarios_with_offers(c)] or [
        Panel("Nobody is offered a placement in these scenarios", "Deadweight per 100 offers needs one that does.")
    ]
