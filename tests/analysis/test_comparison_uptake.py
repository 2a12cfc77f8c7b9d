"""Take-up of the employer subsidy, which has a table of its own: counted by hand."""

from __future__ import annotations

import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic_policy as made

from werkagenda.analysis.comparison.pipeline import compare

ROUND = {"applications": 40.0, "granted": 30.0, "people": 45.0, "euros": 3e5, "ceiling_eur": 4e5}
NOBODY = {"new_employers": 0.0, "new_people": 0.0}
"""Firsts are of the outlook."""
ROUNDS = [
    {"year": 2024, **ROUND, **NOBODY, "refused_ceiling": 9.0, "refused_rules": 1.0, "exhausted": "2024-09"},
    {
        "year": 2025,
        **ROUND,
        "new_employers": 40.0,
        "new_people": 45.0,
        "refused_ceiling": 0.0,
        "refused_rules": 1.0,
        "exhausted": "",
    },
    {
        "year": 2026,
        **ROUND,
        "new_employers": 25.0,
        "new_people": 44.0,
        "refused_ceiling": 8.0,
        "refused_rules": 1.0,
        "exhausted": "2026-09",
    },
]


@pytest.fixture(scope="module")
def takeup(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """Take-up of a scenario by policy and year."""
    root = tmp_path_factory.mktemp("uptake")
    made.make(root / "baseline", rounds=ROUNDS[:2])
    made.make(root / "broad", "startbanen_breed", rounds=ROUNDS)
    compare([root], root / "out")
    found = pq.read_table(root / "out" / "takeup.parquet").to_pandas()
    return found[found["scenario"] == "startbanen_breed"].set_index(["policy", "year"])


def test_rounds_of_the_outlook(takeup: pd.DataFrame) -> None:
    one = takeup.loc[("sowis", "2026")]
    assert (one["reached"], one["started"], one["left_out"]) == (40.0, 45.0, 8.0)
    assert (one["committed_eur"], one["envelope_eur"], one["ran_dry"]) == (3e5, 4e5, "2026-09")
    whole = takeup.loc[("sowis", "2025-2029")]
    assert (whole["envelope_eur"], whole["ran_dry"]) == (8e5, "2026-09")
    assert takeup["ran_dry"]["sowis", "2025"] == ""


def test_over_all_years_who_comes_back_counts_once(takeup: pd.DataFrame) -> None:
    """Of 40 employers a year 15 apply in both; one of the people is funded twice."""
    whole = takeup.loc[("sowis", "2025-2029")]
    assert (whole["reached"], whole["started"]) == (65.0, 89.0)
    assert (takeup["reached"]["sowis", "2025"], takeup["started"]["sowis", "2025"]) == (40.0, 45.0)
