"""The exponential and the logarithm of ``evidence.exact``, compiled for rules and kernels."""

from __future__ import annotations

from werkagenda.agents.compiled import compiled
from werkagenda.evidence import exact

exp = compiled(exact.exp)
log = compiled(exact.log)
cosine_of_turn = compiled(exact.cosine_of_turn)
