"""Series against the published figures they were made from."""

from __future__ import annotations

import math

import numpy as np
import pytest

from werkagenda.evidence import series
from werkagenda.evidence.economy import constant, finding_per_month
from werkagenda.evidence.timeline import fill_gaps, knots, quarter_months, spread
from werkagenda.tables.vocabulary import MONTHS, ORIGINS, month_index

SYRIA, ERITREA = ORIGINS.index("Syria"), ORIGINS.index("Eritrea")


def until(month: str) -> slice:
    return slice(0, month_index(month) + 1)


@pytest.mark.parametrize(("month", "low", "high"), [("2020-06", 157e3, 159e3), ("2021-06", 182e3, 185e3)])
def test_permits_cumulate_to_the_published_totals(month: str, low: float, high: float) -> None:
    assert low <= series.permits("central")[until(month)].sum() <= high  # C426, C427


def test_permits_to_2022_and_2024() -> None:
    permits = series.permits("central")
    assert 215e3 <= permits[until("2022-06")].sum() <= 222e3  # C222
    assert 280e3 < permits[until("2024-06")].sum() < 284e3  # C223
    assert permits[until("2024-06"), SYRIA].sum() == pytest.approx(157e3, rel=0.05)  # C224
    assert permits[until("2024-06"), ERITREA].sum() == pytest.approx(37e3, rel=0.05)  # C225
    assert permits[until("2020-06"), SYRIA].sum() == pytest.approx(91e3, rel=0.05)  # C426


def test_permits_by_year() -> None:
    years = series.permits("central").sum(axis=1).reshape(16, 12).sum(axis=1)
    assert years[:6] == pytest.approx([20e3, 33e3, 36685, 28655, 16160, 15490], rel=1e-6)  # C156, C157, C166 to C190
    assert years[11] == pytest.approx(22.5e3)  # C447
    assert 25e3 < years[12] < 30e3


def test_inflow_levels_part_in_october_2025_and_are_ordered() -> None:
    low, central, high = (series.permits(level) for level in ("low", "central", "high"))
    split = month_index("2025-10")
    assert (low[:split] == central[:split]).all() and (high[:split] == central[:split]).all()
    assert (low.sum(axis=1)[split:] < central.sum(axis=1)[split:]).all()
    assert (central.sum(axis=1)[split:] < high.sum(axis=1)[split:]).all()
    with pytest.raises(ValueError, match="middle"):
        series.permits("middle")


def test_economy_keeps_the_published_quarters() -> None:
    central = series.economy("central")
    posted = central.posted_openings_thousand_per_month
    for quarter, thousand in (("2017Q1", 250.9), ("2020Q1", 271.2), ("2022Q1", 420.6), ("2024Q1", 364.6)):
        assert posted[list(quarter_months(quarter))].sum() == pytest.approx(thousand)
    hospitality = central.hospitality_openings_thousand_per_month
    assert hospitality[list(quarter_months("2019Q2"))].sum() == pytest.approx(32)
    assert hospitality[month_index("2023-01") : month_index("2024-01")].sum() == pytest.approx(128)  # LM086
    assert posted[month_index("2023-01") : month_index("2024-01")].sum() == pytest.approx(1432, rel=0.01)  # LM038


def test_economy_shows_the_shock_of_2020_and_the_tightness_of_2022() -> None:
    central = series.economy("central")
    posted = central.posted_openings_thousand_per_month
    assert posted[month_index("2020-05")] < 0.8 * posted[month_index("2019-11")]
    assert central.tightness[month_index("2022-05")] == pytest.approx(1.43, abs=0.05)
    assert central.tightness[month_index("2024-02")] == pytest.approx(1.10, abs=0.03)  # LM011
    assert central.tightness[month_index("2014-02")] < 0.2


def test_economy_levels_part_at_the_end_of_2025() -> None:
    central, recession, tight = (series.economy(level) for level in ("central", "recession", "tight"))
    for name in vars(central):
        same = until("2025-09")
        assert (getattr(central, name)[same] == getattr(recession, name)[same]).all()
        assert (getattr(central, name)[same] == getattr(tight, name)[same]).all()
    worst = month_index("2027-06")
    flow = recession.posted_openings_thousand_per_month / central.posted_openings_thousand_per_month
    assert flow[worst] == pytest.approx(0.7) and flow[-1] == pytest.approx(1.0)
    assert recession.unemployment_entry_thousand_per_month[worst] > central.unemployment_entry_thousand_per_month[worst]
    with pytest.raises(ValueError, match="boom"):
        series.economy("boom")


def test_entry_keeps_the_stock_on_its_path() -> None:
    central = series.economy("central")
    entry = central.unemployment_entry_thousand_per_month
    assert entry.min() >= constant("lowest_entry")
    assert 75 < entry[month_index("2024-02")] < 100  # LM097, LM099: 239 a quarter, plus round trips
    finding = finding_per_month(central.tightness)
    stock = central.unemployed_thousand[0]
    for month in range(MONTHS):
        stock += entry[month] - stock * (finding[month] + constant("leaving_per_month"))
        assert abs(stock / central.unemployed_thousand[min(month + 1, MONTHS - 1)] - 1) < 0.06


def test_waits_follow_the_published_weeks() -> None:
    wait = series.decision_wait_months()
    assert wait[month_index("2017-02")] == pytest.approx(8 / 4.345, rel=0.01)  # C294
    assert wait[month_index("2024-07")] == pytest.approx(53 / 4.345, rel=0.01)  # C298
    assert series.grant_share()[month_index("2025-02")] == pytest.approx(0.40)  # C231
    assert series.reunification_delay_months()[0] == pytest.approx(8)  # C306


def test_all_series_have_192_finite_months() -> None:
    for make in (
        series.decision_wait_months,
        series.grant_share,
        series.reunification_delay_months,
        series.housing_rate_per_month,
        series.family_migrants_per_month,
        series.work_permit_rule,
    ):
        values = make()
        assert values.shape == (MONTHS,) and np.isfinite(values).all() and (values >= 0).all()
        assert not values.flags.writeable
    for share in (series.grant_share(), series.housing_rate_per_month()):
        assert share.max() <= 1
    rule = series.work_permit_rule()
    assert rule[month_index("2023-11")] == 1 and rule[month_index("2023-12")] == 0  # P125


STEPS = (
    ("2014-01", 1485.60, 1354.54, 948.18),
    ("2014-12", 1495.20, 1359.49, 951.64),
    ("2016-03", 1524.60, 1389.57, 972.70),
    ("2017-07", 1565.40, 1409.31, 986.52),
    ("2019-06", 1615.80, 1465.07, 1025.55),
    ("2020-08", 1680.00, 1512.90, 1059.03),
    ("2022-06", 1725.00, 1559.58, 1091.71),
    ("2022-12", 1756.20, 1572.00, 1100.40),
    ("2023-01", 1934.40, 1708.08, 1195.66),
    ("2023-12", 1995.00, 1738.02, 1216.62),
    ("2024-03", 13.27, 1834.04, 1283.83),
    ("2024-12", 13.68, 1869.21, 1308.45),
    ("2025-06", 14.06, 1922.07, 1345.45),
    ("2025-12", 14.40, 1955.80, 1369.06),
    ("2026-02", 14.71, 2002.13, 1401.50),
)
"""Month, minimum wage (a month until 2023, then an hour), norm of a couple and of a single person: rows of the file."""


@pytest.mark.parametrize(("month", "wage", "couple", "single"), STEPS)
def test_law_by_published_step(month: str, wage: float, couple: float, single: float) -> None:
    """An amount holds from its step to the next one, exactly."""
    law, at = series.law(), month_index(month)
    hourly = wage if month >= "2024" else wage / (38 * 52 / 12)
    assert law.whole("minimum_wage_hourly", at) == math.floor(hourly * 100 + 0.5)
    assert (law.whole("bijstand_couple", at), law.whole("bijstand_single", at)) == (
        round(couple * 100),
        round(single * 100),
    )


def test_law_rises_in_january_and_july() -> None:
    law = series.law()
    rising = ("minimum_wage_hourly", "bijstand_single", "bijstand_couple", "bijstand_single_18_20", "disregard_cap")
    for name in (*rising, "student_finance_mbo"):
        values = law[name]
        assert (np.diff(values) >= 0).all() and values.min() > 0 and not values.flags.writeable, name
        assert (values == np.floor(values)).all(), f"{name} is no whole number of cents"
        assert set(np.nonzero(np.diff(values))[0] % 6) <= {5}, f"{name} changes in another month than January or July"
    assert np.abs(law["bijstand_single"] / law["bijstand_couple"] - 0.7).max() < 0.001
    assert law.whole("disregard_cap", month_index("2024-09")) == 26900
    assert law.whole("student_finance_mbo", month_index("2024-08")) == 86525


def test_tax_law_by_year() -> None:
    """Rates and credits of 2014, 2019 and 2025 as they stand in the file."""
    law = series.law()
    for year, rate, general, labour in (
        (2014, 0.3625, 2103, 2097),
        (2019, 0.3665, 2477, 3399),
        (2025, 0.3582, 3068, 5599),
    ):
        at = month_index(f"{year}-06")
        assert law.at("first_rate", at) == rate
        assert (law.whole("general_max", at), law.whole("labour_max", at)) == (general * 100, labour * 100)
    assert law.at("employer_permanent", month_index("2025-06")) == pytest.approx(0.1736)
    assert law.at("employer_flexible", month_index("2025-06")) == pytest.approx(0.2236)
    assert law.at("employer_flexible", month_index("2017-06")) == pytest.approx(0.1847)  # one rate before 2020


def test_reception_costs_as_published() -> None:
    """24,963 a year in 2021, 1,500 million over 44 thousand in 2022, 44,900 in 2023; more with wages later."""
    cost = series.law()["reception"]
    assert [cost[month_index(f"{year}-06")] * 12 / 100 for year in (2021, 2022, 2023)] == pytest.approx(
        [24963, 34091, 44900], abs=1
    )
    assert cost[month_index("2026-06")] > cost[month_index("2024-06")]


def test_what_was_law_on_9_june_2025_and_what_came_later() -> None:
    before, later = series.law("june_2025"), series.law("realised")
    at = month_index("2027-01")
    assert (before["disregard_share"] == 0.25).all() and (before["disregard_months"] == 6).all()
    assert (later["disregard_share"][at - 1], later["disregard_share"][at]) == (0.25, 0.15)
    assert later["disregard_months"][at] == 12
    same = [name for name in before.amounts if not np.array_equal(before[name], later[name])]
    assert same == ["disregard_share", "disregard_months"]
    with pytest.raises(ValueError, match="june_2025, realised"):
        series.law("july_2025")


def test_law_names_what_is_not_published() -> None:
    marked = series.law_marked()
    assert "bijstand_single 2027-01 extrapolated" in marked and "student_finance_mbo 2019-01 interpolated" in marked
    assert not any(each.startswith("bijstand_single 2026-07") for each in marked)
    assert "minimum_wage_hourly 2029-07 extrapolated" in marked


def test_interpolation() -> None:
    assert fill_gaps([None, 1.0, None, 4.0, None]) == pytest.approx([1.0, 1.0, 2.0, 4.0, 4.0])
    line = knots({"2014-01": 0.0, "2014-11": 10.0})
    assert line[5] == pytest.approx(5.0) and line[-1] == 10.0
    assert spread(12.0, "2014-02", "2014-04")[:5].tolist() == [0.0, 4.0, 4.0, 4.0, 0.0]
