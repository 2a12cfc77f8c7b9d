"""Who asks for bijstand after housing, and how they stand at marks after that: what policy is compared on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from werkagenda.agents.kinds import CHILD, EMPLOYED, STATUS
from werkagenda.agents.state import I64
from werkagenda.model.tally import ADULT, OLD
from werkagenda.tables.vocabulary import HISTORY_MONTHS

if TYPE_CHECKING:
    from werkagenda.model.world import World

MARKS = (0, 6, 12, 24, 36, 48)
"""Months after the first bijstand at which people are looked at again; beside these, every December."""
DECEMBER = 11


def note(w: World) -> None:
    """Mark who applies this month; keep how earlier applicants of the outlook stand at their marks."""
    p, t, n = w.people, w.month, w.entered
    age = t - p.birth[:n].astype(np.int64)
    new = (p.housed[:n] == t) & (p.kind[:n] == STATUS) & (p.active[:n] == 1) & (p.bijstand[:n] > 0)
    p.applied[:n][new & (age >= ADULT) & (age < OLD) & (p.reason[:n] != CHILD)] = t
    since = t - p.applied[:n].astype(np.int64)
    of_outlook = (p.applied[:n] >= HISTORY_MONTHS) & (since >= 0)
    looked_at = of_outlook if t % 12 == DECEMBER else of_outlook & np.isin(since, MARKS)
    rows = np.flatnonzero(looked_at)
    if len(rows):
        _keep(w, rows, since[rows])


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
