"""Write a form into the folder of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from werkagenda.analysis.comparison.load_comparison import Comparison, open_comparison
from werkagenda.analysis.forms import beleidskompas, cw31
from werkagenda.analysis.language import spoken
from werkagenda.analysis.report import render
from werkagenda.analysis.report.content import Page

FORMS: Mapping[str, Callable[[Comparison], Page]] = {"cw31": cw31.page, "beleidskompas": beleidskompas.page}
"""Forms by name."""


def write(folder: Path, form: str, code: str) -> Path:
    """Write a form of FORMS in a language into the folder of a comparison and return its path."""
    with spoken(code):
        return render.write(folder, FORMS[form](open_comparison(folder)), f"{form}-{code}.html", "form.html.j2")
