"""Work in a child process: a small study refined step by step, agents followed, an end from outside."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from child_work import refuse, sleep

from werkagenda.dashboard import following, index, live_run, request
from werkagenda.dashboard.address import Address
from werkagenda.dashboard.child import FAILED, PROGRESS, RESULT, Child

TINY = ["population.scale=0.0021", "outlook.end=2025-12"]
"""About the smallest run in which every region has people."""


def test_a_child_is_cancelled_and_tells_what_is_wrong() -> None:
    told: list[tuple[str, Any]] = []
    child = Child(sleep, 60.0)

    def heard(kind: str, what: Any) -> None:
        told.append((kind, what))
        child.cancel()

    started = time.monotonic()
    child.follow(heard)
    assert told == [(PROGRESS, (0.5, "2025-01"))]
    assert not child.process.is_alive()
    assert time.monotonic() - started < 60
    told.clear()
    Child(refuse, "scale=2: too large").follow(lambda kind, what: told.append((kind, what)))
    assert told == [(FAILED, ["scale=2: too large"])]


@pytest.mark.slow
def test_a_study_of_ones_own_is_refined_and_agents_are_followed(tmp_path: Path) -> None:
    index.use(tmp_path, "en")
    asked = request.asked(Address(scale="0.005", set=("startbanen.dose=0.5",)))
    asked.write()
    told: list[tuple[str, Any]] = []
    live_run.carry_out(([*asked.words, *TINY], (1, 2)), lambda kind, what: told.append((kind, what)))
    assert [what for kind, what in told if kind == RESULT] == [1, 2]
    shares = [what[0] for kind, what in told if kind == PROGRESS]
    assert shares
    assert all(0 < share <= 1 for share in shares)
    assert asked.answered
    found = index.opened(asked.study)
    assert found.scenarios == (request.NAME,)
    assert found.compared.replicates == 2
    told.clear()
    following.carry_out(TINY, lambda kind, what: told.append((kind, what)))
    lives = told[-1][1]
    assert {kind: len(agents) for kind, agents in lives.items()}.keys() == {"person", "employer", "municipality"}
    assert all(row["month"].startswith("2025") for rows in lives["person"].values() for row in rows)
