"""How the baseline of a comparison fits the past, when its run still stands where the comparison says."""

from __future__ import annotations

from werkagenda.analysis import fit as fits
from werkagenda.analysis import official
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.report import fit_section
from werkagenda.analysis.run import opened
from werkagenda.tables.problems import TableProblem


def draw(c: Comparison) -> Panel:
    """The table of official figures for the baseline of the central world."""
    place = c.info.get("central_baseline")
    if not isinstance(place, str):
        return nothing("Official figures against the model", "the comparison does not name the run of its baseline")
    try:
        run = opened(c.folder / place)
    except TableProblem as problem:
        return nothing(
            "Official figures against the model", f"the run of the baseline cannot be read ({place}: {problem.what[0]})"
        )
    return fit_section.draw(run, fits.fit(run, official.targets()))
