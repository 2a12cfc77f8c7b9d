"""The page: sections in order, put into the frame, written whole."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from string import Template

import pandas as pd
from plotly.offline import get_plotlyjs

from werkagenda.analysis import fit as fits
from werkagenda.analysis import official
from werkagenda.analysis.figures import (
    benefit,
    by_group,
    by_origin,
    by_sex,
    cohort_curves,
    flows,
    hires,
    hiring_test,
    kind_of_work,
    money,
    participation,
    places,
    vacancies,
    work_permits,
)
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.numbers import ENOUGH
from werkagenda.analysis.report import answers, fit_section, html, limits, provenance
from werkagenda.analysis.run import Run, opened

Draw = Callable[[Run], Panel]
SECTIONS: tuple[tuple[str, str, tuple[tuple[str, Draw], ...]], ...] = (
    ("work", "Who works", (("sex", by_sex.draw), ("origin", by_origin.draw), ("group", by_group.draw))),
    ("participation", "Who takes part", (("states", participation.draw), ("flows", flows.draw))),
    ("income", "Who receives benefit", (("benefit", benefit.draw),)),
    ("jobs", "What work it is", (("kind", kind_of_work.draw), ("hires", hires.draw))),
    ("employers", "Employers", (("vacancies", vacancies.draw), ("test", hiring_test.draw))),
    ("asylum", "Asylum seekers at work", (("permits", work_permits.draw),)),
    ("where", "Where", (("map", places.draw_map), ("regions", places.draw_regions))),
    ("euros", "Euros", (("ledger", money.draw),)),
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
    fit = fits.fit(run, official.targets())
    frame = Template(_file("page.html"))
    return frame.substitute(
        title=html.tag("title", f"Werkagenda simulator: {run.scenario}"),
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
            html.tag(
                "p", f"Werkagenda simulator · {run.scenario} · {period} · scale {run.scale:g} · {kind}", class_="kicker"
            ),
            html.tag("h1", "Status holders and work in the Netherlands"),
            provenance.warning(run.manifest),
            html.wrap("div", html.paragraphs(answers.sentences(run, fit)), class_="answer"),
            html.wrap("div", html.tag("h2", "How sure") + html.bullets(answers.certainty(run, fit)), class_="sure"),
        )
    )


def _menu() -> str:
    names = [("fit", "Against official figures"), *((key, name) for key, name, _ in SECTIONS)]
    names += [("provenance", "Provenance"), ("limits", "What it does not say")]
    return "".join(html.tag("a", name, href=f"#{key}") for key, name in names)


def _sections(run: Run, fit: pd.DataFrame) -> str:
    first = html.panel(cohort_curves.draw(run), "cohorts") + html.panel(fit_section.draw(run, fit), "fit-table")
    parts = [_section("fit", "Against official figures", first)]
    for key, name, draws in SECTIONS:
        parts.append(_section(key, name, "".join(html.panel(draw(run), f"{key}-{part}") for part, draw in draws)))
    parts.append(_section("provenance", "Provenance", provenance.section(run)))
    parts.append(_section("limits", "What this model does not say", html.bullets(limits.lines(run))))
    return "\n".join(parts)


def _section(key: str, name: str, inner: str) -> str:
    return html.wrap("section", html.tag("h2", name) + inner, id=key)


def _foot() -> str:
    return html.tag(
        "p",
        "Counts are people aged 18–65 unless said otherwise, raised to the country. Outlook shaded or dotted. "
        f"Bands: 95% Monte Carlo interval of the mean, drawn from {ENOUGH} replicates on.",
    )


def _file(name: str) -> str:
    return (resources.files("werkagenda.analysis.report") / name).read_text(encoding="utf-8")


__all__ = ["page", "write"]
