"""Shared by the tests of the model: their helpers, and runs that several tests read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from countries import country

from werkagenda.model.country import Country


@pytest.fixture(scope="session")
def two_years() -> Country:
    """A country of 1% after 24 months; read only."""
    return country(24)
