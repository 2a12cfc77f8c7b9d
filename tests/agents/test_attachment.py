"""Lasting attachment: right values, the same people month after month, and nothing that knows sex or origin."""

from __future__ import annotations

import inspect
import math

import pytest
from rule_inputs import central

from werkagenda.agents import attachment, employer_rules, participation
from werkagenda.agents.attachment import AttachmentParams
from werkagenda.agents.compiled import plain
from werkagenda.agents.employer_rules import JobParams
from werkagenda.agents.kinds import NEVER
from werkagenda.agents.participation import ParticipationParams

P = central(AttachmentParams)._replace(
    base=-2.0,
    age_per_decade=0.5,
    low_schooling=0.6,
    poor_health=1.2,
    idle_per_year=0.2,
    idle_from_years=3.0,
    idle_until_years=10.0,
    lost_job=0.5,
    at_home=1.5,
)


@pytest.mark.parametrize(
    ("age", "education", "ill", "idle", "left", "norm_carer", "log_odds"),
    [
        (30.0, 1, 0, 0.0, 0, 0, -2.0),
        (50.0, 1, 0, 0.0, 0, 0, -1.0),
        (30.0, 0, 1, 0.0, 0, 0, -0.2),
        (30.0, 2, 0, 3.0, 0, 0, -2.0),
        (30.0, 2, 0, 8.0, 1, 0, -0.5),
        (30.0, 2, 0, 25.0, 0, 0, -0.6),
        (30.0, 1, 0, 0.0, 0, 1, -0.5),
    ],
)
def test_share_far_from_work(
    age: float, education: int, ill: int, idle: float, left: int, norm_carer: int, log_odds: float
) -> None:
    """Log odds add up; years without work count from the third to the tenth."""
    found = attachment.far_share(age, education, ill, idle, left, norm_carer, P)
    assert found == pytest.approx(1.0 / (1.0 + math.exp(-log_odds)), rel=1e-12)


def test_years_without_work() -> None:
    """From the latest of house, 18th birthday and last job; study does not count; nobody in reception is idle."""
    idle = plain(attachment.years_idle)
    assert idle(100, -50, 40, NEVER, 0) == 5.0
    assert idle(100, 64, 40, NEVER, 0) == 3.0
    assert idle(100, -50, 40, 88, 0) == 1.0
    assert idle(100, -50, 40, NEVER, 24) == 3.0
    assert idle(100, -50, NEVER, NEVER, 0) == 0.0


def test_no_rule_of_attachment_knows_sex_or_origin() -> None:
    """Origins and sexes differ by what people are and live through, never by a constant."""
    known = {name for rule in (attachment.far_share, attachment.years_idle) for name in names(rule)}
    facts = {"age", "education", "ill", "idle", "left_job", "norm_carer", "month", "adult", "housed", "lost", "studied"}
    assert known == {*facts, "p"}


def names(rule: object) -> set[str]:
    """Names of a rule's arguments."""
    return set(inspect.signature(rule.py_func).parameters)  # type: ignore[attr-defined]


def test_a_downturn_reaches_flexible_jobs_first() -> None:
    """Half as many again become unemployed: agency jobs end more often, fixed terms a little more."""
    jobs = central(JobParams)
    worse = 1.5 * jobs.usual_entry_thousand
    agency, fixed = (
        employer_rules.cyclical_rate(0.04, worse, elasticity, jobs)
        for elasticity in (jobs.cycle_agency, jobs.cycle_fixed)
    )
    assert 0.04 < fixed < agency
    assert agency == pytest.approx(0.04 * 1.5**jobs.cycle_agency)
    assert employer_rules.cyclical_rate(0.04, jobs.usual_entry_thousand, 2.0, jobs) == pytest.approx(0.04)


def test_income_above_the_social_minimum_lowers_the_need_to_search() -> None:
    """Twice the minimum halves the rate at an elasticity of one; at zero, or under the minimum, nothing changes."""
    p = central(ParticipationParams)._replace(income_effect=1.0)
    assert participation.income_factor(300_000.0, 150_000.0, p) == pytest.approx(0.5, rel=1e-12)
    assert participation.income_factor(100_000.0, 150_000.0, p) == 1.0
    assert participation.income_factor(100_000.0, 0.0, p) == 1.0
    assert participation.income_factor(300_000.0, 150_000.0, p._replace(income_effect=0.0)) == 1.0
