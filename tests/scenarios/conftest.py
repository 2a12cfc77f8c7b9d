"""Shared by the tests of instruments: one history, and outlooks that start from it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from every import END, Lived, Trace, Traces, trace
from outlooks import Outlook, instruments, small

from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.study import execute
from werkagenda.study.plan import Cell, Settings
from werkagenda.tables.vocabulary import HISTORY_MONTHS


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of the small country with the instruments of the baseline."""
    path = tmp_path_factory.mktemp("history") / "kept.npz"
    made = Country(small(), instruments({}))
    made.run(HISTORY_MONTHS)
    checkpoint.save(made, path)
    return path


@pytest.fixture(scope="session")
def outlook(kept: Path) -> Outlook:
    """Makes a country at January 2025 plus ``months`` under settings and ``numbers`` of instruments."""

    def make(
        months: int = 0,
        assume: dict[str, float] | None = None,
        numbers: dict[str, float] | None = None,
        **choices: Any,
    ) -> Country:
        made = checkpoint.restore(small(), kept, instruments(choices, assume, **(numbers or {})), past=instruments({}))
        made.run(HISTORY_MONTHS + months)
        return made

    return make


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Makes the country of a scenario at ``until``, without the instruments named; all from one history."""
    cache = tmp_path_factory.mktemp("lived")

    def make(settings: Settings, until: int = HISTORY_MONTHS, absent: tuple[str, ...] = ()) -> Country:
        cell = Cell(replace(settings, cache=cache), 0)
        if absent:
            made = without(cell, absent)
        else:
            made, _ = execute.begun(cell, lambda _: None)
        made.run(until)
        return made

    return make


@pytest.fixture(scope="session")
def traces(lived: Lived) -> Traces:
    """What the country of a scenario comes to, each told apart by its settings and what is absent made once."""
    known: dict[Any, Trace] = {}

    def make(settings: Settings, absent: tuple[str, ...] = ()) -> Trace:
        key = repr(settings.instruments), absent
        if key not in known:
            known[key] = trace(lived(settings, END, absent))
        return known[key]

    return make


def without(cell: Cell, absent: tuple[str, ...]) -> Country:
    """A cell's country in January 2025 in which some instruments do not exist."""
    this = execute.ready(cell)
    there = [each for each in this.later() if each.name not in absent]
    return checkpoint.restore(this.setup, this.path, there, past=this.instruments())
