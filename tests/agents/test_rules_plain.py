"""Every behavioural rule: no exception, a range, and the same bits compiled and as plain Python."""

from __future__ import annotations

import math
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_inputs import GROUP_OF, QUICK, arguments, bounds, call, inputs, rules, same

from werkagenda.agents.compiled import plain
from werkagenda.agents.household_rules import TaxMonth

RULES = rules()
SHARES = (
    "employer_rules.language_callback", "employer_rules.origin_gap",
    "employer_rules.callback_probability", "employer_rules.end_probability", "employer_rules.permanent_probability",
    "employer_rules.new_experience", "job_search.send_probability", "job_search.accept_probability",
    "language.exam_probability", "language.language_share", "language.fined",
    "life.monthly", "life.departure_probability", "life.birth_probability",
    "life.study_start_probability", "participation.language_factor", "participation.settling_factor",
    "participation.reception_factor", "participation.age_factor", "participation.care_factor",
    "employer_rules.agreement_probability", "employer_rules.highest_callback",
    "participation.free_for_work", "participation.relieved_care", "participation.care_and_norm",
    "placement_rules.searches_on", "language.crowded_out",
    "participation.start_probability", "participation.stop_probability", "participation.is_carer",
    "participation.practised_care", "participation.worked_before_share", "participation.norm_share",
    "resident_rules.background_weight", "resident_rules.permanent_weights", "resident_rules.screened_weights",
    "attachment.far_share", "participation.income_factor", "employer_rules.cyclical_rate", "household_rules.carer_of",
)  # fmt: skip
NOT_NEGATIVE = (
    "attachment.years_idle", "resident_rules.drawn_background",
    "household_rules.labour_credit", "household_rules.income_tax", "household_rules.month_wage", "household_rules.norm",
    "household_rules.benefit", "household_rules.insurance_months", "household_rules.insurance", "household_rules.ones",
    "household_rules.care_benefit", "job_search.working_costs", "language.class_week",
    "language.class_gain", "language.work_gain", "job_search.own_group_part",
    "language.class_hours_of_month", "language.combined_hours", "language.new_level", "job_search.offer_value",
    "participation.trap_factor", "participation.encouragement_factor", "employer_rules.level_for_job",
)  # fmt: skip
FREE = (
    "employer_rules.interview_bar", "employer_rules.interview_score",
    "household_rules.cents", "household_rules.counted_income", "household_rules.benefit_lost", "job_search.gain_share",
    "placement_rules.kept_bar", "participation.months_settled",
)  # fmt: skip


WEIGHTS = tuple[float, float, float]
"""One number for each background."""


def numbers(found: Any) -> tuple[Any, ...]:
    """What a rule returns, one number or several, as a tuple."""
    return found if isinstance(found, tuple) else (found,)


def test_every_rule_is_judged() -> None:
    """A new rule must be entered above, with the range that its result keeps to."""
    assert sorted(RULES) == sorted((*SHARES, *NOT_NEGATIVE, *FREE))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_takes_plain_numbers_and_parameters(name: str) -> None:
    """Arguments are plain numbers and one group of parameters or a year's tax law; the docstring says what it does."""
    kinds = list(arguments(RULES[name]).values())
    assert all(k in (int, float, WEIGHTS, TaxMonth) or k in GROUP_OF for k in kinds)
    assert sum(k in GROUP_OF or k is TaxMonth for k in kinds) <= 1
    assert get_type_hints(plain(RULES[name]))["return"] in (int, float, WEIGHTS)
    assert plain(RULES[name]).__doc__


@pytest.mark.parametrize("name", RULES)
def test_compiled_and_plain_give_the_same_bits(name: str) -> None:
    """No exception anywhere in the ranges, finite, in its range, and equal to the plain function to the last bit."""
    rule = RULES[name]
    python = plain(rule)

    @QUICK
    @given(inputs(rule))
    def check(given_: dict[str, Any]) -> None:
        for fast, slow in zip(*(numbers(call(form, given_)) for form in (rule, python)), strict=True):
            assert math.isfinite(fast) and same(fast, slow), (fast, slow)
            if name in SHARES:
                assert 0.0 <= fast <= 1.0
            elif name in NOT_NEGATIVE:
                assert fast >= 0.0

    check()


@pytest.mark.parametrize("group", GROUP_OF, ids=lambda g: g.__name__)
def test_values_lie_in_their_ranges(group: type) -> None:
    """Low, value and high of every parameter are in order."""
    for field, (low, value, high) in zip(group._fields, bounds(group), strict=True):  # type: ignore[attr-defined]
        assert low <= value <= high, field


@QUICK
@given(st.floats(-1e12, 1e12))
def test_the_one_rounding_is_half_up(amount: float) -> None:
    cents = RULES["household_rules.cents"](amount)
    assert cents == math.floor(amount + 0.5) and isinstance(cents, int)
