"""Follow-up of people who apply for bijstand after housing; policies are compared on these outcomes."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import CHILD, EMPLOYED, STATUS
from werkagenda.agents.people import People
from werkagenda.agents.state import I64, U8, U32
from werkagenda.model.recording.transitions import is_adult
from werkagenda.model.row_lists import sparse
from werkagenda.tables.vocabulary import HISTORY_MONTHS

Arrays = dict[str, np.ndarray[Any, Any]]

MARKS = (0, 6, 12, 24, 36, 48)
"""Months after the first bijstand at which people are recorded; also every December."""
DECEMBER = 11


def follow_up(entered: int, month: int, p: People, flags: U8, rows: U32) -> Arrays | None:
    """Mark this month's applicants; returns the follow-up records due this month, or None."""
    mark_applicants(entered, month, p, flags, rows)
    here = rows[: due(entered, month, p, flags, rows)]
    if not len(here):
        return None
    return outcomes(here.astype(np.int64), month, month - p.applied[here].astype(np.int64), p)


@kernel
def mark_applicants(entered: int, month: int, p: People, flags: U8, rows: U32) -> None:
    """Set ``applied`` of people who apply this month; ``flags`` and ``rows`` are buffers with one entry per person."""
    for i in range(entered):
        housed = (p.housed[i] == month) & (p.kind[i] == STATUS) & (p.active[i] == 1)
        flags[i] = housed & (p.bijstand[i] > 0) & (p.reason[i] != CHILD) & is_adult(month - p.birth[i])
    for k in range(sparse(entered, flags, rows)):
        p.applied[rows[k]] = month


@kernel
def due(entered: int, month: int, p: People, flags: U8, rows: U32) -> int:
    """Write to ``rows`` the applicants since January 2025 with a record due this month; returns how many."""
    if month < HISTORY_MONTHS:
        return 0
    for i in range(entered):
        since = month - p.applied[i]
        at_mark = month % 12 == DECEMBER
        for months in MARKS:
            at_mark = at_mark | (since == months)
        flags[i] = at_mark & (p.applied[i] >= HISTORY_MONTHS) & (since >= 0)
    return sparse(entered, flags, rows)


def outcomes(rows: I64, t: int, since: I64, p: People) -> Arrays:
    """Outcomes of ``rows`` in month ``t`` as columns; ``since``: months since their application."""
    works = (p.state[rows] == EMPLOYED) & (p.active[rows] == 1)
    return {
        "row": rows,
        "months_since": since,
        "offered": p.offered[rows] <= t,
        "accepted": p.placed[rows] <= t,
        "present": p.active[rows] == 1,
        "regular": works & (p.subsidised[rows] == 0),
        "subsidised": works & (p.subsidised[rows] == 1),
        "on_benefit": p.bijstand[rows] > 0,
        "partial_benefit": (p.bijstand[rows] > 0) & (p.partial[rows] == 1),
        "net_cents": p.net[rows].astype(np.int64) + p.ui_net[rows] + p.student_cents[rows] + p.bijstand[rows],
        "education": p.education[rows].copy(),
        "region": p.region[rows].copy(),
    }
