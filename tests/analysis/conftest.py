"""Made-up runs to analyse."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from werkagenda.analysis.run import Run, opened


def _synthetic() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synthetic", Path(__file__).with_name("synthetic.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def synthetic() -> ModuleType:
    """The maker of made-up runs."""
    return _synthetic()


@pytest.fixture(scope="session")
def folder(synthetic: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up run of two replicates to the end of 2029."""
    path: Path = synthetic.make(tmp_path_factory.mktemp("run"), replicates=2)
    return path


@pytest.fixture(scope="session")
def run(folder: Path) -> Run:
    """The made-up run, opened."""
    return opened(folder)
