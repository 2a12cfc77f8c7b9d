"""What the panels of money, take-up, parts and doses say of known tables."""

from __future__ import annotations

import pandas as pd
import pytest
import synthetic_comparison as maker

from werkagenda.analysis.comparison import ratios
from werkagenda.analysis.figures.comparison import doses, opening, price, savings, social, subsets, uptake
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.report import comparison_answer


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A made-up comparison."""
    return opening.opened(maker.make(tmp_path_factory.mktemp("panels") / "comparison"))


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
    panel = savings.draw(found)
    assert "municipalities keep" in panel.title and "the state keeps" in panel.title
    assert len(panel.tables[0].rows) == 3 * len(found.scenarios)


def test_a_cost_that_is_not_resolved_is_said_and_has_no_number(found: Comparison) -> None:
    table = price.draw(found).tables[0]
    net = column(table, price.SHORT[price.cost.HOLDER])
    assert net["Extended subsidy (SOWIS)"] == price.WORDS[ratios.UNRESOLVED]
    value, _, ends = net["Broad startbanen"].rstrip(")").partition(" (")
    low, high = (float(end) for end in ends.split(" to "))
    assert low < 40.0 < high and low < float(value) < high
    gross = column(table, price.SHORT[price.cost.GROSS])
    assert gross["Bias reduction"] == price.WORDS[ratios.UNKNOWN]
    assert f"net of deadweight €{value} thousand" in price.draw(found).title


def test_take_up_names_what_runs_dry_and_leaves_unknown_counts_out(found: Comparison) -> None:
    panel = uptake.draw(found)
    assert panel.title == "Take-up: money runs out for SOWIS (in Extended subsidy (SOWIS), All three together)"
    whole, yearly = panel.tables
    assert column(whole, "eligible")["Extended subsidy (SOWIS)"] == "–"
    assert column(whole, "money gone")["Extended subsidy (SOWIS)"] == "November 2026 (50% of replicates)"
    assert column(whole, "committed per start")["Extended subsidy (SOWIS)"] == "€6.7 thousand"
    assert {row[1] for row in yearly.rows} == {"SOWIS"}
    shown = {(row[0], row[1]) for row in whole.rows}
    assert ("Broad startbanen", "SOWIS") not in shown and ("Broad startbanen", "startbanen") in shown


def test_the_social_balance_is_the_sum_of_its_parts(found: Comparison) -> None:
    rows = social.rows_of(found, "social", found.central).pivot_table(index="scenario", columns="part", values="effect")
    assert (rows.drop(columns="together").sum(axis=1) - rows["together"]).abs().max() < 1.0
    assert "Broad startbanen +" in social.draw(found).title


def test_parts_and_whole_stand_in_one_figure(found: Comparison) -> None:
    panel = subsets.draw(found, "werkagenda_kern")
    assert panel.figure is not None
    assert [trace.name for trace in panel.figure.data if trace.name] == ["alone", "left out", "together"]
    last = list(panel.figure.data[-1].y) if panel.figure.data[-1].name == "together" else []
    assert not last or last == list(subsets.SUMS.values())
    assert "interplay" in panel.title


def test_doses_are_written_as_people_write_them(found: Comparison) -> None:
    panel = doses.draw(found)
    assert [row[1] for row in panel.tables[0].rows] == ["0.1", "0.25", "0.5", "1"]
    assert doses.setting(found, "startbanen_breed") == "startbanen.dose"
    assert "Broad startbanen +" in panel.title
    assert (doses.value(2e6), doses.value(1.25e7), doses.value(0.25)) == ("2 million", "12.5 million", "0.25")


def test_many_measures_without_effect_are_counted(found: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_answer, "FEW", -1)
    monkeypatch.setattr(comparison_answer, "_untold", lambda *_: True)
    assert "2 of 2 other measures not told from zero" in comparison_answer.headline(found)


def test_nothing_noted_is_said(found: Comparison) -> None:
    names = ("takeup", "cost", "balance", "ladder")
    bare = Comparison(found.folder, found.info, {**found.tables, **{name: empty(found, name) for name in names}})
    for module in (uptake, price, social, savings, doses):
        assert module.draw(bare).figure is None


def empty(found: Comparison, name: str) -> pd.DataFrame:
    """A table without rows."""
    return found.tables[name].iloc[:0]
