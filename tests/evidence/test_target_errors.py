"""Errors of targets: every fitted figure has some, and neighbours on one curve go together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from werkagenda.evidence import files, target_errors
from werkagenda.evidence.registry import EvidenceProblem, read_registry, targets


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for item in files.folder().iterdir():
        if item.name.endswith(".csv"):
            (tmp_path / item.name).write_text(item.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_every_target_has_a_family() -> None:
    for target in targets():
        assert target_errors.family(target).discrepancy_of(target) > 0


def test_neighbours_go_together_and_strangers_do_not() -> None:
    one = next(each for each in targets() if each.id == "C001")
    later, much = (replace(one, id=name, months_since_permit=month) for name, month in (("x", 18), ("y", 90)))
    woman = replace(one, id="z", sex="female")
    benefit = next(each for each in targets() if each.id == "C090")
    chosen = [one, later, much, woman, benefit]
    found = target_errors.discrepancy_covariance(chosen)
    sizes = np.sqrt(np.diag(found))
    together = found / np.outer(sizes, sizes)
    assert together[0, 1] == pytest.approx(np.exp(-12 / 24))
    assert together[0, 1] > together[0, 2] > 0 and together[0, 4] == 0
    assert np.linalg.eigvalsh(target_errors.discrepancy_covariance(targets("calibration"))).min() > 0


def test_a_fitted_target_without_tolerance_and_bad_numbers_are_told(copy: Path) -> None:
    path = copy / "target_errors.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("benefit,")]
    kept[1] = kept[1].replace(",0.003,", ",-1,")
    kept[2] = kept[2].replace(",sex,", ",gender,")
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(EvidenceProblem) as bad:
        read_registry(copy)
    found = "\n".join(bad.value.problems)
    assert "targets.csv C090: is fitted and has no tolerance" in found
    assert "sampling '-1' is no number of 0 or more" in found and "split 'gender' is none of" in found
