"""Evidence that cannot be right is told by file, line and column, all at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from werkagenda.evidence import files
from werkagenda.evidence.registry import EvidenceProblem, read_registry


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for item in files.folder().iterdir():
        if item.name.endswith(".csv"):
            (tmp_path / item.name).write_bytes(item.read_bytes())
    return tmp_path


def swap(folder: Path, name: str, pattern: str, text: str) -> None:
    """Replace the first piece that a pattern finds."""
    path = folder / f"{name}.csv"
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(pattern, text, before, count=1, flags=re.MULTILINE)
    assert count == 1 and after != before, (name, pattern)
    path.write_text(after, encoding="utf-8", newline="")


def problems(folder: Path) -> str:
    with pytest.raises(EvidenceProblem) as caught:
        read_registry(folder)
    return "\n".join(caught.value.problems)


DAMAGE = {
    ("law_amounts", r",minimum_wage,[\d.]+,", ",minimum_wage,nan,"): "column value: nan is not a finite number",
    ("law_amounts", r",bijstand_single,[\d.]+,", ",bijstand_single,-1,"): "column value: -1 lies outside 0 to",
    ("municipalities", r",240837,", ",0,"): "municipalities.csv line 2, column population_2024: 0 lies outside",
    ("municipalities", r",225920,", ",-5,"): "municipalities.csv line 3, column population_2024: -5 lies outside",
    ("municipalities", r",53\.218,", ",north,"): "municipalities.csv line 2, column latitude: 'north' is not a number",
    ("parameters", r"^(callback\.ratio,1\.4,ratio,1\.2),1\.6", r"\1,inf"): "column high: inf is not a finite number",
    ("parameters", r"^(language\.gain_low),0\.03", r"\1,x"): "parameters.csv line 2, column value: 'x' is not a number",
    ("parameters", r"^(callback\.ratio),1\.4", r"\1,-1.4"): "column value: -1.4 lies outside 0 to 100 (ratio)",
    ("targets", r",employed,0\.014,", ",employed,nan,"): "targets.csv line 2, column value: nan is not a finite number",
    (
        "targets",
        r",employed,0\.014,register,1\.0",
        ",employed,0.014,register,-1",
    ): "targets.csv line 2, column weight: -1 lies outside",
    ("cohorts", r",all,all,1\.4,%", ",all,all,nan,%"): "cohorts.csv line 2, column value: nan is no figure",
    ("region_neighbours", r"^AM01,AM02\n", ""): "76 borders in 76 rows, 77 expected",
    ("region_neighbours", r"^AM01,AM02$", "AM01,AM01"): "AM01 cannot border on itself",
    ("economy", r"^opened,2014Q2,.*\n", ""): "economy.csv: opened: 39 realised quarters, 40 expected",
    ("economy_quarterly", r"^2013Q4,.*\n", ""): "economy_quarterly.csv: 44 quarters in 44 rows, 45 expected",
    ("vacancies_horeca_quarterly", r"^2013Q2,.*\n", ""): "27 quarters in 27 rows, 28 expected",
    ("sectors", r"^sector,attribute,value", "sector,attribute,number"): "line 1: the column value is missing",
    ("permits", r"^from", "\ufefffrom"): "permits.csv line 1: begins with a byte-order mark",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage(copy: Path, damage: tuple[str, str, str]) -> None:
    swap(copy, *damage)
    assert DAMAGE[damage] in problems(copy)


def test_all_damage_at_once(copy: Path) -> None:
    for name in ("law_amounts", "municipalities", "targets"):
        swap(copy, *next(each for each in DAMAGE if each[0] == name))
    said = problems(copy)
    assert all(word in said for word in ("law_amounts.csv line", "municipalities.csv line 2", "targets.csv line 2"))


def test_bytes_of_another_encoding(copy: Path) -> None:
    path = copy / "profiles.csv"
    path.write_bytes(path.read_bytes().replace(b"Eritrea", b"\xc9ritrea", 1))
    assert "profiles.csv line 3: is damaged or no UTF-8" in problems(copy)
