"""Simulations carried over to code that moved no number; nothing is carried over where one did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from werkagenda.evidence import stamp
from werkagenda.inference.posterior import __main__ as command
from werkagenda.inference.posterior import renewal, store
from werkagenda.inference.posterior.adoption import moved, read_about
from werkagenda.inference.posterior.evidence_model import observed
from werkagenda.problems import BadInput

NAMES = ("search.applications_per_month", "women.care_help")
OLD = ("before", "before")


class Plain:
    """A simulator of a line; counts its runs."""

    def __init__(self, shift: float = 0.0) -> None:
        self.shift, self.runs = shift, 0

    def __call__(self, values: Mapping[str, float], seed: int) -> dict[str, float]:
        self.runs += 1
        return {name: sum(values.values()) / 3.0 + seed + self.shift for name in observed().names}


def fit(folder: Path, **changes: object) -> store.Store:
    """A folder with a fit of an earlier version and twenty simulations."""
    sizes = {"scale": 0.05, "waves": 2, "points": 10, "draws": 20, "seed": 1}
    about = {"parameters": NAMES, **sizes, "model": OLD[0], "evidence": OLD[1], "command": "run it", **changes}
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    kept = store.opened(folder, (*OLD, 0.05), NAMES, observed().names)
    for seed in range(20):
        point = store.Point(((NAMES[0], 0.1 + seed / 7), (NAMES[1], seed / 3)), seed)
        kept.add(point, Plain()(dict(point.values), seed))
    return kept


def now(folder: Path) -> store.Store:
    return store.opened(folder, (*stamp.current(), 0.05), NAMES, observed().names)


def test_all_simulations_are_carried_over_after_a_few_were_made_again(tmp_path: Path) -> None:
    before, simulator = fit(tmp_path), Plain()
    path = renewal.renewed(tmp_path, 5, simulator=simulator)
    assert simulator.runs == 5
    assert path == now(tmp_path).path != before.path
    assert now(tmp_path).known == before.known
    assert read_about(tmp_path).model == OLD[0], "other evidence: the fit is made again"


def test_a_fit_on_the_same_evidence_stands(tmp_path: Path) -> None:
    same = stamp.current().evidence
    kept = fit(tmp_path, evidence=same)
    kept.path.rename(store.opened(tmp_path, (OLD[0], same, 0.05), NAMES, observed().names).path)
    renewal.renewed(tmp_path, 3, simulator=Plain())
    assert moved(read_about(tmp_path)) == []


def test_a_target_that_moved_by_a_bit_keeps_them_back(tmp_path: Path) -> None:
    fit(tmp_path)
    with pytest.raises(BadInput) as bad:
        renewal.renewed(tmp_path, 2, simulator=Plain(shift=1e-9))
    assert len(bad.value.problems) == 2 * len(observed().names)
    assert "run the fit again" in bad.value.problems[0]
    assert not now(tmp_path).known


def test_nothing_to_renew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fit(tmp_path, **stamp.current()._asdict())
    assert command.main(["renew", "--folder", str(tmp_path), "--probes", "0"]) == 2
    assert "--probes 0" in capsys.readouterr().err
    assert command.main(["renew", "--folder", str(tmp_path)]) == 2
    assert "there is nothing to renew" in capsys.readouterr().err


def test_simulations_that_are_gone(tmp_path: Path) -> None:
    fit(tmp_path).path.unlink()
    with pytest.raises(BadInput, match="simulations of the fit are gone"):
        renewal.renewed(tmp_path, 2, simulator=Plain())
