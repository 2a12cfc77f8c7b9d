"""A folder with a made-up study, and the dashboard over it as the command serves it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import synthetic_comparison as made
from chromium import chromium, watched_page

from werkagenda.dashboard import index
from werkagenda.dashboard.address import Address
from werkagenda.dashboard.selection import Selection, selected

__all__ = ["chromium", "watched_page"]
ENVIRONMENT = {"NUMBA_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}


@pytest.fixture(scope="session")
def studies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the study `made`."""
    top = tmp_path_factory.mktemp("studies")
    made.make(top / "made" / "comparison")
    return top


@pytest.fixture
def chosen(studies: Path) -> Selection:
    """What the page chooses itself."""
    index.use(studies, "en")
    return selected(Address())


@pytest.fixture(scope="session")
def in_use(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served: live runs are put into it."""
    top = tmp_path_factory.mktemp("in_use")
    made.make(top / "made" / "comparison")
    return top


@pytest.fixture(scope="session")
def served(in_use: Path) -> Iterator[str]:
    """The address of the dashboard, served by the command on a free port until the tests are done."""
    words = ["dashboard", str(in_use), "--port", "0", "--no-browser", "--language", "en"]
    command = [sys.executable, "-m", "werkagenda", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **ENVIRONMENT}
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        yield address
        running.terminate()
