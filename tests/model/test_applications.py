"""Applications lie in order of region and say what the seekers say; counts in one pass are those of plain sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from werkagenda.agents.employer_rules import CallbackParams, callback_probability, highest_callback
from werkagenda.agents.kinds import ASYLUM, CHANNELS, EMPLOYED, OWN_GROUP, RETIRED, SEARCHING
from werkagenda.agents.language import DUTCH_SPOKEN
from werkagenda.agents.state import zeros
from werkagenda.model.country import Country
from werkagenda.model.labour_market import application_routing, job_seekers, search, vacancy_index
from werkagenda.model.random.keyed_random import Decision, bits_n, draw
from werkagenda.model.recording import employer_counts, group_counts, newcomer_counts, transitions
from werkagenda.model.recording.record import LEVELS
from werkagenda.model.row_lists import FIRST
from werkagenda.model.steps import labour_market

QUICK = settings(max_examples=200, deadline=None, derandomize=True)
CALLBACKS = st.builds(CallbackParams, **{name: st.floats(0.0, 1.5) for name in CallbackParams._fields})


def written(made: Country, *callback_bound: float) -> tuple[Any, search.SearchKeys]:
    """Applications of the last month's seekers when channels give at most ``limit``, and the keys of their draws."""
    w = made.state
    t, k = w.month, w.keys
    market = search.Market(labour_market.sector_table(w), w.neighbour_start, w.neighbour, np.zeros(9, np.uint8))
    drawn = (Decision.WHERE, Decision.SLOT, Decision.CALLBACK, Decision.INTERVIEW, Decision.RIVAL, Decision.FRINGE)
    keys = search.SearchKeys(*[k(d, t) for d in drawn] + [k(Decision.SLOT_PLACE)])
    contest = search.empty_contest()
    rows = application_routing.route_applications(
        w.applicants, keys, market, w.p.search, np.array(callback_bound), contest
    )[0]
    assert contest.sent.sum() == len(rows) if min(callback_bound) == 1.0 else contest.sent.sum() > len(rows)
    return rows, keys


@pytest.fixture(scope="module")
def all_of_them(two_years: Country) -> Any:
    """Applications of the last month when each may be answered."""
    return written(two_years, 1.0, 1.0, 1.0, 1.0, 1.0)[0]


def test_letters_are_sorted_and_a_seekers_own_keep_their_order(all_of_them: Any) -> None:
    """By region, newcomers before others, each one's first letter first."""
    order = np.lexsort([all_of_them[name] for name in ("seeker", "ordinal", "resident", "region")])
    assert len(all_of_them) > 500 and (order == np.arange(len(all_of_them))).all()


def test_letters_repeat_what_the_seekers_say(two_years: Country, all_of_them: Any) -> None:
    """Each carries its seeker's own columns: of the list of newcomers, or of the other people who search."""
    w, own = two_years.state, all_of_them["resident"] == 0
    s, r = w.applicants.list, w.residents
    mine, others = all_of_them[own], all_of_them[~own]
    assert len(mine) > 50 and len(others) > 50
    for field, column in {"who": s.hash, "skill": s.skill, "scarf": s.scarf}.items():
        assert (mine[field] == column[mine["seeker"]]).all(), field
    group, level = mine["channel"] == OWN_GROUP, s.language[mine["seeker"]]
    assert group.any() and (mine["language"] == np.where(group, np.maximum(level, DUTCH_SPOKEN), level)).all()
    for field, column in {"who": r.hash, "skill": r.skill, "level": r.education, "background": r.background}.items():
        assert (others[field] == column[others["seeker"] - w.applicants.people]).all(), field
    assert (
        (mine["background"] == s.background[mine["seeker"]]).all()
        and (others["language"] == 1.0).all()
        and (others["scarf"] == 0).all()
    )


def test_who_sends_is_the_same_asked_one_by_one(two_years: Country, all_of_them: Any) -> None:
    """The lowest 16 bits of a word decide, for each application on its own."""
    w = two_years.state
    p, key = w.p.search, w.keys(Decision.WHERE, w.month)
    sent = set(zip(all_of_them["seeker"].tolist(), all_of_them["ordinal"].tolist(), strict=True))
    effort = job_seekers.sending(w.residents.months[: w.residents_n], p)
    for q in range(0, w.applicants.people + w.residents_n, 7):
        i = q - w.applicants.people
        number = p.applications_per_month if i < 0 else p.resident_applications_per_month
        chance = w.applicants.list.send[q] if i < 0 else effort[w.residents.months[i]]
        who = w.applicants.list.hash[q] if i < 0 else w.residents.hash[i]
        times = int(np.ceil(number))
        for a in range(1 if i < 0 and w.applicants.list.on_the_job[q] == 1 else times):
            low = int(bits_n(key, who, a)) & 0xFFFF
            assert ((q, a) in sent) == (low / 2**16 < chance * (number / times))


def test_letters_without_hope_are_left_out(two_years: Country, all_of_them: Any) -> None:
    """Those whose number is not below the highest chance of an answer by their channel, and no others."""
    by_channel = np.array([0.3, 0.5, 0.2, 0.6, 0.4])
    sparse, keys = written(two_years, *by_channel)
    most = by_channel[all_of_them["channel"]]
    callback_bounds = np.array([draw(keys.callback, word) for word in all_of_them["word"]]) < most
    assert set(all_of_them["channel"]) == set(range(CHANNELS)) and 0.2 < callback_bounds.mean() < 0.5
    for field in ("seeker", "ordinal", "word", "region", "channel"):
        assert (sparse[field] == all_of_them[callback_bounds][field]).all(), field


@QUICK
@given(CALLBACKS, st.floats(0.0, 1.0), st.floats(0.0, 0.95), st.booleans(), st.floats(0.0, 3.0))
def test_no_opening_gives_more_than_the_hope(
    c: CallbackParams, language: float, gap: float, scarf: bool, channel: float
) -> None:
    """Whatever the parameters: the chance by a channel is at most what applications are held against."""
    contact = c.headscarf_factor if scarf else 1.0
    assert callback_probability(language, gap, contact, channel, c) <= highest_callback(channel, c)


def test_one_pass_counts_what_sums_count(two_years: Country) -> None:
    """Employers and other people who search, against NumPy."""
    w = two_years.state
    e, r, n = w.employers, w.residents, w.residents_n
    regions, posts = zeros(len(w.counts.working)), zeros(4)
    employer_counts.staff(e, regions, posts)
    others = e.staff_flexible + e.staff_permanent
    assert posts.tolist() == [others.sum(), e.staff_fringe.sum(), e.staff_newcomers.sum(), 0]
    assert (regions == np.bincount(e.region, weights=others, minlength=len(regions))).all()
    cells, hired, stock = zeros(2, 2, 3), zeros(2, 4), zeros(2, 4)
    employer_counts.searchers(n, r, cells, hired, stock)
    gone = r.leaves[:n] == 1
    assert (hired.sum(), stock.sum()) == (gone.sum(), (~gone).sum())
    assert cells.sum(axis=(0, 1)).tolist() == [(~gone).sum(), gone.sum(), (r.months[:n] == 0).sum()]
    assert (stock.sum(axis=0) == np.bincount(np.minimum(3, r.months[:n][~gone]), minlength=4)).all()


def test_groups_and_asylum_seekers_are_those_of_plain_sums(two_years: Country) -> None:
    """Adults by education and how they stand; asylum seekers who may work, at two delays and for some sooner."""
    w = two_years.state
    p, n, t = w.people, w.entered, w.month - 1
    age = t - p.birth[:n].astype(int)
    here, works = p.active[:n] == 1, p.state[:n] == EMPLOYED
    adult = here & (age >= transitions.ADULT) & (age < transitions.OLD) & (p.reason[:n] != RETIRED)
    found = zeros(4, LEVELS, 5)
    adults = newcomer_counts.buffer(len(p.id))
    buffer = w.flags, w.row_buffers[FIRST]
    group_counts.groups(n, newcomer_counts.list_adults(n, t, p, adults), t, p, w.households, adults, *buffer, found)
    benefit = (p.bijstand[:n] > 0) | (p.ui_cents[:n] > 0)
    measures = (here, works, p.state[:n] == SEARCHING, benefit, works & (p.subsidised[:n] == 0))
    for kind in range(4):
        for level in range(3):
            rows = adult & (p.kind[:n] == kind) & (p.education[:n] == level)
            assert found[kind, level].tolist() == [int((rows & each).sum()) for each in measures]
    assert found[:, :3].sum(axis=(0, 1)).min() > 0
    asks = here & (p.kind[:n] == ASYLUM) & (age >= transitions.ADULT)
    sooner = np.where(np.arange(len(p.id)) % 2 == 0, 3.0, 0.0)
    for delay in (3.0, 6.0):
        out = zeros(2)
        employer_counts.asylum_seekers(n, t, delay, sooner, p, out)
        may = asks & (t - p.arrival[:n] >= delay - sooner[:n])
        assert out.tolist() == [may.sum(), (asks & works).sum()]
    assert 0 < may.sum() < asks.sum()


def test_openings_by_region_keep_their_order(two_years: Country) -> None:
    """Rows of each region stand together, oldest first, and every row once."""
    w = two_years.state
    counts = zeros(len(w.occupied))
    vacancy_index.occupancy(w.open_n, w.openings, np.empty(w.open_n, np.int32), counts)
    rows, start = vacancy_index.by_region(w.open_n, counts, w.openings)
    assert (rows == np.argsort(w.openings.region[: w.open_n], kind="stable")).all()
    assert (w.openings.region[rows] == np.repeat(np.arange(len(start) - 1), np.diff(start))).all()
