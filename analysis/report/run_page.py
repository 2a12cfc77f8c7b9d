"""The report page of a run: sections in order, rendered and written whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from werkagenda.analysis import official
from werkagenda.analysis.figures import employers, employment, fit_to_official, jobs, money, participation, regions
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.fit import fit_targets
from werkagenda.analysis.language import deferred, say, spoken
from werkagenda.analysis.numbers import ENOUGH, general
from werkagenda.analysis.report import provenance, render, run_summary
from werkagenda.analysis.report.content import Bullets, NamedPanel, Page, Section, filled
from werkagenda.analysis.run import RELIABLE_SCALE, Run, opened


def limits(run: Run) -> list[str]:
    """Honest limits, those of every run and those of this one."""
    found = [
        say(
            "It says nothing about a person. People in it are made up so that their totals resemble "
            "published totals; no real person's data were used."
        ),
        say(
            "It is no forecast. The outlook shows where the rules in the model lead on one path of the "
            "economy and of asylum inflow."
        ),
        say(
            "One scenario shows no effect of policy: an effect is a difference between two scenarios with "
            "the same seeds, beside its displacement and deadweight."
        ),
        say(
            "The official points cannot tell apart how fast people find work, how fast they lose it, "
            "differences between cohorts and the times: other parameters could fit as well and lead "
            "elsewhere by 2029."
        ),
        say(
            "Not identified by any evidence, and held at one value here: how many vacancies employers add "
            "when filling is easy or hard, the share of openings that EU workers and pupils take, and how "
            "much of the call-back gap is taste."
        ),
        say(
            "Self-employment, informal work, second jobs, housing moves after the first one, and debts are "
            "left out; the self-employed are about one in a hundred of status holders who work early on, "
            "more later."
        ),
        say(
            "Wages, hours and job losses of status holders rest on assumptions more than on figures about "
            "them: no public figure on their job exits was found."
        ),
        say(
            "Euros are cash flows of the kinds listed; value added, health, children's schooling and "
            "pensions are not counted."
        ),
    ]
    if not run.reliable_places:
        found.append(
            say(
                "At scale {scale} tables per municipality are unreliable; use scale {reliable_scale} or more.",
                scale=general(run.scale),
                reliable_scale=general(RELIABLE_SCALE),
            )
        )
    if run.replicates == 1:
        found.append(
            say(
                "One replicate shows one draw of chance; small differences between groups, regions and years may "
                "be chance."
            )
        )
    return found


Draw = Callable[[Run], Panel]
SECTIONS: tuple[tuple[str, str, tuple[tuple[str, Draw], ...]], ...] = (
    (
        "work",
        deferred("Who works"),
        (("sex", employment.by_sex), ("origin", employment.by_origin), ("group", employment.by_group)),
    ),
    (
        "participation",
        deferred("Who takes part"),
        (("states", participation.states), ("flows", participation.transitions)),
    ),
    ("income", deferred("Who receives benefit"), (("benefit", money.benefit),)),
    ("jobs", deferred("What work it is"), (("kind", jobs.kind_of_work), ("hires", jobs.hires))),
    ("employers", deferred("Employers"), (("vacancies", employers.vacancies), ("test", employers.correspondence_test))),
    ("asylum", deferred("Asylum seekers at work"), (("permits", participation.work_permits),)),
    ("where", deferred("Where"), (("map", regions.municipality_map), ("regions", regions.region_chart))),
    ("euros", deferred("Euros"), (("ledger", money.ledger),)),
)


def write(folder: Path, code: str = "en") -> Path:
    """Write the page of a finished run into its folder, in a language (`report.html` in English, `report-nl.html` in
    Dutch), and return its path; needs no network to be read."""
    with spoken(code):
        return render.write(folder, page(opened(folder)), render.file_name(code))


def page(run: Run) -> Page:
    """Everything the page says."""
    fit = fit_targets(run, official.targets())
    period = say("January 2014 to {last_name}", last_name=run.last_name) + (
        say(", outlook from January 2025") if run.has_outlook else ""
    )
    kind = say("1 replicate") if run.replicates == 1 else say("{replicates} replicates", replicates=run.replicates)
    return Page(
        title=say("Werkagenda simulator: {scenario}", scenario=run.scenario),
        kicker=say(
            "Werkagenda simulator · {scenario} · {period} · scale {scale} · {kind}",
            scenario=run.scenario,
            period=period,
            scale=general(run.scale),
            kind=kind,
        ),
        heading=say("Status holders and work in the Netherlands"),
        outside=provenance.outside_range(run.manifest),
        paragraphs=run_summary.findings(run, fit),
        certainty=run_summary.certainty(run, fit),
        sections=filled(_sections(run, fit)),
        foot=say(
            "Counts are people aged 18–65 unless said otherwise, raised to the country. Outlook shaded or "
            "dotted. Bands: 95% Monte Carlo interval of the mean, drawn from {enough} replicates on.",
            enough=ENOUGH,
        ),
        source=say("Source: Werkagenda simulator, {kind}, scale {scale}.", kind=kind, scale=general(run.scale)),
    )


def _sections(run: Run, fit: pd.DataFrame) -> list[Section]:
    first = [
        NamedPanel("cohorts", fit_to_official.cohort_curves(run)),
        NamedPanel("fit-table", fit_to_official.official_figures(run, fit)),
    ]
    return [
        Section("fit", say("Against official figures"), first),
        *(
            Section(key, title, [NamedPanel(f"{key}-{part}", draw(run)) for part, draw in draws])
            for key, title, draws in SECTIONS
        ),
        Section("provenance", say("Provenance"), provenance.run_provenance(run)),
        Section(
            "limits", say("What this model does not say"), [Bullets(limits(run))], short=say("What it does not say")
        ),
    ]
