"""Manifest of a run: code, settings, evidence, seed and versions that produced it, and the command to repeat it.

Time, memory and machine are recorded here only; tables have the same bytes on every run.
"""

from __future__ import annotations

import hashlib
import platform
import shlex
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import psutil

import werkagenda
from werkagenda.scenarios import catalogue, wording
from werkagenda.study.plan import Settings
from werkagenda.tables import flows

FORMAT = 2
PACKAGES = ("hydra-core", "llvmlite", "mesa", "numba", "numpy", "omegaconf", "pandas", "pyarrow", "scipy", "werkagenda")
CODE = ("agents", "analysis", "configs", "evidence", "inference", "model", "scenarios", "study", "tables")
NUMBERS = (
    "agents",
    "evidence",
    "model",
    "scenarios",
    "study/execute.py",
    "study/plan.py",
    "study/run.py",
    "tables/schemas.py",
    "tables/vocabulary.py",
    "tables/writer.py",
)
"""Sources that affect numbers. Scenarios and settings enter as values, which the manifest contains."""
RELIABLE_SCALE = 0.1
"""Minimum scale at which results of single municipalities are reliable."""


def now() -> str:
    """Current time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def peak_bytes() -> int:
    """Peak memory of this process in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most) if sys.platform == "darwin" else int(most) * 1024


def leaves(folder: Traversable, prefix: str, endings: tuple[str, ...]) -> Iterable[tuple[str, bytes]]:
    """Names and contents of the files in a folder tree with one of the endings, in order of name."""
    for item in sorted(folder.iterdir(), key=lambda each: each.name):
        if item.name.startswith((".", "__pycache__")):
            continue
        if item.is_dir():
            yield from leaves(item, f"{prefix}{item.name}/", endings)
        elif item.name.endswith(endings):
            yield prefix + item.name, item.read_bytes()


@cache
def evidence_hashes() -> dict[str, str]:
    """sha256 of every evidence file in the package."""
    found = leaves(files("werkagenda.evidence") / "data", "", (".csv",))
    return {name: hashlib.sha256(content).hexdigest() for name, content in found}


@cache
def source_hash() -> str:
    """sha256 over all code and configuration of the simulator."""
    total = hashlib.sha256()
    for part in CODE:
        for name, content in leaves(files(f"werkagenda.{part}"), f"{part}/", (".py", ".yaml")):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


@cache
def numbers_hash() -> str:
    """sha256 over the code that affects numbers; equal hash and settings mean equal results."""
    total = hashlib.sha256()
    for part in NUMBERS:
        folder, _, file = part.partition("/")
        found = leaves(files(f"werkagenda.{folder}"), f"{folder}/", (".py",))
        for name, content in found:
            if not file or name == part:
                plain = content.replace(b"\r\n", b"\n")
                total.update(f"{name}\0{len(plain)}\0".encode())
                total.update(plain)
    return total.hexdigest()


@cache
def analysis_hash() -> str:
    """sha256 over the code of comparisons and reports."""
    total = hashlib.sha256()
    for part in ("analysis", "tables"):
        for name, content in leaves(files(f"werkagenda.{part}"), f"{part}/", (".py", ".html", ".css")):
            total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def git(*words: str) -> str | None:
    """Output of a git command in the checkout; None without checkout or git."""
    root = Path(werkagenda.__file__).resolve().parents[2]
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


@cache
def code() -> dict[str, Any]:
    """Version, commit if known, whether files differ from it, and hashes of the sources."""
    changed = git("status", "--porcelain", "--untracked-files=no")
    return {
        "version": werkagenda.__version__,
        "commit": git("rev-parse", "HEAD"),
        "changed_since_commit": None if changed is None else bool(changed),
        "sources_sha256": source_hash(),
        "numbers_sha256": numbers_hash(),
    }


@cache
def packages() -> dict[str, str]:
    """Versions of packages that can affect numbers."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def command(settings: Settings) -> str:
    """Command that repeats the run."""
    words = [*settings.changed, f"output={settings.output.as_posix()}"]
    return shlex.join(["werkagenda", "run", *words])


def notes(settings: Settings) -> dict[str, str]:
    """Tables that are unreliable at this scale, with the reason."""
    if settings.scale >= RELIABLE_SCALE:
        return {}
    return {"municipalities": f"too few people in each municipality below scale {RELIABLE_SCALE}"}


def build(settings: Settings, outputs: dict[str, Any], cells: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """The manifest; `outputs` by file (sha256, rows, bytes), `cells` one per replicate."""
    draw = settings.draw
    return {
        "format": FORMAT,
        **({"draw": {"number": draw.number, "values": dict(draw.values)}} if draw else {}),
        "command": command(settings),
        "scenario": settings.scenario,
        "ledger": flows.described(catalogue.headings()),
        "instruments": catalogue.titles(),
        "description": dict(zip(("en", "nl"), settings.description, strict=True)),
        "about": dict(settings.about),
        "in_words": wording.differing(settings.instruments),
        "config": settings.content(),
        "seeds": {"seed": settings.seed, "replicates": list(range(settings.replicates))},
        "parameters_without_source": settings.without_source,
        "parameters_outside_range": settings.outside_range,
        "unreliable_tables": notes(settings),
        "code": code(),
        "evidence": evidence_hashes(),
        "packages": packages(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "outputs": outputs,
        "workers": settings.workers,
        "cells": cells,
        "finished": now(),
        "wall_seconds": round(seconds, 3),
        "peak_memory_bytes": max([peak_bytes(), *(int(cell["peak_memory_bytes"]) for cell in cells)]),
    }
