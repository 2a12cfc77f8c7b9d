"""The report page of a run: sections in order, rendered and written whole."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from string import Template

import pandas as pd
from plotly.offline import get_plotlyjs

from werkagenda.analysis import official
from werkagenda.analysis.figures import employers, employment, fit_to_official, jobs, money, participation, regions
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.fit import fit_targets
from werkagenda.analysis.numbers import ENOUGH
from werkagenda.analysis.report import provenance, render, run_summary
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
    run = opened(folder)
    target, partial = folder / "report.html", folder / ".report.html.partial"
    try:
        partial.write_text(page(run), encoding="utf-8", newline="\n")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def page(run: Run) -> str:
    """The whole page as text."""
    fit = fit_targets(run, official.targets())
    frame = Template(_file("page.html"))
    return frame.substitute(
        title=render.tag("title", f"Werkagenda simulator: {run.scenario}"),
        style=_file("style.css"),
        plotly=get_plotlyjs(),
        head=_head(run, fit),
        menu=_menu(),
        sections=_sections(run, fit),
        foot=_foot(),
    )


def _head(run: Run, fit: pd.DataFrame) -> str:
    period = f"January 2014 to {run.last_name}" + (", outlook from January 2025" if run.has_outlook else "")
    kind = "1 replicate" if run.replicates == 1 else f"{run.replicates} replicates"
    return "".join(
        (
            render.tag(
                "p", f"Werkagenda simulator · {run.scenario} · {period} · scale {run.scale:g} · {kind}", class_="kicker"
            ),
            render.tag("h1", "Status holders and work in the Netherlands"),
            provenance.range_warning(run.manifest),
            render.element("div", render.paragraphs(run_summary.findings(run, fit)), class_="answer"),
            render.element(
                "div", render.tag("h2", "How sure") + render.bullets(run_summary.certainty(run, fit)), class_="sure"
            ),
        )
    )


def _menu() -> str:
    names = [("fit", "Against official figures"), *((key, name) for key, name, _ in SECTIONS)]
    names += [("provenance", "Provenance"), ("limits", "What it does not say")]
    return "".join(render.tag("a", name, href=f"#{key}") for key, name in names)


def _sections(run: Run, fit: pd.DataFrame) -> str:
    first = render.panel(fit_to_official.cohort_curves(run), "cohorts") + render.panel(
        fit_to_official.official_figures(run, fit), "fit-table"
    )
    parts = [_section("fit", "Against official figures", first)]
    for key, name, draws in SECTIONS:
        parts.append(_section(key, name, "".join(render.panel(draw(run), f"{key}-{part}") for part, draw in draws)))
    parts.append(_section("provenance", "Provenance", provenance.run_provenance(run)))
    parts.append(_section("limits", "What this model does not say", render.bullets(limits(run))))
    return "\n".join(parts)


def _section(key: str, name: str, inner: str) -> str:
    return render.element("section", render.tag("h2", name) + inner, id=key)


def _foot() -> str:
    return render.tag(
        "p",
        "Counts are people aged 18–65 unless said otherwise, raised to the country. Outlook shaded or dotted. "
        f"Bands: 95% Monte Carlo interval of the mean, drawn from {ENOUGH} replicates on.",
    )


def _file(name: str) -> str:
    return (resources.files("werkagenda.analysis.report") / name).read_text(encoding="utf-8")
