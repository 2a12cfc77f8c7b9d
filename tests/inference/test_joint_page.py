"""The page on joint uncertainty and the tables that ship: written from a study of this version alone."""

from __future__ import annotations

import json
from pathlib import Path

import made_draws as made
import numpy as np
import pytest

from werkagenda.analysis.uncertainty import findings, shipped, study, table
from werkagenda.evidence import posterior, stamp
from werkagenda.inference import joint_page
from werkagenda.study import manifest

HOLDERS, EUROS = ("regular_employed", "2029"), ("government_euros", "2025-2029")


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """A posterior on file with ten draws of equal weight."""
    found = posterior.Posterior(stamp.current(), "run", np.full(10, 0.1), 0, {})
    monkeypatch.setattr(posterior, "on_file", lambda: found)


def joint_study(folder: Path, **code: str) -> Path:
    """A study of sixty draws: `a` brings 300 people and costs 5 million, `b` brings 100 and costs 2."""
    values = made.inputs(60)
    care = values["women.care_help"].to_numpy()
    truth = {("a", *HOLDERS): 300 + 100 * care, ("b", *HOLDERS): 100 + 10 * care}
    truth |= {("a", *EUROS): 5e6 + 0 * care, ("b", *EUROS): 2e6 + 0 * care}
    draws = table.made(made.frame(values, truth, noise=5.0))
    findings.write(study.analysed(draws, study.request(draws, HOLDERS[0], None, 20000.0, 1)), folder)
    said = {"command": "werkagenda study study=joint", "asked": {"population": {"scale": 0.05}}}
    (folder / "study.json").write_text(json.dumps(said), encoding="utf-8")
    for number in (1, 2):
        place = folder / "runs" / f"draw-{number:05d}" / "baseline"
        place.mkdir(parents=True)
        made_of = {"code": {**manifest.code(), **code}, "evidence": manifest.evidence_hashes()}
        (place / "manifest.json").write_text(json.dumps(made_of), encoding="utf-8")
    return folder


def test_page_and_shipped_tables(tmp_path: Path) -> None:
    folder, page, ship = joint_study(tmp_path), tmp_path / "joint.md", tmp_path / "shipped"
    assert joint_page.main([str(folder), "--output", str(page), "--ship", str(ship)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "`werkagenda study study=joint`: 2 draws at scale 0.05" in text and "(10 draws, effective size 10)" in text
    assert "## Status holders in regular work, 2029" in text and "## Euros of the government, 2025-2029" in text
    row = next(line for line in text.splitlines() if line.startswith("| a | +"))
    assert "over 99%" in row
    contest = next(line for line in text.splitlines() if line.startswith("| a |  | "))
    assert float(contest.split("|")[3].strip().rstrip("%")) > 90
    assert "women.care_help" in text.split("## What drives it")[1].split("##")[0]
    found = shipped.on_file(ship)
    assert found is not None and found.about is not None and not found.about.stale and found.about.draws == 2


def test_runs_of_other_code_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ship = tmp_path / "shipped"
    folder = joint_study(tmp_path, numbers_sha256="other")
    assert joint_page.main([str(folder), "--output", str(tmp_path / "page.md"), "--ship", str(ship)]) == 2
    assert "the runs were made by other code" in capsys.readouterr().err
    assert not ship.exists() and not (tmp_path / "page.md").exists()


def test_a_folder_that_is_no_study(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert joint_page.main([str(tmp_path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3 and "holds no tables of uncertainty" in said[0]
