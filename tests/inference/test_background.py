"""Work by background beside published figures: measures on known cells, and nothing shown as a test was read."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from werkagenda.evidence import files, registry
from werkagenda.evidence.backgrounds import EMPLOYED_2014, UNEMPLOYED_2014
from werkagenda.inference import background
from werkagenda.inference.background_figures import (
    DUTCH,
    EUROPEAN,
    FIGURES,
    MIGRATION,
    NEWCOMERS,
    OTHER,
    OUTSIDE,
    READ,
    SELF_EMPLOYED,
    Figure,
    compared,
    given,
    published,
    rate,
)

YEARS = [str(year) for year in range(2014, 2025)]


def cells() -> pd.DataFrame:
    """Rates of 5, 10 and 20% (newcomers 50%) among people at work, more of them searching in 2014."""
    searching = {DUTCH: 50.0, EUROPEAN: 100.0, OTHER: 200.0, NEWCOMERS: 500.0}
    rows = [
        ((year, who, level), 1_000.0, number * (2.0 if year == "2014" else 1.0), 700.0, 10.0)
        for year in YEARS
        for who, number in searching.items()
        for level in ("all", "low", "high")
    ]
    index = pd.MultiIndex.from_tuples([row[0] for row in rows], names=["year", "who", "level"])
    return pd.DataFrame([row[1:] for row in rows], index, ["employed", "searching", "permanent", "hires"])


def test_rates_have_the_self_employed_in_the_labour_force() -> None:
    assert rate(cells(), "2016", DUTCH) == pytest.approx(50.0 / (50.0 + 1_000.0 / (1.0 - SELF_EMPLOYED)))
    both = rate(cells(), "2016", OUTSIDE)
    assert both == pytest.approx(700.0 / (700.0 + 2_000.0 / (1.0 - SELF_EMPLOYED)))
    assert rate(cells(), "2016", OTHER) < both and rate(cells(), "2016", MIGRATION) < both


def test_a_gap_is_relative_to_the_first_year() -> None:
    found = given(Figure("gap", "2018", OTHER, ("LM477", "LM473", "LM409", "LM407")), cells())
    expected = [rate(cells(), year, OTHER) - rate(cells(), year, DUTCH) for year in ("2018", "2014")]
    assert found == pytest.approx(expected[0] / expected[1])


def test_published_values_are_computed_from_their_rows() -> None:
    """16.5 over 6.1; (7.8 - 3.1) over (16.5 - 6.1); 0.76."""
    value = {figure.ids: published(figure) for figure in FIGURES}
    assert value["LM409", "LM407"] == pytest.approx(16.5 / 6.1)
    assert value["LM477", "LM473", "LM409", "LM407"] == pytest.approx(4.7 / 10.4)
    assert value["LM793",] == pytest.approx(0.76)


def test_what_is_shown_as_a_test_is_neither_fitted_nor_read() -> None:
    """No target and no basis of a parameter or constant; of a change over time the start may have been read."""
    tests = {name for figure in FIGURES if figure.note != READ for name in figure.ids[:2]}
    read = set(re.findall(r"LM\d+", " ".join(_cells("basis", "parameters", "constants"))))
    assert not tests & read
    assert not tests & set(_cells("id", "targets"))
    assert not (tests & {*UNEMPLOYED_2014, *EMPLOYED_2014}) - {"LM437", "LM443", "LM446"}
    assert tests <= set(registry.load())


def _cells(column: str, *names: str) -> list[str]:
    return [row[column] for name in names for row in csv.DictReader(_lines(name))]


def _lines(name: str) -> list[str]:
    return (files.folder() / f"{name}.csv").read_text(encoding="utf-8").splitlines()


def test_the_page_has_every_figure(tmp_path: Path) -> None:
    text = background.page(cells(), [1], 0.01)
    assert all(" ".join(figure.ids) in text for figure in FIGURES)
    told = [met for *_, met in compared(cells())]
    assert f"{told.count('yes')} of {len(told) - told.count('–')} figures met" in text
    assert text == background.page(cells(), [1], 0.01)


def test_a_wrong_scale_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        background.main(["--scale", "2"])
    assert stopped.value.code == 2 and "--scale 2 is not above 0 and at most 1" in capsys.readouterr().err
