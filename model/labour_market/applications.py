"""What becomes of applications: where they land, whether the employer calls back, and how the interview goes.

Region by region: its openings are described and put into their slots, then the letters to it are read, so that what a
letter looks up at random places has just been written and is still near.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import CallbackParams, OfferParams, highest_callback
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.kinds import AGENT, MUNICIPAL, NETWORK, OWN
from werkagenda.agents.people import Employers, Openings
from werkagenda.agents.state import F64, I64, U32, table
from werkagenda.model.labour_market.application_draws import Rows, Writers
from werkagenda.model.labour_market.application_routing import write
from werkagenda.model.labour_market.callbacks import (
    POST,
    Gaps,
    Judged,
    answer,
    contest_openings,
    describe,
    interview,
    judging_buffer,
)
from werkagenda.model.labour_market.search import Contest, Market, SearchKeys, channel_factor, gap_towards, obeying
from werkagenda.model.labour_market.vacancy_index import (
    Runs,
    Slots,
    buffer,
    by_region,
    clear,
    measure_runs,
    place,
    runs_buffer,
)
from werkagenda.model.labour_market.vacancy_sampling import Found, Looking, look, sampling_buffer
from werkagenda.model.policy.levers import EmployerLevers
from werkagenda.model.row_lists import BLOCK


class Board(NamedTuple):
    """Openings as letters find them: the shelf of each, rows in order of region and where each begins, slots, runs of
    slots, records."""

    shelves: U32
    rows: U32
    start: I64
    slots: Slots
    runs: Runs
    posts: Rows


def board(count: int, shelves: U32, counts: I64, sizes: I64, o: Openings) -> Board:
    """Room for the openings of the month; ``counts`` and ``sizes``: openings and slots of each shelf."""
    table = buffer(sizes)
    return Board(shelves, *by_region(count, counts, o), table, runs_buffer(table), np.empty(count, POST))


def apply(
    writers: Writers,
    keys: SearchKeys,
    m: Market,
    at: Board,
    gaps: Gaps,
    o: Openings,
    search: SearchParams,
    c: CallbackParams,
    offer: OfferParams,
    contest: Contest,
) -> None:
    """All applications of the month. Candidate code: seeker number * 8 + channel."""
    factor = np.array([channel_factor(channel, c) for channel in range(1 + max(AGENT, MUNICIPAL, NETWORK, OWN))])
    callback_bound = np.array([highest_callback(f, c) for f in factor])
    letters, start = write(writers, keys, m, search, callback_bound, contest)
    found = table(Found, BLOCK)
    read(keys, m, at, gaps, factor, letters, start, o, c, offer, sampling_buffer(), found, judging_buffer(), contest)


def gaps_of(e: Employers, made: EmployerLevers, c: CallbackParams) -> Gaps:
    """Share of call-backs that each employer withholds from a migrant this month."""
    gaps = Gaps(np.empty(len(e.hash)), np.empty(len(e.hash)))
    withhold(e, made, c, gaps)
    return gaps


@kernel
def withhold(e: Employers, made: EmployerLevers, c: CallbackParams, gaps: Gaps) -> None:
    """Share of call-backs that each employer withholds from a migrant this month, and what uncertainty adds to it."""
    for i in range(len(gaps.whole)):
        known, screens = max(e.experience[i], made.known[i]), max(float(e.structured[i]), made.structured[i])
        obeys = obeying(e.obeys[i], made.compliant[i])
        gaps.whole[i] = gap_towards(1, e.taste[i], e.uncertainty[i], known, screens, obeys, c)
        gaps.unsure[i] = gaps.whole[i] - gap_towards(1, e.taste[i], 0.0, known, screens, obeys, c)


@kernel
def read(
    keys: SearchKeys,
    m: Market,
    at: Board,
    gaps: Gaps,
    factor: F64,
    letters: Rows,
    start: I64,
    o: Openings,
    c: CallbackParams,
    offer: OfferParams,
    block: Looking,
    found: Found,
    judged: Judged,
    contest: Contest,
) -> None:
    """Region by region: openings, then the letters to it (from ``start`` on), block by block."""
    for g in range(len(start) - 1):
        rows = at.rows[at.start[g] : at.start[g + 1]]
        describe(rows, o, gaps, at.posts)
        clear(g, at.slots)
        place(rows, keys.place, at.shelves, o, at.slots)
        measure_runs(g, at.slots, at.runs)
        for begin in range(start[g], start[g + 1], BLOCK):
            size = min(BLOCK, start[g + 1] - begin)
            landed = look(begin, size, keys, m, at.slots, at.runs, letters, block, found)
            invited = answer(landed, keys.callback, m, factor, letters, at.posts, o, found, judged, c, contest)
            passed = interview(invited, keys.interview, letters, at.posts, found, judged, offer)
            contest_openings(passed, letters, found, o)
