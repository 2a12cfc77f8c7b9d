"""Joint intervals on the page of a comparison: from its own study, from the shipped one, or left out with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import made_draws as made
import numpy as np
import pytest
import synthetic_comparison as maker

from werkagenda.analysis.comparison import load_comparison
from werkagenda.analysis.figures.comparison import joint
from werkagenda.analysis.report import comparison_page, comparison_summary
from werkagenda.analysis.uncertainty import findings, shipped, study, table
from werkagenda.evidence import stamp

SCENARIO, MEASURE = "startbanen_breed", "regular_employed"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a comparison and tables of joint uncertainty: effects of 300 with a standard deviation of 100."""
    place = tmp_path_factory.mktemp("study")
    maker.make(place / "comparison")
    values = made.inputs(60)
    truth = 300 + 100 * values["women.care_help"].to_numpy()
    frame = made.frame(values, {(SCENARIO, MEASURE, "2029"): truth}, noise=5.0)
    frame.to_parquet(place / "comparison" / table.FILE)
    draws = table.opened(place)
    findings.write(study.analysed(draws, study.request(draws, MEASURE, None, 20000.0, 1)), place)
    return place


@pytest.fixture
def none_shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(shipped, "folder", lambda: tmp_path / "shipped")
    return tmp_path / "shipped"


def about(**changes: object) -> shipped.About:
    now = stamp.current()
    content = {"model": now.model, "evidence": now.evidence, "command": "a study", "draws": 60, "scale": 0.1}
    return shipped.About(**{**content, **changes})  # type: ignore[arg-type]


def cells(place: Path) -> dict[str, tuple[str, ...]]:
    c = load_comparison.open_comparison(place / "comparison")
    return {row[0]: row[1:] for row in joint.joint(c).tables[0].rows}


def test_a_study_s_own_joint_draws(folder: Path, none_shipped: Path) -> None:
    c = load_comparison.open_comparison(folder / "comparison")
    panel = joint.joint(c)
    row = panel.tables[0].rows[0]
    low, high = (float(part.replace("−", "-")) for part in row[4].split(" to "))
    assert float(row[1]) == pytest.approx(300, abs=40)
    assert (low, high) == pytest.approx((300 - 196, 300 + 196), abs=90)
    assert "60 times" in panel.reading and "ships with" not in panel.reading
    shares = [float(cell.strip("%")) for cell in panel.tables[1].rows[0][1:]]
    assert sum(shares) == pytest.approx(100, abs=2) and np.argmax(shares) == 1
    assert any("With everything uncertain at once" in line for line in comparison_summary.certainty(c))
    assert "Not covered: rules of the model" in comparison_summary.certainty(c)[-1]


def test_the_shipped_study_for_a_comparison_without_one(folder: Path, tmp_path: Path, none_shipped: Path) -> None:
    shipped.ship(folder, about(), none_shipped)
    maker.make(tmp_path / "other" / "comparison")
    assert cells(tmp_path / "other")[next(iter(cells(folder)))][:2] == cells(folder)[next(iter(cells(folder)))][:2]
    c = load_comparison.open_comparison(tmp_path / "other" / "comparison")
    assert "The study ships with this version: scale 0.1." in joint.joint(c).reading


def test_a_shipped_study_of_another_version_is_left_out_in_words(
    folder: Path, tmp_path: Path, none_shipped: Path
) -> None:
    shipped.ship(folder, about(model="other"), none_shipped)
    maker.make(tmp_path / "other" / "comparison")
    page = comparison_page.write(tmp_path / "other" / "comparison").read_text(encoding="utf-8")
    assert "made with another version of the model or the evidence; it is left out" in page
    assert 'id="joint' not in page


def test_no_study_at_all(tmp_path: Path, none_shipped: Path) -> None:
    maker.make(tmp_path / "comparison")
    c = load_comparison.open_comparison(tmp_path / "comparison")
    assert joint.joint(c).empty
    assert "No study of all uncertainty together ships" in joint.sentence(c)
    assert shipped.on_file() is None


def test_what_ships_is_whole(none_shipped: Path, folder: Path) -> None:
    shipped.ship(folder, about(), none_shipped)
    assert json.loads((none_shipped / "about.json").read_text(encoding="utf-8"))["draws"] == 60
    (none_shipped / "split.csv").unlink()
    assert shipped.on_file() is None
