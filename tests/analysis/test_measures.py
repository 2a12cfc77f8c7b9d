"""Shares, totals and their Monte Carlo intervals, on frames small enough to do by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from werkagenda.analysis import measures
from werkagenda.analysis.figures import employers, regions
from werkagenda.analysis.run import Run


@pytest.fixture
def frame() -> pd.DataFrame:
    rows = [("a", 0, 2.0, 10.0), ("a", 0, 4.0, 10.0), ("a", 1, 8.0, 20.0), ("b", 0, 0.0, 0.0), ("b", 1, 5.0, 10.0)]
    return pd.DataFrame(rows, columns=["key", "replicate", "top", "bottom"])


def test_shares_are_summed_first_and_averaged_over_replicates(frame: pd.DataFrame) -> None:
    out = measures.shares(frame, "top", "bottom", ["key"], scale=0.5).set_index("key")
    each = [0.3, 0.4]
    assert out.loc["a", "value"] == pytest.approx(np.mean(each))
    assert out.loc["a", "events"] == pytest.approx((6 + 8) * 0.5)
    se = np.std(each, ddof=1) / np.sqrt(2)
    assert out.loc["a", "se"] == pytest.approx(se)
    assert out.loc["a", "high"] == pytest.approx(0.35 + stats.t.ppf(0.975, 1) * se)


def test_cells_without_people_drop_out_and_one_replicate_has_no_interval(frame: pd.DataFrame) -> None:
    out = measures.shares(frame, "top", "bottom", ["key"], scale=1.0).set_index("key").loc["b"]
    assert (out["replicates"], out["value"], out["se"]) == (1, 0.5, 0.0)
    assert out["low"] == out["high"] == 0.5


def test_totals(frame: pd.DataFrame) -> None:
    out = measures.totals(frame, "bottom", ["key"], scale=0.1).set_index("key")
    assert out.loc["a", "value"] == 20.0
    assert out.loc["a", "events"] == pytest.approx(4.0)


def test_a_cohort_is_followed_only_while_all_its_permits_count(run: Run) -> None:
    curves = measures.cohort(run, "employed")
    last = curves.groupby("permit_year")["months_since_permit"].max()
    assert last[2014] == 191 - 11
    assert last[2029] == 0
    young = curves[curves["permit_year"] == 2024]
    assert not young[young["months_since_permit"] <= 6]["outlook"].any()
    assert young[young["months_since_permit"] >= 7]["outlook"].all()


def test_states_make_up_all_adults(run: Run) -> None:
    wide = measures.people(run, ["adults", "employed", "searching", "inactive"])
    assert np.allclose(wide[["employed", "searching", "inactive"]].sum(axis=1), wide["adults"])


def test_call_back_ratio_counts_letters() -> None:
    frame = pd.DataFrame(
        {
            "replicate": 0,
            "sector": ["x", "x", "y", "y"],
            "origin_group": ["Dutch background", "migration background"] * 2,
            "applications": [100.0, 100.0, 100.0, 200.0],
            "callbacks": [30.0, 20.0, 40.0, 80.0],
        }
    )
    out = employers.callback_ratios(frame, ["sector"]).set_index("sector")
    assert out["value"].tolist() == [pytest.approx(1.5), pytest.approx(1.0)]
    assert out["events"].tolist() == [20.0, 80.0]
    assert employers.callback_ratios(frame[frame["origin_group"] == "Dutch background"], ["sector"]).empty


def test_vacancy_durations_weigh_by_what_was_filled() -> None:
    spells = pd.DataFrame(
        {"replicate": 0, "sector": "x", "months_open": [0, 2], "filled": [30.0, 10.0], "lapsed": [0.0, 10.0]}
    )
    months, lapsed = employers.vacancy_durations(spells, 1.0)
    assert months.loc[0, "value"] == pytest.approx((0.5 * 30 + 2.5 * 10) / 40)
    assert lapsed.loc[0, "value"] == pytest.approx(10 / 50)


def test_places_are_told_apart_only_beyond_chance() -> None:
    chance = np.random.default_rng(1)
    people = np.full(40, 200.0)
    alike = pd.DataFrame({"value": chance.binomial(200, 0.5, 40) / 200, "people": people})
    apart = pd.DataFrame({"value": chance.binomial(200, chance.uniform(0.3, 0.7, 40)) / 200, "people": people})
    assert not regions.apart(alike)
    assert regions.apart(apart)
