"""A correspondence test inside the model: two identical fictitious applicants, one with a migration background."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import CallbackParams, callback_probability
from werkagenda.agents.people import Openings
from werkagenda.agents.state import I64, U8, U32
from werkagenda.model.chance import draw
from werkagenda.model.letters import Rows


@kernel
def correspond(
    count: int, key: np.uint64, o: Openings, posts: Rows, size_class: U8, c: CallbackParams, rows: U32, out: I64
) -> None:
    """``out[sector, size class, migrant, sent/called back]`` over posted openings of low and middle skill.

    Both letters have full Dutch, fit the job and come by the own application; the same draw answers both,
    so the ratio carries no noise of its own. Nobody is hired and no employer learns. ``rows``: room for every opening.
    """
    n = 0
    for v in range(count):
        rows[n] = v
        n += (o.posted[v] == 1) & (o.skill[v] < 2)
    usual = callback_probability(1.0, 0.0, 1.0, 1.0, c)
    for k in range(n):
        v = rows[k]
        u, cell = draw(key, o.hash[v]), out[o.sector[v], size_class[o.employer[v]]]
        cell[0, 0] += 1
        cell[0, 1] += u < usual
        cell[1, 1] += u < callback_probability(1.0, posts[v].gap, 1.0, 1.0, c)
    for sector in range(len(out)):
        for size in range(out.shape[1]):
            out[sector, size, 1, 0] = out[sector, size, 0, 0]
