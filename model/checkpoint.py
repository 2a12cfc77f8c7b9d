"""Checkpoint of December 2024: saved once per seed and reused by every scenario; stale files are rejected.

The key covers everything the history depends on: seed, replicate, scale, all parameters, the evidence files, the
sources of evidence, tables, agents and model, and the versions of Python, NumPy and Numba. Scenario, economy and inflow
are excluded: they differ from January 2025 on only. Arrays are stored without pickle.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from werkagenda.agents.kinds import ASYLUM
from werkagenda.model.country import Country
from werkagenda.model.policy.hooks import Instrument
from werkagenda.model.run_spec import RunSpec
from werkagenda.model.state import State
from werkagenda.tables.vocabulary import HISTORY_MONTHS

Arrays = dict[str, np.ndarray[Any, Any]]
SOURCES = ("evidence", "tables", "agents", "model")
SCALARS = ("month", "entered", "open_n", "residents_n", "minimum_before")
VECTORS = (
    "slot_sizes",
    "usual_fill",
    "fill_rate",
    "network",
    "sector_newcomers",
    "guidance",
    "finding",
    "clients",
    "caseload",
    "sample_rows",
)


class CheckpointProblem(ValueError):
    """A checkpoint cannot be used: other inputs, damaged, or not at the end of the history."""


NOT_READ = ("posterior.csv", "priors.csv", "target_errors.csv")
"""Evidence that no run reads: which parameter values are tried, not what they do."""


def _files(folder: Any) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry)
        elif entry.is_file() and entry.name.endswith((".py", ".csv", ".yaml")) and entry.name not in NOT_READ:
            yield entry.name, entry.read_bytes()


@cache
def sources_hash() -> str:
    """Hash of the sources and evidence that determine the history."""
    digest = hashlib.sha256()
    for name in SOURCES:
        for file, content in _files(resources.files(f"werkagenda.{name}")):
            digest.update(file.encode())
            digest.update(hashlib.sha256(content.replace(b"\r\n", b"\n")).digest())
    return digest.hexdigest()


def key(spec: RunSpec, instruments: Sequence[Instrument[State]] = ()) -> str:
    """Checkpoint key of a run: 32 hexadecimal digits. Of instruments only ``past`` counts."""
    parameters = {g: group._asdict() for g, group in spec.parameters._asdict().items()}
    content = {
        "seed": spec.seed,
        "replicate": spec.replicate,
        "scale": repr(spec.scale),
        "parameters": parameters,
        "instruments": {each.name: each.past for each in instruments if each.past},
        "sources": sources_hash(),
        "versions": [platform.python_version(), version("numpy"), version("numba")],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def _households(w: State) -> int:
    """Number of households whose head has arrived (they are the leading rows)."""
    return int((w.people.member[: w.entered] != 1).sum())


def save(country: Country, path: Path) -> None:
    """Write the checkpoint of a country that has just run December 2024, atomically."""
    w = country.state
    if w.month != HISTORY_MONTHS:
        raise CheckpointProblem(f"the history ends at month {HISTORY_MONTHS}, the country stands at {w.month}")
    arrays: Arrays = {"key": np.frombuffer(key(country.spec, w.hooks.instruments).encode(), np.uint8)}
    arrays["scalars"] = np.array([getattr(w, name) for name in SCALARS], np.int64)
    arrays.update({name: getattr(w, name) for name in VECTORS})
    n = w.entered
    counts = {"people": n, "households": _households(w), "residents": w.residents_n, "openings": w.open_n}
    for table in ("people", "households", "residents", "openings", "employers", "counts"):
        for name, column in getattr(w, table)._asdict().items():
            arrays[f"{table}.{name}"] = column[: counts.get(table, len(column))]
    arrays["past"] = w.past[:, :n]
    arrays["towns"] = np.array([[t.clients, t.capacity_hours, t.guidance] for t in w.towns])
    arrays["ledger"] = w.ledger.cents[:HISTORY_MONTHS]
    arrays["headings"] = np.array([heading.name for heading in w.ledger.headings])
    arrays.update({f"memory.{name}": array for name, array in w.hooks.memories().items()})
    arrays.update(w.record.saved(HISTORY_MONTHS))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + f".part-{w.spec.replicate}")
    try:
        with part.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def restore(
    spec: RunSpec,
    path: Path,
    instruments: Sequence[Instrument[State]] = (),
    past: Sequence[Instrument[State]] | None = None,
) -> Country:
    """Country at January 2025 as if it had run the history under ``spec``.

    ``past``: instruments of the history, if those of the outlook have other parameters. Raises CheckpointProblem for a
    stale or damaged file.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        made_for = arrays["key"].tobytes().decode()
    except Exception as error:
        raise CheckpointProblem(f"{path}: cannot be read ({type(error).__name__}); delete it and run again") from error
    if made_for != key(spec, instruments if past is None else past):
        raise CheckpointProblem(f"{path}: made from other inputs; delete it and run again")
    country = Country(spec, instruments)
    try:
        _fill(country.state, arrays)
    except (KeyError, ValueError) as error:
        raise CheckpointProblem(f"{path}: lacks something ({error}); delete it and run again") from error
    country.steps = country.month
    return country


def _fill(w: State, arrays: Arrays) -> None:
    for name, value in zip(SCALARS, arrays["scalars"].tolist(), strict=True):
        setattr(w, name, value)
    for name in VECTORS:
        getattr(w, name)[...] = arrays[name]
    pending = np.flatnonzero(arrays["people.kind"] == ASYLUM)
    decided = {name: getattr(w.people, name)[pending].copy() for name in ("permit", "decision")}
    for table in ("people", "households", "residents", "openings", "employers", "counts"):
        for name, column in getattr(w, table)._asdict().items():
            saved = arrays[f"{table}.{name}"]
            column[: len(saved)] = saved
    for name, values in decided.items():
        getattr(w.people, name)[pending] = values
    w.past[:, : w.entered] = arrays["past"]
    for place, name in enumerate(arrays["headings"].tolist()):
        if name in w.ledger.at or arrays["ledger"][..., place].any():
            w.ledger.cents[:HISTORY_MONTHS, :, :, w.ledger.at[name]] = arrays["ledger"][..., place]
    for name, array in w.hooks.memories().items():
        if f"memory.{name}" in arrays:
            array[...] = arrays[f"memory.{name}"]
    w.record.load(arrays, HISTORY_MONTHS)
    for town in w.towns:
        clients, town.capacity_hours, town.guidance = (float(x) for x in arrays["towns"][town.index])
        town.clients = int(clients)
        town.count(*(int(x) for x in w.record["places"][HISTORY_MONTHS - 1, town.index, :3]))
