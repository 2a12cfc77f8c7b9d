"""Store of finished cells, each complete or absent, named by everything that determines its numbers."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.study import manifest, store
from werkagenda.study.plan import Cell, Parameter, Settings
from werkagenda.tables import intact, writer

CARD = "cell.json"
MOST_TEXTS = 64
"""Texts of parameters that are kept."""
MAKING = ".making-"
"""Prefix of the folder of an unfinished cell."""


@dataclass(frozen=True)
class Done:
    """Result of a finished cell; its tables are in folder `part`."""

    replicate: int
    history: str
    seconds: float
    peak_memory_bytes: int
    tables: tuple[str, ...]
    part: Path

    def entry(self) -> dict[str, Any]:
        """The cell's entry in the manifest."""
        return {
            "replicate": self.replicate,
            "history": self.history,
            "wall_seconds": round(self.seconds, 3),
            "peak_memory_bytes": self.peak_memory_bytes,
        }


def key(cell: Cell) -> str:
    """Name of a cell: 32 hexadecimal digits over its settings, replicate, code, evidence and versions."""
    return keys(cell.settings)(cell.replicate)


def keys(settings: Settings) -> Callable[[int], str]:
    """Function from a replicate of a run to the name of its cell."""
    content = {name: value for name, value in settings.content(parameters=False).items() if name != "replicates"}
    shared = hashlib.sha256(json.dumps(content, sort_keys=True).encode() + origin())
    shared.update(parameters_text(settings.parameters))

    def of(replicate: int) -> str:
        whole = shared.copy()
        whole.update(str(replicate).encode())
        return whole.hexdigest()[:32]

    return of


_texts: dict[int, tuple[tuple[Parameter, ...], bytes]] = {}
"""Parameters as text by their identity: the runs of a study share them."""


def parameters_text(given: tuple[Parameter, ...]) -> bytes:
    """Parameters as text that tells any two sets apart."""
    known = _texts.get(id(given))
    if known is None or known[0] is not given:
        if len(_texts) > MOST_TEXTS:
            _texts.clear()
        known = _texts[id(given)] = given, json.dumps([(p.name, p.value, p.source) for p in given]).encode()
    return known[1]


@cache
def origin() -> bytes:
    """Everything outside its settings that decides the numbers of a cell: code, evidence, packages, Python."""
    code, python = manifest.code()["numbers_sha256"], platform.python_version()
    return json.dumps([code, manifest.evidence_hashes(), manifest.packages(), python], sort_keys=True).encode()


@contextmanager
def making(part: Path) -> Iterator[Path]:
    """Context manager with a folder that becomes `part` when the block has filled it."""
    aside = part.with_name(f"{MAKING}{os.getpid()}-{part.name}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    yield aside
    aside.rename(part)


def put(part: Path, tables: Mapping[str, pa.Table], known: Mapping[str, Any]) -> None:
    """Write a cell's tables and metadata, as Parquet, atomically."""
    with making(part) as aside:
        outputs = {}
        for name, table in tables.items():
            path = aside / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd", store_schema=False)
            outputs[path.name] = writer.digest(path)
        store.write_manifest(aside, {"format": intact.SEALED_FORMAT, **known, "outputs": outputs}, CARD)


def put_files(part: Path, content: Mapping[str, bytes]) -> None:
    """Write the files of a cell that was finished elsewhere, atomically."""
    with making(part) as aside:
        for name, each in content.items():
            (aside / name).write_bytes(each)


def taken_up(part: Path, replicate: int) -> Done | None:
    """A finished cell, or None if absent or damaged (a damaged one is removed)."""
    if not part.is_dir():
        return None
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        said = json.loads((part / CARD).read_text(encoding="utf-8"))
        if not intact.altered(said) and not intact.changed(part, said["outputs"]):
            tables = tuple(name.removesuffix(".parquet") for name in said["outputs"])
            return Done(replicate, said["history"], said["seconds"], said["peak_memory_bytes"], tables, part)
    shutil.rmtree(part, ignore_errors=True)
    return None


def split(run: Path, replicate: int, part: Path) -> None:
    """Make the cell of a replicate again from the tables of its published run."""
    said = json.loads((run / store.MANIFEST).read_text(encoding="utf-8"))
    entry = next(each for each in said["cells"] if each["replicate"] == replicate)
    tables = {
        name.removesuffix(".parquet"): pq.read_table(run / name, filters=[("replicate", "=", replicate)]).drop_columns(
            ["scenario", "replicate"]
        )
        for name in said["outputs"]
    }
    known = {
        "history": entry["history"],
        "seconds": entry["wall_seconds"],
        "peak_memory_bytes": entry["peak_memory_bytes"],
    }
    put(part, tables, known)


def tidy(folder: Path, wanted: Collection[str] = ()) -> None:
    """Remove unfinished cells and finished ones not in `wanted` (if empty, all finished ones stay)."""
    if not folder.is_dir():
        return
    for item in folder.iterdir():
        if item.name.startswith(MAKING) or (wanted and item.name not in wanted):
            shutil.rmtree(item, ignore_errors=True)
    with suppress(OSError):
        folder.rmdir()
