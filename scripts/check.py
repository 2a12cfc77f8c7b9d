"""Lint, format, types and import law, each shown a planted error that it must find.

The folders at the top are one package by way of `__path__`, which no static tool follows. So `build/types/werkagenda`
is laid out as the package is imported and the checkers look there. It is a copy: pyright passes over linked folders
without a word. A checker that sees nothing also says "no errors": hence the planted errors.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
TREE = BUILD / "types"
PARTS = ("agents", "analysis", "configs", "evidence", "inference", "model", "scenarios", "study", "tables")
PLANTED = "planted_error"
TYPE_ERROR = "from werkagenda.problems import near\n\nnumber: int = near('a', [])\n"
LINT_ERROR = "import os\n"
FORMAT_ERROR = "x = [1,\n   2]\n"
LAW_ERRORS = {
    "imports point one way": ("study/plan.py", "werkagenda.analysis"),
    "imports inside model/ point one way": ("model/random/alias.py", "werkagenda.model.month"),
    "imports inside analysis/ point one way": ("analysis/language.py", "werkagenda.analysis.report"),
    "analysis reads tables, never runs anything": ("analysis/colours.py", "werkagenda.model"),
    "small tools at the bottom know nobody": ("config_store.py", "werkagenda.evidence"),
}
"""An import by contract that breaks that contract and no other: the file that gets it and the module imported."""


def lay(tree: Path) -> Path:
    """The package as it is imported: the files of src/werkagenda and the folders at the top, times kept."""
    shutil.rmtree(tree, ignore_errors=True)
    package = tree / "werkagenda"
    ignored = shutil.ignore_patterns("__pycache__", "*.csv", "*.html")
    shutil.copytree(ROOT / "src" / "werkagenda", package, ignore=ignored)
    for name in PARTS:
        shutil.copytree(ROOT / name, package / name, ignore=ignored)
    return package


def call(*words: str, cwd: Path = ROOT) -> tuple[int, str]:
    """Exit code and output of a tool of this environment."""
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        words, check=False, cwd=cwd, capture_output=True, text=True, env=environment, encoding="utf-8"
    )
    return done.returncode, done.stdout + done.stderr


def tool(module: str) -> list[str]:
    """A tool run by this interpreter."""
    return [sys.executable, "-m", module]


def types(name: str, words: list[str], pattern: str) -> str:
    """One run over the tree that holds the planted type error: that error and no other must be found."""
    code, output = call(*words)
    errors = [line.strip() for line in output.splitlines() if re.search(pattern, line)]
    real = [line for line in errors if PLANTED not in line]
    if real:
        return "\n".join(real)
    if not errors or code == 0:
        return f"{name} does not find a planted type error, so it checks nothing:\n{output[-2000:]}"
    return ""


def mypy() -> str:
    """mypy in strict mode."""
    return types("mypy", [*tool("mypy"), "--no-error-summary", "--no-incremental"], r": error:|^mypy: ")


def pyright() -> str:
    """basedpyright on the same tree."""
    return types("pyright", [*tool("basedpyright"), "--project", "pyproject.toml"], r" - error")


def finds(name: str, planted: str, words: list[str]) -> str:
    """A tool must fail on a file with a planted error."""
    file = BUILD / name / f"{PLANTED}.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(planted, encoding="utf-8")
    code, output = call(*words, str(file))
    return "" if code else f"{name} does not find a planted error:\n{output}"


def ruff(*words: str) -> list[str]:
    """ruff with our settings, no cache beside the sources."""
    return [*tool("ruff"), *words, "--config", str(ROOT / "pyproject.toml"), "--no-cache"]


def lint() -> str:
    """ruff's lint rules on everything."""
    code, output = call(*ruff("check"), ".")
    return output if code else finds("lint", LINT_ERROR, ruff("check"))


def formatting() -> str:
    """ruff's format on everything."""
    code, output = call(*ruff("format", "--check"), ".")
    return output if code else finds("format", FORMAT_ERROR, ruff("format", "--check"))


def linter(tree: Path) -> tuple[int, str]:
    """import-linter over a tree."""
    entry = "from importlinter.cli import lint_imports_command as go; go()"
    return call(sys.executable, "-c", entry, "--config", str(ROOT / "pyproject.toml"), "--no-cache", cwd=tree)


def contracts() -> list[str]:
    """The names of the import contracts."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


def law() -> str:
    """The import law, and the law on a copy of the package in which each contract is broken by an import of its own."""
    code, output = linter(TREE)
    if code:
        return output
    planted = BUILD / "planted"
    package = lay(planted)
    for file, module in LAW_ERRORS.values():
        with (package / file).open("a", encoding="utf-8") as source:
            source.write(f"import {module}\n")
    code, output = linter(planted)
    shutil.rmtree(planted)
    blind = [name for name in contracts() if f"{name} BROKEN" not in output]
    return "\n".join(f"the contract {name!r} does not find a planted import" for name in blind)


def parameters() -> str:
    """configs/parameters follow evidence/data/parameters.csv."""
    code, output = call(sys.executable, "scripts/parameters_config.py", "--check")
    return output if code else ""


def instruments() -> str:
    """configs/instrument follows the classes of the instruments."""
    code, output = call(sys.executable, "scripts/instruments_config.py", "--check")
    return output if code else ""


CHECKS = {
    "mypy": mypy,
    "pyright": pyright,
    "lint": lint,
    "format": formatting,
    "import law": law,
    "parameters": parameters,
    "instruments": instruments,
}


def timed(name: str) -> tuple[str, str, float]:
    """One check by name: its complaint ("" when there is none) and seconds."""
    started = time.perf_counter()
    return name, CHECKS[name](), time.perf_counter() - started


def main() -> int:
    """Run all checks; exit code 1 when one complains."""
    planted = lay(TREE) / f"{PLANTED}.py"
    planted.write_text(TYPE_ERROR, encoding="utf-8")
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for name, complaint, seconds in pool.map(timed, CHECKS):
            print(f"{'FAILED' if complaint else 'ok':<7}{name} ({seconds:.0f} s)")
            if complaint:
                failed += 1
                print(complaint.rstrip())
    planted.unlink()
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
