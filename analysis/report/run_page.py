"""The report page of a run: sections in order, rendered and written whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from werkagenda.analysis import official
from werkagenda.analysis.figures import employers, employment, fit_to_official, jobs, money, participation, regions
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.fit import fit_targets
from werkagenda.analysis.numbers import ENOUGH
from werkagenda.analysis.report import provenance, render, run_summary
from werkagenda.analysis.report.content import Bullets, NamedPanel, Page, Section
from werkagenda.analysis.run import RELIABLE_SCALE, Run, opened


def limits(run: Run) -> list[str]:
    """Honest limits, those of every run and those of this one."""
    found = [
        "It says nothing about a person. People in it are made up so that their totals resemble published totals; "
        "no real person's data were used.",
        "It is no forecast. The outlook shows where the rules in the model lead on one path of the economy and of "
        "asylum inflow.",
        "One scenario shows no effect of policy: an effect is a difference between two scenarios with the same "
        "seeds, beside its displacement and "
        "deadweight.",
        "The official points cannot tell apart how fast people find work, how fast they lose it, differences "
        "between cohorts and the times: other "
        "parameters could fit as well and lead elsewhere by 2029.",
        "Not identified by any evidence, and held at one value here: how many vacancies employers add when filling "
        "is easy or hard, the share of "
        "openings that EU workers and pupils take, and how much of the call-back gap is taste.",
        "Self-employment, informal work, second jobs, housing moves after the first one, and debts are left out; "
        "the self-employed are about one in "
        "a hundred of status holders who work early on, more later.",
        "Wages, hours and job losses of status holders rest on assumptions more than on figures about them: no "
        "public figure on their job exits was found.",
        "Euros are cash flows of the kinds listed; value added, health, children's schooling and pensions are not "
        "counted.",
    ]
    if not run.reliable_places:
        found.append(
            f"At scale {run.scale:g} tables per municipality are unreliable; use scale {RELIABLE_SCALE:g} or more."
        )
    if run.replicates == 1:
        found.append(
            "One replicate shows one draw of chance; small differences between groups, regions and years may be chance."
        )
    return found


Draw = Callable[[Run], Panel]
SECTIONS: tuple[tuple[str, str, tuple[tuple[str, Draw], ...]], ...] = (
    (
        "work",
        "Who works",
        (("sex", employment.by_sex), ("origin", employment.by_origin), ("group", employment.by_group)),
    ),
    ("participation", "Who takes part", (("states", participation.states), ("flows", participation.transitions))),
    ("income", "Who receives benefit", (("benefit", money.benefit),)),
    ("jobs", "What work it is", (("kind", jobs.kind_of_work), ("hires", jobs.hires))),
    ("employers", "Employers", (("vacancies", employers.vacancies), ("test", employers.correspondence_test))),
    ("asylum", "Asylum seekers at work", (("permits", participation.work_permits),)),
    ("where", "Where", (("map", regions.municipality_map), ("regions", regions.region_chart))),
    ("euros", "Euros", (("ledger", money.ledger),)),
)


def write(folder: Path) -> Path:
    """Write `report.html` into the folder of a finished run and return its path; needs no network to be read."""
    return render.write(folder, page(opened(folder)))


def page(run: Run) -> Page:
    """Everything the page says."""
    fit = fit_targets(run, official.targets())
    period = f"January 2014 to {run.last_name}" + (", outlook from January 2025" if run.has_outlook else "")
    kind = "1 replicate" if run.replicates == 1 else f"{run.replicates} replicates"
    return Page(
        title=f"Werkagenda simulator: {run.scenario}",
        kicker=f"Werkagenda simulator · {run.scenario} · {period} · scale {run.scale:g} · {kind}",
        heading="Status holders and work in the Netherlands",
        outside=provenance.outside_range(run.manifest),
        paragraphs=run_summary.findings(run, fit),
        certainty=run_summary.certainty(run, fit),
        sections=_sections(run, fit),
        foot="Counts are people aged 18–65 unless said otherwise, raised to the country. Outlook shaded or dotted. "
        f"Bands: 95% Monte Carlo interval of the mean, drawn from {ENOUGH} replicates on.",
        source=f"Source: Werkagenda simulator, {kind}, scale {run.scale:g}.",
    )


def _sections(run: Run, fit: pd.DataFrame) -> list[Section]:
    first = [
        NamedPanel("cohorts", fit_to_official.cohort_curves(run)),
        NamedPanel("fit-table", fit_to_official.official_figures(run, fit)),
    ]
    return [
        Section("fit", "Against official figures", first),
        *(
            Section(key, title, [NamedPanel(f"{key}-{part}", draw(run)) for part, draw in draws])
            for key, title, draws in SECTIONS
        ),
        Section("provenance", "Provenance", provenance.run_provenance(run)),
        Section("limits", "What this model does not say", [Bullets(limits(run))], short="What it does not say"),
    ]
