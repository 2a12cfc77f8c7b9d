"""Application stage of the month: matching to vacancies, call-backs and interviews.

Works region by region: the region's vacancies are indexed, then its applications are processed in blocks while the
index is still in cache.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import CallbackParams, OfferParams, highest_callback
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.kinds import CHANNELS, NON_EUROPEAN
from werkagenda.agents.people import Employers, Openings
from werkagenda.agents.state import I64, U32
from werkagenda.model.labour_market.application_draws import Applicants, Rows
from werkagenda.model.labour_market.application_routing import Applications, route_applications
from werkagenda.model.labour_market.callbacks import (
    POST,
    Gaps,
    Processed,
    Screening,
    answer,
    contest_openings,
    describe,
    interview,
    processing_buffer,
)
from werkagenda.model.labour_market.search import Contest, Market, SearchKeys, channel_factor, gap_towards, obeying
from werkagenda.model.labour_market.vacancy_index import (
    SlotRanges,
    Slots,
    buffer,
    by_region,
    clear,
    measure_ranges,
    place,
    ranges_buffer,
)
from werkagenda.model.labour_market.vacancy_sampling import SamplingBlock, sample_vacancies, sampling_buffer
from werkagenda.model.policy.levers import EmployerLevers
from werkagenda.model.row_lists import BLOCK


class VacancyIndex(NamedTuple):
    """The month's vacancies by region: tier of each, rows in region order with region starts, slots, slot ranges,
    records.
    """

    tiers: U32
    rows: U32
    start: I64
    slots: Slots
    ranges: SlotRanges
    posts: Rows


def index_vacancies(count: int, tiers: U32, counts: I64, sizes: I64, o: Openings) -> VacancyIndex:
    """Allocate the index; ``counts`` and ``sizes`` are vacancies and slots per tier."""
    table = buffer(sizes)
    return VacancyIndex(tiers, *by_region(count, counts, o), table, ranges_buffer(table), np.empty(count, POST))


def apply(
    applicants: Applicants,
    keys: SearchKeys,
    m: Market,
    at: VacancyIndex,
    o: Openings,
    search: SearchParams,
    rules: Screening,
    contest: Contest,
) -> None:
    """Process all applications of the month. Candidate codes are seeker number * 8 + channel."""
    callback_bound = np.array([highest_callback(f, rules.callback) for f in rules.factor])
    sent = route_applications(applicants, keys, m, search, callback_bound, contest)
    match_by_region(keys, m, at, sent, o, rules, sampling_buffer(), processing_buffer(), contest)


def screening(gaps: Gaps, c: CallbackParams, offer: OfferParams) -> Screening:
    """Rules of judging applications, with the call-back factor of each channel."""
    return Screening(gaps, np.array([channel_factor(channel, c) for channel in range(CHANNELS)]), c, offer)


def callback_gaps(e: Employers, levers: EmployerLevers, c: CallbackParams) -> Gaps:
    """Share of call-backs that each employer withholds from applicants with a background outside Europe this month."""
    gaps = Gaps(np.empty(len(e.hash)), np.empty(len(e.hash)))
    fill_gaps(e, levers, c, gaps)
    return gaps


@kernel
def fill_gaps(e: Employers, levers: EmployerLevers, c: CallbackParams, gaps: Gaps) -> None:
    """Write the share of call-backs that each employer withholds from applicants with a background outside Europe, and
    the part of it that comes from uncertainty."""
    for i in range(len(gaps.whole)):
        known, screens = max(e.experience[i], levers.known[i]), max(float(e.structured[i]), levers.structured[i])
        obeys = obeying(e.obeys[i], levers.compliant[i])
        gaps.whole[i] = gap_towards(NON_EUROPEAN, e.taste[i], e.uncertainty[i], known, screens, obeys, c)
        gaps.unsure[i] = gaps.whole[i] - gap_towards(NON_EUROPEAN, e.taste[i], 0.0, known, screens, obeys, c)


@kernel
def match_by_region(
    keys: SearchKeys,
    m: Market,
    at: VacancyIndex,
    sent: Applications,
    o: Openings,
    rules: Screening,
    sampling: SamplingBlock,
    block: Processed,
    contest: Contest,
) -> None:
    """For each region: index its vacancies, then match, answer and interview its applications block by block.

    ``sampling`` and ``block`` are buffers for one block.
    """
    applications, start, found = sent.rows, sent.start, block.found
    for g in range(len(start) - 1):
        rows = at.rows[at.start[g] : at.start[g + 1]]
        describe(rows, o, rules.gaps, at.posts)
        clear(g, at.slots)
        place(rows, keys.place, at.tiers, o, at.slots)
        measure_ranges(g, at.slots, at.ranges)
        for begin in range(start[g], start[g + 1], BLOCK):
            size = min(BLOCK, start[g + 1] - begin)
            matched = sample_vacancies(begin, size, keys, m, at.slots, at.ranges, applications, sampling, found)
            invited = answer(matched, keys.callback, m, applications, at.posts, o, rules, block, contest)
            passed = interview(invited, keys.interview, applications, at.posts, rules, block)
            contest_openings(passed, applications, found, o)
