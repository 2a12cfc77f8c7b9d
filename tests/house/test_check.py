"""`make check` shows each checker a planted error and fails when one looks away."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_script", ROOT / "scripts" / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_script"] = module
    spec.loader.exec_module(module)
    return module


def test_the_tree_holds_every_source(check: ModuleType, tmp_path: Path) -> None:
    package = check.lay(tmp_path / "types")
    for part in check.PARTS:
        here = {path.relative_to(ROOT).as_posix() for path in (ROOT / part).rglob("*.py")}
        assert here == {path.relative_to(package).as_posix() for path in (package / part).rglob("*.py")}


@pytest.mark.parametrize("said", ["", "Success: no issues found in 0 source files"])
def test_a_type_checker_that_finds_nothing_fails(check: ModuleType, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(check, "call", lambda *_, **__: (0, said))
    assert "checks nothing" in check.mypy()
    assert "checks nothing" in check.pyright()


def test_an_error_beside_the_planted_one_is_told(check: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = "x/planted_error.py:3: error: wrong"
    monkeypatch.setattr(check, "call", lambda *_, **__: (1, planted))
    assert check.mypy() == ""
    monkeypatch.setattr(check, "call", lambda *_, **__: (1, f"{planted}\nx/mine.py:3: error: mine"))
    assert "mine.py" in check.mypy()


def test_lint_and_format_must_find_the_planted_error(check: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "call", lambda *_, **__: (0, ""))
    assert "does not find" in check.lint()
    assert "does not find" in check.formatting()


def test_an_import_contract_that_finds_nothing_is_named(check: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    found, blind = check.contracts()[:-1], check.contracts()[-1]
    monkeypatch.setattr(check, "lay", lambda tree: tree)
    monkeypatch.setattr(check, "LAW_ERRORS", {})
    monkeypatch.setattr(check.shutil, "rmtree", lambda *_: None)
    monkeypatch.setattr(check, "linter", lambda _: (0, "\n".join(f"{name} BROKEN" for name in found)))
    complaint = check.law()
    assert blind in complaint
    assert not any(name in complaint for name in found)


def test_each_import_contract_has_a_planted_import(check: ModuleType) -> None:
    assert set(check.LAW_ERRORS) == set(check.contracts())


def test_the_planted_errors_are_errors(check: ModuleType) -> None:
    assert check.finds("lint", check.LINT_ERROR, check.ruff("check")) == ""
    assert check.finds("format", check.FORMAT_ERROR, check.ruff("format", "--check")) == ""
    assert check.finds("lint", "x = 1\n", check.ruff("check")) != ""
