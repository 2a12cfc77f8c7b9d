"""The three routes of the Civic Integration Act in the baseline: hours, language, price, term and fine."""

from __future__ import annotations

import math

import numpy as np
import pytest
from countries import country
from outlooks import Outlook

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import CHILD, FAMILY, IN_CLASS, NEVER, ROUTE_2013, ROUTE_B1, ROUTE_EDUCATION, ROUTE_Z
from werkagenda.agents.language import fined, language_share
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import COURSE, I_COURSE, I_FINE, PERSON, STATE, TOWN, course_price
from werkagenda.model.newcomers.integration import ACT_2021, choose_route, needed_level

ROUTES = (ROUTE_2013, ROUTE_B1, ROUTE_EDUCATION, ROUTE_Z)


@pytest.fixture(scope="module")
def running(outlook: Outlook) -> Country:
    """The baseline a while into the outlook, when terms under the Act of 2021 end."""
    return outlook(8)


def test_who_takes_which_route(running: Country) -> None:
    """By the permit's month: one route before 2022, after that by age and schooling; all four have people."""
    p, n = running.state.people, running.state.entered
    route, permit = p.route[:n], p.permit[:n]
    obliged = (route != 0) & (permit != NEVER)
    assert ((route[obliged] == ROUTE_2013) == (permit[obliged] < ACT_2021)).all()
    assert (p.education[:n][route == ROUTE_Z] == 0).all()
    assert all((route == each).sum() > 5 for each in ROUTES)
    assert choose_route(ACT_2021, 1, 40.0, 0.0, running.state.p.integration) == ROUTE_B1


def test_hours_prices_and_levels_of_the_routes(running: Country) -> None:
    """P068 to P072: half and two thirds language, 11,600 over 1,600 hours, 17,000 over 1,500, A1 on the Z route."""
    m, integ = running.state.p.money, running.state.p.integration
    assert [language_share(each, integ) for each in ROUTES] == [1.0, 1.0, 0.67, 0.5]
    assert math.isclose(course_price(ROUTE_Z, m) * integ.z_route_hours, 11_600.0)
    assert math.isclose(course_price(ROUTE_EDUCATION, m) * 1500.0, 17_000.0, rel_tol=1e-3)
    assert course_price(ROUTE_B1, m) == course_price(ROUTE_2013, m) == m.course_eur_per_hour
    assert needed_level(ROUTE_Z, integ) < needed_level(ROUTE_B1, integ) == needed_level(ROUTE_EDUCATION, integ)


def test_a_fine_at_the_end_of_the_term_only(running: Country) -> None:
    """Three and a half years after housing, too few hours, the Act of 2021."""
    integ = running.state.p.integration
    end = int(integ.delay_2021_months + integ.term_months)
    assert [fined(ROUTE_B1, month, 100, integ) for month in (end - 1, end, end + 1)] == [0, 1, 0]
    assert fined(ROUTE_B1, end, int(integ.effort_hours), integ) == fined(ROUTE_2013, end, 0, integ) == 0


@pytest.mark.parametrize("effort", [400.0, 1000.0])
def test_the_ledger_pays_class_by_route_and_takes_the_fines(effort: float) -> None:
    """Course: hours times price of the route, town to school and state to town; family
    migrants pay themselves. Fines: whole ones.

    Beside full-time work a quarter of the hours remains, some 470 in three years: as long as 400 count as enough nobody
    is fined; with 1,000 some are.
    """
    made, fines = country(162, 0.02, integration__effort_hours=effort), 0
    w, m, integ = made.state, made.state.p.money, made.state.p.integration
    for _ in range(6):
        made.step()
        p, n, t = w.people, w.entered, made.month - 1
        rows = np.flatnonzero((p.class_hours[:n] > 0) & (p.active[:n] == 1))
        paid = {True: 0, False: 0}
        for i in rows:
            price = course_price(int(p.route[i]), w.law.prices(t, m))
            paid[bool(p.kind[i] == FAMILY)] += cents(int(p.class_hours[i]) * 100.0 * price)
        assert paid[False] == w.ledger.cents[t, TOWN, COURSE, I_COURSE] == w.ledger.cents[t, STATE, TOWN, I_COURSE]
        assert paid[True] == w.ledger.cents[t, PERSON, COURSE, I_COURSE] > 0
        late = np.flatnonzero((p.integration[:n] == IN_CLASS) & (p.active[:n] == 1) & (p.reason[:n] != CHILD))
        due = sum(fined(int(p.route[i]), t - int(p.housed[i]), int(p.attended[i]), integ) for i in late)
        assert w.ledger.cents[t, PERSON, STATE, I_FINE] == due * cents(m.integration_fine_eur * 100.0)
        fines += due
    assert (fines > 0) == (effort == 1000.0)
