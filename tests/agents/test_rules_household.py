"""Net wages and bijstand against the amounts and shares of the law."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_inputs import QUICK, call, central, group_of, inputs, rules

from werkagenda.agents.household_rules import (
    IncomeParams,
    benefit,
    cents,
    counted_income,
    income_tax,
    insurance_months,
    labour_credit,
    month_wage,
    norm,
)
from werkagenda.model.income.statutory_series import LawSeries
from werkagenda.tables.vocabulary import MONTHS, month_index

RULES = rules()
JANUARY_2025 = month_index("2025-01")
LAW = LawSeries()
INCOME = central(IncomeParams)


def net(hours: int, month: int = JANUARY_2025) -> int:
    """Net month wage of so many hours at the minimum wage, cents."""
    gross, tax = month_wage(int(LAW.minimum[month]), hours), LAW.tax(month)
    return gross - income_tax(float(gross), tax.rate, tax.general_max, tax.labour_max, INCOME)


@pytest.mark.parametrize(("sharers", "share"), [(0, 0.70), (1, 0.50), (2, 0.4333), (3, 0.40), (4, 0.38)])
def test_norm_of_who_shares_costs(sharers: int, share: float) -> None:
    """70, 50, 43.33, 40 and 38% of the couple's norm for one adult of a dwelling of one to five (P096)."""
    law = LAW.benefits(JANUARY_2025)
    amount = norm(0, 30.0, sharers, law.single, law.couple, law.youth)
    assert amount / law.couple == pytest.approx(share, abs=0.0001)


@pytest.mark.parametrize(("sharers", "share"), [(0, 1.0), (1, 0.8667), (2, 0.80), (3, 0.76)])
def test_norm_of_couples_who_share_costs(sharers: int, share: float) -> None:
    """A couple is two adults of the dwelling: 100, 86.67, 80, 76%."""
    law = LAW.benefits(JANUARY_2025)
    assert norm(1, 30.0, sharers, law.single, law.couple, law.youth) / law.couple == pytest.approx(share, abs=0.0001)


def test_norm_of_the_young() -> None:
    law = LAW.benefits(JANUARY_2025)
    assert norm(0, 20.9, 3, law.single, law.couple, law.youth) == law.youth < law.single
    assert norm(0, 21.0, 0, law.single, law.couple, law.youth) == law.single


@QUICK
@given(inputs(RULES["household_rules.norm"], sharers=st.integers(1, 7)))
def test_more_in_a_dwelling_means_less_each_and_more_together(given_: dict[str, Any]) -> None:
    """One housemate more: each has a lower norm, the dwelling a higher sum."""
    given_["age"], given_["couple"] = max(21.0, given_["age"]), 0
    n = given_["sharers"] + 1
    one = call(norm, given_)
    two = call(norm, given_, sharers=n)
    assert two < one and two * (n + 1) > one * n


def test_twenty_hours_leave_a_single_just_under_the_norm() -> None:
    """January 2025, minimum wage, no disregard left: a small positive benefit (at most a sixth of the norm)."""
    law = LAW.benefits(JANUARY_2025)
    left = benefit(law.single, counted_income(net(20), 0, 12, law.disregard_share, law.disregard_cap, INCOME))
    assert 0 < left < law.single / 6


def test_twenty_hours_leave_a_sole_earner_of_a_couple_far_under_the_norm() -> None:
    law = LAW.benefits(JANUARY_2025)
    left = benefit(law.couple, counted_income(net(20), 0, 12, law.disregard_share, law.disregard_cap, INCOME))
    assert law.couple / 4 < left < law.couple / 2


def test_full_time_work_ends_the_benefit() -> None:
    """36 hours at the minimum wage end the benefit of a single; of a couple too, or nearly."""
    law = LAW.benefits(JANUARY_2025)
    assert benefit(law.single, net(36)) == 0
    assert benefit(law.couple, net(40)) < law.couple / 10


def test_the_disregard_ends() -> None:
    """In the first months part of the wage is left out of account, up to the cap; later none of it."""
    law = LAW.benefits(JANUARY_2025)
    early = counted_income(net(12), 0, 0, law.disregard_share, law.disregard_cap, INCOME)
    late = counted_income(net(12), 0, int(INCOME.disregard_months), law.disregard_share, law.disregard_cap, INCOME)
    assert late == net(12) and net(12) - law.disregard_cap <= early < late
    rich = counted_income(1_000_000, 0, 0, law.disregard_share, law.disregard_cap, INCOME)
    assert rich == 1_000_000 - law.disregard_cap


@pytest.mark.parametrize("month", [0, 60, 108, JANUARY_2025, MONTHS - 1])
def test_low_wages_bear_no_tax(month: int) -> None:
    """Twelve hours at the minimum wage: the credits take all of the tax, in history and outlook."""
    tax = LAW.tax(month)
    gross = month_wage(int(LAW.minimum[month]), 12)
    assert income_tax(float(gross), tax.rate, tax.general_max, tax.labour_max, INCOME) == 0
    assert income_tax(0.0, tax.rate, tax.general_max, tax.labour_max, INCOME) == 0
    assert income_tax(400_000.0, tax.rate, tax.general_max, tax.labour_max, INCOME) > 0


@QUICK
@given(st.integers(0, MONTHS - 1), st.integers(0, 800_000), st.integers(200, 100_000), group_of(IncomeParams))
def test_a_higher_wage_is_a_higher_net_wage(month: int, gross: int, more: int, p: IncomeParams) -> None:
    """Two euros or more gross leave more net, in every month's law (brackets above 8,000 a month are not modelled)."""
    tax = LAW.tax(month)
    low, high = (g - income_tax(float(g), tax.rate, tax.general_max, tax.labour_max, p) for g in (gross, gross + more))
    assert high > low and 0 <= low <= gross


@QUICK
@given(
    st.integers(0, MONTHS - 1), st.integers(0, 300_000), st.integers(0, 60), st.integers(0, 12), group_of(IncomeParams)
)
def test_working_more_never_leaves_a_household_with_less(
    month: int, gross: int, more: int, tenure: int, p: IncomeParams
) -> None:
    """Net wage and benefit together do not fall by a euro or more when the wage rises (the trap is at most full)."""
    law, tax = LAW.benefits(month), LAW.tax(month)

    def income(wage: int) -> int:
        net_wage = wage - income_tax(float(wage), tax.rate, tax.general_max, tax.labour_max, p)
        counted = counted_income(net_wage, 0, tenure, law.disregard_share, law.disregard_cap, p)
        return net_wage + benefit(law.single, counted)

    assert income(gross + 100 * more) >= income(gross) - 100


@QUICK
@given(inputs(RULES["household_rules.benefit"]))
def test_benefit_fills_up_to_the_norm(given_: dict[str, Any]) -> None:
    amount = call(benefit, given_)
    assert amount >= 0 and amount + given_["counted"] >= given_["norm_cents"]
    assert amount <= given_["norm_cents"]


@QUICK
@given(inputs(RULES["household_rules.counted_income"]))
def test_counted_income_is_never_more_than_income(given_: dict[str, Any]) -> None:
    counted = call(counted_income, given_)
    assert given_["other"] <= counted <= given_["net_wage"] + given_["other"]


def test_labour_credit_at_its_kinks() -> None:
    """Nothing at nothing, the maximum at the second kink, less above the third, never below zero."""
    most = 500_000.0
    at = [
        labour_credit(x * 100.0, most, INCOME)
        for x in (0.0, INCOME.labour_credit_first_eur, INCOME.labour_credit_second_eur)
    ]
    assert at == pytest.approx([0.0, INCOME.labour_credit_first_share * most, most])
    assert labour_credit(INCOME.labour_credit_from_eur * 100.0, most, INCOME) == most
    assert labour_credit(20_000_000.0, most, INCOME) == 0.0


def test_unemployment_insurance_needs_work() -> None:
    """None before the months asked for; then three months and one more for each year worked."""
    assert [insurance_months(m, INCOME) for m in (0, 5, 6, 12, 35)] == [0, 0, 3, 4, 5]


def test_law_is_dated() -> None:
    """Amounts rise over the run and are those of January 2025 in January 2025 (P080, P081)."""
    law = LAW.benefits(JANUARY_2025)
    assert law.single / 100 == pytest.approx(1345.45, abs=1.5) and law.couple / 100 == pytest.approx(1922.07, abs=2.0)
    assert LAW.minimum[JANUARY_2025] == 1406
    assert (LAW.minimum[1:] >= LAW.minimum[:-1]).all() and LAW.minimum[0] < LAW.minimum[-1]
    assert cents(law.couple * 0.7) == pytest.approx(law.single, abs=1)
