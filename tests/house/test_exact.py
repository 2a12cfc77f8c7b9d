"""Numbers of the model come from the project's own exponential, logarithm and cosine, never from a library's."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("agents", "model", "scenarios", "evidence")
LIBRARIES = ("math", "cmath", "np", "numpy")
NAMES = {
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp", "pow", "power", "float_power", "cbrt"),
    *("cos", "sin", "tan", "acos", "asin", "atan", "atan2", "cosh", "sinh", "tanh", "erf", "erfc", "gamma", "lgamma"),
    *("arctan", "arctan2", "arccos", "arcsin"),
}
DESIGN = ("**", "math.exp", "math.log", "np.exp", "np.log")
ALLOWED = {
    # how a file of the evidence was derived once: rounded to a millionth of a business, run by its test only
    ("evidence/employer_margins.py", "np.exp"),
    ("evidence/employer_margins.py", "np.log"),
    # priors, errors of targets and a posterior: which parameters are tried, never what happens in a run
    *(
        (f"evidence/{name}.py", use)
        for name in ("posterior", "prior_file", "priors", "target_errors")
        for use in DESIGN
    ),
}


def power_of_unknown(node: ast.AST) -> bool:
    """`a ** b` that is not worked out from written numbers alone."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)):
        return False
    return any(isinstance(part, ast.Name | ast.Attribute | ast.Call | ast.Subscript) for part in ast.walk(node))


def foreign(text: str) -> set[str]:
    """Functions of a library whose last bit depends on the platform."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in LIBRARIES and node.attr in NAMES:
                found.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.ImportFrom) and node.module in LIBRARIES:
            found |= {f"{node.module}.{alias.name}" for alias in node.names if alias.name in NAMES}
        elif power_of_unknown(node):
            found.add("**")
    return found


def files() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_library_decides_a_last_bit(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    found = {use for use in foreign(path.read_text(encoding="utf-8")) if (name, use) not in ALLOWED}
    assert not found, f"{name} uses {sorted(found)}; take exp, log, power from evidence.exact or agents.exact, x * x"


@pytest.mark.parametrize(
    "text",
    ["y = math.exp(x)", "y = np.log(x)", "from math import log", "y = x**2", "f = numpy.power", "y = f(1) ** 0.5"],
)
def test_each_planted_use_is_found(text: str) -> None:
    assert foreign(text)


@pytest.mark.parametrize("text", ["y = exp(x)", "y = math.sqrt(x)", "y = 2.0**-53", "f(**words)", "np.expand_dims"])
def test_what_is_equal_everywhere_is_not(text: str) -> None:
    assert not foreign(text)
