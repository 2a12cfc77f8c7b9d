"""A changed rule is never answered by a function compiled from the old one."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from numba.core.dispatcher import Dispatcher

import werkagenda
from werkagenda import numba_cache

RULE = "from numba import njit\n\n@njit(cache=True)\ndef rule(x):\n    return x + {number}\n"
LOOP = (
    "from numba import njit\nfrom agents.rule import rule\n\n"
    "@njit(cache=True)\ndef loop(n):\n    total = 0\n"
    "    for i in range(n):\n        total += rule(i)\n    return total\n"
)
RUN = (
    "import sys; from werkagenda import numba_cache\n"
    "sys.path.insert(0, sys.argv[1]); numba_cache.use([sys.argv[1]])\n"
    "from model.loop import loop; print(loop(10))\n"
)


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    for folder in ("agents", "model"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "agents" / "rule.py").write_text(RULE.format(number=1), encoding="utf-8")
    (tmp_path / "model" / "loop.py").write_text(LOOP, encoding="utf-8")
    return tmp_path


def outcome(parts: Path, cache: Path) -> int:
    """What the loop says in a process of its own."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(parts)], env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_a_changed_rule_changes_what_the_loop_says(parts: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert outcome(parts, cache) == 55
    (parts / "agents" / "rule.py").write_text(RULE.format(number=2), encoding="utf-8")
    assert outcome(parts, cache) == 65
    assert len(list(cache.iterdir())) == 2


def test_any_source_names_another_folder(parts: Path) -> None:
    folders = [parts / "agents", parts / "model"]
    before = numba_cache.source_hash(folders)
    assert numba_cache.source_hash(folders) == before
    (parts / "agents" / "rule.py").write_text("x = 1\n", encoding="utf-8")
    changed = numba_cache.source_hash(folders)
    (parts / "model" / "new.py").write_text("", encoding="utf-8")
    assert len({before, changed, numba_cache.source_hash(folders)}) == 3


def test_workers_use_the_folder_of_who_started_them(parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [parts / "agents"]
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(parts / "mine"))
    first = numba_cache.cache_folder(folders)
    assert first.parent == parts / "mine"
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(first))
    assert numba_cache.cache_folder(folders) == first


def test_the_users_cache_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WERKAGENDA_CACHE", str(tmp_path / "w"))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    assert numba_cache.cache_folder([]).parent == tmp_path / "w" / "numba"


def test_old_folders_are_forgotten(tmp_path: Path) -> None:
    old, new, keep, other = (tmp_path / name for name in ("compiled-a", "compiled-b", "compiled-c", "other"))
    for folder in (old, new, keep, other):
        folder.mkdir()
    long_ago = time.time() - 30 * 24 * 3600
    for folder in (old, keep, other):
        os.utime(folder, (long_ago, long_ago))
    numba_cache.forget_old(tmp_path, keep)
    assert sorted(tmp_path.iterdir()) == [new, keep, other]


def test_the_folder_in_use_is_that_of_these_sources() -> None:
    folders = [
        Path(part) / name
        for part in werkagenda.__path__
        for name in numba_cache.COMPILED
        if (Path(part) / name).is_dir()
    ]
    assert [folder.name for folder in folders] == ["agents", "evidence", "model"]
    assert Path(os.environ["NUMBA_CACHE_DIR"]).name.startswith(numba_cache.PREFIX)


def modules(*parts: str) -> list[ModuleType]:
    """Every module of these parts, imported."""
    found = []
    for part in parts:
        top = importlib.import_module(f"werkagenda.{part}")
        names = [m.name for m in pkgutil.walk_packages(top.__path__, f"werkagenda.{part}.")]
        found += [top, *(importlib.import_module(name) for name in names if not name.endswith("__main__"))]
    return found


def test_whatever_is_compiled_lies_in_a_folder_of_the_hash() -> None:
    """A compiled function from elsewhere would go on giving old results inside a loop after its file changed."""
    parts = ("agents", "evidence", "model", "scenarios", "study", "analysis", "inference", "tables")
    made = [f for m in modules(*parts) for f in vars(m).values() if isinstance(f, Dispatcher)]
    names = {f.py_func.__module__.split(".")[1] for f in made}
    assert len(made) > 50
    assert "evidence" in names
    assert names <= set(numba_cache.COMPILED)
