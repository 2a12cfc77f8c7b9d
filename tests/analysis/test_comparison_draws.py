"""Draws of a design beside a comparison, and comparisons of studies whose runs are not all there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import synthetic_policy as made

from werkagenda.analysis.comparison import headline_lines
from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.api import InputError, load
from werkagenda.problems import BadInput
from werkagenda.tables import draws as shape


def drawn(folder: Path, number: int, values: dict[str, Any]) -> None:
    """Make the run in a folder one of a draw."""
    path = folder / "manifest.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["draw"] = {"number": number, "values": values}
    card["config"]["economy"] = values.get("economy", "central")
    path.write_text(json.dumps(card), encoding="utf-8")


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """The central set with a scenario, and two draws of both."""
    root = tmp_path / "study" / "runs"
    made.make(root / "central" / "baseline", "baseline")
    made.make(root / "central" / "bias_mkb", "bias_mkb", jobs=5.0)
    for number, (jobs, economy) in enumerate(((3.0, "recession"), (8.0, "central")), start=1):
        for scenario, more in (("baseline", 0.0), ("bias_mkb", jobs)):
            folder = root / f"draw-0000{number}" / scenario
            made.make(folder, scenario, jobs=more)
            drawn(folder, number, {"offer.pass_through": 0.1 * number, "economy": economy})
    return root


def test_draws_have_a_table_of_their_own(runs: Path, tmp_path: Path) -> None:
    compare([runs], tmp_path / "out")
    table = pq.read_table(tmp_path / "out" / "draws.parquet")
    assert table.schema.names == [*shape.FIXED.names, "economy", "offer.pass_through"]
    frame = load(tmp_path / "out").draws()
    assert set(frame["draw"]) == {1, 2} and set(frame["scenario"]) == {"bias_mkb"}
    work = frame[(frame["measure"] == "regular_employed") & (frame["period"].str.len() == 4)]
    means = work.groupby("draw")["effect"].mean()
    assert 0 < means[1] < means[2]
    assert set(work[work["draw"] == 1]["economy"]) == {"recession"}
    worlds = pq.read_table(tmp_path / "out" / "worlds.parquet").to_pandas()
    assert worlds["world"].tolist() == ["central"]
    card = json.loads((tmp_path / "out" / "comparison.json").read_text(encoding="utf-8"))
    assert "draws.parquet" in card["outputs"]
    assert not any("INCOMPLETE" in line for line in card["not_as_shipped"])


def test_a_comparison_without_design_has_no_draws(runs: Path, tmp_path: Path) -> None:
    compare([runs / "central"], tmp_path / "out")
    assert not (tmp_path / "out" / "draws.parquet").exists()
    with pytest.raises(InputError, match="has no design"):
        load(tmp_path / "out").draws()


def test_a_draw_of_another_study_is_refused(runs: Path, tmp_path: Path) -> None:
    path = runs / "draw-00002" / "bias_mkb" / "manifest.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["config"]["seed"] = 9
    path.write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(BadInput) as told:
        compare([runs], tmp_path / "out")
    assert any("seed is not that of the other runs" in line for line in told.value.problems)


def test_an_incomplete_study_is_compared_and_says_so(runs: Path, tmp_path: Path) -> None:
    names = [f"{world}/{name}" for world in ("central", "taste_share-1") for name in ("baseline", "bias_mkb")]
    asked = [dict(zip(("world", "scenario"), name.split("/"), strict=True)) for name in names]
    (runs.parent / "study.json").write_text(json.dumps({"finished": None, "runs": asked}), encoding="utf-8")
    made.make(runs / "taste_share-1" / "bias_mkb", "bias_mkb", jobs=5.0, assume={"taste_share": 1.0})
    compare([runs], tmp_path / "out")
    card = json.loads((tmp_path / "out" / "comparison.json").read_text(encoding="utf-8"))
    line = card["not_as_shipped"][0]
    assert line.startswith("INCOMPLETE STUDY: 3 of 4 runs are there; missing taste_share-1/baseline")
    assert list(card["worlds"]) == ["central"]
    assert any("INCOMPLETE STUDY" in each for each in headline_lines(tmp_path / "out"))
    (runs.parent / "study.json").write_text(json.dumps({"finished": "now", "runs": asked}), encoding="utf-8")
    with pytest.raises(BadInput):
        compare([runs], tmp_path / "other")
