"""Simulated points kept on disk as soon as they are done, so that a stopped fit goes on where it was.

One CSV a kind of simulation: its name is a hash of the versions, the scale, the parameters and the targets. A row has
a key (hash of seed and values), the seed, the parameter values and the simulated targets. A row that was cut off by a
stop is left out when the file is read and removed before the next row is written.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from werkagenda.problems import BadInput

Answers = dict[str, float]


@dataclass(frozen=True)
class Point:
    """One simulation to be done: parameter values by name and the seed of its history."""

    values: tuple[tuple[str, float], ...]
    seed: int

    @property
    def key(self) -> str:
        """Hash of its content, 16 hexadecimal digits."""
        content = json.dumps([self.seed, [[name, repr(value)] for name, value in self.values]])
        return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass
class Store:
    """Answers by key, on disk in `path`."""

    path: Path
    parameters: tuple[str, ...]
    targets: tuple[str, ...]
    known: dict[str, Answers] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """Columns of the file."""
        return ["key", "seed", *self.parameters, *self.targets]

    def add(self, point: Point, answers: Mapping[str, float]) -> None:
        """Keep a simulation; it is on disk when this returns."""
        numbers = [*(value for _, value in point.values), *(answers[name] for name in self.targets)]
        with self.path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow([point.key, point.seed, *map(repr, map(float, numbers))])
            file.flush()
            os.fsync(file.fileno())
        self.known[point.key] = {name: float(answers[name]) for name in self.targets}


def opened(folder: Path, stamp: Sequence[object], parameters: Sequence[str], targets: Sequence[str]) -> Store:
    """The store of one kind of simulation in a folder, made if there is none. `stamp`: versions, scale and the like."""
    content = json.dumps([[str(each) for each in stamp], list(parameters), list(targets)])
    name = f"simulated-{hashlib.sha256(content.encode()).hexdigest()[:10]}.csv"
    store = Store(folder / name, tuple(parameters), tuple(targets))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _mend(store)
    except OSError as error:
        raise BadInput([f"{folder}: cannot be used as a folder of simulations ({error.strerror})"]) from None
    _read(store)
    return store


def _mend(store: Store) -> None:
    """Write the header of a new file; cut a torn last row off an old one."""
    text = store.path.read_bytes() if store.path.exists() else b""
    whole = text[: text.rfind(b"\n") + 1]
    head = (",".join(store.columns) + "\n").encode()
    if not whole:
        store.path.write_bytes(head)
    elif whole != text:
        store.path.write_bytes(whole)


def _read(store: Store) -> None:
    """Fill `known` from the file. BadInput with the line of every row that is damaged."""
    problems: list[str] = []
    with store.path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if next(rows, []) != store.columns:
            raise BadInput([f"{store.path} line 1: other columns than this fit writes; remove the file"])
        for row in rows:
            try:
                numbers = [float(cell) for cell in row[2 + len(store.parameters) :]]
                store.known[row[0]] = dict(zip(store.targets, numbers, strict=True))
            except (ValueError, IndexError):
                problems.append(f"{store.path} line {rows.line_num}: is damaged; remove the line to simulate it again")
    if problems:
        raise BadInput(problems)
