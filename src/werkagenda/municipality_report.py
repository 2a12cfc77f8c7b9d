"""Check what the page of a municipality asks for, and put it in its place."""

from __future__ import annotations

from pathlib import Path

from werkagenda.analysis.language import LANGUAGES, language
from werkagenda.analysis.municipality import figures, page
from werkagenda.exporting import choice, compared, put, unwritable
from werkagenda.problems import BadInput


def write(folder: Path, municipality: str, spoken: str) -> Path:
    """Write the page beside the results and return where it is; raises BadInput with all that is wrong."""
    wrong = choice("language", spoken, LANGUAGES)
    place = None
    try:
        place = figures.find(municipality)
    except BadInput as bad:
        wrong += bad.problems
    found = compared(folder, wrong)
    if found and not wrong:
        for scenario in (found.baseline(), *found.compared.scenarios):
            try:
                found.run_folder(scenario)
            except BadInput as bad:
                wrong += bad.problems
    name = "" if place is None else "-".join(place.name.lower().replace("'", "").split())
    target = folder / f"municipality-{name}-{spoken}.html"
    wrong += [] if wrong else unwritable(target, folder=False)
    if wrong or found is None or place is None:
        raise BadInput(wrong)
    text = page.html(found, place, language(spoken))
    put(target, lambda at: _write(at, text))
    return target


def _write(target: Path, text: str) -> None:
    target.write_text(text, encoding="utf-8", newline="\n")
