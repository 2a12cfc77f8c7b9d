"""Shared by the tests of instruments: one history, and outlooks that start from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from outlooks import Outlook, instruments, small

from werkagenda.model import history
from werkagenda.model.country import Country
from werkagenda.tables.vocabulary import HISTORY_MONTHS


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of the small country with the instruments of the baseline."""
    path = tmp_path_factory.mktemp("history") / "kept.npz"
    made = Country(small(), instruments({}))
    made.run(HISTORY_MONTHS)
    history.save(made, path)
    return path


@pytest.fixture(scope="session")
def outlook(kept: Path) -> Outlook:
    """Makes a country at January 2025 plus ``months`` under settings of instruments."""

    def make(months: int = 0, assume: dict[str, float] | None = None, **choices: Any) -> Country:
        made = history.restore(small(), kept, instruments(choices, assume))
        made.run(HISTORY_MONTHS + months)
        return made

    return make
