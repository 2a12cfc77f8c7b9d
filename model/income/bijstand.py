"""Bijstand (social assistance): claimant, norm minus counted income, and division between partners.

Per-person quantities are computed for everybody in vectorised loops. Households that may claim are processed in blocks.
"""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import inline, inlined, kernel
from werkagenda.agents.household_rules import LawMonth, benefit, counted_income, norm
from werkagenda.agents.kinds import CHILD, NEVER, RETIRED, UKRAINIAN
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import I32, I64, U8, U32, table
from werkagenda.model.row_lists import BLOCK, flagged

counts, norm_of = inlined(counted_income), inlined(norm)
MINOR = 216
"""Age in months below which a child makes its parent a single parent."""


class Claims(NamedTuple):
    """Buffers of the calculation.

    Per person: counted income (cents); whether housed and below pension age; rows of claimants. Per household: whether
    it is a couple; list of households.
    """

    counted: I32
    may: U8
    claimant: U32
    couple: U8
    household: U32


class Norms(NamedTuple):
    """A block of households: row, couple (0, 1), claimant's age in months, others sharing costs; amounts in cents.

    ``single``: norm of one adult (with or without child); ``counted``: counted income; ``claims``: whether it claims
    (0, 1).
    """

    row: U32
    couple: I64
    months: I64
    others: I64
    single: I64
    counted: I64
    norm: I64
    claims: U8


def buffer(people: int) -> Claims:
    """Buffers for ``people`` people (there are never more households than people)."""
    return table(Claims, people)


def norms_buffer() -> Norms:
    """Buffer for one block."""
    return table(Norms, BLOCK)


@kernel
def count_sharers(adults: U32, month: int, limit: int, p: People, h: Households) -> None:
    """Count the housed adults of at least ``limit`` months in each dwelling, stored at the dwelling's household."""
    h.sharers[:] = 0
    for k in range(len(adults)):
        i = adults[k]
        h.sharers[h.dwelling[p.household[i]]] += (p.housed[i] != NEVER) & (month - p.birth[i] >= limit)


@kernel
def support(
    entered: int,
    adults: U32,
    month: int,
    law: LawMonth,
    p: People,
    h: Households,
    c: Claims,
    n: Norms,
) -> None:
    """Compute the bijstand of each household with a housed claimant below pension age; Ukrainians receive an allowance
    instead (``allowance``)."""
    h.norm[:] = 0
    h.counted[:] = 0
    h.bijstand[:] = 0
    count_incomes(entered, law, p, c)
    claimants = second_claimants(first_claimants(adults, p, h, c), p, h, c)
    claimed = 0
    for begin in range(0, claimants, BLOCK):
        some = c.claimant[begin : min(claimants, begin + BLOCK)]
        gather(some, month, law, p, h, c, n)
        compute_norms(len(some), law, n)
        claimed = claim(claimed, some, p, h, c, n)
    share(claimed, p, h, c)


@kernel
def count_incomes(entered: int, law: LawMonth, p: People, c: Claims) -> None:
    """Compute each person's counted income (cents) and whether they may claim."""
    for i in range(entered):
        other, cap, months = p.ui_net[i] + p.student_cents[i], law.disregard_cap, law.disregard_months
        c.counted[i] = counts(p.net[i], other, p.tenure[i], law.disregard_share, cap, months)
    for i in range(entered):
        c.may[i] = (p.housed[i] != NEVER) & (p.reason[i] != RETIRED)


@inline
def first_claimants(adults: U32, p: People, h: Households, c: Claims) -> int:
    """List first adults of households who may claim; returns how many."""
    n = 0
    for k in range(len(adults)):
        i = adults[k]
        c.claimant[n] = i
        n += (h.adult_a[p.household[i]] == i) & c.may[i]
    return n


@inline
def second_claimants(n: int, p: People, h: Households, c: Claims) -> int:
    """Mark couples, and append second adults whose household has no first adult; returns the total of claimants."""
    for k in range(len(h.adult_b)):
        c.couple[k] = h.adult_b[k] >= 0
    for j in range(flagged(len(h.adult_b), c.couple, c.household)):
        k = c.household[j]
        first, i = h.adult_a[k], h.adult_b[k]
        a = max(0, first)
        alone = (first < 0) | (p.active[a] == 0) | (p.household[a] != k)
        here = p.active[i] == 1
        c.couple[k] = here & (not alone)
        c.claimant[n] = i
        n += alone & here & (p.household[i] == k) & (p.reason[i] != CHILD) & c.may[i]
    return n


@inline
def gather(some: U32, month: int, law: LawMonth, p: People, h: Households, c: Claims, n: Norms) -> None:
    """Gather the inputs of the norms for the households of claimants ``some``."""
    for j in range(len(some)):
        i, k = some[j], p.household[some[j]]
        couple, other = c.couple[k], max(0, h.adult_b[k])
        n.row[j], n.couple[j], n.months[j] = k, couple, month - p.birth[i]
        n.single[j] = law.parent if month - h.youngest[k] < MINOR else law.single
        limit = law.sharing_months
        sharing = (month - p.birth[i] >= limit) + couple * (month - p.birth[other] >= limit)
        n.others[j] = max(0, h.sharers[h.dwelling[k]] - sharing)
        n.counted[j] = c.counted[i] + couple * c.counted[other]


@kernel
def compute_norms(size: int, law: LawMonth, n: Norms) -> None:
    """Norms of a block of households."""
    for j in range(size):  # vectorised
        n.norm[j] = norm_of(n.couple[j], n.months[j] / 12.0, n.others[j], n.single[j], law.couple, law.youth)


@inline
def claim(claimed: int, some: U32, p: People, h: Households, c: Claims, n: Norms) -> int:
    """Store norm, counted income and bijstand; append households that receive it and return their number so far."""
    for j in range(len(some)):
        k, student_alone = n.row[j], (n.couple[j] == 0) & (p.studying[some[j]] == 1)
        n.claims[j] = (h.outside_income[k] == 0) & (h.non_take_up[k] == 0) & (not student_alone)
        n.claims[j] &= p.kind[some[j]] != UKRAINIAN
    for j in range(len(some)):
        k, received = n.row[j], n.claims[j] * benefit(n.norm[j], n.counted[j])
        h.norm[k], h.counted[k], h.bijstand[k] = n.norm[j], n.counted[j], received
        c.household[claimed] = k
        claimed += received > 0
    return claimed


@inline
def share(claimed: int, p: People, h: Households, c: Claims) -> None:
    """Divide a household's benefit equally between two adults in the country (odd cent to the second), or all to
    one.
    """
    p.bijstand[:] = 0
    p.partial[:] = 0
    for j in range(claimed):
        k = c.household[j]
        a, b = h.adult_a[k], h.adult_b[k]
        has_a, has_b = a >= 0 and p.active[a] == 1, b >= 0 and p.active[b] == 1
        half, partial = h.bijstand[k] // 2, 1 if h.counted[k] > 0 else 0
        if has_a and p.reason[a] != CHILD:
            p.bijstand[a], p.partial[a] = half if has_b else h.bijstand[k], partial
        if has_b and p.reason[b] != CHILD:
            p.bijstand[b], p.partial[b] = h.bijstand[k] - (half if has_a else 0), partial
