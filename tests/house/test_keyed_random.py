"""No source of chance but the keyed draws, and no clock where numbers are made."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("model", "agents", "evidence", "scenarios", "study", "analysis", "tables")
MODULES = ("random", "secrets", "numpy.random", "scipy.stats.qmc", "uuid")
CALLS = (
    "np.random",
    "numpy.random",
    "random.",
    "secrets.",
    "os.urandom",
    "uuid.",
    "default_rng",
    "RandomState",
    "SystemRandom",
    "getrandbits",
    "time.time",
    "time.perf_counter",
    "time.monotonic",
    "time.process_time",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "self.random",
    "self.rng",
    "model.random",
    "model.rng",
    "id(",
    "hash(",
)
ALLOWED = {
    # measured time and the date of a run: in the manifest only
    ("study/run.py", "time.perf_counter"),
    ("study/engines.py", "time.perf_counter"),
    ("study/manifest.py", "datetime.now"),
    # which leftovers of a stopped run are old enough to remove
    ("study/histories.py", "time.time"),
    # whether a text was made already of the same Python object
    ("study/finished.py", "id("),
    # designs of parameters: which points are run, never what happens in a run
    ("evidence/priors.py", "scipy.stats.qmc"),
    # bootstrap samples and folds of an analysis, from a seed
    ("analysis/uncertainty/resampling.py", "np.random"),
    ("analysis/uncertainty/resampling.py", "default_rng"),
    # where the streams of Mesa's own model are closed
    ("agents/shell.py", "self.random"),
    ("agents/shell.py", "self.rng"),
    # a view's identity among Python objects, never a number of the model
    ("agents/views.py", "hash("),
    ("agents/views.py", "id("),
}


def dotted(node: ast.expr) -> str:
    """`a.b.c` as text, what stands before unknown parts left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imported(node: ast.AST) -> list[str]:
    """Modules (and names from modules) that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def matches(name: str, mark: str) -> bool:
    """Whether a dotted name is, holds or ends with a marked one."""
    inside = f".{name}."
    return f".{mark.rstrip('.')}." in inside if not mark.endswith(".") else name.startswith(mark)


def chance(text: str) -> list[str]:
    """Every use of chance or of a clock in a source text."""
    found = []
    for node in ast.walk(ast.parse(text)):
        for name in imported(node):
            if any(name == module or name.startswith(f"{module}.") for module in MODULES):
                found.append(name)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and f"{node.func.id}(" in CALLS:
            found.append(f"{node.func.id}(")
        if isinstance(node, ast.Attribute | ast.Name):
            name = dotted(node)
            found += [mark for mark in CALLS if not mark.endswith("(") and matches(name, mark)]
    return found


def files() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_all_chance_is_keyed(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    found = {mark for mark in chance(path.read_text(encoding="utf-8")) if (name, mark) not in ALLOWED}
    assert not found, f"{name} draws or reads a clock by {sorted(found)}; use a keyed draw"


@pytest.mark.parametrize(
    "text",
    [
        "import random",
        "from random import choice",
        "from numpy import random",
        "from numpy.random import default_rng",
        "import numpy as np\nx = np.random.rand()",
        "import numpy as np\nx = np.random.default_rng(1)",
        "x = self.random.random()",
        "x = country.model.rng.random()",
        "import secrets",
        "from uuid import uuid4",
        "import os\nx = os.urandom(8)",
        "import time\nseed = time.time()",
        "from datetime import datetime\nx = datetime.now()",
        "seed = hash('a')",
        "order = id(x)",
        "from scipy.stats import qmc",
    ],
)
def test_each_planted_source_is_found(text: str) -> None:
    assert chance(text)


@pytest.mark.parametrize(
    "text", ["from werkagenda.model.random.keyed_random import draw", "x = draw(key, who)", "x = randomise", "a.hash"]
)
def test_keyed_chance_is_not_taken_for_another(text: str) -> None:
    assert not chance(text)
