"""On moving from reception to a house: a job held there may be lost."""

from __future__ import annotations

import numpy as np
import pytest
from countries import country

from werkagenda.agents.kinds import EMPLOYED, NEVER


@pytest.mark.parametrize("lost", [0.0, 1.0])
def test_who_is_housed_loses_the_job_as_often_as_said(lost: float) -> None:
    """With certainty everybody who worked and is housed loses it that month; with none few do, as in any month."""
    made = country(122, 0.02, asylum__job_lost_at_housing=lost)
    p, moved, ended = made.state.people, 0, 0
    for _ in range(14):
        working = (p.state == EMPLOYED) & (p.housed == NEVER)
        made.step()
        rows = np.flatnonzero(working & (p.housed == made.month - 1) & (p.active == 1))
        moved += len(rows)
        ended += int((p.lost[rows] == made.month - 1).sum())
    assert moved > 10
    assert ended == moved if lost == 1.0 else ended < 0.3 * moved
