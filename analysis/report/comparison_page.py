"""The report page of a comparison: effects, certainty, costs and displacement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from werkagenda.analysis import fit, official
from werkagenda.analysis.comparison import labels, load_comparison
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures import fit_to_official
from werkagenda.analysis.figures.comparison import (
    backgrounds,
    by_group,
    checks,
    cost_effectiveness,
    decomposition,
    displacement,
    joint,
    monthly_effects,
    public_finance,
    sensitivity,
    take_up,
)
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.language import deferred, say, spoken
from werkagenda.analysis.numbers import ENOUGH, general
from werkagenda.analysis.report import (
    answer,
    budget_table,
    comparison_summary,
    headline_table,
    provenance,
    render,
    where,
)
from werkagenda.analysis.report.content import Block, Bullets, NamedPanel, Page, Section, filled, panels
from werkagenda.analysis.run import opened
from werkagenda.tables.problems import TableProblem


def baseline_fit(c: Comparison) -> Panel:
    """The table of official figures for the baseline of the central world."""
    place = c.info.get("central_baseline")
    if not isinstance(place, str):
        return empty_panel(
            say("Official figures against the model"), say("the comparison does not name the run of its baseline")
        )
    try:
        run = opened(c.folder / place)
    except TableProblem:
        why = say("the run of the baseline cannot be read ({place})", place=place)
        return Panel(say("Official figures against the model"), why)
    return fit_to_official.official_figures(run, fit.fit_targets(run, official.targets()))


LIMITS = (
    deferred(
        "It says nothing about a person, and it is no forecast: it compares two made-up countries that "
        "differ by policy only."
    ),
    deferred(
        "Probability covers chance in the model and the sets of assumptions run, each weighing the same; "
        "not the other parameters, the rules themselves, or another economy or inflow."
    ),
    deferred(
        "Worlds move one assumption at a time unless their name says otherwise; two moved together may go further."
    ),
    deferred("Subsidised placements are counted apart from regular work and are no success by themselves."),
    deferred(
        "Euros by party are cash flows: transfers between parties are no gain to society, and other "
        "people’s taxes and benefits are not counted. The social balance leaves transfers out and rests "
        "on two assumptions: work is worth what employers pay for it, and somebody displaced makes as "
        "much as a newcomer at work."
    ),
)


def write(folder: Path, code: str = "en") -> Path:
    """Write the page of a comparison into its folder, in a language (`report.html` in English, `report-nl.html` in
    Dutch), and return its path; needs no network to be read."""
    with spoken(code):
        return render.write(folder, page(load_comparison.open_comparison(folder)), render.file_name(code))


def page(c: Comparison) -> Page:
    """Everything the page says."""
    return Page(
        title=say("Werkagenda simulator: {headline}", headline=answer.heading(c)),
        kicker=_kicker(c),
        warnings=[str(line) for line in c.info.get("not_as_shipped", [])],
        heading=answer.heading(c),
        outside=provenance.outside_range(c.info),
        paragraphs=answer.answer(c),
        certainty=comparison_summary.certainty(c),
        sections=filled([Section(name, title, blocks) for name, title, blocks in _blocks(c)]),
        foot=_foot(),
        source=_source(c),
    )


def _foot() -> str:
    return say(
        "Effects are paired differences, scenario less baseline, raised to the country; adults are status holders "
        "18–65. Two digits throughout. Bands are drawn from {enough} replicates on. {subsidy}: the subsidy for "
        "employers who guide status holders at work.",
        enough=ENOUGH,
        subsidy=labels.scenario_label(labels.SUBSIDY_SCENARIO),
    )


def _source(c: Comparison) -> str:
    return say(
        "Source: Werkagenda simulator, {replicates} paired replicates, scale {scale}, central assumptions.",
        replicates=c.replicates,
        scale=general(c.scale),
    )


def _kicker(c: Comparison) -> str:
    return say(
        "Werkagenda simulator · comparison with the baseline, {years} · sets of assumptions: {sets} · replicates in "
        "the central one: {replicates} · scale {scale}",
        years=c.years_name,
        sets=len(c.tables["worlds"]),
        replicates=c.replicates,
        scale=general(c.scale),
    )


Blocks = tuple[str, str, Sequence[Block]]
"""Name, title and content of a section."""


def _blocks(c: Comparison) -> Iterator[Blocks]:
    """Every section, in order."""
    yield from _effects(c)
    yield from _money(c)
    yield from _certainty(c)
    yield from _background(c)


def _effects(c: Comparison) -> Iterator[Blocks]:
    """How much, for whom, where, and at whose expense."""
    table = [NamedPanel("headline-table", headline_table.headline_table(c))]
    yield "headlines", say("Headlines"), [*table, *comparison_summary.findings(c)]
    yield "whom", say("For whom"), panels("group", [by_group.by_group(c)])
    yield (
        "backgrounds",
        say("With and without a migration background"),
        [NamedPanel("background", backgrounds.backgrounds(c))],
    )
    yield "where", say("Where"), [NamedPanel("map", where.panel(c))]
    yield "expense", say("At whose expense"), panels("expense", [displacement.displacement(c), *_offers(c)])
    yield "months", say("Month by month"), panels("path", _months(c))


def _money(c: Comparison) -> Iterator[Blocks]:
    """Who pays, whether the country is better off, what it costs per person, and whom money reaches."""
    paid = [NamedPanel("budget", budget_table.panel(c)), NamedPanel("payers", public_finance.payers(c))]
    yield "cost", say("At whose cost"), [*paid, NamedPanel("savings", public_finance.benefit_savings(c))]
    yield "balance", say("Is the country better off"), [NamedPanel("balance-1", cost_effectiveness.social_balance(c))]
    yield "price", say("What it costs per person"), [NamedPanel("price-1", cost_effectiveness.cost_per_person(c))]
    yield "takeup", say("Take-up and budgets"), [NamedPanel("takeup-1", take_up.take_up(c))]
    yield "parts", say("Parts and whole"), panels("parts", _wholes(c))
    yield "ladders", say("More of the same"), [NamedPanel("ladder-1", decomposition.dose_response(c))]


def _certainty(c: Comparison) -> Iterator[Blocks]:
    """What drives the answer, and how far it fits the past."""
    yield "joint", say("How sure, with everything uncertain at once"), [NamedPanel("joint-1", joint.joint(c))]
    yield "range", say("Which unknown moves the answer"), [NamedPanel("range-worlds", sensitivity.sensitivity_chart(c))]
    yield "rests", say("What the answer depends on"), [NamedPanel("assumptions", sensitivity.assumption_tables(c))]
    yield "fit", say("Fit to the past"), [NamedPanel("fit-table", baseline_fit(c))]
    yield "size", say("Size check of the subsidy"), [NamedPanel("size-check", checks.subsidy_size_check(c))]
    yield "pairs", say("Paired chance"), [NamedPanel("pairing", checks.pairing_gain(c))]


def _background(c: Comparison) -> Iterator[Blocks]:
    """The scenarios, where it all comes from, and what it does not say."""
    yield "scenarios", say("The scenarios"), provenance.scenario_descriptions(c)
    yield "provenance", say("Provenance"), provenance.comparison_provenance(c)
    yield "limits", say("What this page does not say"), [Bullets(LIMITS)]


MOST_PATHS = 5
"""Scenarios that are followed month by month, at most: with more, only the main and the leading one."""


def _months(c: Comparison) -> list[Panel]:
    shown = c.scenarios if len(c.scenarios) <= MOST_PATHS else tuple(dict.fromkeys((c.main(), c.leading())))
    return [monthly_effects.monthly_effects(c, name) for name in shown]


def _wholes(c: Comparison) -> list[Panel]:
    return [decomposition.parts_and_whole(c, name) for name in decomposition.scenarios_with_parts(c)]


def _offers(c: Comparison) -> list[Panel]:
    return [displacement.per_100_offers(c, name) for name in displacement.scenarios_with_offers(c)]
