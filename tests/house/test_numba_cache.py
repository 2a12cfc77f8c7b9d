"""A changed rule is never answered by a function compiled from the old one."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from numba.core.dispatcher import Dispatcher

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
    assert len(list(cache.glob("compiled-model.loop-*"))) == 2


def test_only_what_depends_on_a_change_is_compiled_anew(parts: Path) -> None:
    (parts / "model" / "other.py").write_text("from agents.rule import rule as used\n", encoding="utf-8")
    (parts / "model" / "apart.py").write_text("x = 1\n", encoding="utf-8")
    names = ["model.loop", "model.other", "model.apart"]
    before = {name: numba_cache.Sources((str(parts),)).hash_of(name) for name in names}
    (parts / "agents" / "rule.py").write_text(RULE.format(number=2), encoding="utf-8")
    after = {name: numba_cache.Sources((str(parts),)).hash_of(name) for name in names}
    assert [name for name in names if before[name] != after[name]] == ["model.loop", "model.other"]


def test_fields_of_a_table_and_additions_to_numba_count_for_every_module(parts: Path) -> None:
    table = "from typing import NamedTuple\n\n\nclass T(NamedTuple):\n    a: int\n"
    hashes = [numba_cache.Sources((str(parts),)).hash_of("model.loop")]
    for text in (table, table + "    b: int\n", "from numba.extending import overload\n"):
        (parts / "agents" / "tables.py").write_text(text, encoding="utf-8")
        hashes.append(numba_cache.Sources((str(parts),)).hash_of("model.loop"))
    assert len(set(hashes)) == 4


def test_imports_over_several_lines_and_of_modules_count_and_those_for_types_do_not(parts: Path) -> None:
    (parts / "model" / "a.py").write_text(
        "from typing import TYPE_CHECKING\nfrom model import (\n    loop,\n)\n"
        "if TYPE_CHECKING:\n    from model.types import T\n",
        encoding="utf-8",
    )
    (parts / "model" / "types.py").write_text("T = int\n", encoding="utf-8")
    known = numba_cache.Sources((str(parts),))
    assert known.closure("model.a") == ["agents.rule", "model.__init__", "model.a", "model.loop"]


def test_the_same_sources_elsewhere_have_the_same_hash(parts: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(parts, other / "copy")
    first, second = (numba_cache.Sources((str(where),)) for where in (parts, other / "copy"))
    assert first.hash_of("model.loop") == second.hash_of("model.loop")


def test_the_users_cache_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WERKAGENDA_CACHE", str(tmp_path / "w"))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    assert numba_cache.cache_base() == tmp_path / "w" / "numba"
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "mine"))
    assert numba_cache.cache_base() == tmp_path / "mine"


def test_old_folders_are_forgotten(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in ("compiled-a", "compiled-b", "other"))
    for folder in (old, new, other):
        folder.mkdir()
    long_ago = time.time() - 30 * 24 * 3600
    for folder in (old, other):
        os.utime(folder, (long_ago, long_ago))
    numba_cache.forget_old(tmp_path)
    assert sorted(tmp_path.iterdir()) == [new, other]


def modules(*parts: str) -> list[ModuleType]:
    """Every module of these parts, imported."""
    found = []
    for part in parts:
        top = importlib.import_module(f"werkagenda.{part}")
        names = [m.name for m in pkgutil.walk_packages(top.__path__, f"werkagenda.{part}.")]
        found += [top, *(importlib.import_module(name) for name in names if not name.endswith("__main__"))]
    return found


def test_whatever_is_compiled_lies_in_the_folder_of_its_sources() -> None:
    """A compiled function from elsewhere would go on giving old results inside a loop after its file changed."""
    parts = ("agents", "evidence", "model", "scenarios", "study", "analysis", "inference", "tables")
    made = [f for m in modules(*parts) for f in vars(m).values() if isinstance(f, Dispatcher)]
    assert len(made) > 50
    assert "evidence" in {f.py_func.__module__.split(".")[1] for f in made}
    for function in made:
        place = Path(str(function.stats.cache_path))
        assert place.name.startswith(f"{numba_cache.PREFIX}{function.py_func.__module__.split('.', 1)[1]}-")


@pytest.mark.parametrize("kind", [".nbi", ".nbc"])
def test_damaged_code_is_told_and_compiled_anew(kind: str, parts: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}
    command = [sys.executable, "-c", RUN, str(parts)]
    assert outcome(parts, cache) == 55
    (file,) = cache.glob(f"compiled-model.loop-*/*{kind}")
    good = file.read_bytes()
    file.write_bytes(good[: len(good) // 2] + bytes([good[len(good) // 2] ^ 8]) + good[len(good) // 2 + 1 :])
    for lines in (1, 0):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "55"
        assert done.stderr.count("it is compiled anew") == lines
