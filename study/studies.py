"""Carry out a study: all cells over one pool; each run has its folder once its cells are done; what stands is kept."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkagenda.study import engines, manifest, run, store
from werkagenda.study.plan import Cell, cells
from werkagenda.study.worlds import COMPARISON, RUNS, Run, Study
from werkagenda.tables import writer

FORMAT = 1
STUDY = "study.json"
_CELLS = "cells"


@dataclass(frozen=True)
class Plan:
    """What of a study stands already and what is to be done."""

    study: Study
    kept: tuple[Run, ...]
    todo: tuple[Run, ...]
    complete: bool
    """Whether the study was carried out to its end and all of it stands."""

    @property
    def cells(self) -> list[Cell]:
        """The cells to be done, in the order of the runs."""
        return [cell for each in self.todo for cell in cells(each.settings)]


def read_json(path: Path) -> dict[str, Any] | None:
    """What a file of JSON holds, or None where there is none or it is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def problems(study: Study) -> list[str]:
    """Why a study cannot be put in its folder: empty when it can."""
    name = f"output={study.output}"
    if study.output.is_file():
        return [f"{name}: is a file; name another folder"]
    if not study.output.is_dir():
        return []
    if store.finished(study.output):
        return [f"{name}: holds a finished run; name another folder"]
    making = [owner for _, owner in store.others(study.output / _CELLS) if store.alive(owner)]
    if making:
        return [f"{name}: process {making[0]} carries out a study there; wait for it or name another folder"]
    if all(item.name.startswith(".") for item in study.output.iterdir()):
        return []
    return claimed(name, read_json(study.output / STUDY), study)


def claimed(name: str, found: dict[str, Any] | None, study: Study) -> list[str]:
    """What is wrong with a folder that holds something: it must be the same study, asked for in the same words."""
    if found is None:
        return [f"{name}: is not empty and holds no study; name another folder"]
    if found.get("name") != study.name:
        return [f"{name}: holds another study, {found.get('name')}; name another folder"]
    there, here = found.get("words"), sorted(study.words)
    if there != here:
        said = ", ".join(map(str, there)) if isinstance(there, list) and there else "nothing set"
        return [f"{name}: holds this study with other settings ({said}); name another folder or ask for the same"]
    return []


def stands(each: Run) -> bool:
    """Whether a run is there, whole, and made of these settings, sources, evidence and packages."""
    folder, settings = each.settings.output, each.settings
    found = read_json(folder / store.MANIFEST)
    if found is None:
        return False
    wanted = {
        "config": json.loads(json.dumps(settings.content())),
        "evidence": manifest.evidence_hashes(),
        "packages": manifest.packages(),
    }
    same = all(found.get(name) == value for name, value in wanted.items())
    code = found.get("code")
    same = same and isinstance(code, dict) and code.get("sources_sha256") == manifest.code()["sources_sha256"]
    return same and whole(folder, found.get("outputs"))


def whole(folder: Path, outputs: object) -> bool:
    """Whether every table that a manifest names is there with its size in bytes."""
    if not isinstance(outputs, dict):
        return False
    sizes = {name: entry.get("bytes") for name, entry in outputs.items() if isinstance(entry, dict)}
    there = [(folder / name, size) for name, size in sizes.items()]
    return bool(there) and all(path.is_file() and path.stat().st_size == size for path, size in there)


def look(study: Study) -> Plan:
    """What stands and what is to be done; changes nothing."""
    found = [(each, stands(each)) for each in study.runs]
    kept = tuple(each for each, there in found if there)
    todo = tuple(each for each, there in found if not there)
    said = read_json(study.output / STUDY) or {}
    complete = not todo and said.get("finished") is not None
    return Plan(study, kept, todo, complete)


def carry_out(plan: Plan, progress: engines.Progress = run.silent, model: str = engines.MODEL) -> None:
    """Do what is to be done; finished runs stay whatever happens. Progress names cells by their place in `plan`."""
    study, seconds = plan.study, run.stopwatch()
    if plan.complete:
        return
    study.output.mkdir(parents=True, exist_ok=True)
    before = read_json(study.output / STUDY) or {}
    known = [
        *before.get("runs", []),
        *({"world": each.world, "scenario": each.settings.scenario} for each in plan.todo),
    ]
    write(study, {**entries(plan), "finished": None, "runs": known})
    if plan.todo:
        shutil.rmtree(study.output / COMPARISON, ignore_errors=True)
        with store.scratch(study.output / _CELLS) as parts:
            execute(plan, parts, progress, model)
    forget(study, known)
    ended = {"finished": manifest.now(), "wall_seconds": round(seconds(), 3)}
    write(study, {**entries(plan), **ended, "runs": listed(plan)})


def execute(plan: Plan, parts: Path, progress: engines.Progress, model: str) -> None:
    """All cells to be done; each run is published when its last cell is done."""
    place = [(number, cell) for number, each in enumerate(plan.todo) for cell in cells(each.settings)]
    jobs = [engines.Job(cell, parts / f"{number:04d}-{cell.replicate:05d}") for number, cell in place]
    done: dict[int, list[engines.Done]] = defaultdict(list)

    def finished(job: int, known: engines.Done) -> None:
        number = place[job][0]
        done[number].append(known)
        settings = plan.todo[number].settings
        if len(done[number]) == settings.replicates:
            publish(plan.todo[number], sorted(done.pop(number), key=lambda each: each.replicate))

    engines.carry_out(jobs, plan.study.workers, progress, model, finished)


def publish(each: Run, done: Sequence[engines.Done]) -> None:
    """Put a run whose cells are done in its folder; what stood there was made of something else and goes."""
    seconds = run.stopwatch(sum(cell.seconds for cell in done))
    with store.making(each.settings.output, replace=True) as work:
        run.fill(work, each.settings, done, seconds)


def forget(study: Study, before: Sequence[Any]) -> None:
    """Remove the runs that an earlier form of this study made and this one does not ask for."""
    asked = {each.settings.output for each in study.runs}
    for entry in before:
        folder = study.output / RUNS / Path(str(entry["world"])).name / Path(str(entry["scenario"])).name
        if folder not in asked and store.finished(folder):
            shutil.rmtree(folder)
            if not any(folder.parent.iterdir()):
                folder.parent.rmdir()


def entries(plan: Plan) -> dict[str, Any]:
    """What study.json says from the start."""
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
    """Write study.json, whole or not at all."""
    store.write_manifest(study.output, content, STUDY)
