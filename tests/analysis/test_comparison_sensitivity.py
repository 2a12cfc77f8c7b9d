"""Ranges over worlds where the right value is known: each world paired with the central one by replicate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic_policy as made
from scipy import stats

from werkagenda.analysis.comparison import headlines
from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.analysis.comparison.text_summary import headline_lines

CHANCE = np.array([-300.0, 200.0, 500.0, 1_600.0])
"""Effect by replicate in the central world: mean 500, replicate 0 far below."""
WORK = {"indicator": "regular_employed", "period": "2029"}


def worlds(root: Path, moved: dict[str, list[float]]) -> Path:
    """Runs of a central world of four replicates and others; `moved`: effect by replicate at a vacancy response."""
    jobs = {"central": list(CHANCE), **moved}
    for name, each in jobs.items():
        assume = {} if name == "central" else {"vacancy_response": float(name)}
        common: dict[str, Any] = {"assume": assume, "replicates": len(each), "noise": 2_000.0}
        made.make(root / name / "baseline", **common)
        made.make(root / name / "bias_mkb", "bias_mkb", jobs=each, others=80.0, **common)
    compare([root], root / "out")
    return root / "out"


def rows(folder: Path, name: str, **where: str) -> pd.DataFrame:
    frame = pq.read_table(folder / f"{name}.parquet").to_pandas()
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return frame.reset_index(drop=True)


def test_one_replicate_of_another_world_is_no_range(tmp_path: Path) -> None:
    """A world that changes nothing, of replicate 0 alone: the old range was -300 to 500."""
    row = rows(worlds(tmp_path, {"1.0": [-300.0]}), "headlines", **WORK).iloc[0]
    assert (row["effect"], row["range_low"], row["range_high"]) == pytest.approx((500.0, 500.0, 500.0))
    assert row["range_low_world"] == row["range_high_world"] == "central"


def test_a_difference_is_taken_within_the_replicates_that_both_have(tmp_path: Path) -> None:
    folder = worlds(tmp_path, {"0.0": [-500.0, -10.0], "1.0": [*(CHANCE + np.array([90.0, 100.0, 110.0, 100.0]))]})
    found = rows(folder, "sensitivity", **WORK).set_index("world")
    few, told = found.loc["vacancy_response=0"], found.loc["vacancy_response=1"]
    assert (few["effect"], few["value"], few["replicates"]) == (pytest.approx(-205.0), pytest.approx(295.0), 2)
    assert few["low"] < 0 < few["effect"] + 10_000 and few["verdict"] == headlines.FEW_REPLICATES
    half = stats.t.ppf(0.975, 3) * np.std([90.0, 100.0, 110.0, 100.0], ddof=1) / 2
    assert (told["low"], told["high"]) == (pytest.approx(100.0 - half), pytest.approx(100.0 + half))
    assert (told["value"], told["verdict"]) == (pytest.approx(600.0), headlines.SIGNIFICANT)
    row = rows(folder, "headlines", **WORK).iloc[0]
    assert (row["range_low"], row["range_low_told"]) == (pytest.approx(295.0), False)
    assert (row["range_high"], row["range_high_told"]) == (pytest.approx(600.0), True)
    text = "\n".join(headline_lines(folder))
    assert "+300* (vacancy_response=0) to +600 (vacancy_response=1), 3 worlds" in text


def test_a_difference_within_chance_is_not_told(tmp_path: Path) -> None:
    folder = worlds(tmp_path, {"1.0": [*(CHANCE + np.array([-700.0, 600.0, -500.0, 900.0]))]})
    found = rows(folder, "sensitivity", **WORK).iloc[0]
    assert (found["effect"], found["verdict"]) == (pytest.approx(75.0), headlines.NOT_SIGNIFICANT)
    row = rows(folder, "headlines", **WORK).iloc[0]
    assert (row["range_low_told"], row["range_high_told"]) == (True, False)


def test_everybody_counts_whom_a_scenario_displaces(tmp_path: Path) -> None:
    folder = worlds(tmp_path, {"1.0": list(CHANCE)})
    effect = rows(folder, "headlines", period="2029").set_index("indicator")["effect"]
    assert effect["others_employed"] == pytest.approx(-80.0)
    assert effect["everybody_regular"] == pytest.approx(420.0)
    assert set(rows(folder, "sensitivity")["verdict"]) == {headlines.NO_CHANGE}


def test_the_error_of_an_answer_with_as_many_replicates_is_its_own() -> None:
    central = pd.DataFrame([CHANCE], index=["work"], columns=range(4))
    world = central + np.array([50.0, -20.0, 400.0, 0.0])
    found = headlines.sensitivity_rows(central, world, pd.Series([1e4], index=["work"])).iloc[0]
    assert found["error"] == pytest.approx(world.std(axis=1, ddof=1).iloc[0] / 2)
    assert found["value"] == pytest.approx(world.mean(axis=1).iloc[0])
    one = headlines.sensitivity_rows(central, world[[0]], pd.Series([1e4], index=["work"])).iloc[0]
    assert (one["value"], one["verdict"]) == (pytest.approx(550.0), headlines.FEW_REPLICATES)
    assert one["error"] == pytest.approx(CHANCE.std(ddof=1))


@pytest.mark.parametrize(
    "euros, low, high, why",
    [
        (-15e6, -1_500.0, -1_200.0, "1,400 of them lost work"),
        (-15e6, -1_500.0, 100.0, "up to 1,500 of them may have lost work"),
        (-15e6, 10.0, 100.0, ""),
        (15e6, -1_500.0, -1_200.0, ""),
        (15e6, 10.0, 90.0, "50 of them gained work"),
        (0.0, -1_500.0, -1_200.0, ""),
    ],
)
def test_no_saving_is_told_where_others_may_have_lost_work(euros: float, low: float, high: float, why: str) -> None:
    others = {"effect": (low + high) / 2, "low": low, "high": high}
    said = headlines.why_sign_withheld({"effect": euros}, others)
    assert said.endswith(why)
    assert bool(said) == bool(why)
