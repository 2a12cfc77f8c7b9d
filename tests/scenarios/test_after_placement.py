"""What a placement asks and what follows it: answers that last, who is ready, who is kept, who searches on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from countries import parameters
from outlooks import instruments, small

from werkagenda.agents.kinds import EMPLOYED, INACTIVE, NEVER, SEARCHING
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.labour_market import placements
from werkagenda.scenarios import startbanen
from werkagenda.scenarios.placement_offer import readiness_inputs
from werkagenda.tables.vocabulary import HISTORY_MONTHS

BROAD = {"dose": 1.0, "years_10_to_90": 0.5}
EAGER = {"startbanen__pull": 200.0, "startbanen__contacts_per_month": 10.0, "startbanen__capacity_share": 1.0}
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def outlook_with(kept: Path, months: int, changes: dict[str, float], **choices: Any) -> Country:
    """Broad startbanen that nearly everybody is ready for, under other parameters of the model from January 2025 on."""
    setup = replace(small(), outlook=parameters(**changes))
    made = instruments({"startbanen": {**BROAD, **choices}}, **EAGER)
    country = checkpoint.restore(setup, kept, made, past=instruments({}))
    country.run(HISTORY_MONTHS + months)
    return country


def policy(made: Country) -> startbanen.Startbanen:
    each = next(i for i in made.state.hooks.instruments if i.name == "startbanen")
    assert isinstance(each, startbanen.Startbanen)
    return each


def ended(made: Country, months: int) -> tuple[int, int, int]:
    """Of people whose placement ends in the months that follow: kept in a job, searching and out of the labour force
    right after."""
    found = [0, 0, 0]
    for _ in range(months):
        p, n = made.state.people, made.state.entered
        before = np.flatnonzero((p.subsidised[:n] == 1) & (p.active[:n] == 1))
        made.step()
        over = before[(p.subsidised[before] == 0) & (p.active[before] == 1)]
        same = over[p.started[over] < made.month - 1]  # without who has found another job meanwhile
        found[0] += int((p.state[same] == EMPLOYED).sum())
        found[1] += int((p.state[same] == SEARCHING).sum())
        found[2] += int((p.state[same] == INACTIVE).sum())
    return found[0], found[1], found[2]


def test_answers_last_and_readiness_is_drawn_anew(kept: Path) -> None:
    """Keys of the answers are those of last month; those of readiness and of whom a case manager calls are not."""
    made = outlook_with(kept, 1, {})
    before = policy(made)._keys(made.state)
    made.step()
    after = policy(made)._keys(made.state)
    assert (before.accept, before.agree, before.post) == (after.accept, after.agree, after.post)
    assert before.ready != after.ready and before.search != after.search


def willing(made: Country, rows: np.ndarray[Any, Any], **terms: Any) -> Flags:
    """Who of the rows is ready and accepts this month."""
    w, each = made.state, policy(made)
    given = each._placement(w)._replace(**terms)
    out = np.zeros(len(rows), np.uint8)
    weighing = readiness_inputs(w)
    args = (rows, w.month, each._keys(w), np.ones(len(rows)), given, w.people, w.households, weighing, out)
    placements.willing(*args)
    return np.asarray(out == 1)


def free_rows(made: Country) -> np.ndarray[Any, Any]:
    """Housed status holders without work."""
    w = made.state
    return np.flatnonzero(startbanen._free(w) & (w.people.housed[: w.entered] != NEVER))


def test_readiness_knows_dutch_the_house_and_frailty(kept: Path) -> None:
    """The same draws: with less Dutch, just housed, or more frail, some are no longer ready, and nobody else is."""
    made = outlook_with(kept, 2, {})
    w, rows = made.state, free_rows(made)
    for column, low, high in (("language", 0.0, 0.8), ("frailty", -1.5, 1.5), ("housed", w.month, w.month - 24)):
        values = getattr(w.people, column)
        kept_values = values.copy()
        found = []
        for value in (low, high):
            values[rows] = value
            found.append(willing(made, rows))
        values[:] = kept_values
        assert found[0].sum() < found[1].sum() and not (found[0] & ~found[1]).any(), column


def test_long_hours_leave_less_room_for_class(kept: Path) -> None:
    """Twenty hours fit beside class; forty do not: who is in class is less often ready, who isn't earns more."""
    made = outlook_with(kept, 6, {"acceptance__midpoint": -0.2})
    rows = free_rows(made)
    rows = rows[made.state.people.integration[rows] == 1]
    generous = {"hourly": 10_000}  # nobody refuses
    short, long = (willing(made, rows, hours=hours, **generous) for hours in (20, 40))
    assert long.sum() < short.sum() and not (long & ~short).any()


def test_the_share_that_is_kept_rises_with_its_parameter(kept: Path) -> None:
    found = []
    for share in (0.2, 0.75):
        stays, searching, out = ended(outlook_with(kept, 14, {"placement__kept_share": share}), 18)
        found.append(stays / (stays + searching + out))
    assert found[0] + 0.2 < found[1]


@pytest.mark.parametrize(
    ("code", "low", "high"), [(0.0, 0.3, 0.9), (1.0, 0.95, 1.0), (2.0, 0.0, 0.25), (3.0, 0.02, 0.6)]
)
def test_who_is_not_kept_searches_on_by_the_code(kept: Path, code: float, low: float, high: float) -> None:
    """The share 0.6, everybody, nobody (but who starts to search again in the same month), the share of what holds
    nobody back; here nobody stands far from work, which ends searching whatever the code says."""
    made = outlook_with(kept, 14, {"placement__after": code, "attachment__base": -40.0})
    _, searching, out = ended(made, 34)
    assert searching + out > 8
    assert low <= searching / (searching + out) <= high
