"""What the panels of money, take-up, parts and doses say of known tables."""

from __future__ import annotations

import pandas as pd
import pytest
import synthetic_comparison as maker

from werkagenda.analysis.comparison import cost_effectiveness as costs
from werkagenda.analysis.comparison import labels, load_comparison, paired_statistics
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import cost_effectiveness, decomposition, public_finance, take_up
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.report import comparison_summary


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A made-up comparison."""
    return load_comparison.open_comparison(maker.make(tmp_path_factory.mktemp("panels") / "comparison"))


def column(table: Table, head: str) -> dict[str, str]:
    """Cells of a column by the first cell of their row."""
    place = list(table.heads).index(head)
    return {row[0]: row[place] for row in table.rows}


def test_savings_add_up_over_who_keeps_them(found: Comparison) -> None:
    rows = found.tables["balance"]
    rows = rows[(rows["account"] == "bijstand savings") & (rows["prices"] == "cash") & (rows["world"] == "central")]
    sums = rows.pivot_table(index=["scenario", "year"], columns="part", values="effect")
    gap = sums["municipality"] + sums["central government"] - sums["together"]
    assert gap.abs().max() < 1e-3 * sums["together"].abs().max()
    panel = public_finance.benefit_savings(found)
    assert "municipalities keep" in panel.title and "the state keeps" in panel.title
    assert len(panel.tables[0].rows) == 3 * len(found.scenarios)


def test_a_cost_that_is_not_resolved_is_said_and_has_no_number(found: Comparison) -> None:
    table = cost_effectiveness.cost_per_person(found).tables[0]
    net = column(table, cost_effectiveness.MEASURE_LABELS[costs.HOLDER_WORK])
    assert net["Extended subsidy (SOWIS)"] == cost_effectiveness.VERDICT_LABELS[paired_statistics.UNRESOLVED]
    value, _, ends = net["Broad startbanen"].rstrip(")").partition(" (")
    low, high = (float(end) for end in ends.split(" to "))
    assert low < 40.0 < high and low < float(value) < high
    gross = column(table, cost_effectiveness.MEASURE_LABELS[costs.GROSS])
    assert gross["Bias reduction"] == cost_effectiveness.VERDICT_LABELS[paired_statistics.NOT_RECORDED]
    main = net[labels.scenario_label(found.main())].partition(" (")[0]
    assert f"net of deadweight €{main} thousand" in cost_effectiveness.cost_per_person(found).title


def test_take_up_names_what_runs_dry_and_leaves_unknown_counts_out(found: Comparison) -> None:
    panel = take_up.take_up(found)
    assert (
        panel.title
        == "Take-up: money runs out for SOWIS (in Extended subsidy (SOWIS), Startbanen, SOWIS and bias reduction)"
    )
    whole, yearly = panel.tables
    assert column(whole, "eligible")["Extended subsidy (SOWIS)"] == "–"
    assert column(whole, "money gone")["Extended subsidy (SOWIS)"] == "November 2026 (50% of replicates)"
    assert column(whole, "committed per start")["Extended subsidy (SOWIS)"] == "€6.7 thousand"
    assert {row[1] for row in yearly.rows} == {"SOWIS"}
    shown = {(row[0], row[1]) for row in whole.rows}
    assert ("Broad startbanen", "SOWIS") not in shown and ("Broad startbanen", "startbanen") in shown


def test_the_social_balance_is_the_sum_of_its_parts(found: Comparison) -> None:
    rows = cost_effectiveness.present_value_rows(found, "social", found.central).pivot_table(
        index="scenario", columns="part", values="effect"
    )
    assert (rows.drop(columns="together").sum(axis=1) - rows["together"]).abs().max() < 1.0
    assert f"{labels.scenario_label(found.main())} +" in cost_effectiveness.social_balance(found).title


def test_parts_and_whole_stand_in_one_figure(found: Comparison) -> None:
    panel = decomposition.parts_and_whole(found, "werkagenda_kern")
    assert panel.figure is not None
    assert [trace.name for trace in panel.figure.data if trace.name] == ["alone", "left out", "together"]
    last = list(panel.figure.data[-1].y) if panel.figure.data[-1].name == "together" else []
    assert not last or last == list(decomposition.SUM_LABELS.values())
    assert "interplay" in panel.title


def test_doses_are_written_as_people_write_them(found: Comparison) -> None:
    panel = decomposition.dose_response(found)
    assert [row[1] for row in panel.tables[0].rows] == ["0.1", "0.25", "0.5", "1"]
    assert decomposition.varied_setting(found, "startbanen_breed") == "startbanen.dose"
    assert "Broad startbanen +" in panel.title
    assert (decomposition.dose_text(2e6), decomposition.dose_text(1.25e7), decomposition.dose_text(0.25)) == (
        "2 million",
        "12.5 million",
        "0.25",
    )


def test_many_measures_without_effect_are_counted(found: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_summary, "MAX_NAMED", -1)
    monkeypatch.setattr(comparison_summary, "_not_significant", lambda *_: True)
    assert "2 of 2 other measures not told from zero" in comparison_summary.headline(found)


def test_nothing_noted_is_said(found: Comparison) -> None:
    names = ("takeup", "cost", "balance", "ladder")
    bare = Comparison(found.folder, found.info, {**found.tables, **{name: empty(found, name) for name in names}})
    panels = (
        take_up.take_up,
        cost_effectiveness.cost_per_person,
        cost_effectiveness.social_balance,
        public_finance.benefit_savings,
        decomposition.dose_response,
    )
    for panel in panels:
        assert panel(bare).figure is None


def empty(found: Comparison, name: str) -> pd.DataFrame:
    """A table without rows."""
    return found.tables[name].iloc[:0]
