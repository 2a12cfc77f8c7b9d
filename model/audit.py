"""A correspondence test inside the model: two identical fictitious applicants, one with a migration background."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import CallbackParams, callback_probability
from werkagenda.agents.people import Openings
from werkagenda.agents.state import I64, U8
from werkagenda.model.chance import draw
from werkagenda.model.letters import Rows


@kernel
def correspond(
    count: int, key: np.uint64, o: Openings, posts: Rows, size_class: U8, c: CallbackParams, out: I64
) -> None:
    """``out[sector, size class, migrant, sent/called back]`` over posted openings of low and middle skill.

    Both letters have full Dutch, fit the job and come by the own application; the same draw answers both,
    so the ratio carries no noise of its own. Nobody is hired and no employer learns.
    """
    for v in range(count):
        if o.posted[v] == 0 or o.skill[v] == 2:
            continue
        size, u = size_class[o.employer[v]], draw(key, o.hash[v])
        for migrant in range(2):
            gap = posts[v].gap if migrant == 1 else 0.0
            out[o.sector[v], size, migrant, 0] += 1
            if u < callback_probability(1.0, gap, 1.0, 1.0, c):
                out[o.sector[v], size, migrant, 1] += 1
