"""What `werkagenda parameters` can say about an entry."""

from __future__ import annotations

from werkagenda.evidence.readers import leans_on
from werkagenda.evidence.registry import load
from werkagenda.evidence.show import describe, near


def test_all_parameters_by_default() -> None:
    assert [row["id"] for row in describe()] == list(load().parameters())
    assert all("model" in row["used_in"][0] for row in describe())


def test_one_figure_with_source_grade_and_users() -> None:
    (row,) = describe("C090")
    assert row["value"] == "91" and row["unit"] == "%" and row["grade"] == "A" and row["use"] == "calibration"
    assert row["same_as"] == ["P133"] and "target: calibration" in row["used_in"]


def test_prefix_and_letter_case() -> None:
    assert {row["id"].split(".")[0] for row in describe("search")} == {"search"}
    assert [row["id"] for row in describe("c001")] == ["C001"]
    assert len(describe("LM24")) == 10


def test_long_lists_are_shortened() -> None:
    (row,) = describe("LM184")
    assert len(row["used_in"]) > 12 and row["used_text"].endswith("more")


def test_unknown_names() -> None:
    assert describe("no such thing") == []
    assert near("serch") == ["search"]
    assert "search.applications_per_month" in near("aplications_per_month")
    assert near("qqqqqqqq") == []


def test_figures_that_code_reads_are_used() -> None:
    """Ceilings of the subsidy, its amounts, the discount rate: each names the file that reads it."""
    for name, file in (("P057", "evidence/subsidy.py"), ("P164", "analysis/comparison/discounting.py")):
        (row,) = describe(name)
        assert file in row["used_in"] and row["use"] == "parameter"
    (row,) = describe("P165")
    assert not row["used_in"] and row["use"] == "context"


def test_no_figure_is_read_by_code_and_validated() -> None:
    """What code reads counts as leaned on, under whatever id the figure stands."""
    for row in describe("C") + describe("LM") + describe("P"):
        if leans_on(row["id"]):
            assert "target: validation" not in row["used_in"], row["id"]
            assert all("target: validation" not in describe(same)[0]["used_in"] for same in row["same_as"]), row["id"]
