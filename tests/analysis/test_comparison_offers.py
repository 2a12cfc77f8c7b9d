"""Outcomes per 100 people offered a placement, and who is displaced: five people, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic_policy as made

from werkagenda.analysis.comparison.pipeline import compare

AT = (0, 11, 12, 23, 24, 35, 36, 47, 59)
"""Marks and Decembers of people who apply in January 2025."""
TAKEN = {"offered": True, "accepted": True}


def rows(person: str, **states: bool) -> list[dict[str, object]]:
    """One person in the same state at every mark, but for the first, at which nothing is offered yet."""
    first = {name: value for name, value in states.items() if name not in TAKEN}
    return [made.applicant(person, since, **(states if since else first)) for since in AT]


SCENARIO = [
    *rows("a", **TAKEN, regular=True),
    *rows("b", **TAKEN, subsidised=True, on_benefit=True, partial_benefit=True),
    *rows("c", **TAKEN, regular=True),
    *rows("d", **TAKEN, present=False, regular=True),
    *rows("e", offered=True, on_benefit=True),
    *rows("f", regular=True),
    *rows("g", **TAKEN, regular=True),
]
BASELINE = [
    *rows("a", on_benefit=True),
    *rows("b", on_benefit=True),
    *rows("c", regular=True),
    *rows("d", regular=True),
    *rows("e", on_benefit=True),
    *rows("f", regular=True),
    *rows("g", **TAKEN, regular=True),
]
"""Five are offered a placement by the scenario alone; f is offered nothing and g has an offer in both."""


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The comparison: 20 more regular and 10 more subsidised jobs, 8 jobs fewer of other people and the fringe."""
    root = tmp_path_factory.mktemp("offers")
    made.make(root / "baseline", applicants=BASELINE)
    policy = {"jobs": 20.0, "subsidised": 10.0, "others": 8.0, "passed": 2.0}
    made.make(root / "broad", "startbanen_breed", applicants=SCENARIO, **policy)
    made.make(root / "bias", "bias_mkb", applicants=BASELINE, jobs=5.0)
    compare([root], root / "out")
    return root / "out"


def values(folder: Path, months: int) -> dict[str, float]:
    """Outcome: value at so many months."""
    frame = pq.read_table(folder / "offers.parquet").to_pandas()
    assert set(frame["scenario"]) == {"startbanen_breed"}
    at_mark = frame[frame["months"] == months]
    return dict(zip(at_mark["outcome"], at_mark["value"], strict=True))


@pytest.mark.parametrize("months", [12, 24, 36])
def test_of_five_offered(compared: Path, months: int) -> None:
    assert values(compared, months) == pytest.approx(
        {
            "accepted": 80.0,  # a, b, c, d
            "would have worked anyway": 40.0,  # c, d
            "regular": 40.0,  # a, c; d has left the country
            "extra regular": 0.0,  # a gained, d lost
            "subsidised": 20.0,  # b
            "on partial benefit": 20.0,  # b
            "extra on partial benefit": 20.0,
            "extra on benefit": -20.0,  # a
            "of accepted, would have worked anyway": 50.0,  # c, d of four
        }
    )


def test_offers_are_raised_to_the_country(compared: Path) -> None:
    frame = pq.read_table(compared / "offers.parquet").to_pandas().set_index(["outcome", "months"])
    assert frame["offered"]["regular", 12] == pytest.approx(50.0)
    assert frame["offered"]["of accepted, would have worked anyway", 12] == pytest.approx(40.0)


def test_displaced_others_for_100_offers(compared: Path) -> None:
    frame = pq.read_table(compared / "offers.parquet").to_pandas()
    row = frame[frame["outcome"] == "displaced others"].iloc[0]
    # at work among the offered: a, b, c against c, d: 10 of the country more; status holders 30 more: others 20 more
    assert row["value"] == pytest.approx(100 * (8 - 20) / 50)
    assert pd.isna(row["months"])


def displacement(folder: Path, scenario: str, period: str) -> dict[str, float]:
    """Who: effect."""
    frame = pq.read_table(folder / "displacement.parquet").to_pandas()
    frame = frame[(frame["scenario"] == scenario) & (frame["period"] == period)]
    return dict(zip(frame["who"], frame["effect"], strict=True))


def test_status_holders_are_split_by_offer(compared: Path) -> None:
    found = displacement(compared, "startbanen_breed", "2029")
    assert found == pytest.approx(
        {
            "status holders placed or offered": 10.0,
            "other status holders": 20.0,
            "other people": -6.0,
            "fringe": -2.0,
            "runner-ups (first round)": 24.0,
        }
    )


def test_the_year_of_the_first_offers_follows_a_straight_line_to_december(compared: Path) -> None:
    found = displacement(compared, "startbanen_breed", "2025")
    assert found["status holders placed or offered"] == pytest.approx(10.0 * 6.5 / 12)
    assert found["status holders placed or offered"] + found["other status holders"] == pytest.approx(30.0)


def test_a_scenario_without_offers_is_not_split(compared: Path) -> None:
    found = displacement(compared, "bias_mkb", "2025-2029")
    assert found == pytest.approx(
        {"status holders": 5.0, "other people": 0.0, "fringe": 0.0, "runner-ups (first round)": 0.0}
    )


def test_only_who_can_be_followed_so_long_is_counted(tmp_path: Path) -> None:
    late = [made.applicant("z", since, "2028-06", **TAKEN, regular=True) for since in (6, 12, 18)]
    late_before = [made.applicant("z", since, "2028-06") for since in (6, 12, 18)]
    made.make(tmp_path / "baseline", applicants=[*BASELINE, *late_before])
    made.make(tmp_path / "broad", "startbanen_breed", applicants=[*SCENARIO, *late])
    compare([tmp_path], tmp_path / "out")
    assert values(tmp_path / "out", 12)["regular"] == pytest.approx(100 * 3 / 6)
    assert values(tmp_path / "out", 24)["regular"] == pytest.approx(100 * 2 / 5)


def test_gross_cost_counts_those_offered_and_not_what_they_would_have_done(compared: Path) -> None:
    frame = pq.read_table(compared / "cost.parquet").to_pandas()
    found = frame[(frame["scenario"] == "startbanen_breed") & (frame["period"] == "2029")].set_index("measure")
    work = found.loc["in regular work, of those offered (gross)"]
    assert work["number"] == 2 / 0.1
    assert work["value"] == 12 * 10 * 1_200.0 / 20
    assert found.loc["benefit-year less, of those offered (gross)", "number"] == 2 / 0.1
    bias = frame[(frame["scenario"] == "bias_mkb") & (frame["measure"] == "in regular work, of those offered (gross)")]
    assert set(bias["verdict"]) == {"not recorded"}
