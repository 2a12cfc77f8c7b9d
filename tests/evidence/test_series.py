"""Series against the published figures they were made from."""

from __future__ import annotations

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


def test_law_steps() -> None:
    law = series.law()
    rising = ("minimum_wage_hourly", "bijstand_single", "bijstand_couple", "bijstand_single_18_20", "disregard_cap")
    for name in (*rising, "student_finance_mbo", "labour_tax_credit_year"):
        values = getattr(law, name)
        assert values.dtype == np.int64 and (np.diff(values) >= 0).all() and values.min() > 0, name
        assert set(np.nonzero(np.diff(values))[0] % 6) <= {5}, f"{name} changes in another month than January or July"
    for month, single, couple in (("2017-07", 98652, 140931), ("2024-07", 130845, 186921), ("2025-07", 136906, 195580)):
        at = month_index(month)
        assert (law.bijstand_single[at], law.bijstand_couple[at]) == (single, couple)
    assert law.minimum_wage_hourly[month_index("2025-12")] == 1440
    assert law.minimum_wage_hourly[month_index("2023-07")] == round(1995.00 / (38 * 52 / 12) * 100)
    assert law.disregard_cap[month_index("2024-09")] == 26900 and law.disregard_cap[month_index("2026-03")] == 28500
    assert law.student_finance_mbo[month_index("2024-08")] == 86525
    assert law.general_tax_credit_year[month_index("2025-05")] == 306800
    assert np.abs(law.bijstand_single / law.bijstand_couple - 0.7).max() < 0.001
    assert (law.disregard_share == 0.25).all() and law.income_tax_rate[month_index("2025-06")] == 0.3582


def test_law_names_what_it_interpolated() -> None:
    marked = series.law_marked()
    assert "bijstand_single 2019-01 interpolated" in marked and "bijstand_couple 2014-01 extrapolated" in marked
    assert not any(each.startswith("bijstand_single 2024-07") for each in marked)
    assert "minimum_wage_hourly 2029-07 extrapolated" in marked


def test_interpolation() -> None:
    assert fill_gaps([None, 1.0, None, 4.0, None]) == pytest.approx([1.0, 1.0, 2.0, 4.0, 4.0])
    line = knots({"2014-01": 0.0, "2014-11": 10.0})
    assert line[5] == pytest.approx(5.0) and line[-1] == 10.0
    assert spread(12.0, "2014-02", "2014-04")[:5].tolist() == [0.0, 4.0, 4.0, 4.0, 0.0]
