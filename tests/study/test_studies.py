"""A study through plan, engines and store, with a model of a few lines."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from werkagenda.study import engines, lock, manifest, studies, worlds
from werkagenda.study.plan import Settings
from werkagenda.study.worlds import Study, Sweep
from werkagenda.tables import intact, reader, writer
from werkagenda.tables.comparison import ASSUMED, ASSUMPTIONS

MODEL = "fake_model"
Make = Callable[..., Settings]
SCENARIOS = {"baseline": 0.0, "bias_mkb": 0.5, "startbanen_breed": 1.0}


@pytest.fixture
def study(settings: Make, tmp_path: Path) -> Callable[..., Study]:
    """Makes a study of three scenarios in three worlds."""

    def make(name: str = "look", workers: int = 1, troubled: str = "", replicates: int = 2, **trouble: float) -> Study:
        central = []
        for scenario, dose in SCENARIOS.items():
            more = trouble if scenario == troubled else {}
            given = {"fake": {"dose": dose, **more}}
            central.append(
                settings(scenario=scenario, instruments=given, changed=(f"scenario={scenario}",), workers=workers)
            )
        sweeps = [Sweep("taste_share", (1.0,), ("bias_mkb",)), Sweep("fringe_share", (0.6,), tuple(SCENARIOS))]
        output = tmp_path / name
        runs = worlds.runs(central, sweeps, replicates, 1, output)
        return Study(name, ("What", "Wat"), runs, output, tmp_path / "cache", workers, ("seed=1",), {"seed": 1})

    return make


def carried(study: Study) -> Path:
    assert studies.carry_out(studies.inspect(study), model=MODEL) == []
    return study.output


def tables(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def times(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*.*")}


def test_the_central_world_comes_first_and_each_other_moves_one_assumption(study: Callable[..., Study]) -> None:
    runs = study().runs
    assert [each.name for each in runs] == [
        *(f"central/{name}" for name in SCENARIOS),
        *(f"fringe_share-0.6/{name}" for name in SCENARIOS),
        "taste_share-1/baseline",
        "taste_share-1/bias_mkb",
    ]
    assert [each.settings.replicates for each in runs] == [2, 2, 2, 1, 1, 1, 1, 1]
    assert dict(runs[3].settings.assume) == {**dict.fromkeys(ASSUMPTIONS), "fringe_share": 0.6}
    assert runs[0].settings.changed == ("scenario=baseline", "replicates=2")
    assert runs[-1].settings.changed == ("scenario=bias_mkb", "assume.taste_share=1")
    assert tuple(ASSUMED) == ASSUMPTIONS


def test_a_doubt_moves_one_parameter_from_2025_on(study: Callable[..., Study], tmp_path: Path) -> None:
    central = [each.settings for each in study().runs[:2]]
    doubt = Sweep("offer.pass_through", (0.0,), (central[1].scenario,))
    runs = worlds.runs(central, [doubt, Sweep("taste_share", (1.0,), ())], 2, 1, tmp_path)
    assert [each.world for each in runs] == ["central"] * 2 + ["taste_share-1"] + ["offer.pass_through-0"] * 2
    assert dict(runs[-1].settings.assume)["offer.pass_through"] == 0.0
    assert runs[-1].settings.changed[-1] == "assume.parameters={offer.pass_through: 0}"
    assert runs[-1].settings.content()["assume"]["offer.pass_through"] == 0.0


def test_each_run_is_an_ordinary_run_in_its_folder(study: Callable[..., Study]) -> None:
    this = study()
    folder = carried(this)
    run = folder / "runs" / "fringe_share-0.6" / "bias_mkb"
    said = reader.manifest(run)
    assert said["config"]["assume"]["fringe_share"] == 0.6
    assert said["config"]["instruments"] == {"fake": {"dose": 0.5}}
    assert said["command"].startswith("werkagenda run scenario=bias_mkb assume.fringe_share=0.6 output=")
    assert set(reader.read(run, "permits")["scenario"]) == {"bias_mkb"}
    assert reader.read(folder / "runs" / "central" / "baseline", "permits")["replicate"].tolist() == [0] * 3 + [1] * 3
    hidden = list(folder.rglob(".*"))
    assert hidden == []


def test_study_json_says_what_was_asked_and_what_came_of_it(study: Callable[..., Study]) -> None:
    folder = carried(study())
    said = json.loads((folder / "study.json").read_text(encoding="utf-8"))
    assert (said["name"], said["kept"], said["computed"], said["asked"]) == ("look", 0, 8, {"seed": 1})
    assert said["command"] == f"werkagenda study seed=1 output={folder.as_posix()}"
    assert said["finished"]
    assert len(said["runs"]) == 8
    for entry in said["runs"]:
        assert entry["manifest_sha256"] == writer.digest(folder / entry["folder"] / "manifest.json")
        assert entry["kept"] is False


def test_the_same_bytes_over_processes_and_a_history_is_made_once(study: Callable[..., Study]) -> None:
    this = study("two", workers=2)
    said: list[tuple[int, int]] = []
    plan = studies.inspect(this)
    studies.carry_out(plan, lambda cell, month: said.append((cell, month)), MODEL)
    assert sorted(path.name for path in (this.cache / "history").iterdir()) == ["s1-r0", "s1-r1"]
    whole = [(number, month) for number in range(len(plan.cells)) for month in (1, 2, 3)]
    assert sorted(said) == sorted([*whole, (0, 132), (1, 132)])
    assert tables(carried(study("one"))) == tables(this.output)


def test_what_stands_is_not_made_again(study: Callable[..., Study]) -> None:
    folder = carried(study())
    before = times(folder)
    plan = studies.inspect(study())
    assert plan.complete
    assert plan.cells == []
    carried(study())
    assert times(folder) == before


@pytest.mark.parametrize("workers", [1, 2])
def test_a_cell_that_fails_does_not_stop_the_others(study: Callable[..., Study], workers: int) -> None:
    """Every other run is there; the cell is told with the command that repeats it; the same command goes on."""
    this = study(workers=workers, troubled="startbanen_breed", fails=1.0)
    (line,) = studies.carry_out(studies.inspect(this), model=MODEL)
    assert re.match(r"startbanen_breed, replicate 1, for .*central.*: ValueError: boom; to repeat it: ", line)
    assert line.endswith("werkagenda run scenario=startbanen_breed replicates=2 output=runs/repeated")
    there = {each.name for each in this.runs if (each.settings.output / "manifest.json").is_file()}
    assert there == {each.name for each in this.runs} - {"central/startbanen_breed"}
    assert json.loads((this.output / "study.json").read_text(encoding="utf-8"))["failed"] == [line]
    assert not (this.output / "runs" / "central" / "startbanen_breed").exists()
    assert list(this.output.rglob(".making*")) == []
    assert json.loads((this.output / "study.json").read_text(encoding="utf-8"))["finished"] is None
    first = this.output / "runs" / "central" / "baseline" / "permits.parquet"
    written = first.stat().st_mtime_ns
    mended = study(workers=workers)
    plan = studies.inspect(mended)
    assert "central/baseline" in [each.name for each in plan.kept]
    assert len(plan.held) + len(plan.cells) == sum(each.settings.replicates for each in plan.todo)
    carried(mended)
    assert first.stat().st_mtime_ns == written
    assert tables(mended.output) == tables(carried(study("anew")))
    said = json.loads((mended.output / "study.json").read_text(encoding="utf-8"))
    assert said["kept"] == len(plan.kept)
    assert [entry["kept"] for entry in said["runs"]].count(True) == len(plan.kept)


def test_more_replicates_keep_those_that_stand(study: Callable[..., Study]) -> None:
    """The cells of a run of fewer replicates are taken out of it; the bytes are those of a run made whole."""
    carried(study(replicates=1))
    more = study(replicates=3)
    plan = studies.recovered(studies.inspect(more))
    assert len(plan.held) == 3 and [cell.replicate for cell in plan.cells] == [1, 2] * 3
    assert studies.carry_out(plan, model=MODEL) == []
    assert tables(more.output) == tables(carried(study("anew", replicates=3)))
    assert not (more.output / studies.CELLS).exists()


def test_many_cells_are_in_the_hands_of_workers_a_few_at_a_time(study: Callable[..., Study], tmp_path: Path) -> None:
    jobs = [
        engines.Job(cell, tmp_path / f"part-{number}")
        for number, (_, cell, _) in enumerate(studies.inspect(study(replicates=8)).places)
    ]
    seen: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, *words: Any, **named: Any) -> Any:
            seen.append(len(pool.pending) if made else 0)
            return super().submit(*words, **named)

    made: list[bool] = []
    with Counting(2) as threads:
        tasks = engines.Tasks(lambda *_: "computed", lambda number, job, _: number, lambda number: number)
        pool = engines.WorkerPool(threads, jobs, MODEL, engines.Told(lambda *_: None), tasks, window=5)
        made.append(True)
        pool.start()
        pool.follow()
    assert len(pool.done) == len(jobs) and max(seen) < 5


def test_a_worker_that_is_killed_is_told(study: Callable[..., Study]) -> None:
    this = study(workers=2, troubled="startbanen_breed", dies=1.0)
    with pytest.raises(engines.EngineProblem, match="killed"):
        carried(this)
    assert not (this.output / "runs" / "central" / "startbanen_breed").exists()
    assert list(this.output.rglob(".making*")) == []


@pytest.mark.parametrize("part", ["sources", "evidence", "packages", "config", "table", "flipped", "manifest"])
def test_a_run_made_of_something_else_is_made_again(
    study: Callable[..., Study], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = carried(study())
    run = folder / "runs" / "central" / "baseline"
    this, lost = study(), 1
    if part == "sources":
        code = {**manifest.code(), "numbers_sha256": "other"}
        monkeypatch.setattr(manifest, "code", lambda: code)
        lost = 8
    elif part in ("evidence", "packages"):
        where = "evidence_hashes" if part == "evidence" else "packages"
        other = {**getattr(manifest, where)(), "numpy": "other"}
        monkeypatch.setattr(manifest, where, lambda: other)
        lost = 8
    elif part == "config":
        first, *rest = this.runs
        this = replace(this, runs=(replace(first, settings=replace(first.settings, scale=0.02)), *rest))
    elif part == "table":
        (run / "permits.parquet").unlink()
    elif part == "flipped":
        whole = bytearray((run / "permits.parquet").read_bytes())
        whole[len(whole) // 2] ^= 1
        (run / "permits.parquet").write_bytes(whole)
    else:
        (run / "manifest.json").write_text("{", encoding="utf-8")
    plan = studies.inspect(this)
    assert len(plan.todo) == lost
    assert not plan.complete
    (folder / "comparison").mkdir()
    carried(this)
    assert not (folder / "comparison").exists()
    assert studies.inspect(this).complete


def test_a_run_that_is_no_longer_asked_for_goes(study: Callable[..., Study]) -> None:
    folder = carried(study())
    mine = folder / "runs" / "mine"
    mine.mkdir()
    (mine / "manifest.json").write_text("{}", encoding="utf-8")
    less = replace(study(), runs=study().runs[:6])
    (folder / "study.json").write_text(
        json.dumps(
            intact.sealed({**json.loads((folder / "study.json").read_text(encoding="utf-8")), "finished": None})
        ),
        encoding="utf-8",
    )
    carried(less)
    assert sorted(path.name for path in (folder / "runs").iterdir()) == ["central", "fringe_share-0.6", "mine"]


def test_folders_that_cannot_be_used(study: Callable[..., Study], monkeypatch: pytest.MonkeyPatch) -> None:
    this = study()
    assert studies.problems(this) == []
    this.output.mkdir()
    assert studies.problems(this) == []
    (this.output / "mine.txt").write_text("mine", encoding="utf-8")
    assert "is not empty and holds no study" in studies.problems(this)[0]
    carried(this)
    assert studies.problems(this) == []
    other = replace(this, name="other")
    assert "holds another study, look" in studies.problems(other)[0]
    seed = replace(this, words=("seed=2",))
    assert "holds this study with other settings (seed=1)" in studies.problems(seed)[0]
    with lock.held(this.output):
        assert re.search(r"process \d+ on \w+ makes it at this moment", studies.problems(this)[0])
    (this.output / "manifest.json").write_text("{}", encoding="utf-8")
    assert "holds a finished run" in studies.problems(this)[0]
    file = replace(this, output=this.output / "study.json")
    assert "is a file" in studies.problems(file)[0]


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    code = (
        "import multiprocessing, os, sys, time\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from werkagenda.study import engines\n"
        "if __name__ == '__main__':\n"
        "    context = multiprocessing.get_context('spawn')\n"
        "    queue = context.Queue()\n"
        "    pool = ProcessPoolExecutor(1, context, engines._listen, (queue,))\n"
        "    print(pool.submit(os.getpid).result(), flush=True)\n"
        "    os._exit(9)\n"
    )
    script = tmp_path / "starts.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60)
    worker = int(done.stdout)
    until = time.monotonic() + 20
    while psutil.pid_exists(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not psutil.pid_exists(worker)
    assert done.returncode == 9


def test_a_run_replaces_only_when_told(settings: Any, tmp_path: Path) -> None:
    target = tmp_path / "out"
    for number in (1, 2):
        with studies.store.making(target, "last.json", replace=True) as work:
            (work / "last.json").write_text(str(number), encoding="utf-8")
    assert (target / "last.json").read_text(encoding="utf-8") == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    with pytest.raises(ValueError, match="boom"), studies.store.making(target, "last.json", replace=True) as work:
        raise ValueError("boom")
    assert (target / "last.json").read_text(encoding="utf-8") == "2"
