"""The allowance of Ukrainians: an amount a person of the household, until an adult of it works."""

from __future__ import annotations

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import EMPLOYED, UKRAINIAN
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import U32


@kernel
def allow(adults: U32, amount: int, p: People, h: Households) -> None:
    """Allowance of each household of Ukrainians: ``amount`` cents a month for each of its adults in the country and
    their children under 18; nothing while an adult works. ``adults``: rows of adults in the country."""
    h.allowance[:] = 0
    for k in range(len(adults)):
        i = adults[k]
        home = p.household[i]
        if p.kind[i] == UKRAINIAN:
            h.allowance[home] += amount * (1 + (h.adult_a[home] == i) * h.children[home])
    for k in range(len(adults)):
        i = adults[k]
        if (p.kind[i] == UKRAINIAN) & (p.state[i] == EMPLOYED):
            h.allowance[p.household[i]] = 0
