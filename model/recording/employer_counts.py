"""Counts of employers, posts and other job seekers, in one pass over each table (integers only)."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import ASYLUM, EMPLOYED
from werkagenda.agents.people import Employers, Openings, People, Residents
from werkagenda.agents.state import F64, I64, U8, U32, zeros
from werkagenda.model.recording.transitions import ADULT
from werkagenda.model.row_lists import sparse

EXPERIENCED = 0.2
"""Experience from which an employer counts as experienced: about one hire of a newcomer."""


def employers(e: Employers, structured: F64, out: F64) -> None:
    """Add to ``out[sector, size class, (employers, structured selection, experienced)]``; the lever counts as
    structured.
    """
    found = zeros(*out.shape[:2], 2, 2)
    _employers(e, structured, found.reshape(-1))
    out[:, :, 0] += found.sum(axis=(2, 3))
    out[:, :, 1] += found[:, :, 1].sum(axis=2)
    out[:, :, 2] += found[:, :, :, 1].sum(axis=2)


@kernel
def _employers(e: Employers, structured: F64, out: I64) -> None:
    """Count by one code: sector, size class, structured selection (0, 1), experience (0, 1)."""
    for i in range(len(e.hash)):
        fair, knows = (e.structured[i] == 1) | (structured[i] > 0.0), e.experience[i] >= EXPERIENCED
        out[np.uint8((e.sector[i] * 4 + e.size_class[i]) * 4 + fair * 2 + knows)] += 1


def open_posts(count: int, o: Openings, e: Employers, out: I64) -> None:
    """Add to ``out[sector, size class]`` the vacancies that are still open."""
    found = zeros(4, out.size)
    _open_posts(count, o, e.size_class, found)
    out += found.sum(axis=0).reshape(out.shape)


@kernel
def _open_posts(count: int, o: Openings, size_class: U8, out: I64) -> None:
    """Uses four counters in turn, so that consecutive additions do not wait for each other."""
    for v in range(count):
        out[v & 3, np.uint8(o.sector[v] * 4 + size_class[o.employer[v]])] += o.open[v]


def searchers(count: int, r: Residents, cells: I64, hired: I64, stock: I64) -> None:
    """Count other job seekers.

    ``cells[sex, migration background, (searching, hired, entered)]``; ``hired`` and ``stock`` by [from job, months
    searched (0-3)].
    """
    found = zeros(2, 2, 2, 4, 2)
    _searchers(count, r, found.reshape(-1))
    cells[:, :, :2] += found.sum(axis=(2, 3))
    cells[:, :, 2] += found[:, :, :, 0].sum(axis=(2, 3))
    hired += found[..., 1].sum(axis=(0, 1))
    stock += found[..., 0].sum(axis=(0, 1))


@kernel
def _searchers(count: int, r: Residents, out: I64) -> None:
    """Count by one code: sex, migration background (0, 1), from a job, months searched (0-3), hired (0, 1)."""
    for i in range(count):
        who = (r.sex[i] * 2 + (r.background[i] > 0)) * 2 + r.from_job[i]
        out[np.uint8((who * 4 + min(3, r.months[i])) * 2 + r.leaves[i])] += 1


@kernel
def searching(count: int, r: Residents, out: I64) -> None:
    """Add to ``out[education, background]`` other job seekers who are not hired this month."""
    for i in range(count):
        out[r.education[i], r.background[i]] += r.leaves[i] == 0


@kernel
def staff(e: Employers, regions: I64, out: I64) -> None:
    """Count posts: ``out[(other people, fringe, newcomers, negative columns)]``, and other people by region.

    Employers are sorted by region, so each region's sum is added once.
    """
    region, others = 0, 0
    for i in range(len(e.hash)):
        flexible, permanent = e.staff_flexible[i], e.staff_permanent[i]
        fringe, newcomers = e.staff_fringe[i], e.staff_newcomers[i]
        if e.region[i] != region:
            regions[region] += others
            region, others = e.region[i], 0
        others += flexible + permanent
        out[0] += flexible + permanent
        out[1] += fringe
        out[2] += newcomers
        out[3] += (flexible < 0) + (permanent < 0) + (fringe < 0) + (newcomers < 0)
    regions[region] += others


@kernel
def paid(count: int, p: People, out: I64) -> None:
    """``out[(newcomers who work, cents that newcomers received)]`` for people in the country."""
    work = money = 0
    for i in range(count):
        here = p.active[i] == 1
        work += here & (p.state[i] == EMPLOYED)
        money += p.gross[i] + p.ui_cents[i] + p.student_cents[i] + p.bijstand[i] if here else 0
    out[0] += work
    out[1] += money


@kernel
def placed(count: int, p: People, flags: U8, rows: U32, out: I64) -> None:
    """Add to ``out[municipality]`` the people in a placement; ``flags`` and ``rows`` are buffers with one entry per
    person.
    """
    for i in range(count):
        flags[i] = (p.subsidised[i] == 1) & (p.active[i] == 1)
    for k in range(sparse(count, flags, rows)):
        out[p.municipality[rows[k]]] += 1


@kernel
def asylum_seekers(count: int, month: int, delay: float, sooner: F64, p: People, out: I64) -> None:
    """Add to ``out[(may work, work)]`` asylum seekers of 18 and older.

    They may work ``delay`` months after arrival, less the lever ``sooner``.
    """
    may = work = 0
    for i in range(count):
        counts = (p.active[i] == 1) & (p.kind[i] == ASYLUM) & (month - p.birth[i] >= ADULT)
        may += counts & (month - p.arrival[i] >= delay - sooner[i])
        work += counts & (p.state[i] == EMPLOYED)
    out[0] += may
    out[1] += work
