"""Check what a report asks for, all problems at once, and write it into its folder."""

from __future__ import annotations

from pathlib import Path

from werkagenda import preflight
from werkagenda.analysis.language import LANGUAGES
from werkagenda.exporting import choice, open_elsewhere_told
from werkagenda.problems import BadInput

CARD = "comparison.json"
ENGLISH = "en"


def write(folder: Path, spoken: str | None, form: str | None) -> Path:
    """Write the page of a run or a comparison, or a form of a comparison, and return where it is; raises BadInput with
    all that is wrong, also where the page that is there is open in another program."""
    from werkagenda.analysis.forms.write import FORMS

    wrong = choice("language", spoken, LANGUAGES) if spoken else []
    wrong += choice("form", form, [*FORMS]) if form else []
    if wrong:
        raise BadInput(wrong)
    preflight.to_be_written(folder)
    place = next((each for each in (folder, folder / "comparison") if (each / CARD).is_file()), None)
    with open_elsewhere_told(folder):
        return _form(folder, place, form, spoken or ENGLISH) if form else _page(folder, place, spoken or ENGLISH)


def _form(folder: Path, place: Path | None, form: str, spoken: str) -> Path:
    from werkagenda.analysis.forms.write import write as write_form

    if place is None:
        raise BadInput(
            [f"{folder}: holds no comparison, which --form {form} needs - compare first: werkagenda compare"]
        )
    return write_form(place, form, spoken)


def _page(folder: Path, place: Path | None, spoken: str) -> Path:
    if place is not None:
        from werkagenda.analysis.report import comparison_page

        return comparison_page.write(place, spoken)
    from werkagenda.analysis import report as page
    from werkagenda.tables import reader

    reader.manifest(folder)
    return page.write(folder, spoken)
