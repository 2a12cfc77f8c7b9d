"""Carry out a study: all cells over one pool.

Each run is published when its cells are done; finished runs are kept.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from werkagenda import stopping
from werkagenda.study import engines, finished, lock, manifest, run, store
from werkagenda.study.plan import Cell, Settings, cells
from werkagenda.study.worlds import COMPARISON, RUNS, Run, Study, current_word
from werkagenda.tables import intact, writer

FORMAT = 1
STUDY = "study.json"
COMPARED = "compared_by_sha256"
"""Key in study.json: hash of the code that produced its comparison."""
CELLS = ".cells"
"""Folder, in the study's folder, of finished cells of unfinished runs."""


@dataclass(frozen=True)
class Plan:
    """What of a study exists and what remains to be done."""

    study: Study
    kept: tuple[Run, ...]
    todo: tuple[Run, ...]
    complete: bool
    """True if the study has been completed and all of it is intact."""
    held: dict[str, finished.Done] = field(default_factory=dict)
    """Finished cells of unfinished runs, by folder name."""

    @cached_property
    def places(self) -> list[tuple[int, Cell, str]]:
        """Every cell of the runs to be done: run number, cell, folder name."""
        found: dict[str, int] = {}
        places = []
        for number, each in enumerate(self.todo):
            named = finished.keys(each.settings)
            for cell in cells(each.settings):
                key = named(cell.replicate)
                found[key] = found.get(key, 0) + 1
                places.append((number, cell, key if found[key] == 1 else f"{key}-{found[key]}"))
        return places

    @cached_property
    def ahead(self) -> list[tuple[int, Cell, str]]:
        """Entries of `places` that remain to be done."""
        return [place for place in self.places if place[2] not in self.held]

    @property
    def cells(self) -> list[Cell]:
        """Cells to be done, in the order of the runs."""
        return [cell for _, cell, _ in self.ahead]


def read_json(path: Path) -> dict[str, Any] | None:
    """Content of a manifest or study.json; None if absent or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and not intact.altered(found) else None


def problems(study: Study) -> list[str]:
    """Error messages if a study cannot be written to its folder now; empty if it can."""
    return taken(study) or lock.busy(study.output)


def taken(study: Study) -> list[str]:
    """Content of a study's folder that does not belong to this study; empty if none."""
    name = f"output={study.output}"
    if study.output.is_file():
        return [f"{name}: is a file; name another folder"]
    if not study.output.is_dir():
        return []
    if store.finished(study.output):
        return [f"{name}: holds a finished run; name another folder"]
    named = {item.name for item in study.output.iterdir() if not item.name.startswith(".")}
    if STUDY not in named and named <= {RUNS, COMPARISON}:  # study.json was removed; each run is checked on its own
        return []
    if STUDY in named and read_json(study.output / STUDY) is None:
        return [
            f"{name}: study.json is damaged; remove it and ask again (finished runs are kept) or name another folder"
        ]
    return claimed(name, read_json(study.output / STUDY), study)


def claimed(name: str, found: dict[str, Any] | None, study: Study) -> list[str]:
    """Error messages for a folder that is not empty: it must hold the same study, with the same overrides."""
    if found is None:
        return [f"{name}: is not empty and holds no study; name another folder"]
    if found.get("name") != study.name:
        return [f"{name}: holds another study, {found.get('name')}; name another folder"]
    there, here = found.get("words"), sorted(study.words)
    same = isinstance(there, list) and sorted(map(current_word, map(str, there))) == here
    if not same:
        said = ", ".join(map(str, there)) if isinstance(there, list) and there else "nothing set"
        return [f"{name}: holds this study with other settings ({said}); name another folder or ask for the same"]
    return []


def stands(each: Run) -> bool:
    """True if a run exists, intact, with these settings, sources, evidence and packages."""
    return made_of(each.settings)


def made_of(settings: Settings) -> bool:
    """True if the folder of a run holds it, intact, with these settings, sources, evidence and packages."""
    said = read_json(settings.output / store.MANIFEST)
    if said is None or not same_origin(said, settings):
        return False
    return not intact.changed(settings.output, said.get("outputs"))


def same_origin(said: Mapping[str, Any], settings: Settings) -> bool:
    """True if a manifest matches these settings and the current sources, evidence and packages."""
    wanted = {
        "config": json.loads(json.dumps(settings.content())),
        "evidence": manifest.evidence_hashes(),
        "packages": manifest.packages(),
    }
    code = said.get("code")
    same = all(said.get(name) == value for name, value in wanted.items())
    return same and isinstance(code, dict) and code.get("numbers_sha256") == manifest.code()["numbers_sha256"]


def inspect(study: Study) -> Plan:
    """What exists and what remains to be done; changes nothing."""
    found = [(each, stands(each)) for each in study.runs]
    kept = tuple(each for each, there in found if there)
    todo = tuple(each for each, there in found if not there)
    said = read_json(study.output / STUDY) or {}
    complete = not todo and said.get("finished") is not None
    plan = Plan(study, kept, todo, complete)
    folder = study.output / CELLS
    for _, cell, name in plan.places if folder.is_dir() else ():
        if done := finished.taken_up(folder / name, cell.replicate):
            plan.held[name] = done
    return plan


def recovered(plan: Plan) -> Plan:
    """The plan with the cells that stand in runs of fewer replicates taken out of them."""
    folder, names = plan.study.output / CELLS, defaultdict[int, list[str]](list)
    for number, _, name in plan.places:
        names[number].append(name)
    for number, each in enumerate(plan.todo):
        fewer = replicates_there(each.settings)
        for name, replicate in zip(names[number], range(fewer), strict=False):
            if name not in plan.held:
                finished.split(each.settings.output, replicate, folder / name)
    return inspect(plan.study)


def replicates_there(settings: Settings) -> int:
    """Replicates of an intact run that differs from these settings in their number alone; 0 where there is none."""
    said = read_json(settings.output / store.MANIFEST)
    number = len(said["seeds"]["replicates"]) if said else 0
    return number if number and made_of(replace(settings, replicates=number)) else 0


def carry_out(plan: Plan, progress: engines.Progress = run.silent, model: str = engines.MODEL) -> list[str]:
    """Do what remains; finished runs are always kept. Progress numbers cells by their position in `plan`.

    Returns a line for each cell that failed, with the command that repeats it; the others are done.
    """
    study, seconds = plan.study, run.stopwatch()
    if plan.complete:
        return []
    study.output.mkdir(parents=True, exist_ok=True)
    before = read_json(study.output / STUDY) or {}
    known = [
        *before.get("runs", []),
        *({"world": each.world, "scenario": each.settings.scenario} for each in plan.todo),
    ]
    write(study, {**entries(plan), "finished": None, "runs": known})
    failed: list[str] = []
    if plan.todo:
        shutil.rmtree(study.output / COMPARISON, ignore_errors=True)
        folder = study.output / CELLS
        finished.tidy(folder, {name for _, _, name in plan.places})
        try:
            with stopping.undone(lambda: finished.tidy(folder)):
                failed = execute(plan, folder, progress, model)
        finally:
            finished.tidy(folder)
    if failed:
        write(study, {**entries(plan), "finished": None, "runs": known, "failed": failed})
        return failed
    forget(study, known)
    ended = {"finished": manifest.now(), "wall_seconds": round(seconds(), 3)}
    write(study, {**entries(plan), **ended, "runs": listed(plan)})
    return []


def execute(plan: Plan, parts: Path, progress: engines.Progress, model: str) -> list[str]:
    """Execute the remaining cells; each run is published after its last cell. Returns a line for each that failed."""
    ahead = plan.ahead
    failed: dict[int, str] = {}
    jobs = [engines.Job(cell, parts / name) for _, cell, name in ahead]
    done: dict[int, list[finished.Done]] = defaultdict(list)

    def take_in(number: int, known: finished.Done) -> None:
        done[number].append(known)
        if len(done[number]) == plan.todo[number].settings.replicates:
            publish(plan.todo[number], sorted(done.pop(number), key=lambda each: each.replicate))

    for number, _, name in plan.places:
        if name in plan.held:
            take_in(number, plan.held[name])

    def note(job: int, problem: engines.EngineProblem) -> None:
        failed[job] = f"{problem}; to repeat it: {repeating(ahead[job][1])}"

    if jobs:
        told = engines.Told(lambda job, known: take_in(ahead[job][0], known), note)
        spread(plan.study, jobs, progress, model, told)
    return [failed[job] for job in sorted(failed)]


def repeating(cell: Cell) -> str:
    """Command that runs a cell again, by itself where it is the first of its run."""
    words = [word for word in cell.settings.changed if not word.startswith("replicates=")]
    return shlex.join(["werkagenda", "run", *words, f"replicates={cell.replicate + 1}", "output=runs/repeated"])


def spread(
    study: Study, jobs: Sequence[engines.Job], progress: engines.Progress, model: str, told: engines.Told
) -> None:
    """Execute jobs on the study's engine."""
    if study.engine == "dask":
        from werkagenda.study import dask_engine

        dask_engine.carry_out(jobs, dask_engine.Cluster(study.workers, study.address), progress, model, told)
    else:
        engines.carry_out(jobs, study.workers, progress, model, told)


def publish(each: Run, done: Sequence[finished.Done]) -> None:
    """Publish a run whose cells are done; replaces a run made with other inputs."""
    seconds = run.stopwatch(sum(cell.seconds for cell in done))
    with store.making(each.settings.output, replace=True) as work:
        run.fill(work, each.settings, done, seconds)


def forget(study: Study, before: Sequence[Any]) -> None:
    """Remove runs of an earlier version of this study that it no longer contains."""
    asked = {each.settings.output for each in study.runs}
    for entry in before:
        folder = study.output / RUNS / Path(str(entry["world"])).name / Path(str(entry["scenario"])).name
        if folder not in asked and store.finished(folder):
            shutil.rmtree(folder)
            if not any(folder.parent.iterdir()):
                folder.parent.rmdir()


def entries(plan: Plan) -> dict[str, Any]:
    """Content of study.json at the start."""
    study = plan.study
    return {
        "format": FORMAT,
        "name": study.name,
        "description": dict(zip(("en", "nl"), study.description, strict=True)),
        "command": study.command,
        "words": sorted(study.words),
        "asked": dict(study.asked),
        "workers": study.workers,
        "kept": len(plan.kept),
        "computed": len(plan.todo),
    }


def listed(plan: Plan) -> list[dict[str, Any]]:
    """Each run with its folder, the hash of its manifest and whether it was kept."""
    kept = {each.name for each in plan.kept}
    return [
        {
            "world": each.world,
            "scenario": each.settings.scenario,
            "folder": each.settings.output.relative_to(plan.study.output).as_posix(),
            "manifest_sha256": writer.digest(each.settings.output / store.MANIFEST),
            "kept": each.name in kept,
        }
        for each in plan.study.runs
    ]


def write(study: Study, content: dict[str, Any]) -> None:
    """Write study.json atomically."""
    store.write_manifest(study.output, content, STUDY)


def compared_now(study: Study) -> bool:
    """True if the study's comparison was produced by the current analysis code."""
    said = read_json(study.output / STUDY) or {}
    return said.get(COMPARED) == manifest.analysis_hash()


def note_comparison(study: Study) -> None:
    """Record which code produced the study's comparison."""
    said = read_json(study.output / STUDY) or {}
    write(study, {**said, COMPARED: manifest.analysis_hash()})
