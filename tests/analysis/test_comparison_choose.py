"""Of the runs of a sweep: which belong together, said as commands that work."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import synthetic_policy as made

from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.problems import BadInput


def advised(root: Path) -> list[list[str]]:
    """Folders of each command that the refusal names."""
    with pytest.raises(BadInput) as caught:
        compare([root], root.parent / "out")
    lines = [line for line in caught.value.problems if line.startswith("to compare")]
    return [shlex.split(line.partition("werkagenda compare ")[2]) for line in lines]


def test_a_sweep_over_a_setting_is_compared_value_by_value(tmp_path: Path) -> None:
    root = tmp_path / "runs"
    for dose in (0.0, 0.5, 1.0):
        for name in ("baseline", "bias_mkb"):
            made.make(root / f"{name}-{dose}", name, instruments={"startbanen": {"dose": dose}})
    found = advised(root)
    assert [sorted(Path(each).name for each in one) for one in found] == [
        [f"baseline-{dose}", f"bias_mkb-{dose}"] for dose in (0.0, 0.5, 1.0)
    ]
    compare([Path(each) for each in found[1]], tmp_path / "one")
    assert (tmp_path / "one" / "comparison.json").is_file()


def test_one_baseline_joins_every_dose(tmp_path: Path) -> None:
    root = tmp_path / "runs"
    made.make(root / "baseline", "baseline")
    for dose in (0.5, 1.0):
        made.make(root / f"bias-{dose}", "bias_mkb", instruments={"startbanen": {"dose": dose}})
    found = advised(root)
    assert [sorted(Path(each).name for each in one) for one in found] == [
        ["baseline", f"bias-{dose}"] for dose in (0.5, 1.0)
    ]


def test_a_sweep_over_the_seed_is_compared_seed_by_seed(tmp_path: Path) -> None:
    root = tmp_path / "runs"
    for seed in (1, 2):
        for name in ("baseline", "bias_mkb"):
            made.make(root / f"{name}-{seed}", name, seed=seed)
    assert [sorted(Path(each).name for each in one) for one in advised(root)] == [
        [f"baseline-{seed}", f"bias_mkb-{seed}"] for seed in (1, 2)
    ]


def test_a_damaged_comparison_is_refused_by_name(tmp_path: Path) -> None:
    from werkagenda.analysis.comparison import damaged_files
    from werkagenda.analysis.comparison.load_comparison import open_comparison

    root, out = tmp_path / "runs", tmp_path / "out"
    for name in ("baseline", "bias_mkb"):
        made.make(root / name, name)
    compare([root], out)
    assert damaged_files(out) == []
    path = out / "money.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    assert damaged_files(out) == ["money.parquet"]
    with pytest.raises(BadInput, match="money is not what was written"):
        open_comparison(out)
    card = out / "comparison.json"
    card.write_text(card.read_text(encoding="utf-8").replace('"scale": 0.1', '"scale": 0.3'), encoding="utf-8")
    assert damaged_files(out) == ["comparison.json"]
