"""Employers gain experience from hiring newcomers and from peers in their sector and region."""

from __future__ import annotations

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import LearningParams, new_experience
from werkagenda.agents.people import Employers
from werkagenda.agents.state import F64, I64


@kernel
def learn(e: Employers, p: LearningParams, sums: F64, numbers: I64) -> None:
    """Update every employer's experience by one month.

    Peers: employers of the same region and sector at month start.
    """
    sums[:] = 0.0
    numbers[:] = 0
    for i in range(len(e.hash)):
        b = e.region[i] * 9 + e.sector[i]
        sums[b] += e.experience[i]
        numbers[b] += 1
    for i in range(len(e.hash)):
        b = e.region[i] * 9 + e.sector[i]
        peers = sums[b] / numbers[b]
        e.experience[i] = new_experience(e.experience[i], e.newcomers_hired[i], peers, p)
        e.newcomers_hired[i] = 0
