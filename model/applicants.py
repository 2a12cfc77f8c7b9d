"""Who asks for bijstand after housing, and how they stand at marks after that: what policy is compared on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import CHILD, EMPLOYED, STATUS
from werkagenda.agents.people import People
from werkagenda.agents.state import I64
from werkagenda.model.tally import is_adult
from werkagenda.tables.vocabulary import HISTORY_MONTHS

if TYPE_CHECKING:
    from werkagenda.model.world import World

MARKS = (0, 6, 12, 24, 36, 48)
"""Months after the first bijstand at which people are looked at again; beside these, every December."""
DECEMBER = 11


def note(w: World) -> None:
    """Mark who applies this month; keep how earlier applicants of the outlook stand at their marks."""
    rows = np.empty(w.entered, np.int64)
    rows = rows[: mark(w.entered, w.month, w.people, rows)]
    if len(rows):
        _keep(w, rows.copy(), w.month - w.people.applied[rows].astype(np.int64))


@kernel
def mark(entered: int, month: int, p: People, rows: I64) -> int:
    """Mark who applies this month; ``rows`` gets who is looked at now. Returns how many."""
    n = 0
    for i in range(entered):
        new = p.housed[i] == month and p.kind[i] == STATUS and p.active[i] == 1 and p.bijstand[i] > 0
        if new and p.reason[i] != CHILD and is_adult(month - p.birth[i]):
            p.applied[i] = month
        since = month - p.applied[i]
        if p.applied[i] < HISTORY_MONTHS or since < 0:
            continue
        due = month % 12 == DECEMBER
        for at in MARKS:
            due = due or since == at
        if due:
            rows[n] = i
            n += 1
    return n


def _keep(w: World, rows: I64, since: I64) -> None:
    """The state of some people this month, as columns."""
    p, t = w.people, w.month
    works = (p.state[rows] == EMPLOYED) & (p.active[rows] == 1)
    w.record.applicants.append(
        {
            "row": rows,
            "months_since": since,
            "offered": p.offered[rows] <= t,
            "accepted": p.placed[rows] <= t,
            "present": p.active[rows] == 1,
            "regular": works & (p.subsidised[rows] == 0),
            "subsidised": works & (p.subsidised[rows] == 1),
            "on_benefit": p.bijstand[rows] > 0,
            "partial_benefit": (p.bijstand[rows] > 0) & (p.partial[rows] == 1),
            "net_cents": p.net[rows].astype(np.int64) + p.ui_cents[rows] + p.student_cents[rows] + p.bijstand[rows],
            "education": p.education[rows].copy(),
            "region": p.region[rows].copy(),
        }
    )
