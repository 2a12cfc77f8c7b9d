"""Bijstand: who speaks for a household, its norm less what it earns, and how its adults share it.

What depends on one person is worked out for everybody, side by side; then households that may claim are looked up block
by block and worked out together.
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
    """Room for who may claim: of each person the income that counts (cents) and whether they are housed and under
    pension age; rows of who speaks for a household; of each household whether it is a couple; a list of households."""

    counted: I32
    may: U8
    speaker: U32
    couple: U8
    household: U32


class Norms(NamedTuple):
    """A block of households: row; a couple (0, 1), months of age of who speaks, others who share the dwelling; norm of
    one adult (with or without a child), income that counts and the norm, cents; whether it claims (0, 1)."""

    row: U32
    couple: I64
    months: I64
    others: I64
    single: I64
    counted: I64
    norm: I64
    claims: U8


def buffer(people: int) -> Claims:
    """Room for so many people (a household is a person's: there are no more of them)."""
    return table(Claims, people)


def norms_buffer() -> Norms:
    """Room for a block."""
    return table(Norms, BLOCK)


@kernel
def count_sharers(adults: U32, month: int, limit: int, p: People, h: Households) -> None:
    """Adults of ``limit`` months or older in each dwelling, kept at the household that holds it."""
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
    """Bijstand of each household: norm less counted income, for housed adults under pension age who claim it;
    Ukrainians have an allowance instead (``allowance``)."""
    h.norm[:] = 0
    h.counted[:] = 0
    h.bijstand[:] = 0
    count_incomes(entered, law, p, c)
    speakers = second_speakers(first_speakers(adults, p, h, c), p, h, c)
    claimed = 0
    for begin in range(0, speakers, BLOCK):
        some = c.speaker[begin : min(speakers, begin + BLOCK)]
        look_up(some, month, law, p, h, c, n)
        work_out(len(some), law, n)
        claimed = claim(claimed, some, p, h, c, n)
    share(claimed, p, h, c)


@kernel
def count_incomes(entered: int, law: LawMonth, p: People, c: Claims) -> None:
    """What of each person's income is set against the household's norm, cents, and whether they may claim."""
    for i in range(entered):
        other, cap, months = p.ui_net[i] + p.student_cents[i], law.disregard_cap, law.disregard_months
        c.counted[i] = counts(p.net[i], other, p.tenure[i], law.disregard_share, cap, months)
    for i in range(entered):
        c.may[i] = (p.housed[i] != NEVER) & (p.reason[i] != RETIRED)


@inline
def first_speakers(adults: U32, p: People, h: Households, c: Claims) -> int:
    """Lists first adults of a household who may claim; returns how many."""
    n = 0
    for k in range(len(adults)):
        i = adults[k]
        c.speaker[n] = i
        n += (h.adult_a[p.household[i]] == i) & c.may[i]
    return n


@inline
def second_speakers(n: int, p: People, h: Households, c: Claims) -> int:
    """Marks couples; lists after the ``n`` first adults the second ones where no first one lives in the household."""
    for k in range(len(h.adult_b)):
        c.couple[k] = h.adult_b[k] >= 0
    for j in range(flagged(len(h.adult_b), c.couple, c.household)):
        k = c.household[j]
        first, i = h.adult_a[k], h.adult_b[k]
        a = max(0, first)
        alone = (first < 0) | (p.active[a] == 0) | (p.household[a] != k)
        here = p.active[i] == 1
        c.couple[k] = here & (not alone)
        c.speaker[n] = i
        n += alone & here & (p.household[i] == k) & (p.reason[i] != CHILD) & c.may[i]
    return n


@inline
def look_up(some: U32, month: int, law: LawMonth, p: People, h: Households, c: Claims, n: Norms) -> None:
    """What the norms of the households that ``some`` speak for depend on."""
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
def work_out(size: int, law: LawMonth, n: Norms) -> None:
    """Norms of a block of households."""
    for j in range(size):  # side by side: vectorised
        n.norm[j] = norm_of(n.couple[j], n.months[j] / 12.0, n.others[j], n.single[j], law.couple, law.youth)


@inline
def claim(claimed: int, some: U32, p: People, h: Households, c: Claims, n: Norms) -> int:
    """Enter norm, income and bijstand; lists households that receive it, and returns how many there are by now."""
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
    """Half of a household's benefit to each of two adults in the country, the odd cent to the second; all to one."""
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
