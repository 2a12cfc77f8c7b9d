"""Every static page of made-up results, in both languages, quickly made: no run of the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
import synthetic_comparison

from werkagenda.analysis.forms.write import FORMS
from werkagenda.analysis.forms.write import write as write_form
from werkagenda.analysis.language import LANGUAGES, language
from werkagenda.analysis.municipality import figures, page
from werkagenda.analysis.municipality.figures import Figure
from werkagenda.analysis.report import comparison_page, run_page
from werkagenda.analysis.results import stored

NAMES = ("report", "run", *FORMS, "municipality")
"""Kinds of page."""
PLACE = (Figure(4_486, 12, -5, 30, True), Figure(11_259, 60, 20, 100, True), Figure(222_590, 900, 700, 1_100, True))
"""Made-up figures of a municipality, its region and the country."""


def everything(folder: Path) -> dict[tuple[str, str], Path]:
    """All pages by kind and language, written below a folder."""
    comparison = synthetic_comparison.make(folder / "comparison")
    run = synthetic.make(folder / "run", replicates=2)
    found: dict[tuple[str, str], Path] = {}
    for code in LANGUAGES:
        found["report", code] = comparison_page.write(comparison, code)
        found["run", code] = run_page.write(run, code)
        found |= {(name, code): write_form(comparison, name, code) for name in FORMS}
        found["municipality", code] = municipality(comparison, code)
    return found


def municipality(comparison: Path, code: str) -> Path:
    """The page of Utrecht with made-up people; euros are those of the comparison."""

    def people(*_: Any) -> dict[str, tuple[Figure, ...]]:
        return dict.fromkeys(figures.ROWS, PLACE)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "people", people)
        text = page.html(stored.opened(comparison), figures.find("Utrecht"), language(code))
    path = comparison / f"municipality-utrecht-{code}.html"
    path.write_text(text, encoding="utf-8")
    return path
