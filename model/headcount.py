"""Counting employers, their posts and other people who search: one pass over each table (whole numbers only)."""

from __future__ import annotations

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import ASYLUM, EMPLOYED
from werkagenda.agents.people import Employers, Openings, People, Residents
from werkagenda.agents.state import F64, I64
from werkagenda.model.tally import ADULT

EXPERIENCED = 0.2
"""Experience from which an employer counts as experienced: about one hire of a newcomer."""


@kernel
def employers(e: Employers, structured: F64, out: F64) -> None:
    """``out[sector, size class, (employers, with structured selection, experienced)]``; the lever counts as well."""
    for i in range(len(e.hash)):
        s, k = e.sector[i], e.size_class[i]
        out[s, k, 0] += 1.0
        out[s, k, 1] += 1.0 if e.structured[i] == 1 or structured[i] > 0.0 else 0.0
        out[s, k, 2] += 1.0 if e.experience[i] >= EXPERIENCED else 0.0


@kernel
def open_posts(count: int, o: Openings, e: Employers, out: I64) -> None:
    """``out[sector, size class]``: openings that are still open."""
    for v in range(count):
        i = o.employer[v]
        out[e.sector[i], e.size_class[i]] += o.open[v]


@kernel
def searchers(count: int, r: Residents, cells: I64, hired: I64, stock: I64) -> None:
    """Other people who search.

    ``cells[sex, migrant, (searching, hired, entered)]``; ``hired`` and ``stock`` by [from job, months searched (0-3)].
    """
    for i in range(count):
        left, cell = r.leaves[i], cells[r.sex[i], r.migrant[i]]
        cell[0] += 1 - left
        cell[1] += left
        cell[2] += 1 if r.months[i] == 0 else 0
        hired[r.from_job[i], min(3, r.months[i])] += left
        stock[r.from_job[i], min(3, r.months[i])] += 1 - left


@kernel
def staff(e: Employers, regions: I64, out: I64) -> None:
    """``out[(other people, fringe, newcomers, columns below zero)]`` and other people by region."""
    for i in range(len(e.hash)):
        flexible, permanent, fringe, newcomers = (
            e.staff_flexible[i],
            e.staff_permanent[i],
            e.staff_fringe[i],
            e.staff_newcomers[i],
        )
        regions[e.region[i]] += flexible + permanent
        out[0] += flexible + permanent
        out[1] += fringe
        out[2] += newcomers
        out[3] += (flexible < 0) + (permanent < 0) + (fringe < 0) + (newcomers < 0)


@kernel
def paid(count: int, p: People, out: I64) -> None:
    """``out[(newcomers who work, cents that newcomers received)]`` of who is in the country."""
    work = money = 0
    for i in range(count):
        here = p.active[i] == 1
        work += here & (p.state[i] == EMPLOYED)
        money += p.gross[i] + p.ui_cents[i] + p.student_cents[i] + p.bijstand[i] if here else 0
    out[0] += work
    out[1] += money


@kernel
def placed(count: int, p: People, out: I64) -> None:
    """``out[municipality]``: people in a placement, added up."""
    for i in range(count):
        if p.subsidised[i] == 1 and p.active[i] == 1:
            out[p.municipality[i]] += 1


@kernel
def asylum_seekers(count: int, month: int, delay: float, sooner: F64, p: People, out: I64) -> None:
    """``out[(may work, work)]``: asylum seekers of 18 and older, ``delay`` months after arrival less ``sooner``."""
    may = work = 0
    for i in range(count):
        counts = (p.active[i] == 1) & (p.kind[i] == ASYLUM) & (month - p.birth[i] >= ADULT)
        may += counts & (month - p.arrival[i] >= delay - sooner[i])
        work += counts & (p.state[i] == EMPLOYED)
    out[0] += may
    out[1] += work
