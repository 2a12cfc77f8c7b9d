"""Employers learn from the newcomers they hired and look at their peers in sector and region."""

from __future__ import annotations

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import LearningParams, new_experience
from werkagenda.agents.people import Employers
from werkagenda.agents.state import F64, I64, U32


@kernel
def learn(e: Employers, p: LearningParams, sums: F64, numbers: I64, rows: U32, learned: F64) -> None:
    """One month of learning; peers are the employers of the same region and sector at the month's start.

    Few hire a newcomer in a month: those are worked out apart. ``rows`` and ``learned``: room for every employer.
    """
    sums[:] = 0.0
    numbers[:] = 0
    for i in range(len(e.hash)):
        b = e.region[i] * 9 + e.sector[i]
        sums[b] += e.experience[i]
        numbers[b] += 1
    for b in range(len(sums)):
        sums[b] = sums[b] / numbers[b] if numbers[b] > 0 else 0.0
    n = 0
    for i in range(len(e.hash)):
        rows[n] = i
        n += e.newcomers_hired[i] > 0
    for k in range(n):
        i = rows[k]
        peers = sums[e.region[i] * 9 + e.sector[i]]
        learned[k] = new_experience(e.experience[i], e.newcomers_hired[i], peers, p)
    for i in range(len(e.hash)):
        e.experience[i] = new_experience(e.experience[i], 0, sums[e.region[i] * 9 + e.sector[i]], p)
    for k in range(n):
        e.experience[rows[k]], e.newcomers_hired[rows[k]] = learned[k], 0
