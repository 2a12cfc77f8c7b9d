"""Which way every rule points: more of one thing, more or less of another, all else equal."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rule_inputs import QUICK, arguments, call, central, inputs, rules, strategy

from werkagenda.agents import (
    employer_rules,
    household_rules,
    job_search,
    language,
    life,
    participation,
    placement_rules,
)
from werkagenda.agents.employer_rules import CallbackParams, JobParams, LearningParams, OfferParams
from werkagenda.agents.language import IntegrationParams, LanguageParams
from werkagenda.agents.life import LifeParams
from werkagenda.agents.participation import ParticipationParams
from werkagenda.agents.placement_rules import PlacementParams

RULES = rules()
UP, DOWN = 1, -1
DIRECTIONS: list[tuple[str, str, int]] = [
    ("attachment.far_share", "age", UP),
    ("attachment.far_share", "education", DOWN),
    ("attachment.far_share", "ill", UP),
    ("attachment.far_share", "idle", UP),
    ("attachment.far_share", "left_job", UP),
    ("attachment.far_share", "norm_carer", UP),
    ("participation.income_factor", "income", DOWN),
    ("participation.income_factor", "norm", UP),
    ("attachment.years_idle", "adult", DOWN),
    ("attachment.years_idle", "studied", DOWN),
    ("attachment.years_idle", "housed", DOWN),
    ("employer_rules.cyclical_rate", "base", UP),
    ("employer_rules.cyclical_rate", "entry", UP),
    ("employer_rules.language_callback", "language", UP),
    ("employer_rules.origin_gap", "taste", UP),
    ("employer_rules.origin_gap", "uncertainty", UP),
    ("employer_rules.origin_gap", "experience", DOWN),
    ("employer_rules.origin_gap", "structured", DOWN),
    ("employer_rules.callback_probability", "language", UP),
    ("employer_rules.agreement_probability", "language", UP),
    ("employer_rules.agreement_probability", "gap", DOWN),
    ("employer_rules.agreement_probability", "paid_share", UP),
    ("participation.relieved_care", "care", UP),
    ("participation.relieved_care", "care_help", UP),
    ("participation.care_and_norm", "care", UP),
    ("participation.care_and_norm", "care_help", UP),
    ("participation.care_and_norm", "norm", DOWN),
    ("participation.free_for_work", "care_left", UP),
    ("placement_rules.searches_on", "free", UP),
    ("participation.free_for_work", "ill", DOWN),
    ("employer_rules.callback_probability", "gap", DOWN),
    ("employer_rules.callback_probability", "contact", UP),
    ("employer_rules.callback_probability", "channel", UP),
    ("employer_rules.highest_callback", "channel", UP),
    ("employer_rules.interview_bar", "months_open", DOWN),
    ("employer_rules.interview_bar", "adjusts", DOWN),
    ("employer_rules.interview_score", "skill", UP),
    ("employer_rules.interview_score", "language_surplus", UP),
    ("employer_rules.interview_score", "gap", DOWN),
    ("employer_rules.interview_score", "u", UP),
    ("employer_rules.end_probability", "tenure", DOWN),
    ("employer_rules.end_probability", "language", DOWN),
    ("employer_rules.end_probability", "frailty", DOWN),
    ("employer_rules.end_probability", "support", DOWN),
    ("employer_rules.permanent_probability", "tenure", UP),
    ("employer_rules.new_experience", "hires", UP),
    ("employer_rules.new_experience", "peers", UP),
    ("household_rules.income_tax", "gross", UP),
    ("household_rules.income_tax", "works", DOWN),
    ("household_rules.month_wage", "hourly", UP),
    ("household_rules.month_wage", "hours", UP),
    ("household_rules.norm", "couple_norm", UP),
    ("household_rules.counted_income", "net_wage", UP),
    ("household_rules.counted_income", "other", UP),
    ("household_rules.counted_income", "tenure", UP),
    ("household_rules.counted_income", "cap", DOWN),
    ("household_rules.benefit", "norm_cents", UP),
    ("household_rules.benefit", "counted", DOWN),
    ("household_rules.counted_income", "months", DOWN),
    ("household_rules.benefit_lost", "bijstand", UP),
    ("household_rules.benefit_lost", "net_wage", UP),
    ("household_rules.benefit_lost", "share", DOWN),
    ("household_rules.benefit_lost", "cap", DOWN),
    ("household_rules.benefit_lost", "months", DOWN),
    ("household_rules.insurance_months", "recent_months", UP),
    ("household_rules.insurance_months", "recent_years", UP),
    ("household_rules.insurance_months", "years", UP),
    ("household_rules.insurance", "insured", UP),
    ("household_rules.insurance", "months", DOWN),
    ("household_rules.care_benefit", "hours", UP),
    ("household_rules.care_benefit", "own_share", DOWN),
    ("language.crowded_out", "work_hours", UP),
    ("job_search.working_costs", "travel_help", DOWN),
    ("job_search.working_costs", "care_help", DOWN),
    ("job_search.working_costs", "young", UP),
    ("job_search.send_probability", "months", DOWN),
    ("job_search.send_probability", "frailty", UP),
    ("job_search.gain_share", "benefit_lost", DOWN),
    ("job_search.gain_share", "costs", DOWN),
    ("job_search.gain_share", "net_wage", UP),
    ("job_search.own_group_part", "language", DOWN),
    ("job_search.own_group_part", "strength", UP),
    ("job_search.accept_probability", "kept", UP),
    ("job_search.accept_probability", "frailty", UP),
    ("job_search.offer_value", "month_wage", UP),
    ("job_search.offer_value", "contract", UP),
    ("job_search.offer_value", "u", UP),
    ("language.class_gain", "age", DOWN),
    ("language.class_gain", "hours", UP),
    ("language.work_gain", "hours", UP),
    ("language.work_gain", "vocational", UP),
    ("language.new_level", "gain", UP),
    ("language.class_hours_of_month", "week_hours", UP),
    ("language.class_hours_of_month", "work_hours", DOWN),
    ("language.combined_hours", "hours", UP),
    ("language.combined_hours", "week_hours", UP),
    ("language.fined", "attended", DOWN),
    ("language.exam_probability", "level", UP),
    ("language.exam_probability", "needed", DOWN),
    ("life.monthly", "per_year", UP),
    ("participation.language_factor", "language", UP),
    ("participation.practised_care", "care", UP),
    ("participation.practised_care", "practised", UP),
    ("participation.settling_factor", "months_settled", UP),
    ("participation.settling_factor", "joined", UP),
    ("participation.months_settled", "month", UP),
    ("participation.months_settled", "housed", DOWN),
    ("participation.months_settled", "arrival", DOWN),
    ("participation.months_settled", "permit", UP),
    ("participation.worked_before_share", "usual", UP),
    ("participation.worked_before_share", "education", UP),
    ("participation.norm_share", "worked", DOWN),
    ("life.study_start_probability", "education", UP),
    ("participation.age_factor", "age", DOWN),
    ("participation.care_factor", "carer", DOWN),
    ("participation.care_factor", "youngest_age", UP),
    ("participation.trap_factor", "gain_share", UP),
    ("participation.start_probability", "factors", UP),
    ("participation.start_probability", "guidance", UP),
    ("participation.start_probability", "network", UP),
    ("participation.start_probability", "frailty", UP),
    ("participation.stop_probability", "months_searching", UP),
]
SLACK = 1e-12
"""Rounding may turn two results that are equal in theory."""


@pytest.mark.parametrize(("name", "argument", "way"), DIRECTIONS, ids=[f"{n}-{a}" for n, a, _ in DIRECTIONS])
def test_direction(name: str, argument: str, way: int) -> None:
    """Two worlds that differ in one argument of one rule."""
    rule: Callable[..., Any] = RULES[name]
    kind = arguments(rule)[argument]

    @QUICK
    @given(inputs(rule), strategy(argument, kind))
    def check(given_: dict[str, Any], other: Any) -> None:
        assume(not ("p" in given_ and hasattr(given_["p"], "care_young_factor") and backwards(given_["p"])))
        low, high = sorted((given_[argument], other))
        less, more = (call(rule, given_, **{argument: x}) for x in (low, high))
        assert way * (more - less) >= -SLACK * max(1.0, abs(less)), (less, more)

    check()


def backwards(p: ParticipationParams) -> bool:
    """Ends of two ranges that together say that school children keep a parent from work more than infants."""
    return p.care_young_factor > p.care_school_factor


def moves(rule: Callable[..., Any], argument: str, values: tuple[Any, Any], **rest: Any) -> bool:
    """Whether a rule gives two results for two values of an argument."""
    return bool(call(rule, rest, **{argument: values[0]}) != call(rule, rest, **{argument: values[1]}))


def test_rules_do_move() -> None:
    """With the registry's values the main arguments matter: a rule that returned a constant would pass above."""
    callback, offer = central(CallbackParams), central(OfferParams)
    part, lang = central(ParticipationParams), central(LanguageParams)
    assert moves(RULES["employer_rules.language_callback"], "language", (0.1, 0.5), p=callback)
    gap = {"taste": 0.1, "uncertainty": 0.1, "experience": 0.2, "structured": 0.0, "p": callback}
    for name, value in (("taste", 0.2), ("uncertainty", 0.2), ("experience", 0.9), ("structured", 1.0)):
        assert moves(RULES["employer_rules.origin_gap"], name, (gap[name], value), **gap)
    assert moves(RULES["employer_rules.interview_bar"], "adjusts", (0, 1), months_open=20.0, p=offer)
    start = {"factors": 0.5, "guidance": 0.0, "network": 0.0, "frailty": 0.0, "p": part}
    for name in ("guidance", "network", "frailty"):
        assert moves(RULES["participation.start_probability"], name, (0.0, 0.5), **start)
    assert moves(RULES["language.work_gain"], "dutch_spoken", (0, 1), hours=20.0, vocational=0.0, p=lang)
    assert moves(RULES["language.class_gain"], "education", (0, 2), age=30.0, hours=40.0, p=lang)


@QUICK
@given(inputs(RULES["participation.is_carer"]))
def test_one_of_a_couple_carries_the_care(given_: dict[str, Any]) -> None:
    """Of a woman and a man exactly one is the carer; with the norm it is the woman, without it the lower wage."""
    mine, theirs, norm = given_["own_wage"], given_["partner_wage"], given_["norm"]
    she = participation.is_carer(0, norm, mine, theirs, 0)
    he = participation.is_carer(1, norm, theirs, mine, 0)
    assert she + he == 1
    if norm == 1:
        assert she == 1
    elif mine != theirs:
        assert she == participation.is_carer(1, 0, mine, theirs, 0) == (1 if mine < theirs else 0)
    assert participation.is_carer(given_["sex"], norm, mine, theirs, 1) == 1


def test_care_by_the_age_of_the_youngest() -> None:
    p = central(ParticipationParams)
    assert [participation.care_factor(1, a, p) for a in (0.0, 3.9, 4.0, 11.9, 12.0)] == [
        p.care_young_factor, p.care_young_factor, p.care_school_factor, p.care_school_factor, 1.0,
    ]  # fmt: skip
    assert participation.care_factor(0, 1.0, p) == 1.0


@QUICK
@given(st.floats(0.0, 0.9))
def test_twelve_months_make_a_year(per_year: float) -> None:
    assert 1.0 - (1.0 - life.monthly(per_year)) ** 12 == pytest.approx(per_year, abs=1e-12)


def test_births_and_study_have_their_ages() -> None:
    p = central(LifeParams)
    assert life.birth_probability(17.9, 0.0, p) == life.birth_probability(45.0, 0.0, p) == 0.0
    assert life.birth_probability(30.0, 0.0, p) > life.birth_probability(42.0, 0.0, p) > 0.0
    assert life.birth_probability(30.0, p.births_until_months + 1.0, p) == 0.0
    assert life.study_start_probability(20.0, 1.0, 1, p) > life.study_start_probability(24.0, 1.0, 1, p) > 0.0
    assert life.study_start_probability(20.0, p.study_language - 0.01, 1, p) == 0.0
    assert life.study_start_probability(40.0, 1.0, 2, p) == 0.0


@QUICK
@given(inputs(RULES["language.new_level"]))
def test_a_level_never_falls_nor_passes_the_ceiling_by_a_small_gain(given_: dict[str, Any]) -> None:
    level, p = given_["level"], given_["p"]
    after = language.new_level(level, given_["gain"], p)
    assert after >= level
    if level <= p.ceiling and given_["gain"] <= p.ceiling:
        assert after <= p.ceiling + 1e-12


def test_class_and_work_share_the_week() -> None:
    """Full-time work leaves a quarter of the class; no work leaves all of it; together at most the week's hours."""
    p = central(IntegrationParams)
    week = p.hours_2021_per_week
    assert language.class_hours_of_month(week, 0.0, p) == pytest.approx(4.33 * week)
    assert language.class_hours_of_month(week, 40.0, p) == pytest.approx(4.33 * 0.25 * week)
    assert language.class_hours_of_month(week, p.work_class_week_hours - 5.0, p) == pytest.approx(4.33 * 5.0)


def test_contracts_from_loose_to_lasting() -> None:
    """Agency work ends most, permanent work least; only permanent contracts cannot become permanent."""
    p = central(JobParams)
    ends = [employer_rules.end_probability(c, 6.0, 0.4, 0.0, 0.0, p) for c in (0, 1, 2)]
    assert ends[0] > ends[1] > ends[2] > 0.0
    later = p.permanent_after_months + 1.0
    assert employer_rules.permanent_probability(later, 1, p) > employer_rules.permanent_probability(later, 0, p) > 0.0
    assert employer_rules.permanent_probability(later, 2, p) == 0.0
    assert employer_rules.permanent_probability(p.permanent_after_months - 1.0, 1, p) == 0.0
    assert employer_rules.end_probability(1, 6.0, 0.4, 0.0, 1.0, p) == 0.0


@QUICK
@given(st.floats(-4.0, 4.0), st.floats(0.0, 0.7))
def test_frailty_keeps_the_mean(middle: float, weight: float) -> None:
    """exp(w x - w^2 / 2) has mean one over a standard normal: the frailty spreads, it does not shift."""
    points = [middle * 0.0 + (k - 400) / 50.0 for k in range(801)]
    density = [math.exp(-0.5 * x * x) for x in points]
    mean = sum(d * math.exp(weight * x - 0.5 * weight * weight) for d, x in zip(density, points, strict=True)) / sum(
        density
    )
    assert mean == pytest.approx(1.0, abs=1e-3)


def test_experience_without_hires_fades() -> None:
    p = central(LearningParams)
    assert employer_rules.new_experience(0.5, 0, 0.0, p) < 0.5 < employer_rules.new_experience(0.5, 3, 0.5, p)


@QUICK
@given(inputs(RULES["job_search.gain_share"]))
def test_what_is_kept_of_a_wage(given_: dict[str, Any]) -> None:
    """At most all of it; a wage of nothing is the worst; all of it when nothing is lost."""
    wage = given_["net_wage"]
    assert -1.0 <= call(job_search.gain_share, given_) <= 1.0
    assert job_search.gain_share(0.0, given_["benefit_lost"], given_["costs"]) == -1.0
    assert wage == 0.0 or job_search.gain_share(wage, 0.0, 0.0) == 1.0


def test_the_bar_at_the_end_of_a_placement_keeps_the_share() -> None:
    """A score that is luck alone passes the bar in the share that is kept, whatever the noise."""
    for share in (0.2, 0.45, 0.75):
        for noise in (0.15, 0.3):
            p = central(PlacementParams)._replace(kept_share=share)
            q = 1.0 / (1.0 + math.exp(placement_rules.kept_bar(noise, p) / noise))
            assert abs(q - share) < 1e-12


def test_child_care_does_not_lift_the_norm() -> None:
    """Care and the norm both hold a mother back: with all care taken over she is where a follower without children is,
    in either shape; by the third link help lifts both."""
    p = central(ParticipationParams)
    for shape in (0.0, 1.0):
        q = p._replace(care_relief=shape, norm_link=0.0)
        assert participation.care_and_norm(p.care_young_factor, 1.0, 1, q) == p.norm_factor
        assert participation.care_and_norm(1.0, 0.0, 1, q) == p.norm_factor
        assert participation.care_and_norm(p.care_young_factor, 1.0, 0, q) == 1.0
        assert participation.care_and_norm(p.care_young_factor, 0.0, 1, q) == min(p.care_young_factor, p.norm_factor)
        assert participation.care_and_norm(p.care_young_factor, 1.0, 1, q._replace(norm_link=2.0)) == 1.0
        product = participation.care_and_norm(p.care_young_factor, 0.5, 1, q._replace(norm_link=1.0))
        assert product == participation.relieved_care(p.care_young_factor, 0.5, q) * p.norm_factor


def test_half_of_the_care_in_two_shapes() -> None:
    """Half taken over: halfway on the scale of the rate, or halfway on the scale of its logarithm."""
    p = central(ParticipationParams)._replace(care_young_factor=0.04)
    assert participation.relieved_care(0.04, 0.5, p._replace(care_relief=0.0)) == pytest.approx(0.52)
    assert participation.relieved_care(0.04, 0.5, p._replace(care_relief=1.0)) == pytest.approx(0.2)


def test_who_goes_on_searching_after_a_placement() -> None:
    """By the code: the same share, all, nobody, the share of what holds nobody back."""
    p = central(PlacementParams)._replace(searches_on_share=0.6)
    found = [placement_rules.searches_on(0.1, p._replace(after=float(code))) for code in range(4)]
    assert found == pytest.approx([0.6, 1.0, 0.0, 0.06])


def test_child_care_benefit_by_age_and_hours() -> None:
    """20 hours of work under 4 years: 1.4 * 20 * 52 / 12 hours of 10.71 euros less 4%; half the hours after school; at
    most 230 hours."""
    prices = (0.04, 1071.0, 952.0)
    assert household_rules.care_benefit(20.0, 2.0, *prices) == 124_750
    assert household_rules.care_benefit(20.0, 5.0, *prices) == 55_444
    assert household_rules.care_benefit(60.0, 2.0, *prices) == 236_477
    assert household_rules.care_benefit(20.0, 12.0, *prices) == 0


def test_class_beside_work_has_room_up_to_the_week() -> None:
    """Twelve hours of class fit beside 26 of work, half of them beside 32, none beside 38 and more."""
    p = central(IntegrationParams)._replace(work_class_week_hours=38.0)
    assert [language.crowded_out(12.0, h, p) for h in (20.0, 26.0, 32.0, 38.0, 40.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]
