"""Letters lie in order of region and say what the seekers say; counts in one pass are those of plain sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from werkagenda.agents.kinds import ASYLUM, EMPLOYED, RETIRED, SEARCHING
from werkagenda.model import headcount, letters, rollcall, slots, steps_market, tally
from werkagenda.model.chance import Decision, bits_n
from werkagenda.model.country import Country
from werkagenda.model.record import zeros
from werkagenda.model.search import Market


@pytest.fixture(scope="module")
def written(two_years: Country) -> Any:
    """Letters of the last month's list of seekers."""
    w = two_years.world
    contact = w.cells.customer_contact.astype(np.uint8)
    market = Market(steps_market.sector_table(w), w.neighbour_start, w.neighbour, contact)
    return letters.write(w.seekers_n, w.keys(Decision.WHERE, w.month), w.seekers, market, w.p.search)[0]


def test_letters_are_sorted_and_a_seekers_own_keep_their_order(written: Any) -> None:
    """By region, then by seeker, then as they were written."""
    order = np.lexsort((written["ordinal"], written["seeker"], written["region"]))
    assert len(written) > 500 and (order == np.arange(len(written))).all()


def test_letters_repeat_what_the_list_says(two_years: Country, written: Any) -> None:
    """Each carries its seeker's own columns."""
    s, rows = two_years.world.seekers, written["seeker"]
    for field, column in {"who": s.hash, "language": s.language, "skill": s.skill, "migrant": s.migrant}.items():
        assert (written[field] == column[rows]).all(), field
    assert (written["scarf"] == s.scarf[rows]).all() and (written["level"] == s.level[rows]).all()


def test_who_sends_is_the_same_asked_one_by_one(two_years: Country, written: Any) -> None:
    """The lowest 16 bits of a word decide, for each application on its own."""
    w = two_years.world
    s, p, key = w.seekers, w.p.search, w.keys(Decision.WHERE, w.month)
    sent = set(zip(written["seeker"].tolist(), written["ordinal"].tolist(), strict=True))
    for q in range(0, w.seekers_n, 7):
        number = p.resident_applications_per_month if s.resident[q] == 1 else p.applications_per_month
        times = int(np.ceil(number))
        for a in range(1 if s.on_the_job[q] == 1 else times):
            low = int(bits_n(key, s.hash[q], a)) & 0xFFFF
            assert ((q, a) in sent) == (low / 2**16 < s.send[q] * (number / times))


def test_one_pass_counts_what_sums_count(two_years: Country) -> None:
    """Employers and other people who search, against NumPy."""
    w = two_years.world
    e, r, n = w.employers, w.residents, w.residents_n
    regions, posts = zeros(len(w.counts.working)), zeros(4)
    headcount.staff(e, regions, posts)
    others = e.staff_flexible + e.staff_permanent
    assert posts.tolist() == [others.sum(), e.staff_fringe.sum(), e.staff_newcomers.sum(), 0]
    assert (regions == np.bincount(e.region, weights=others, minlength=len(regions))).all()
    cells, hired, stock = zeros(2, 2, 3), zeros(2, 4), zeros(2, 4)
    headcount.searchers(n, r, cells, hired, stock)
    gone = r.leaves[:n] == 1
    assert (hired.sum(), stock.sum()) == (gone.sum(), (~gone).sum())
    assert cells.sum(axis=(0, 1)).tolist() == [(~gone).sum(), gone.sum(), (r.months[:n] == 0).sum()]
    assert (stock.sum(axis=0) == np.bincount(np.minimum(3, r.months[:n][~gone]), minlength=4)).all()


def test_groups_and_asylum_seekers_are_those_of_plain_sums(two_years: Country) -> None:
    """Adults by education and how they stand; asylum seekers who may work, at two delays and for some sooner."""
    w = two_years.world
    p, n, t = w.people, w.entered, w.month - 1
    age = t - p.birth[:n].astype(int)
    here, works = p.active[:n] == 1, p.state[:n] == EMPLOYED
    adult = here & (age >= tally.ADULT) & (age < tally.OLD) & (p.reason[:n] != RETIRED)
    found = zeros(3, tally.LEVELS, 5)
    adults = rollcall.room(len(p.id))
    tally.groups(rollcall.call(n, t, p, adults), t, p, w.households, adults, found)
    benefit = (p.bijstand[:n] > 0) | (p.ui_cents[:n] > 0)
    measures = (here, works, p.state[:n] == SEARCHING, benefit, works & (p.subsidised[:n] == 0))
    for kind in range(3):
        for level in range(3):
            rows = adult & (p.kind[:n] == kind) & (p.education[:n] == level)
            assert found[kind, level].tolist() == [int((rows & each).sum()) for each in measures]
    assert found[:, :3].sum(axis=(0, 1)).min() > 0
    asks = here & (p.kind[:n] == ASYLUM) & (age >= tally.ADULT)
    sooner = np.where(np.arange(len(p.id)) % 2 == 0, 3.0, 0.0)
    for delay in (3.0, 6.0):
        out = zeros(2)
        headcount.asylum_seekers(n, t, delay, sooner, p, out)
        may = asks & (t - p.arrival[:n] >= delay - sooner[:n])
        assert out.tolist() == [may.sum(), (asks & works).sum()]
    assert 0 < may.sum() < asks.sum()


def test_openings_by_region_keep_their_order(two_years: Country) -> None:
    """Rows of each region stand together, oldest first, and every row once."""
    w = two_years.world
    counts = zeros(len(w.occupied))
    slots.occupancy(w.open_n, w.openings, counts)
    rows, start = slots.by_region(w.open_n, counts, w.openings)
    assert (rows == np.argsort(w.openings.region[: w.open_n], kind="stable")).all()
    assert (w.openings.region[rows] == np.repeat(np.arange(len(start) - 1), np.diff(start))).all()
