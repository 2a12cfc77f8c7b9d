"""What the page of a comparison says: titles that follow the tables, silence where chance or size forbid words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import synthetic_comparison as maker

from werkagenda.analysis.comparison import load_comparison
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import (
    by_group,
    checks,
    displacement,
    monthly_effects,
    public_finance,
    sensitivity,
    significance,
)
from werkagenda.analysis.numbers import TOO_SMALL, fine, likely, signed, span, whole
from werkagenda.analysis.numbers import euros as amount
from werkagenda.analysis.report import comparison_page, comparison_summary, headline_table, render
from werkagenda.tables.comparison import COMPARISON

PLACED, SUBSIDY, BIAS = "startbanen_breed", "sowis_verlengd", "bias_mkb"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison of four scenarios in nine worlds, four replicates in the central one."""
    path: Path = maker.make(tmp_path_factory.mktemp("all") / "comparison")
    return path


@pytest.fixture(scope="module")
def c(made: Path) -> Comparison:
    """The comparison, opened."""
    return load_comparison.open_comparison(made)


def changed(made: Path, target: Path, name: str, edit: dict[str, object], where: dict[str, str]) -> Comparison:
    """The comparison with columns of some rows of a table set to other values."""
    copy = shutil.copytree(made, target)
    frame = pq.read_table(copy / f"{name}.parquet").to_pandas()
    rows = pd.Series(True, index=frame.index)
    for column, value in where.items():
        rows &= frame[column] == value
    assert rows.any()
    for column, new in edit.items():
        frame.loc[rows, column] = new
    pq.write_table(pa.Table.from_pandas(frame, COMPARISON[name], preserve_index=False), copy / f"{name}.parquet")
    return load_comparison.open_comparison(copy)


def test_the_answer_says_what_the_tables_say(c: Comparison) -> None:
    row = c.headline(PLACED, "regular_employed", "2029")
    assert row is not None
    text = comparison_summary.work_clause(c, PLACED)
    assert text.startswith(f"{whole(row['effect'])} more (+{fine(100 * row['effect'] / 190_000)} percentage points)")
    ends = significance.significant_range(c, row)
    assert ends is not None and ends[0] < row["effect"] < ends[1]
    assert f"{span(*ends, whole)} (" in text
    assert "it is most sensitive to the additional-job share (at 1: +" in text
    assert "above zero with probability over 99%" in text
    assert "central government" in comparison_summary.cost_clause(c, PLACED)
    assert "fewer other people" in comparison_summary.expense_clause(c, PLACED)
    assert "of 100 offered would have been in regular work anyway" in comparison_summary.expense_clause(c, PLACED)


def test_an_assumption_that_moves_nothing_beyond_chance_is_not_named(c: Comparison) -> None:
    assert "no assumption moves it further than chance may" in comparison_summary.work_clause(c, SUBSIDY)
    assert SUBSIDY in c.scenarios
    assert "Extended subsidy" not in sensitivity.sensitivity_chart(c).title


@pytest.mark.parametrize(
    "low, replicates, said",
    [
        (1.0, 4, "very likely above zero"),
        (-1.0, 4, "likely above zero, not told from it"),
        (1.0, 2, "likely above zero, too few replicates to be sure"),
    ],
)
def test_the_table_calls_nothing_very_likely_that_is_not_told_from_zero(
    c: Comparison, low: float, replicates: int, said: str
) -> None:
    row = c.headline(PLACED, headline_table.WORK, c.last_year)
    assert row is not None
    row = row.copy()
    row["low"], row["effect"], row["high"], row["positive_probability"] = low, 20.0, 40.0, 0.95
    row["replicates"] = replicates
    assert headline_table._sign_verdict(row) == said


def test_an_interval_and_the_probability_of_the_sign_do_not_contradict(made: Path, tmp_path: Path) -> None:
    where = {"scenario": BIAS, "indicator": "regular_employed", "period": "2029"}
    edit = {"effect": 200.0, "low": 100.0, "high": 300.0, "positive_probability": 0.83}
    sure = changed(made, tmp_path / "sure", "headlines", edit, where)
    text = comparison_summary.work_clause(sure, BIAS)
    assert "uncertain" not in text
    assert "its sign is told in the central set of assumptions" in text
    assert "counting chance and all 9 sets of assumptions, it holds with probability 83%" in text
    kinds = headline_table.headline_table(sure).title
    assert "Bias reduction above zero in the central assumptions, of uncertain sign over all" in kinds
    open_sign = changed(made, tmp_path / "open", "headlines", {**edit, "low": -100.0}, where)
    assert "above zero with probability 83%, counting chance and all 9" in comparison_summary.work_clause(
        open_sign, BIAS
    )


def test_everybody_and_the_balance_stand_beside_status_holders(c: Comparison) -> None:
    table = headline_table.everybody_table(c)
    row = next(each for each in table.rows if each[0] == "Broad startbanen")
    work, others, everybody = (
        c.headline(PLACED, name, "2029") for name in ("regular_employed", "others_employed", "everybody_regular")
    )
    assert work is not None and others is not None and everybody is not None
    assert [cell.partition(" (")[0] for cell in row[1:4]] == [
        signed(float(each["effect"]), whole) for each in (work, others, everybody)
    ]
    assert "everybody in regular work, others counted" in comparison_summary.headline(c)


def test_no_saving_is_told_while_other_people_lose_work(made: Path, tmp_path: Path) -> None:
    where = {"scenario": PLACED, "indicator": "government_euros", "period": "2025-2029"}
    saved = {"effect": -15e6, "low": -30e6, "high": -1e6}
    less = changed(made, tmp_path / "less", "headlines", saved, where)
    text = comparison_summary.cost_clause(less, PLACED)
    assert "no saving or cost can be told (taxes and benefits of other people are not counted, and " in text
    assert "save" not in text
    assert headline_table.euros_per_work_year(less, PLACED) == "cannot be said"
    assert public_finance.public_total_text(less, PLACED) == public_finance.NO_SIGN


def test_what_is_not_as_shipped_stands_at_the_top(c: Comparison) -> None:
    line = "NOT AS SHIPPED: scenario baseline: instruments.startbanen.dose is 0.5, shipped 0.0"
    told = Comparison(c.folder, {**c.info, "not_as_shipped": [line]}, c.tables)
    text = render.html(comparison_page.page(told))
    assert line in text and text.index(line) < text.index("<h1>")
    assert "NOT AS SHIPPED" not in render.html(comparison_page.page(c))


def test_titles_turn_with_the_sign(tmp_path: Path, c: Comparison) -> None:
    turned = load_comparison.open_comparison(
        maker.make(tmp_path / "turned", flip={PLACED: -1.0, "werkagenda_kern": -1.0})
    )
    assert "more status holders in regular work" in comparison_summary.headline(c)
    assert "fewer status holders in regular work" in comparison_summary.headline(turned)
    assert "below zero with probability over 99%" in comparison_summary.work_clause(turned, PLACED)
    assert (
        "Broad startbanen, Startbanen, SOWIS and bias reduction very likely below zero"
        in headline_table.headline_table(turned).title
    )
    for draw in (by_group.by_group, displacement.displacement, public_finance.payers, sensitivity.sensitivity_chart):
        assert draw(turned).title != "" and draw(turned).reading
    assert "regular work +" in monthly_effects.monthly_effects(c, PLACED).title
    assert "regular work −" in monthly_effects.monthly_effects(turned, PLACED).title
    assert "lower for women than for men" in by_group.by_group(c).title
    assert "higher for women than for men" in by_group.by_group(turned).title
    assert "no group’s loss is told from zero" in displacement.displacement(turned).title


def test_an_effect_within_chance_is_not_given_as_a_number(made: Path, tmp_path: Path) -> None:
    where = {"scenario": BIAS, "indicator": "regular_employed", "period": "2029"}
    wide = changed(made, tmp_path / "wide", "headlines", {"low": -120.0, "high": 600.0}, where)
    text = comparison_summary.work_clause(wide, BIAS)
    assert text.startswith("cannot be told from zero (−120 to 600 people")
    assert "Bias reduction not told from zero" in comparison_summary.headline(wide)
    where = {"scenario": BIAS, "indicator": "government_euros", "period": "2025-2029"}
    euros = changed(made, tmp_path / "euros", "headlines", {"low": -5e6, "high": 3e7}, where)
    assert f"not told from zero ({span(-5e6, 3e7, amount)})" in comparison_summary.cost_clause(euros, BIAS)


def test_few_simulated_people_are_too_small_to_judge(made: Path, tmp_path: Path) -> None:
    where = {"scenario": BIAS, "indicator": "regular_employed", "period": "2029", "dimension": "all"}
    few = changed(made, tmp_path / "few", "effects", {"events": 29.0}, where)
    assert comparison_summary.work_clause(few, BIAS) == f"{TOO_SMALL}."
    rows = headline_table.headline_table(few).tables[0].rows
    assert next(row for row in rows if row[0] == "Bias reduction")[1] == TOO_SMALL
    assert f"Bias reduction {TOO_SMALL}" in headline_table.headline_table(few).title
    assert {row[3] for row in sensitivity.assumption_tables(few).tables[0].rows} == {TOO_SMALL}
    enough = changed(made, tmp_path / "enough", "effects", {"events": 30.0}, where)
    assert TOO_SMALL not in comparison_summary.work_clause(enough, BIAS)


def test_a_group_too_small_is_a_grey_cross_without_its_number(c: Comparison) -> None:
    figure = by_group.by_group(c).figure
    first = figure.data[0]
    place = next(i for i, name in enumerate(first.y) if name.startswith("Yemen"))
    assert first.marker.symbol[place] == "x-thin"
    assert first.x[place] == 0
    assert first.error_x.array[place] == 0
    assert all(symbol == "circle" for i, symbol in enumerate(first.marker.symbol) if i != place)


def test_three_replicates_do_not_make_sure(tmp_path: Path) -> None:
    three = load_comparison.open_comparison(maker.make(tmp_path / "few", replicates=3, one_world=True))
    assert "3 replicates, too few to be sure" in comparison_summary.work_clause(three, PLACED)
    assert "3 replicates, too few to be sure" in comparison_summary.headline(three)
    assert displacement.losers_text(three, PLACED) == "too few replicates to tell"


def test_replicates_make_a_band_only_from_four_on(tmp_path: Path, c: Comparison) -> None:
    three = load_comparison.open_comparison(maker.make(tmp_path / "three", replicates=3, one_world=True))
    assert any(trace.fill == "toself" for trace in monthly_effects.monthly_effects(c, PLACED).figure.data)
    assert not any(trace.fill == "toself" for trace in monthly_effects.monthly_effects(three, PLACED).figure.data)


def test_the_range_figure_orders_assumptions_by_their_swing(c: Comparison) -> None:
    rows = sensitivity.assumption_swings(c, PLACED)
    assert list(dict.fromkeys(rows["what"]))[-1] == "additional-job share"
    assert rows["swing"].is_monotonic_increasing
    assert set(rows[rows["what"] == "additional-job share"]["value"]) == {"0", "1"}


def test_where_the_answer_turns_is_said(c: Comparison) -> None:
    found = sensitivity.turning_assumptions(c)
    assert any(line.startswith("Bias reduction at taste share 1 is ") for line in found)
    assert not any("Broad startbanen" in line for line in found)
    assert sensitivity.assumption_tables(c).title == f"The answer turns: {'; '.join(found)}"
    assumed = sensitivity.assumption_tables(c).tables[-1].rows
    assert [row[0] for row in assumed] == ["startbanen.pull"]


def test_the_subsidy_is_held_against_what_its_budget_allows(made: Path, tmp_path: Path, c: Comparison) -> None:
    """2 million euros pay for 250 people at 8,000 and for 333 at 24,000 for four, of 190,000 adults."""
    allowed = checks.budget_limits(c, "2029")
    assert allowed is not None and (allowed.euros, allowed.fewest, allowed.adults) == (2e6, 250.0, 190_000.0)
    assert allowed.most == pytest.approx(1000 / 3) and allowed.gross == pytest.approx(0.17544, abs=1e-5)
    assert allowed.net == pytest.approx((0.017544, 0.087719), abs=1e-5)
    assert checks.budget_limits(c, "2025") is None
    doubled = {"scenario": SUBSIDY, "policy": "sowis", "world": "central"}
    richer = changed(made, tmp_path / "richer", "takeup", {"envelope_eur": 3e6}, doubled)
    three = checks.budget_limits(richer, "2029")
    assert three is not None and three.most == pytest.approx(500.0)
    assert "375 people (at €8.0 thousand for one) to 500" in checks.check_reading(richer).replace("380", "375")
    assert "inside the 0.02 to 0.09 of the check" in checks.subsidy_size_check(c).title
    where = {
        "scenario": SUBSIDY,
        "indicator": "regular_employed",
        "period": "2029",
        "dimension": "all",
        "world": "central",
    }
    much = changed(made, tmp_path / "much", "effects", {"effect": 900.0, "low": 850.0, "high": 950.0}, where)
    assert "outside the check: above the 0.18" in checks.subsidy_size_check(much).title
    little = changed(made, tmp_path / "little", "effects", {"effect": 10.0, "low": 5.0, "high": 15.0}, where)
    assert "below the 0.02 to 0.09" in checks.subsidy_size_check(little).title
    assert "4 simulated people, all replicates together" in checks.subsidy_size_check(little).warning
    assert [checks.against_check(x, allowed) for x in (-0.1, 0.1)] == [
        "below zero, outside the check",
        "above the 0.02 to 0.09 of the check, below the gross 0.18",
    ]


def test_per_offer_figures_need_people_who_can_be_followed(made: Path, tmp_path: Path, c: Comparison) -> None:
    assert displacement.scenarios_with_offers(c) == [PLACED, "werkagenda_kern"]
    assert "would have been in regular work anyway after two years" in displacement.per_100_offers(c, PLACED).title
    where = {"scenario": PLACED, "world": "central"}
    few = changed(made, tmp_path / "few", "offers", {"offered": 70.0}, where)
    assert TOO_SMALL in displacement.per_100_offers(few, PLACED).title
    assert all(
        cell == TOO_SMALL for row in displacement.per_100_offers(few, PLACED).tables[0].rows[:9] for cell in row[1:4]
    )


def test_money_of_all_parties_adds_up_in_the_bars(c: Comparison) -> None:
    rows = public_finance.party_rows(c, PLACED)
    assert rows.groupby("year")["effect"].sum().abs().max() == pytest.approx(0.0, abs=1.0)
    figure = public_finance.payers(c).figure
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.xaxis == "x"]
    assert sum(trace.y[-1] for trace in bars) == pytest.approx(0.0, abs=0.01)
    diamonds = next(trace for trace in figure.data if trace.type == "scatter" and trace.xaxis == "x")
    public = rows[rows["party"].isin(("central government", "municipality", "tax authority", "reception agency"))]
    expected = public[public["year"] == "2029"]["effect"].sum() / 1e6
    assert diamonds.y[-1] == pytest.approx(expected, abs=0.001)


def test_a_year_of_regular_work_has_a_price_only_when_both_sides_are_known(
    made: Path, tmp_path: Path, c: Comparison
) -> None:
    euros = c.headline(PLACED, "government_euros", "2025-2029")
    work = c.effect(PLACED, "regular_employed", "2025-2029")
    assert euros is not None and work is not None
    assert headline_table.euros_per_work_year(c, PLACED) == signed(euros["effect"] / (5 * work["effect"]), amount)
    where = {"scenario": PLACED, "indicator": "government_euros", "period": "2025-2029"}
    wide = changed(made, tmp_path / "wide", "headlines", {"low": -1e6, "high": 3e8}, where)
    assert headline_table.euros_per_work_year(wide, PLACED) == "cannot be said"


def test_what_nothing_changes_is_no_change_and_not_too_small() -> None:
    row = pd.Series({"effect": 0.0, "se": 0.0, "low": 0.0, "high": 0.0, "events": 0.0})
    assert significance.effect_text(row) == "no change"
    assert significance.verdict(row) == significance.TOO_SMALL_VERDICT
    assert significance.verdict(pd.concat([row.drop("events"), pd.Series({"events": 900.0})])) == significance.NO_CHANGE
    assert significance.with_verdict(pd.DataFrame([row]), significance.TOO_SMALL_VERDICT).index.tolist() == [0]
    assert (
        significance.with_verdict(pd.DataFrame(columns=["effect", "low", "events"]), significance.SIGNIFICANT).columns[
            0
        ]
        == "effect"
    )


def test_pairing_names_the_ratio_of_all_status_holders(c: Comparison) -> None:
    row = c.effect(PLACED, "regular_employed", "2029")
    assert row is not None
    found = checks.variance_ratios(c)
    assert found.loc[("all", "all"), PLACED] == row["variance_ratio"]
    assert len(checks.pairing_gain(c).tables[0].rows) == len(found)


def test_verdicts() -> None:
    row = pd.Series({"effect": 5.0, "low": 1.0, "high": 9.0, "se": 2.0, "events": 100.0})
    assert significance.verdict(row) == significance.SIGNIFICANT
    assert significance.verdict(row.replace(1.0, -1.0)) == significance.NOT_SIGNIFICANT
    assert significance.verdict(row.replace(1.0, float("nan"))) == significance.FEW_REPLICATES
    assert significance.verdict(row.replace(100.0, 29.0)) == significance.TOO_SMALL_VERDICT
    assert significance.verdict(pd.concat([row, pd.Series({"replicates": 3})])) == significance.FEW_REPLICATES
    assert significance.verdict(pd.concat([row, pd.Series({"replicates": 4})])) == significance.SIGNIFICANT
    assert significance.effect_text(row) == "+5 people"
    assert significance.effect_text(row.replace(1.0, -1.0)) == "not told from zero (−1 to 9 people)"


def test_words_for_numbers() -> None:
    assert [signed(x) for x in (1634.0, -0.0612, 0.0)] == ["+1,600", "−0.061", "0"]
    assert [span(-20, 140), span(1604, 1611), span(-0.0, 3.0)] == ["−20 to 140", "1,600", "0 to 3.0"]
    assert [likely(x) for x in (0.0, 0.42, 0.995, 1.0, float("nan"))] == [
        "under 1%",
        "42%",
        "over 99%",
        "over 99%",
        "unknown",
    ]
    assert [whole(x) for x in (1634.0, 4.4, 0.2, float("nan"))] == ["1,600", "4", "0", "unknown"]
    assert [fine(x) for x in (1.234, 0.0449, 0.0001)] == ["1.2", "0.045", "0"]
    assert signed(-0.2, whole) == "0"
