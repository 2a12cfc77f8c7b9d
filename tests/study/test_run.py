"""A run through plan, engines and store, with a model of a few lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from werkagenda.study import engines, finished, run, store
from werkagenda.study.plan import Parameter, Settings, cells
from werkagenda.tables import reader, writer

MODEL = "fake_model"
Make = Callable[..., Settings]


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet"))}


def test_tables_carry_scenario_and_replicate_in_order(settings: Make) -> None:
    folder = run.run(settings(replicates=3), model=MODEL)
    table = reader.read(folder, "permits")
    assert table["replicate"].tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert set(table["scenario"]) == {"baseline"}
    assert sorted(path.name for path in folder.iterdir()) == [
        "displacement.parquet",
        "manifest.json",
        "permits.parquet",
    ]


def test_the_same_bytes_at_any_number_of_workers(settings: Make, tmp_path: Path) -> None:
    slow = (Parameter("fake.slow", 0.2, None),)
    said: list[tuple[int, int]] = []
    alone = run.run(settings(replicates=3, output=tmp_path / "one", parameters=slow), model=MODEL)
    both = run.run(
        settings(replicates=3, output=tmp_path / "two", parameters=slow, workers=2),
        progress=lambda replicate, month: said.append((replicate, month)),
        model=MODEL,
    )
    assert read_all(alone) == read_all(both)
    assert sorted(said) == [(replicate, month) for replicate in range(3) for month in (1, 2, 3)]


def test_a_replicate_does_not_depend_on_how_many_there_are(settings: Make, tmp_path: Path) -> None:
    few = reader.read(run.run(settings(output=tmp_path / "few"), model=MODEL), "permits")
    many = reader.read(run.run(settings(output=tmp_path / "many", replicates=4), model=MODEL), "permits")
    assert many[many["replicate"] == 0].reset_index(drop=True).equals(few)


def test_the_manifest_says_what_made_the_numbers(settings: Make) -> None:
    free = (Parameter("fake.a", 1.0, None), Parameter("search.rate", 0.5, "search.rate"))
    wish = settings(parameters=free, changed=("seed=1", "parameters.fake.a=1.0"), scale=0.05)
    folder = run.run(wish, model=MODEL)
    said = reader.manifest(folder)
    assert said["command"] == f"werkagenda run seed=1 parameters.fake.a=1.0 output={folder.as_posix()}"
    assert said["parameters_without_source"] == ["parameters.fake.a"]
    assert said["config"]["parameters"]["search.rate"] == {"value": 0.5, "source": "search.rate"}
    assert said["seeds"] == {"seed": 1, "replicates": [0]}
    assert "municipalities" in said["unreliable_tables"]
    assert said["outputs"]["permits.parquet"]["sha256"] == writer.digest(folder / "permits.parquet")
    assert said["outputs"]["permits.parquet"]["rows"] == 3
    assert {"version", "commit", "changed_since_commit", "sources_sha256", "numbers_sha256"} == set(said["code"])
    assert "numpy" in said["packages"]
    assert len(said["evidence"]["municipalities.csv"]) == 64
    assert said["wall_seconds"] >= 0
    assert said["peak_memory_bytes"] > 1e6


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cell_that_fails_leaves_nothing(settings: Make, tmp_path: Path, workers: int) -> None:
    wish = settings(replicates=2, workers=workers, parameters=(Parameter("fake.fails", 1.0, None),))
    with pytest.raises(engines.EngineProblem, match=r"baseline, replicate 1, for .*: ValueError: boom"):
        run.run(wish, model=MODEL)
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_is_killed_is_told_and_leaves_nothing(settings: Make, tmp_path: Path) -> None:
    wish = settings(replicates=2, workers=2, parameters=(Parameter("fake.dies", 0.0, None),))
    with pytest.raises(engines.EngineProblem, match="killed"):
        run.run(wish, model=MODEL)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["part", "table", "manifest"])
def test_a_write_that_fails_leaves_no_run(
    settings: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    target = {"part": (finished.pq, "write_table"), "table": (writer, "_put"), "manifest": (json, "dump")}[place]
    monkeypatch.setattr(*target, full)
    with pytest.raises((OSError, engines.EngineProblem), match="No space left"):
        run.run(settings(), model=MODEL)
    assert list(tmp_path.iterdir()) == []


def test_a_finished_run_is_never_replaced(settings: Make) -> None:
    folder = run.run(settings(), model=MODEL)
    before = (folder / store.MANIFEST).read_bytes()
    with pytest.raises(store.StoreProblem, match="finished run"):
        run.run(settings(seed=2), model=MODEL)
    assert (folder / store.MANIFEST).read_bytes() == before


def test_the_folder_is_named_by_what_decides_results(settings: Make, tmp_path: Path) -> None:
    plain = settings()
    assert plain.folder_name() == settings(workers=3, cache=tmp_path / "x", report=True).folder_name()
    assert plain.folder_name().endswith("-s1")
    assert plain.digest() == settings(seed=2).digest()
    for change in ({"scale": 0.02}, {"economy": "tight"}, {"end": "2027-01"}, {"replicates": 2}, {"parameters": ()}):
        assert settings(**change).digest() != plain.digest()
    assert [cell.replicate for cell in cells(settings(replicates=2))] == [0, 1]
    assert plain.months == 192
    assert settings(end="2025-01").months == 133
