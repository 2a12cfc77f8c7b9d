"""A correspondence test inside the model: two identical fictitious applicants, one with a migration background."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import CallbackParams, callback_probability
from werkagenda.agents.people import Employers, Openings
from werkagenda.agents.state import I64
from werkagenda.model.chance import draw
from werkagenda.model.levers import Made
from werkagenda.model.search import gap_towards, obeying


@kernel
def correspond(count: int, key: np.uint64, o: Openings, e: Employers, made: Made, c: CallbackParams, out: I64) -> None:
    """``out[sector, size class, migrant, sent/called back]`` over posted openings of low and middle skill.

    Both letters have full Dutch, fit the job and come by the own application; the same draw answers both,
    so the ratio carries no noise of its own. Nobody is hired and no employer learns.
    """
    for v in range(count):
        if o.posted[v] == 0 or o.skill[v] == 2:
            continue
        i = o.employer[v]
        u = draw(key, o.hash[v])
        for migrant in range(2):
            gap = gap_towards(
                migrant,
                e.taste[i],
                e.uncertainty[i],
                max(e.experience[i], made.known[i]),
                max(float(e.structured[i]), made.structured[i]),
                obeying(e.obeys[i], made.compliant[i]),
                c,
            )
            out[o.sector[v], e.size_class[i], migrant, 0] += 1
            if u < callback_probability(1.0, gap, 1.0, 1.0, c):
                out[o.sector[v], e.size_class[i], migrant, 1] += 1
