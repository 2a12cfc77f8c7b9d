"""A whole, its parts and the steps of a ladder: sums and interplay by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic_policy as made

from werkagenda.analysis.comparison.decomposition import parse_step
from werkagenda.analysis.comparison.pipeline import compare

ALONE = {"startbanen_breed": [100.0, 140.0, 120.0], "sowis_verlengd": [10.0, 10.0, 10.0], "bias_mkb": [-5.0, 5.0, 3.0]}
WHOLE = [90.0, 150.0, 120.0]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three parts, their whole, the whole without one, and two steps of a ladder; chance is common to all."""
    root = tmp_path_factory.mktemp("parts")
    jobs = {**ALONE, "werkagenda_kern": WHOLE, "werkagenda_kern_zonder_bias_mkb": [96.0, 140.0, 112.0]}
    jobs |= {"bias_mkb@1": [20.0, 20.0, 26.0], "bias_mkb@0.25": [5.0, 5.0, 8.0], "baseline": [0.0, 0.0, 0.0]}
    for name, more in jobs.items():
        made.make(root / name, name, jobs=more, replicates=3, noise=3_000.0)
    compare([root], root / "out")
    return root / "out"


def parts(folder: Path, measure: str, part: str = "") -> pd.Series:
    """The row about regular work in 2029."""
    frame = pq.read_table(folder / "parts.parquet").to_pandas()
    keep = (frame["measure"] == measure) & (frame["part"] == part) & (frame["period"] == "2029")
    found = frame[keep & (frame["indicator"] == "regular_employed")]
    assert len(found) == 1
    return found.iloc[0]


def test_the_sum_and_the_interplay_are_paired(compared: Path) -> None:
    each = np.array(list(ALONE.values()))
    assert parts(compared, "sum of alone")["effect"] == pytest.approx(each.sum() / 3)
    gap = np.array(WHOLE) - each.sum(axis=0)
    found = parts(compared, "interplay")
    assert found["effect"] == pytest.approx(gap.mean())
    assert found["se"] == pytest.approx(gap.std(ddof=1) / np.sqrt(3))
    assert parts(compared, "whole")["effect"] == pytest.approx(120.0)


def test_leaving_out_is_the_whole_less_the_whole_without(compared: Path) -> None:
    gap = np.array(WHOLE) - np.array([96.0, 140.0, 112.0])
    found = parts(compared, "left out", "bias_mkb")
    assert found["effect"] == pytest.approx(gap.mean())
    assert found["se"] == pytest.approx(gap.std(ddof=1) / np.sqrt(3))
    assert parts(compared, "alone", "bias_mkb")["effect"] == pytest.approx(1.0)


def test_no_sum_without_every_part(tmp_path: Path) -> None:
    for name in ("baseline", "werkagenda_kern", "bias_mkb"):
        made.make(tmp_path / name, name, jobs=0.0 if name == "baseline" else 10.0)
    compare([tmp_path], tmp_path / "out")
    frame = pq.read_table(tmp_path / "out" / "parts.parquet").to_pandas()
    assert set(frame["measure"]) == {"whole", "alone"}


def test_steps_of_a_ladder(compared: Path) -> None:
    frame = pq.read_table(compared / "ladder.parquet").to_pandas()
    found = frame[(frame["indicator"] == "on_benefit") & (frame["period"] == "2029")]
    assert found["scenario"].tolist() == ["bias_mkb", "bias_mkb"]
    assert found["dose"].tolist() == [0.25, 1.0]
    assert found["effect"].tolist() == pytest.approx([-6.0, -22.0])


def test_only_a_number_makes_a_step() -> None:
    assert parse_step("sowis_verlengd@2e+06") == ("sowis_verlengd", 2e6)
    assert parse_step("werkagenda") is None
    assert parse_step("own@name") is None
