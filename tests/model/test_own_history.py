"""What people bring from before and who they know decides when they work, and never what they are called."""

from __future__ import annotations

import math

import numpy as np
import pytest
from countries import country, entered, parameters

from werkagenda.agents.kinds import FAMILY, HIGH, HOSPITALITY, LOW, MIDDLE, NEVER, OWN_GROUP, STATUS, UKRAINIAN
from werkagenda.model.country import Country
from werkagenda.model.population.families import WAITING_CEILING, waited_share, waiting_level
from werkagenda.model.steps.labour_market import permits_asked
from werkagenda.tables.vocabulary import CHANNELS

P = parameters()


def norm_share(made: Country, kind: int) -> float:
    """Share of couples that follow the care norm, among everybody of a kind."""
    people = made.state.people
    return float(people.norm_carer[people.kind == kind].mean())


def test_couples_used_to_two_earners_follow_the_norm_less_often() -> None:
    """Family migrants less often than refugees and Ukrainians least; alike when history does not count."""
    made, same = country(0, 0.02), country(0, 0.02, participation__norm_worked_factor=1.0)
    refugees, family, fled = (norm_share(made, kind) for kind in (STATUS, FAMILY, UKRAINIAN))
    assert refugees > family > fled
    share = P.participation.care_norm_share
    for kind in (STATUS, FAMILY, UKRAINIAN):
        assert norm_share(same, kind) == pytest.approx(share, abs=0.05)
    assert norm_share(country(0, 0.02, participation__care_norm_share=0.0), STATUS) == 0.0


def test_dutch_at_the_permit_follows_the_wait_and_schooling() -> None:
    """None without waiting; more by month and by schooling, up to a ceiling."""
    months, schooling = np.array([0, 6, 24, 24, 24, 600]), np.array([HIGH, MIDDLE, LOW, MIDDLE, HIGH, HIGH], np.uint8)
    level = waiting_level(months, schooling, P.language)
    assert level[0] == 0.0 and level[5] == WAITING_CEILING
    assert level[1] == pytest.approx(6 * P.language.waiting_gain) and 0.0 < level[2] < level[3] < level[4]


def test_long_waits_make_ill() -> None:
    """Half a year leaves the share as it is; odds rise by year up to three, and not at all with zero."""
    share, months = np.full(4, 0.4), np.array([0, 18, 42, 600])
    found = waited_share(share, months, P.life)
    assert found[0] == pytest.approx(0.4) and found[0] < found[1] < found[2] and found[2] == pytest.approx(found[3])
    odds = found[1] / (1.0 - found[1])
    assert odds == pytest.approx(0.4 / 0.6 * math.exp(P.life.wait_illness))
    assert waited_share(share, months, P.life._replace(wait_illness=0.0)) == pytest.approx(share)


def hires(made: Country) -> np.ndarray:
    """First jobs by sector and channel."""
    jobs = made.state.record["jobs"].sum(axis=(0, 1, 2, 4, 5))
    return np.asarray(jobs[:, :, 1])


def test_own_group_jobs_are_in_hospitality_and_never_through_agencies() -> None:
    """They are there, lean towards hospitality, need no agency, and are gone when the share is zero."""
    made, none = country(60, 0.02), country(60, 0.02, search__own_group_share=0.0)
    found, without = hires(made), hires(none)
    assert CHANNELS[OWN_GROUP] == "own group" and found[:, OWN_GROUP].sum() > 20 and without[:, OWN_GROUP].sum() == 0
    assert found[HOSPITALITY].sum() / found.sum() > without[HOSPITALITY].sum() / without.sum()
    people = dict(entered(made))
    group = (people["channel"] == OWN_GROUP) & (people["state"] == 2)
    assert group.any() and not people["dutch_spoken"][group].any()


def test_hours_grow_with_time_in_the_job() -> None:
    """Fewer part-time jobs with growth, none longer than full time through it, and fewer households on benefit."""
    grown, kept = (country(96, 0.02, jobs__hours_growth_per_month=g) for g in (0.08, 0.0))
    short = [float(np.mean(m.state.people.hours[m.state.people.state == 2] < 32)) for m in (grown, kept)]
    partial = [int(m.state.people.partial.sum()) for m in (grown, kept)]
    assert short[0] < short[1] - 0.05 and partial[0] < partial[1]


def test_employers_short_of_people_ask_for_work_permits_before_the_rule_falls() -> None:
    """Under the limit the share rises with tightness and stays below that without it; zero elasticity: constant."""
    made = country(0, 0.002)
    w, found = made.state, []
    for month in (60, 105, 119):
        w.month = month
        found.append(permits_asked(w))
    assert found[0] < found[1] <= found[2] == P.asylum.employer_applies
    flat = country(0, 0.002, asylum__applies_tightness=0.0).state
    flat.month = 105
    assert permits_asked(flat) == P.asylum.employer_applies_24_weeks


def test_who_never_waited_settles_at_once() -> None:
    """Family migrants who settle as fast as others start later; nobody is housed before they came."""
    fast, slow = (country(36, 0.02, participation__settling_joined=f) for f in (0.1, 1.0))
    begun = [int(((m.state.people.kind == FAMILY) & (m.state.people.first_job != NEVER)).sum()) for m in (fast, slow)]
    assert begun[0] > begun[1] > 0
