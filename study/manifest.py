"""What a manifest says: which code, settings, evidence, seed and versions made the numbers, and how to make them again.

Time, memory and machine stand here and nowhere else: the tables are the same bytes on every run.
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
from werkagenda.scenarios import catalogue
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
"""Sources that decide numbers. Scenarios and settings reach them as values, which stand in the manifest themselves."""
RELIABLE_SCALE = 0.1
"""Below this share the 342 municipalities hold too few people each to be read one by one."""


def now() -> str:
    """The time of day in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def peak_bytes() -> int:
    """The most memory this process has held, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most) if sys.platform == "darwin" else int(most) * 1024


def leaves(folder: Traversable, prefix: str, endings: tuple[str, ...]) -> Iterable[tuple[str, bytes]]:
    """Names and bytes of the files below a folder with one of the endings, in the order of their names."""
    for item in sorted(folder.iterdir(), key=lambda each: each.name):
        if item.name.startswith((".", "__pycache__")):
            continue
        if item.is_dir():
            yield from leaves(item, f"{prefix}{item.name}/", endings)
        elif item.name.endswith(endings):
            yield prefix + item.name, item.read_bytes()


@cache
def evidence_hashes() -> dict[str, str]:
    """sha256 of every file of evidence that ships with the code."""
    found = leaves(files("werkagenda.evidence") / "data", "", (".csv",))
    return {name: hashlib.sha256(content).hexdigest() for name, content in found}


@cache
def source_hash() -> str:
    """sha256 over all code and configuration of the simulator: the same sources have the same."""
    total = hashlib.sha256()
    for part in CODE:
        for name, content in leaves(files(f"werkagenda.{part}"), f"{part}/", (".py", ".yaml")):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


@cache
def numbers_hash() -> str:
    """sha256 over the code that decides numbers: runs with the same one, of the same settings, are the same."""
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
    """sha256 over the code that makes comparisons and pages of runs."""
    total = hashlib.sha256()
    for part in ("analysis", "tables"):
        for name, content in leaves(files(f"werkagenda.{part}"), f"{part}/", (".py", ".html", ".css")):
            total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def git(*words: str) -> str | None:
    """What git says in the checkout, or None where there is no checkout or no git."""
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
    """Which code: version, commit if known, whether files differ from it, and the hash of the sources."""
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
    """Versions of the packages that numbers can depend on."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def command(settings: Settings) -> str:
    """The one command that makes the run again."""
    words = [*settings.changed, f"output={settings.output.as_posix()}"]
    return shlex.join(["werkagenda", "run", *words])


def notes(settings: Settings) -> dict[str, str]:
    """Tables that cannot be relied on at this scale, and why."""
    if settings.scale >= RELIABLE_SCALE:
        return {}
    return {"municipalities": f"too few people in each municipality below scale {RELIABLE_SCALE}"}


def build(settings: Settings, outputs: dict[str, Any], cells: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """The whole manifest; `outputs` by file (sha256, rows, bytes), `cells` one a replicate in order."""
    return {
        "format": FORMAT,
        "command": command(settings),
        "scenario": settings.scenario,
        "ledger": flows.described(catalogue.headings()),
        "instruments": catalogue.titles(),
        "description": dict(zip(("en", "nl"), settings.description, strict=True)),
        "about": dict(settings.about),
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
