"""The ten measures together: nobody is in two that exclude each other, and no month of anybody is paid for twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import every
import numpy as np
import pytest
import together
from every import END, SCALE, WHOLE, Lived
from together import ALL, Entry, Rows

from werkagenda.agents.kinds import ASYLUM, EMPLOYED, FAMILY, FEMALE, STATUS
from werkagenda.evidence.subsidy import rules
from werkagenda.model.country import Country
from werkagenda.model.state import State
from werkagenda.scenarios.sowis import EXCLUDED_FROM, FIRST_YEAR
from werkagenda.tables.vocabulary import HISTORY_MONTHS

MAY_MEET = {
    ("course", "placement"),
    ("course", "programme"),
    *((with_, "training") for with_ in ("course", "newcomer", "programme", "subsidy")),
}
"""Vocational Dutch is taught in placements too; a course begun in the month in which a job ends runs until that month
ends, beside the women's programme. A training teaches something else than the programmes and guidance beside it. No
other two things meet in one person."""
WITHOUT_WORK = ("programme", "newcomer", "desk", "training")
"""Ends with the month in which work begins."""


class Life:
    """The whole letter month by month: rows of people in each group, what is paid, and what they cost."""

    def __init__(self, made: Country) -> None:
        self.made, self.state, self.months, self.wrong = made, made.state, list[dict[str, set[int]]](), list[Entry]()
        each = together.policies(made)
        while made.month < END:
            made.step()
            rows = together.groups(made.state, each)
            self.months.append({name: self.ids(name, found) for name, found in rows.items()})
            self.wrong += [entry for entry in together.costs(made.state, each, rows) if entry[1] != entry[2]]
            self.wrong += [(name, number, 0) for name, number in misfits(made.state, rows)]

    def ids(self, name: str, rows: np.ndarray) -> set[int]:
        """Who they are, without those who begin to work this month in what is for people without work."""
        p = self.state.people
        began = (p.started[rows] == self.state.month - 1) & (name in WITHOUT_WORK)
        return set(p.id[rows[~began]].tolist())


def misfits(w: State, rows: Rows) -> list[tuple[str, int]]:
    """People in something that is not for them; who begins or loses work this month counts as before."""
    p, t = w.people, w.month - 1
    works, new, lost = p.state == EMPLOYED, p.started == t, p.lost == t
    fits = {
        "subsidy": (p.kind == STATUS) & (p.hours >= 20) & works & (t - p.started <= rules().guided_months + 6),
        "placement": (p.kind == STATUS) & works & (t < p.placement_ends),
        "course": (works | lost) & (p.kind == STATUS),
        "programme": (p.sex == FEMALE) & (p.kind == STATUS) & (~works | new),
        "newcomer": (p.kind == FAMILY) & (~works | new),
        "training": (p.kind == STATUS) | (p.kind == FAMILY),
        "desk": (p.kind == ASYLUM) & (~works | new),
    }
    return [(name, int((~fits[name][found]).sum())) for name, found in rows.items() if not fits[name][found].all()]


@pytest.fixture(scope="module", params=["as it is", "all of it"])
def life(request: pytest.FixtureRequest, lived: Lived) -> Life:
    """The whole letter as it is; and at its largest, where every employer knows of the subsidy; read only."""
    if request.param == "as it is":
        return Life(lived(replace(every.read()[WHOLE], scale=4 * SCALE)))
    made = lived(replace(every.changed(WHOLE, ALL), scale=4 * SCALE))
    made.state.hooks.memories()["sowis.knows"][:] = 1
    return Life(made)


def test_all_act(life: Life) -> None:
    """Months of people in each group: enough for the other tests to find something."""
    spent = Counter(name for month in life.months for name, people in month.items() for _ in people)
    assert min(spent.values()) > 5 and len(spent) == 7, spent


def test_each_is_paid_once_and_is_where_they_belong(life: Life) -> None:
    assert not life.wrong


def test_nobody_is_in_two_that_exclude_each_other(life: Life) -> None:
    met = Counter[tuple[str, str]]()
    for month in life.months:
        met.update({pair: len(month[pair[0]] & month[pair[1]]) for pair in combinations(sorted(month), 2)})
    assert {pair for pair, number in met.items() if number} <= MAY_MEET


@pytest.mark.parametrize(
    ("group", "most"), [("placement", 12), ("course", 12), ("programme", 6), ("newcomer", 12), ("training", 12)]
)
def test_nobody_gets_more_months_than_there_are(life: Life, group: str, most: int) -> None:
    months = Counter(person for month in life.months for person in month[group])
    assert max(months.values()) <= most, months


def test_employers_get_no_more_than_the_rules_give(life: Life) -> None:
    """Four people an application and one application a year; from 2025 on nothing after a year with a grant."""
    granted = life.state.hooks.memories()["sowis.granted"]
    years = granted[:, EXCLUDED_FROM - FIRST_YEAR - 1 :] > 0
    assert granted.max() <= 24_000 * 100 and years.any(axis=0)[1:4].all()
    assert not (years[:, 1:] & years[:, :-1]).any()
    p, n = life.state.people, life.state.entered
    guided = np.flatnonzero((p.supported_until[:n] > HISTORY_MONTHS) & (p.state[:n] == EMPLOYED))
    at_once = Counter(zip(p.employer[guided].tolist(), p.supported_until[guided].tolist(), strict=True))
    assert at_once and max(at_once.values()) <= rules().most
