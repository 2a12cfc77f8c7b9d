"""Stored results as frames: complete, labelled, and refused by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import werkagenda as wa
from werkagenda.analysis.results import budget
from werkagenda.evidence import places
from werkagenda.tables import reader


@pytest.fixture(scope="module")
def study(study_folder: Path) -> wa.Study:
    """The tiny study, opened."""
    return wa.load(study_folder)


def test_the_package_is_light_until_it_is_asked() -> None:
    code = "import werkagenda, sys; print([n for n in ('pandas', 'numba', 'mesa', 'hydra') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_effects_have_a_row_for_every_case(study: wa.Study) -> None:
    frame = study.effects(by="sex", year=2025)
    indicators = frame["indicator"].nunique()
    assert len(frame) == 2 * indicators
    assert not frame[["baseline", "effect", "unit"]].isna().any().any()
    people = frame[frame["indicator"] == "regular_employed"].set_index("level")
    whole = study.effects(year=2025, indicators="regular_employed").iloc[0]
    assert people["effect"].sum() == pytest.approx(whole["effect"])
    assert people["unit"].eq("persons").all()


def test_every_region_has_a_row(study: wa.Study) -> None:
    frame = study.effects(by="region", indicators="employed")
    assert set(frame["level"]) == set(places.regions().name)


def test_paths_reach_over_all_months(study: wa.Study) -> None:
    frame = study.paths()
    assert frame["month"].tolist() == [f"2025-{month:02d}" for month in range(1, 13)]
    assert np.allclose(frame["level"], frame["baseline"] + frame["effect"])


def test_the_budget_is_the_balance_of_public_bodies(study: wa.Study) -> None:
    lines = study.budget()
    outside = lines[lines["section"] != budget.PASSED]
    net = outside.groupby("year")["effect"].sum()
    head = study.headlines().query("indicator == 'government_euros' and period == '2025'")["effect"].iloc[0]
    assert net["2025"] == pytest.approx(head, abs=0.01)
    assert set(lines.groupby(budget.LINE)["year"].nunique()) == {lines["year"].nunique()}


def test_tables_of_runs_hold_their_zeros(study: wa.Study) -> None:
    frame = study.table("ledger")
    flows = frame[["payer", "payee", "instrument"]].drop_duplicates()
    assert len(frame) == len(flows) * frame["month"].nunique() * 4
    assert set(frame["scenario"]) == {"baseline", "startbanen_breed"}
    folder = study.folder / "runs" / "central" / "startbanen_breed"
    assert frame[frame["scenario"] != "baseline"]["euros"].sum() == pytest.approx(
        reader.read(folder, "ledger")["euros"].sum()
    )
    one = study.table("cohorts", scenario="baseline")
    pd.testing.assert_frame_equal(one, reader.read(study.folder / "runs" / "central" / "baseline", "cohorts"))


def test_inputs_that_differ_are_those_of_the_scenario(study: wa.Study) -> None:
    frame = study.inputs_that_differ("startbanen_breed")
    assert frame["input"].tolist() == ["scenario", "instruments.startbanen.dose"]
    assert frame["b"].tolist() == ["baseline", 0.0]
    assert study.inputs_that_differ("baseline", "baseline").empty


def test_unknown_names_are_value_errors_told_at_once(study: wa.Study) -> None:
    with pytest.raises(ValueError, match="did you mean 'sex'") as told:
        study.effects(by="sx", year=2031)
    assert isinstance(told.value, wa.InputError)
    assert len(told.value.problems) == 2
    for call in (
        lambda: study.effects(indicators="employd"),
        lambda: study.paths(scenarios="startbanen"),
        lambda: study.budget("startbanen_breeed"),
        lambda: study.table("cohort"),
        lambda: study.table("effects", scenario="startbaanen_breed"),
        lambda: study.inputs_that_differ("startbanen_bred"),
    ):
        with pytest.raises(wa.InputError, match="did you mean"):
            call()
    with pytest.raises(wa.InputError, match="no such folder"):
        wa.load("nowhere")
    with pytest.raises(AttributeError):
        wa.lode  # noqa: B018


def test_a_single_run_gives_its_tables(study_folder: Path) -> None:
    run = wa.load(study_folder / "runs" / "central" / "baseline")
    assert run.scenarios == ("baseline",)
    assert len(run.table("monthly"))
    with pytest.raises(wa.InputError, match="no comparison"):
        run.effects()
