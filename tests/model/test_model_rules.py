"""The rules that the months' loops hold themselves: routes, channels, care, chance events, who stands ahead."""

from __future__ import annotations

import math

import numpy as np
import pytest
from countries import parameters
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from werkagenda.agents.compiled import plain
from werkagenda.agents.exact import exp
from werkagenda.agents.household_rules import carer_of
from werkagenda.agents.kinds import (
    AGENT,
    ALLOWANCE,
    BIJSTAND,
    DUTCH,
    EUROPEAN,
    MUNICIPAL,
    NETWORK,
    NO_INCOME,
    NON_EUROPEAN,
    OWN,
    OWN_GROUP,
    ROUTE_2013,
    ROUTE_B1,
    ROUTE_EDUCATION,
    ROUTE_Z,
    STUDENT,
    UNEMPLOYMENT,
    WAGE,
)
from werkagenda.agents.people import Openings
from werkagenda.agents.state import table
from werkagenda.model.income.household_income import main_source
from werkagenda.model.labour_market.other_job_seekers import binomial
from werkagenda.model.labour_market.search import ahead, channel_of, gap_towards, neighbour_of, stand
from werkagenda.model.labour_market.vacancies import poisson, response
from werkagenda.model.newcomers.integration import ACT_2021, choose_route, needed_level
from werkagenda.model.recording.group_counts import age_band, household_type
from werkagenda.model.recording.transitions import is_adult
from werkagenda.tables.vocabulary import month_index

P = parameters()
QUICK = settings(max_examples=60, deadline=None, derandomize=True)
U = st.floats(1e-9, 1.0 - 1e-9)
RATES = st.just(0.0) | st.floats(1e-6, 2.0)


@QUICK
@given(U, st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_more_openings_with_a_larger_mean(u: float, one: float, other: float) -> None:
    """One draw and two means: never fewer events with the larger one."""
    low, high = sorted((one, other))
    none = [exp(-mean) for mean in (low, high)]
    assert 0 <= poisson(u, low, none[0]) <= poisson(u, high, none[1]) and poisson(u, 0.0, 1.0) == 0
    assert plain(poisson)(u, high, none[1]) == poisson(u, high, none[1])


@pytest.mark.parametrize("mean", [0.05, 1.0, 7.5, 100.0, 500.0])
def test_openings_are_poisson(mean: float) -> None:
    """Inversion of evenly spread draws gives the quantiles of the distribution."""
    at = (np.arange(2000) + 0.5) / 2000
    assert [poisson(u, mean, exp(-mean)) for u in at] == stats.poisson.ppf(at, mean).astype(int).tolist()


@pytest.mark.parametrize(("n", "q"), [(1, 0.3), (20, 0.05), (200, 0.02), (200, 0.6)])
def test_leavers_are_binomial(n: int, q: float) -> None:
    at = (np.arange(2000) + 0.5) / 2000
    assert [binomial(u, n, q) for u in at] == stats.binom.ppf(at, n, q).astype(int).tolist()


@QUICK
@given(RATES, RATES, st.floats(0.0, 1.0))
def test_openings_react_within_bounds(rate: float, usual: float, elasticity: float) -> None:
    """Half to one and a half; none at elasticity zero; more openings when filling is easier than usual."""
    factor = response(rate, usual, elasticity)
    assert 0.5 <= factor <= 1.5 and response(rate, usual, 0.0) == 1.0
    if rate > 0.0 and usual > 0.0:
        assert (factor - 1.0) * (rate - usual) >= 0.0
    assert plain(response)(rate, usual, elasticity) == factor


@QUICK
@given(U, st.integers(0, 1), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 0.4))
def test_the_municipality_helps_only_whom_it_guides(
    x: float, resident: int, guidance: float, more: float, group: float
) -> None:
    """More guidance turns own applications into the municipality's and nothing else; residents have none."""
    low, high = sorted((guidance, more))
    before, after = channel_of(x, resident, low, group, P.search), channel_of(x, resident, high, group, P.search)
    assert before == after or (before, after) == (OWN, MUNICIPAL)
    assert channel_of(x, 0, 0.0, group, P.search) != MUNICIPAL
    assert channel_of(x, 1, 1.0, group, P.search) not in (MUNICIPAL, OWN_GROUP)


def test_channels_have_their_shares() -> None:
    s = P.search
    at = (np.arange(10_000) + 0.5) / 10_000
    counts = np.bincount([channel_of(x, 0, 1.0, 0.0, s) for x in at], minlength=5) / len(at)
    assert counts[[NETWORK, AGENT, MUNICIPAL]] == pytest.approx(
        [s.network_share, s.agency_share, s.municipality_share], abs=1e-3
    )


def test_the_own_group_takes_own_applications_alone() -> None:
    """Its share is the part given, and network and agencies keep theirs."""
    s = P.search
    at = (np.arange(10_000) + 0.5) / 10_000
    some, none = (
        np.bincount([channel_of(x, 0, 0.0, part, s) for x in at], minlength=5) / len(at) for part in (0.2, 0.0)
    )
    assert some[OWN_GROUP] == pytest.approx(0.2, abs=1e-3) and none[OWN_GROUP] == 0.0
    assert some[[NETWORK, AGENT]] == pytest.approx(none[[NETWORK, AGENT]], abs=1e-3)
    assert some[OWN] == pytest.approx(none[OWN] - 0.2, abs=1e-3)


@pytest.mark.parametrize(
    ("permit", "education", "age", "u", "route"),
    [
        (ACT_2021 - 1, 2, 20.0, 0.0, ROUTE_2013),
        (ACT_2021, 0, 20.0, 0.0, ROUTE_EDUCATION),
        (ACT_2021, 0, 20.0, 0.999, ROUTE_B1),
        (ACT_2021, 0, 28.0, 0.0, ROUTE_Z),
        (ACT_2021, 1, 40.0, 0.0, ROUTE_B1),
    ],
)
def test_routes(permit: int, education: int, age: float, u: float, route: int) -> None:
    """The Act of the permit's month, then age and schooling."""
    assert month_index("2022-01") == ACT_2021
    assert choose_route(permit, education, age, u, P.integration) == route
    assert (
        0.0
        < needed_level(ROUTE_Z, P.integration)
        < needed_level(route if route != ROUTE_Z else ROUTE_B1, P.integration)
    )


def test_main_source_is_the_largest() -> None:
    amounts = {WAGE: (90, 0, 0, 0), UNEMPLOYMENT: (0, 80, 10, 70), STUDENT: (0, 0, 60, 50), BIJSTAND: (40, 0, 0, 50)}
    for source, (net, insurance, student, bijstand) in amounts.items():
        assert main_source(net, insurance, student, bijstand, False) == source
    assert main_source(0, 0, 0, 0, False) == NO_INCOME and main_source(0, 0, 0, 0, True) == ALLOWANCE
    assert main_source(10, 0, 0, 0, True) == WAGE


def test_who_cares_when_the_partner_is_away() -> None:
    """Alone: oneself. With a partner in the country or outside the table: by wages or by the norm."""
    assert carer_of(0, 0, 1, 0, 5.0, 0.0) == 1
    assert carer_of(1, 0, 1, 0, 5.0, 0.0) == 0 == carer_of(1, 0, 1, 1, -5.0, 0.0)
    assert carer_of(1, 0, 0, 1, 5.0, 0.0) == 1 == carer_of(0, 1, 1, 0, 0.0, 0.0)


@QUICK
@given(*[st.floats(0.0, 0.5)] * 3, st.floats(0.0, 1.0), st.integers(0, 1))
def test_the_gap_concerns_origin_only(
    taste: float, uncertainty: float, experience: float, structured: float, obeys: int
) -> None:
    """Nothing is withheld from a Dutch background; never more than all from one outside Europe; obeying adds."""
    c = P.callback
    assert gap_towards(DUTCH, taste, uncertainty, experience, structured, obeys, c) == 0.0
    gap = gap_towards(NON_EUROPEAN, taste, uncertainty, experience, structured, obeys, c)
    assert 0.0 <= gap <= 1.0
    assert gap >= gap_towards(NON_EUROPEAN, taste, uncertainty, experience, structured, 0, c)
    assert taste <= gap <= gap_towards(NON_EUROPEAN, taste, uncertainty, experience, 0.0, obeys, c)
    european = gap_towards(EUROPEAN, taste, uncertainty, experience, structured, obeys, c)
    assert european == c.european_share * gap


WORDS = st.integers(0, 2**64 - 1)


@QUICK
@given(
    st.lists(st.tuples(st.sampled_from([-0.5, 0.0, 0.5, 1.0]), WORDS), min_size=2, max_size=6, unique_by=lambda x: x[1])
)
def test_the_two_best_stand_whatever_the_order(contestants: list[tuple[float, int]]) -> None:
    """Contestants above the bar in any order: the same winner and runner-up, by score and then identity."""
    expected = sorted(((s, w) for s, w in contestants if s > 0.0), reverse=True)[:2]
    for order in (list(range(len(contestants))), list(range(len(contestants)))[::-1]):
        o = table(Openings, 1)
        o.candidate[0] = o.runner_up[0] = -1
        for k in order:
            score, who = contestants[k]
            plain(stand)(0, score, np.uint64(who), k * 8, o)
        found = [contestants[c[0] // 8] for c in (o.candidate, o.runner_up) if c[0] >= 0]
        assert found == expected


def test_ahead() -> None:
    one, two = np.uint64(1), np.uint64(2)
    assert ahead(1.0, one, 0.5, two) and ahead(1.0, two, 1.0, one)
    assert not ahead(1.0, one, 1.0, one) and not ahead(math.nextafter(1.0, 0.0), two, 1.0, one)


def test_ages_and_households() -> None:
    assert [is_adult(m) for m in (215, 216, 791, 792)] == [False, True, True, False]
    assert [age_band(y * 12) for y in (18, 24, 25, 34, 35, 44, 45, 54, 55, 65)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [household_type(0, 0, 32000), household_type(1, 0, 32000)] == [0, 1]
    assert [household_type(0, 2, 50), household_type(1, 2, 50), household_type(1, 0, 50)] == [2, 3, 3]


@QUICK
@given(st.floats(0.0, 1.0, exclude_max=True), st.integers(0, 9), st.floats(0.0, 1.0))
def test_an_application_stays_or_goes_to_one_of_the_neighbours(x: float, number: int, own_share: float) -> None:
    """Below the own share, or without neighbours, it stays; a share of one leaves nobody to go."""
    to = plain(neighbour_of)(x, number, own_share)
    assert to == -1 if x < own_share or number == 0 else 0 <= to < number
    assert neighbour_of(x, number, own_share) == to
