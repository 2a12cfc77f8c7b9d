"""Net wages and bijstand against the amounts and shares of the law."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_inputs import QUICK, call, central, inputs, rules

from werkagenda.agents.household_rules import (
    HOLIDAY,
    IncomeParams,
    LawMonth,
    benefit,
    benefit_lost,
    cents,
    counted_income,
    income_tax,
    insurance,
    insurance_months,
    labour_credit,
    month_wage,
    norm,
)
from werkagenda.evidence import registry
from werkagenda.evidence.law import LAWS
from werkagenda.model.income.statutory_series import LawSeries
from werkagenda.tables.vocabulary import MONTHS, month_index

RULES = rules()
JANUARY_2025 = month_index("2025-01")
LAW, LATER = (LawSeries(choice) for choice in LAWS)
INCOME = central(IncomeParams)


def net(hours: int, month: int = JANUARY_2025) -> int:
    """Net month wage of so many hours at the minimum wage, cents."""
    gross = month_wage(int(LAW.minimum[month]), hours)
    return gross - income_tax(float(gross), 1, LAW.tax(month))


def free(law: LawMonth) -> tuple[float, int, int]:
    """Share, cap and months of the disregard."""
    return law.disregard_share, law.disregard_cap, law.disregard_months


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
    left = benefit(law.single, counted_income(net(20), 0, 12, *free(law)))
    assert 0 < left < law.single / 6


def test_twenty_hours_leave_a_sole_earner_of_a_couple_far_under_the_norm() -> None:
    law = LAW.benefits(JANUARY_2025)
    left = benefit(law.couple, counted_income(net(20), 0, 12, *free(law)))
    assert law.couple / 4 < left < law.couple / 2


def test_full_time_work_ends_the_benefit() -> None:
    """36 hours at the minimum wage end the benefit of a single; of a couple too, or nearly."""
    law = LAW.benefits(JANUARY_2025)
    assert benefit(law.single, net(36)) == 0
    assert benefit(law.couple, net(40)) < law.couple / 10


def test_the_disregard_ends() -> None:
    """In the first months part of the wage is left out of account, up to the cap; later none of it."""
    law = LAW.benefits(JANUARY_2025)
    early = counted_income(net(12), 0, 0, *free(law))
    late = counted_income(net(12), 0, law.disregard_months, *free(law))
    assert late == net(12) and net(12) - law.disregard_cap <= early < late
    rich = counted_income(1_000_000, 0, 0, *free(law))
    assert rich == 1_000_000 - law.disregard_cap


@pytest.mark.parametrize("month", [0, 60, 108, JANUARY_2025, MONTHS - 1])
def test_low_wages_bear_little_tax(month: int) -> None:
    """Twelve hours at the minimum wage: the credits take most of the tax, in history and outlook."""
    tax = LAW.tax(month)
    gross = month_wage(int(LAW.minimum[month]), 12)
    assert income_tax(float(gross), 1, tax) <= gross * 0.16
    assert income_tax(0.0, 1, tax) == 0 and income_tax(400_000.0, 1, tax) > 0


@QUICK
@given(st.integers(0, MONTHS - 1), st.integers(0, 500_000), st.integers(200, 100_000))
def test_a_higher_wage_is_a_higher_net_wage(month: int, gross: int, more: int) -> None:
    """Two euros or more gross leave more net, in every month's law (brackets above the second are not modelled)."""
    tax = LAW.tax(month)
    low, high = (g - income_tax(float(g), 1, tax) for g in (gross, gross + more))
    assert high > low and 0 <= low <= gross


@QUICK
@given(st.integers(0, MONTHS - 1), st.integers(0, 300_000), st.integers(0, 60), st.integers(0, 12))
def test_working_more_never_leaves_a_household_with_less(month: int, gross: int, more: int, tenure: int) -> None:
    """Net wage and benefit together do not fall by a euro or more when the wage rises (the trap is at most full)."""
    law, tax = LAW.benefits(month), LAW.tax(month)

    def income(wage: int) -> int:
        net_wage = wage - income_tax(float(wage), 1, tax)
        counted = counted_income(net_wage, 0, tenure, *free(law))
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


@pytest.mark.parametrize(
    ("month", "gross", "works", "euros"),
    [
        ("2014-03", 1600, 1, 230.82),  # 0.3625 x 19200 - 2103 - (0.01807 x 8913 + 0.18724 x 10287) = 2769.80 a year
        ("2022-05", 1200, 0, 204.17),  # 0.3707 x 14400 - 2888 = 2450.08: insurance has no labour credit
        ("2025-02", 2000, 1, 83.00),  # 0.3582 x 24000 - 3068 - (0.08053 x 12169 + 0.3003 x 11831) = 995.98
        ("2025-02", 3500, 1, 610.18),  # 13769.57 + 0.3748 x 3559 - 2206.61 - (5219.91 + 0.02258 x 15712) = 7322.19
    ],
)
def test_tax_by_hand(month: str, gross: int, works: int, euros: float) -> None:
    """A year's tax over twelve, from the rows of the file."""
    assert income_tax(gross * 100.0, works, LAW.tax(month_index(month))) / 100 == pytest.approx(euros, abs=0.02)


def test_labour_credit_at_its_kinks() -> None:
    """2025: nothing at nothing, the file's amounts at both kinks, the maximum before it falls, nothing at the end."""
    tax = LAW.tax(JANUARY_2025)
    at = [labour_credit(x * 100.0, tax) / 100 for x in (0, 12169, 26288, 43071)]
    assert at == pytest.approx([0.0, 979.97, 979.97 + 0.3003 * (26288 - 12169), 5599.0], abs=0.6)
    assert labour_credit(20_000_000.0, tax) == 0.0


def test_wages_and_norms_hold_their_holiday_pay() -> None:
    """32 hours at 14.06 euros are 1949.65 a month, with 8% of holiday allowance 2105.63; the norms include theirs."""
    assert registry.load().number("law.holiday_allowance_share_wage.2014-01-01") == HOLIDAY
    assert month_wage(1406, 32) == 210_563
    assert "incl. holiday pay" in registry.load()["law.bijstand_single.2025-01-01"].unit


def test_insurance_by_weeks_and_years() -> None:
    """Six of eight months give three months; four of five years a month for each year, half a one beyond ten."""
    months = [insurance_months(*facts, INCOME) for facts in ((5, 5, 9), (6, 3, 3), (8, 4, 3), (6, 4, 4), (8, 5, 12))]
    assert months == [0, 3, 3, 4, 11]


def test_insurance_is_three_quarters_then_seven_tenths() -> None:
    assert [insurance(200_000, months, INCOME) for months in (0, 1, 2, 9)] == [150_000, 150_000, 140_000, 140_000]


def test_the_disregard_leaves_something_of_work() -> None:
    """January 2025: of 1,000 euros net 250 stay for six months of twelve; the later law leaves 150 for twelve."""
    now, later = LAW.benefits(JANUARY_2025), LATER.benefits(month_index("2027-01"))
    assert benefit_lost(134_545.0, 100_000.0, *free(now)) == pytest.approx(100_000 - 12_500)
    assert benefit_lost(134_545.0, 100_000.0, *free(later)) == pytest.approx(100_000 - 15_000)
    assert benefit_lost(50_000.0, 100_000.0, *free(now)) == 50_000.0


def test_the_law_of_2027_differs_by_the_disregard_only() -> None:
    """15% for twelve months from 2027 against 25% for six; before that the two laws are one (T048)."""
    before, after = month_index("2026-12"), month_index("2027-01")
    assert free(LAW.benefits(before)) == free(LATER.benefits(before))
    assert free(LAW.benefits(after))[::2] == (0.25, 6) and free(LATER.benefits(after))[::2] == (0.15, 12)
    assert LAW.benefits(after)[:5] == LATER.benefits(after)[:5] and LAW.tax(after) == LATER.tax(after)


def test_a_single_parent_has_ninety_percent_until_2014() -> None:
    """December 2014: 1223.54 against 951.64; from 2015 the norm of a single person. Nobody shares costs before 2015."""
    then, now = LAW.benefits(month_index("2014-12")), LAW.benefits(month_index("2015-01"))
    assert (then.parent, then.single, now.parent, now.single) == (122_354, 95_164, 96_083, 96_083)
    assert then.sharing_months > 1200 and now.sharing_months == 252
    assert LAW.benefits(month_index("2023-01")).sharing_months == 324


def test_the_young_are_paid_part_of_the_adult_wage() -> None:
    """Adult age 23, from July 2017 22, from July 2019 21 years; at 18 45.5, 47.5 and 50%."""
    pay = [LAW.youth_pay(month_index(month)) for month in ("2017-06", "2017-07", "2019-07")]
    assert [each[18] for each in pay] == [0.455, 0.475, 0.5]
    assert [each[20] for each in pay] == [0.615, 0.7, 0.8]
    assert [each[21] for each in pay] == [0.725, 0.85, 1.0] and [each[22] for each in pay] == [0.85, 1.0, 1.0]


def test_prices_of_work_follow_the_minimum_wage() -> None:
    """Prices are those of January 2025: 12.12 / 14.06 in late 2023, 15.01 / 14.06 in late 2026."""
    assert LAW.price_index(JANUARY_2025) == 1.0
    assert LAW.price_index(month_index("2026-09")) == pytest.approx(15.01 / 14.06)
    assert LAW.price_index(month_index("2023-08")) == pytest.approx(12.12 / 14.06)


def test_child_care_costs_less_of_its_own_than_it_did() -> None:
    """Own share 9.3% of (6.70 + 6.25) / 2 in 2014, 4% of (10.71 + 9.52) / 2 in 2025, and what lies above."""
    above = 53.0 * 902 / 1406
    assert LAW.child_care(0) == pytest.approx(0.093 * 647.5 + above, abs=0.01)
    assert LAW.child_care(JANUARY_2025) == pytest.approx(0.04 * 1011.5 + 53.0, abs=0.01)


def test_law_is_dated() -> None:
    """Amounts rise over the run and are those of January 2025 in January 2025 (P080, P081)."""
    law = LAW.benefits(JANUARY_2025)
    assert law.single / 100 == pytest.approx(1345.45, abs=1.5) and law.couple / 100 == pytest.approx(1922.07, abs=2.0)
    assert LAW.minimum[JANUARY_2025] == 1406
    assert (LAW.minimum[1:] >= LAW.minimum[:-1]).all() and LAW.minimum[0] < LAW.minimum[-1]
    assert cents(law.couple * 0.7) == pytest.approx(law.single, abs=1)
