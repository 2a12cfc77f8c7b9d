"""A tiny study that is really run, once for all tests of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from werkagenda.cli import main

TINY = 0.0021
"""About the smallest scale at which every region has people."""


@pytest.fixture(scope="session")
def study_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Startbanen against the baseline, two replicates to the end of 2025."""
    output = tmp_path_factory.mktemp("api") / "study"
    words = ["scenarios=[baseline,startbanen_breed]", "replicates=2", "world_replicates=0", "outlook.end=2025-12"]
    code = main(["study", *words, f"population.scale={TINY}", "workers=1", f"output={output.as_posix()}"])
    assert code == 0
    return output
