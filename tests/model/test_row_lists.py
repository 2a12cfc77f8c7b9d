"""Lists of rows: those with a flag, in order, however few they are; cohorts and towns counted from numbers."""

from __future__ import annotations

import numpy as np
import pytest

from werkagenda.agents.kinds import ALLOWANCE, ASYLUM, BIJSTAND, EMPLOYED, NEVER, NO_INCOME, STATUS, UNEMPLOYMENT, WAGE
from werkagenda.agents.state import zeros
from werkagenda.model import row_lists
from werkagenda.model.country import Country
from werkagenda.model.recording import cohort_counts, newcomer_counts, transitions


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.5, 1.0])
@pytest.mark.parametrize("count", [0, 7, 8, 9, 1000, 1003])
def test_rows_with_a_flag_are_listed_in_order(share: float, count: int) -> None:
    """Both ways of listing give what NumPy gives; flags behind ``count`` are not looked at."""
    flags = (np.random.default_rng(count).random(1003) < share).astype(np.uint8)
    wanted = np.flatnonzero(flags[:count])
    for way in (row_lists.flagged, row_lists.sparse):
        out = row_lists.buffer(count + 8)
        assert (out[: way(count, flags, out)] == wanted).all()


def test_cohorts_are_those_of_plain_sums(two_years: Country) -> None:
    """Every column of the last month over all permit months, and who has left by permit month."""
    w = two_years.state
    n, t = w.entered, w.month - 1
    p = type(w.people)(*(column[:n] for column in w.people))
    adults, out = newcomer_counts.buffer(len(w.people.id)), np.zeros_like(w.record.cohorts)
    count = newcomer_counts.list_adults(n, t, w.people, adults)
    cohort_counts.cohorts(n, count, t, w.people, adults, w.flags, w.row_buffers[row_lists.FIRST], out)
    grown = (t - p.birth >= transitions.ADULT) & (t - p.birth < transitions.OLD) & (p.permit >= 0) & (p.permit <= t)
    here, works = grown & (p.active == 1) & (p.kind == STATUS), p.state == EMPLOYED
    insured, benefit = p.ui_cents > 0, p.bijstand > 0
    columns = (
        *(here, works, works & (p.subsidised == 0), works & (p.subsidised == 1), p.state == 1, p.state == 0),
        *(insured | benefit, benefit & (p.partial == 1), p.income == WAGE),
        *((p.income == BIJSTAND) | (p.income == UNEMPLOYMENT), p.studying == 1),
        (p.income == NO_INCOME) | (p.income == ALLOWANCE),
    )
    assert out.sum(axis=(0, 1, 2, 3))[:12].tolist() == [int((here & column).sum()) for column in columns]
    gone = grown & (p.active == 0) & (p.kind <= ASYLUM)
    for permit in range(t + 1):
        this, cell = p.permit == permit, out[permit // 12, t - permit]
        assert cell[:, :, 0].sum() == (here & this).sum() and cell[:, :, 12].sum() == (gone & this).sum()
        for sex in range(2):
            assert cell[sex, :, 1].sum() == (here & works & this & (p.sex == sex)).sum()
    assert gone.sum() > 0 and works[here].sum() > 0


def test_towns_are_those_of_plain_sums(two_years: Country) -> None:
    """Housed status holders, those who work, those on bijstand and clients of each municipality."""
    w = two_years.state
    n, t = w.entered, w.month - 1
    p = type(w.people)(*(column[:n] for column in w.people))
    adults, out = newcomer_counts.buffer(len(w.people.id)), zeros(len(w.towns), 4)
    transitions.places(n, newcomer_counts.list_adults(n, t, w.people, adults), w.people, adults, out)
    grown = (p.active == 1) & (t - p.birth >= transitions.ADULT) & (t - p.birth < transitions.OLD)
    here, works, benefit = grown & (p.kind == STATUS) & (p.housed != NEVER), p.state == EMPLOYED, p.bijstand > 0
    for k, column in enumerate((here, here & works, here & benefit, here & benefit & ~works)):
        assert (out[:, k] == np.bincount(p.municipality[column], minlength=len(w.towns))).all()
    assert out.sum() > 0
