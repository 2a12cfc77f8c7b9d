"""Check what a figure asks for, draw it, and put it in its place whole or not at all."""

from __future__ import annotations

from pathlib import Path

from werkagenda.analysis.language import LANGUAGES, language
from werkagenda.analysis.pictures import paint
from werkagenda.analysis.pictures.catalogue import FIGURES
from werkagenda.analysis.pictures.catalogue import figure as drawn
from werkagenda.analysis.results.stored import Stored
from werkagenda.analysis.scene import Scene, svg
from werkagenda.exporting import choice, compared, put, unwritable
from werkagenda.problems import BadInput

FORMATS = ("svg", "png", "pdf")


def figure(
    name: str, folder: Path, kind: str, spoken: str, scenario: str | None, year: str | None, output: Path | None
) -> Path:
    """Write a picture and return where it is; raises BadInput with all that is wrong before anything is written."""
    wrong = [line.removeprefix("--") for line in choice("figure", name, FIGURES)]
    wrong += [*choice("format", kind, FORMATS), *choice("language", spoken, LANGUAGES)]
    if kind in FORMATS[1:] and (lacking := paint.missing()):
        wrong.append(f"--format {kind}: {lacking}")
    found = compared(folder, wrong)
    if found:
        wrong += _unknown(found, scenario, year)
    target = output or folder / f"{name}-{spoken}.{kind}"
    if not wrong or output:
        wrong += unwritable(target, folder=False)
    if wrong or found is None:
        raise BadInput(wrong)
    shown = drawn(name, found, scenario or found.compared.leading(), year or found.compared.last_year, language(spoken))
    put(target, lambda place: _write(shown, place, kind))
    return target


def _unknown(found: Stored, scenario: str | None, year: str | None) -> list[str]:
    years = sorted({each for each in found.effects["period"].unique() if len(each) == len("2029")})
    wrong = choice("scenario", scenario, found.scenarios) if scenario else []
    return wrong + (choice("year", year, years) if year else [])


def _write(scene: Scene, target: Path, kind: str) -> None:
    if kind == "svg":
        target.write_text(svg(scene), encoding="utf-8", newline="\n")
    else:
        paint.paint(scene, target, kind)
