"""Adults counted from codes are those of plain sums; rows of keys and ids are those made one by one."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.kinds import (
    AGENCY,
    CARE,
    DISCOURAGED,
    EMPLOYED,
    EXEMPT,
    IN_CLASS,
    INACTIVE,
    KIND_RESIDENT,
    KINDS,
    NEVER,
    NO_INCOME,
    ORIGINS,
    PASSED,
    PERMANENT,
    SEARCHING,
)
from werkagenda.agents.state import zeros
from werkagenda.model.country import Country
from werkagenda.model.random.identity import ids_of, sampled_ids, sampled_ordinals
from werkagenda.model.random.keyed_random import Decision, Keys
from werkagenda.model.recording import newcomer_counts, transitions
from werkagenda.model.row_lists import FIRST
from werkagenda.tables.vocabulary import INDICATORS


def plain(w: Any, t: int) -> dict[int, Any]:
    """By position among the indicators: a mask, or a number each, over the rows of people."""
    n = w.entered
    p = type(w.people)(*(column[:n] for column in w.people))
    works, idle, benefit = p.state == EMPLOYED, p.state == INACTIVE, (p.bijstand > 0) | (p.ui_cents > 0)
    return {
        **{1: p.active == 1, 2: works, 3: works & (p.subsidised == 0), 4: works & (p.subsidised == 1)},
        **{5: p.state == SEARCHING, 6: idle, 7: benefit, 8: (p.bijstand > 0) & (p.partial == 1)},
        **{9: p.ui_cents > 0, 10: p.student_cents > 0, 11: p.income == NO_INCOME, 12: p.housed == NEVER},
        **{13: p.integration == IN_CLASS, 14: p.studying == 1, 15: idle & (p.reason == CARE)},
        **{16: p.poor_health == 1, 17: ~works & (p.reason == EXEMPT), 18: ~works & (p.reason == DISCOURAGED)},
        **{19: p.integration == PASSED, 20: works & (p.started == t), 21: p.lost == t},
        **{22: works & (p.contract == PERMANENT), 23: works & (p.contract == AGENCY)},
        **{24: p.bijstand.astype(np.int64) + p.ui_cents, 25: p.gross * works.astype(np.int64)},
        **{27: p.bijstand > 0, 28: p.bijstand.astype(np.int64)},
    }


def test_indicators_are_those_of_plain_sums(two_years: Country) -> None:
    """Every indicator but the households, by kind and sex, in the last month; the record holds the same."""
    w = two_years.state
    p, n, t = w.people, w.entered, w.month - 1
    adults, out = newcomer_counts.buffer(len(p.id)), zeros(KINDS, 2, ORIGINS, len(INDICATORS))
    newcomer_counts.monthly(
        w.present,
        n,
        newcomer_counts.list_adults(n, t, p, adults),
        t,
        p,
        w.households,
        adults,
        w.row_buffers[FIRST],
        out,
    )
    age = t - p.birth[:n].astype(int)
    grown = (p.active[:n] == 1) & (age >= transitions.ADULT) & (age < transitions.OLD)
    for kind, sex in np.ndindex(KINDS, 2):
        here = (p.kind[:n] == kind) & (p.sex[:n] == sex)
        assert out[kind, sex, :, 0].sum() == (here & (p.active[:n] == 1)).sum()
        for k, column in plain(w, t).items():
            assert out[kind, sex, :, k].sum() == (column * (here & grown)).sum(), list(INDICATORS)[k]
    assert (out == w.record["monthly"][t]).all()


def test_jobs_counts_everybody_hired_and_monthly_the_adults(two_years: Country) -> None:
    """Nobody who is hired loses that job or leaves in the same month, so age is all that makes the difference."""
    w = two_years.state
    p, n, t = w.people, w.entered, w.month - 1
    hired = (p.active[:n] == 1) & (p.started[:n] == t)
    age = t - p.birth[:n].astype(int)
    grown = (age >= transitions.ADULT) & (age < transitions.OLD)
    hires = list(INDICATORS).index("hires")
    assert hired.sum() == w.record["jobs"][t].sum() > 0
    assert (hired & grown).sum() == w.record["monthly"][t][..., hires].sum()
    born = p.birth[:n].copy()
    one = np.flatnonzero(hired & grown)[0]
    p.birth[one] = t - transitions.OLD
    adults, out = newcomer_counts.buffer(len(p.id)), zeros(KINDS, 2, ORIGINS, len(INDICATORS))
    newcomer_counts.monthly(
        w.present,
        n,
        newcomer_counts.list_adults(n, t, p, adults),
        t,
        p,
        w.households,
        adults,
        w.row_buffers[FIRST],
        out,
    )
    p.birth[:n] = born
    assert out[..., hires].sum() == (hired & grown).sum() - 1


def test_a_household_counts_once_even_with_one_cent(two_years: Country) -> None:
    """By its first adult who is in the country, whatever of the benefit is that adult's own share."""
    w = two_years.state
    p, h, n, t = w.people, w.households, w.entered, w.month - 1
    adults, kept = newcomer_counts.buffer(len(p.id)), (h.bijstand.copy(), p.bijstand.copy())
    rows = adults.row[: newcomer_counts.list_adults(n, t, p, adults)].astype(int)
    both = [k for k in p.household[rows] if h.adult_a[k] in rows and h.adult_b[k] in rows and h.bijstand[k] > 0]
    home = both[0]
    h.bijstand[home], p.bijstand[h.adult_a[home]], p.bijstand[h.adult_b[home]] = 1, 0, 1
    out = zeros(KINDS, 2, ORIGINS, len(INDICATORS))
    newcomer_counts.monthly(
        w.present, n, newcomer_counts.list_adults(n, t, p, adults), t, p, h, adults, w.row_buffers[FIRST], out
    )
    h.bijstand[:], p.bijstand[:] = kept
    households = list(INDICATORS).index("benefit_households")
    assert (out == w.record["monthly"][t])[..., households].all() and out[..., households].sum() > 0


def test_transitions_are_those_of_plain_sums(two_years: Country) -> None:
    """By kind, and what is kept for three months later."""
    w = two_years.state
    p, n, t = w.people, w.entered, w.month - 1
    adults, flows = newcomer_counts.buffer(len(p.id)), zeros(3, 4, 4)
    count = newcomer_counts.list_adults(n, t, p, adults)
    past = np.arange(len(p.id), dtype=np.uint8) % 4
    before = past.copy()
    transitions.transitions(count, p, adults, past, flows)
    rows = adults.row[:count]
    for kind, was, now in np.ndindex(3, 4, 3):
        mask = (p.kind[rows] == kind) & (before[rows] == was) & (2 - p.state[rows] == now)
        assert flows[kind, was, now] == mask.sum()
    assert (past[rows] == 2 - p.state[rows]).all() and (np.delete(past, rows) == 3).all()


def test_a_row_of_keys_is_the_keys_one_by_one() -> None:
    """Numbers in the place of months, from the first on."""
    keys = Keys(3, 1)
    assert keys.row(Decision.CELL_ROUNDING, 640, 5).tolist() == [
        int(keys(Decision.CELL_ROUNDING, number)) for number in range(640, 645)
    ]


def test_ids_of_all_cells_are_those_of_each() -> None:
    """In order of cell, at two scales."""
    counts = np.array([40, 0, 300, 7])
    for scale in (0.2, 1.0):
        found, cells = sampled_ids(KIND_RESIDENT, 5, counts, scale)
        each = [sampled_ordinals(KIND_RESIDENT, 5, cell, int(count), scale) for cell, count in enumerate(counts)]
        assert found.tolist() == [
            int(i) for cell, picked in enumerate(each) for i in ids_of(KIND_RESIDENT, 5, cell, picked)
        ]
        assert cells.tolist() == [cell for cell, picked in enumerate(each) for _ in picked]
