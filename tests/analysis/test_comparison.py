"""Comparison of made-up runs whose effects are known."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic_policy as made
from scipy import stats

from werkagenda.analysis.comparison.paired_statistics import mean_with_interval, replicates_needed
from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.analysis.comparison.text_summary import headline_lines
from werkagenda.tables.comparison import COMPARISON

JOBS = [1000.0, 1200.0, 900.0, 1100.0]


def table(folder: Path, name: str, **values: object) -> pd.DataFrame:
    """Rows of a table of a comparison where the columns hold these values."""
    frame = pq.read_table(folder / f"{name}.parquet").to_pandas()
    for column, value in values.items():
        frame = frame[frame[column] == value]
    return frame.reset_index(drop=True)


def only(folder: Path, name: str, **values: object) -> dict[str, Any]:
    """The one row where the columns hold these values."""
    rows = table(folder, name, **values).to_dict("records")
    assert len(rows) == 1, (name, values, len(rows))
    return rows[0]


EVERYBODY = {"world": "central", "population": "status holders", "dimension": "all"}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two scenarios in a central world of four replicates and a world of one."""
    root = tmp_path_factory.mktemp("runs")
    for world, assume, count in (("central", {}, 4), ("tight", {"vacancy_response": 1.0}, 1)):
        common: dict[str, Any] = {"assume": assume, "replicates": count, "noise": 2_000.0}
        made.make(root / world / "baseline", **common)
        broad = {"subsidised": 300.0, "others": 400.0, "passed": 10.0, "jobs": JOBS[:count]}
        made.make(root / world / "startbanen_breed", "startbanen_breed", **broad, **common)
        made.make(root / world / "bias_mkb", "bias_mkb", jobs=[-50.0, 70.0, 10.0, 50.0][:count], **common)
    return root


@pytest.fixture(scope="module")
def compared(runs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their comparison."""
    folder = tmp_path_factory.mktemp("compared") / "comparison"
    compare([runs], folder)
    return folder


def test_every_table_has_the_columns_of_the_contract(compared: Path) -> None:
    for name, schema in COMPARISON.items():
        assert pq.read_schema(compared / f"{name}.parquet").equals(schema), name


def test_a_known_effect_comes_out_exactly(compared: Path) -> None:
    row = only(
        compared, "effects", **EVERYBODY, scenario="startbanen_breed", indicator="regular_employed", period="2027"
    )
    assert row["effect"] == pytest.approx(1050.0, abs=1e-6)
    assert row["se"] == pytest.approx(np.std(JOBS, ddof=1) / 2)
    half = stats.t.ppf(0.975, 3) * np.std(JOBS, ddof=1) / 2
    assert (row["low"], row["high"]) == pytest.approx((1050 - half, 1050 + half))
    assert row["replicates"] == 4
    assert row["needed_replicates"] == math.ceil((np.std(JOBS, ddof=1) / 52.5) ** 2)
    assert row["events"] == pytest.approx((row["baseline"] + 1050) * 0.1 * 4)


def test_subsidised_work_stands_apart_from_regular_work(compared: Path) -> None:
    found = table(compared, "effects", **EVERYBODY, scenario="startbanen_breed", period="2029")
    effect = found.set_index("indicator")["effect"]
    assert effect["subsidised_employed"] == pytest.approx(300.0)
    assert effect["employed"] == pytest.approx(1350.0)
    assert effect["on_benefit"] == pytest.approx(-1050.0)
    assert effect["adults"] == 0


def test_euros_are_summed_and_people_averaged(compared: Path) -> None:
    found = table(compared, "effects", **EVERYBODY, scenario="startbanen_breed", indicator="benefit_euros")
    effect = found.set_index("period")["effect"]
    assert effect["2029-12"] == pytest.approx(-1050 * made.EURO_A_MONTH)
    assert effect["2029"] == pytest.approx(-1050 * made.EURO_A_MONTH * 12)
    assert effect["2025-2029"] == pytest.approx(-1050 * made.EURO_A_MONTH * 60)
    assert set(found["unit"]) == {"euros"}
    assert len(found) == 5 + 1 + 60


def test_groups_get_their_own_effects(compared: Path) -> None:
    rows = table(compared, "effects", world="central", scenario="startbanen_breed", indicator="regular_employed")
    effect = rows[rows["period"] == "2029"].set_index(["dimension", "level"])["effect"]
    assert effect["sex", "male"] == pytest.approx(1050.0)
    assert effect["sex", "female"] == 0
    assert effect["origin", "Syria"] == pytest.approx(1050.0)
    assert effect["origin", "Eritrea"] == 0
    assert effect["education", "low"] == pytest.approx(525.0)


def test_pairing_beats_independent_chance(runs: Path, tmp_path: Path) -> None:
    made.make(tmp_path / "baseline", replicates=4, noise=2_000.0)
    made.make(tmp_path / "paired", "paired", replicates=4, noise=2_000.0, jobs=JOBS)
    made.make(tmp_path / "apart", "apart", replicates=4, noise=2_000.0, jobs=JOBS, chance=2)
    compare([tmp_path], tmp_path / "out")
    rows = table(tmp_path / "out", "effects", **EVERYBODY, indicator="regular_employed", period="2029")
    by_name = rows.set_index("scenario")
    assert by_name["se"]["apart"] > 10 * by_name["se"]["paired"]
    assert by_name["variance_ratio"]["paired"] > 100
    assert by_name["variance_ratio"]["apart"] < 10


def test_the_order_of_folders_changes_no_byte(runs: Path, tmp_path: Path) -> None:
    folders = sorted(path.parent for path in runs.rglob("manifest.json"))
    compare(folders, tmp_path / "one", tmp_path / "same")
    compare([*folders[::-1], folders[0]], tmp_path / "two", tmp_path / "same")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted([*(f"{name}.parquet" for name in COMPARISON), "comparison.json"])
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_headlines_carry_the_range_over_worlds(compared: Path) -> None:
    row = only(compared, "headlines", scenario="startbanen_breed", indicator="regular_employed", period="2029")
    assert row["effect"] == pytest.approx(1050.0)
    assert (row["range_low"], row["range_low_world"]) == (pytest.approx(1050.0), "central")
    assert (row["range_high"], row["range_high_world"]) == (pytest.approx(1050.0), "central")
    assert row["worlds"] == 2
    sd = np.std(JOBS, ddof=1)
    assert row["positive_probability"] == pytest.approx(
        (stats.t.cdf(1050 / (sd / 2), 3) + stats.t.cdf(1050 / sd, 3)) / 2
    )


def test_a_world_of_one_replicate_borrows_the_deviation_of_the_central_world(compared: Path) -> None:
    row = only(compared, "headlines", scenario="bias_mkb", indicator="regular_employed", period="2029")
    sd = np.std([-50.0, 70.0, 10.0, 50.0], ddof=1)
    expected = (stats.t.cdf(20 / (sd / 2), 3) + stats.t.cdf(20 / sd, 3)) / 2
    assert row["positive_probability"] == pytest.approx(expected)
    assert (row["range_low"], row["range_low_world"]) == (pytest.approx(20.0), "central")


def test_government_is_the_sum_of_the_public_parties(compared: Path) -> None:
    found = table(compared, "parties", scenario="startbanen_breed", world="central", year="2025-2029")
    effect = found.set_index("party")["effect"]
    subsidy, benefit = 300 * 1_200.0 * 60, -1050 * made.EURO_A_MONTH * 60
    assert effect["central government"] == pytest.approx(subsidy)
    assert effect["municipality"] == pytest.approx(benefit)
    assert effect.sum() == pytest.approx(0, abs=1e-3)
    row = only(compared, "headlines", scenario="startbanen_breed", indicator="government_euros", period="2025-2029")
    assert row["effect"] == pytest.approx(subsidy + benefit)
    assert row["unit"] == "euros"


def test_every_flow_of_money_is_named(compared: Path) -> None:
    row = only(
        compared,
        "money",
        scenario="startbanen_breed",
        world="central",
        year="2026",
        instrument="wage subsidy",
    )
    assert (row["payer"], row["payee"], row["baseline"]) == ("central government", "employer", 0)
    assert row["effect"] == pytest.approx(300 * 1_200.0 * 12)
    assert (row["low"], row["high"]) == (pytest.approx(row["effect"]), pytest.approx(row["effect"]))


def test_one_replicate_leaves_the_interval_empty(compared: Path) -> None:
    rows = table(compared, "effects", world="vacancy_response=1")
    assert len(rows)
    assert rows[["se", "low", "high", "needed_replicates", "variance_ratio"]].isna().all(axis=None)
    assert set(rows["replicates"]) == {1}


def test_the_worlds_have_their_values(compared: Path) -> None:
    rows = table(compared, "worlds").set_index("world")
    assert rows["central"].to_dict() == {"central": True, "vacancy_response=1": False}
    assert rows["vacancy_response"].to_dict() == {"central": 0.5, "vacancy_response=1": 1.0}
    assert rows["replicates"].to_dict() == {"central": 4, "vacancy_response=1": 1}


def test_the_card_says_what_was_compared(compared: Path, runs: Path) -> None:
    card = json.loads((compared / "comparison.json").read_text(encoding="utf-8"))
    assert card["scenarios"]["startbanen_breed"]["differs"] == [
        {"setting": "instruments.startbanen.dose", "baseline": 0.0, "scenario": 0.5}
    ]
    assert card["scenarios"]["baseline"]["description"]["nl"] == "Wat baseline is."
    assert card["swept"]["vacancy_response"] == [0.5, 1.0]
    assert (compared / card["central_baseline"]).resolve() == (runs / "central" / "baseline").resolve()
    assert card["command"].startswith("werkagenda compare ")
    assert set(card["outputs"]) == {f"{name}.parquet" for name in COMPARISON}


def test_the_lines_say_effect_range_and_probability(compared: Path) -> None:
    text = "\n".join(headline_lines(compared))
    assert "+1,000 (+840 to +1,300)" in text
    assert "+20 in all 2 worlds" in text
    assert "above zero with probability over 0.99" in text
    assert "other people at work, 2029          -400 (-400 to -400)" in text
    assert "everybody, regular jobs, 2029       +650 (+440 to +860)" in text
    assert "everybody, placements too, 2029     +950 (+740 to +1,200)" in text
    assert "neither a saving nor a cost can be told" in text
    assert "400 of them lost work" in text
    assert "EUR" in text
    text.encode("cp1252")


def test_a_scenario_may_lack_in_a_world(tmp_path: Path) -> None:
    made.make(tmp_path / "baseline")
    made.make(tmp_path / "broad", "startbanen_breed", jobs=50.0)
    made.make(tmp_path / "bias", "bias_mkb", jobs=20.0)
    made.make(tmp_path / "tight" / "baseline", assume={"taste_share": 1.0}, replicates=1)
    made.make(tmp_path / "tight" / "bias", "bias_mkb", jobs=30.0, assume={"taste_share": 1.0}, replicates=1)
    compare([tmp_path], tmp_path / "out")
    found = table(tmp_path / "out", "headlines", indicator="regular_employed", period="2029").set_index("scenario")
    assert found["worlds"].to_dict() == {"bias_mkb": 2, "startbanen_breed": 1}
    assert found["range_high_world"].to_dict() == {"bias_mkb": "taste_share=1", "startbanen_breed": "central"}
    assert any("in one world only" in line for line in headline_lines(tmp_path / "out"))


def test_few_people_are_too_small_to_judge(tmp_path: Path) -> None:
    made.make(tmp_path / "a", scale=0.0001)
    made.make(tmp_path / "b", "bias_mkb", jobs=10.0, scale=0.0001)
    compare([tmp_path], tmp_path / "out")
    lines = headline_lines(tmp_path / "out")
    assert any("regular jobs" in line and "too small to judge" in line for line in lines)


def test_rounding_of_sums_is_no_effect(tmp_path: Path) -> None:
    made.make(tmp_path / "a", noise=0.1)
    made.make(tmp_path / "b", "bias_mkb", noise=0.1)
    compare([tmp_path], tmp_path / "out")
    rows = table(tmp_path / "out", "headlines")
    assert set(rows["effect"]) == {0.0}
    assert set(rows["positive_probability"]) == {0.5}
    assert rows["needed_replicates"].isna().all()
    assert sum("no difference in any replicate" in line for line in headline_lines(tmp_path / "out")) == 9


def test_a_run_that_ends_inside_a_year_is_compared_up_to_the_last_whole_year(tmp_path: Path) -> None:
    for name in ("baseline", "bias_mkb"):
        made.make(tmp_path / name, name, jobs=0.0 if name == "baseline" else 10.0, outlook={"end": "2027-05"})
    compare([tmp_path], tmp_path / "out")
    assert set(table(tmp_path / "out", "headlines")["period"]) == {"2026", "2025-2026"}


def test_precision_of_a_mean() -> None:
    row = mean_with_interval(np.array([[1.0, 3.0]])).iloc[0]
    assert (row["effect"], row["se"]) == (2.0, pytest.approx(1.0))
    assert row["high"] == pytest.approx(2.0 + stats.t.ppf(0.975, 1))
    assert replicates_needed(np.array([0.0, 1.0, 1.0]), np.array([1.0, 0.0, 1.0])).tolist()[0::2] == [1.0, 400.0]
    assert math.isnan(replicates_needed(np.array([1.0]), np.array([0.0]))[0])


def test_a_parameter_that_is_moved_makes_a_world_of_its_own(tmp_path: Path) -> None:
    """The parameter behind an assumption stands in for any other: known to the manifest, moved under its own name."""
    moved = "startbanen.additional_job_share"
    for scenario, jobs in (("baseline", 0.0), ("startbanen_breed", 1000.0)):
        made.make(tmp_path / "runs" / scenario, scenario, jobs=jobs)
        made.make(tmp_path / "runs" / f"{scenario}-moved", scenario, jobs=jobs / 2, assume={moved: 0.0})
    compare([tmp_path / "runs"], tmp_path / "out")
    worlds = table(tmp_path / "out", "worlds")
    assert dict(zip(worlds["world"], worlds["parameters"], strict=True)) == {"central": "", f"{moved}=0": f"{moved}=0"}
    row = only(tmp_path / "out", "headlines", scenario="startbanen_breed", indicator="regular_employed", period="2029")
    assert (row["range_low"], row["range_low_world"]) == (pytest.approx(500.0), f"{moved}=0")
