"""Balances, costs and take-up of made-up runs, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic_policy as made

from werkagenda.analysis.comparison import cost_effectiveness
from werkagenda.analysis.comparison.discounting import discount_factor
from werkagenda.analysis.comparison.pipeline import compare

JOBS = [1000.0, 1200.0, 900.0, 1100.0]
LOST = 400.0
SCENARIO, OUTREACH = "startbanen_breed", "bias_mkb"
PILOTS: list[tuple[str, str, str, float]] = [
    ("central government", "municipality", "bijstand budget", 9e7),
    ("central government", "reception agency", "reception", 5e6),
    ("person", "reception agency", "reception contribution", 1e5),
    ("municipality", "course provider", "civic integration", 2e6),
    ("central government", "municipality", "civic integration", 2e6),
]
"""Flows of every month in the baseline; in the scenario as well unless said."""
POLICY: list[tuple[str, str, str, float]] = [
    ("central government", "municipality", "bijstand budget", 8.95e7),
    ("central government", "reception agency", "reception", 4.8e6),
    ("person", "reception agency", "reception contribution", 3e5),
    ("municipality", "course provider", "civic integration", 3e6),
    ("central government", "municipality", "civic integration", 3e6),
    ("municipality", "service provider", "placement guidance", 4e5),
    ("central government", "municipality", "placement guidance", 4e5),
    ("central government", "service provider", "overhead", 6e4),
    ("central government", "reception agency", "work desks", 7e4),
    ("reception agency", "service provider", "work desks", 7e4),
]
AUTUMN = ["2026-10", "2026-11", "2026-12"]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario with placements and one that visits employers, four replicates."""
    root = tmp_path_factory.mktemp("money")
    taken = made.uptake("startbanen", made.MONTHS[12:], eligible=40.0, reached=30.0, started=20.0, running=90.0)
    taken += made.uptake("sowis", AUTUMN, reached=100.0, committed_eur=5e5, envelope_eur=2e6)
    taken += made.uptake("sowis", ["2027-01"], left_out=7.0, envelope_eur=2e6)
    common: dict[str, Any] = {"replicates": 4, "noise": 2_000.0}
    made.make(root / "baseline", euros=PILOTS, **common)
    broad: dict[str, Any] = {"jobs": JOBS, "subsidised": 300.0, "others": LOST, "euros": POLICY, "taken": taken}
    made.make(root / SCENARIO, SCENARIO, **broad, **common)
    visits = [*PILOTS, ("central government", "service provider", "outreach", 1e6)]
    made.make(root / OUTREACH, OUTREACH, jobs=[-50.0, 70.0, 10.0, 50.0], euros=visits, **common)
    compare([root], root / "out")
    return root / "out"


def rows(folder: Path, table: str, **where: object) -> pd.DataFrame:
    """Rows of a table where the columns hold these values."""
    frame = pq.read_table(folder / f"{table}.parquet").to_pandas()
    for name, value in where.items():
        frame = frame[frame[name] == value]
    return frame


def account(folder: Path, name: str, year: str = "2027", prices: str = "cash") -> pd.Series:
    """Effects of the broad scenario by part."""
    found = rows(folder, "balance", scenario=SCENARIO, account=name, year=year, prices=prices)
    return found.set_index("part")["effect"]


def test_the_government_is_counted_once(compared: Path) -> None:
    found = account(compared, "government")
    assert found["municipality"] == pytest.approx(12 * (1050 * made.EURO_A_MONTH - 5e5))
    lost = -5e5 - 2e5 + 1e6 + 4e5 + 6e4 + 7e4 + 300 * 1_200.0
    assert found["central government"] == pytest.approx(-12 * lost)
    assert found["reception agency"] == pytest.approx(0.0, abs=1e-3)
    assert found["together"] == pytest.approx(found.drop("together").sum())
    public = rows(compared, "headlines", scenario=SCENARIO, indicator="government_euros", period="2025-2029")
    assert account(compared, "government", "2025-2029")["together"] == pytest.approx(-public["effect"].iloc[0])


def test_savings_are_the_town_s_until_the_budget_follows(compared: Path) -> None:
    found = account(compared, "bijstand savings")
    assert found["central government"] == pytest.approx(12 * 5e5)
    assert found["municipality"] == pytest.approx(12 * (1050 * made.EURO_A_MONTH - 5e5))
    assert found["together"] == pytest.approx(12 * 1050 * made.EURO_A_MONTH)


def test_transfers_are_no_gain(compared: Path) -> None:
    found = account(compared, "social")
    assert found["work of newcomers"] == pytest.approx(12 * ((1050 + 300) * 1_700.0 - 300 * 1_200.0))
    newcomers = made.LEVELS["employed"] + 2 * 500 + 2 * 700
    wage = made.LEVELS["employed"] * 1_700.0 / newcomers
    assert found["work of others"] == pytest.approx(-12 * LOST * wage, rel=0.05)
    assert found["courses, guidance and care"] == pytest.approx(-12 * (1e6 + 4e5 + 6e4 + 7e4))
    assert found["reception"] == pytest.approx(12 * 2e5)
    assert found["together"] == pytest.approx(found.drop("together").sum())


def test_the_years_add_up_to_the_present_value(compared: Path) -> None:
    years = [account(compared, "social", str(year), "present value")["reception"] for year in range(2025, 2030)]
    whole = sum(2e5 * discount_factor(month, 0.0225, 0.02) for month in range(60))
    assert sum(years) == pytest.approx(whole)
    assert account(compared, "social", "2025-2029", "present value")["reception"] == pytest.approx(whole)


def ratio(folder: Path, measure: str, period: str = "2025-2029", scenario: str = SCENARIO) -> dict[str, Any]:
    """The one row of `cost`."""
    found = rows(folder, "cost", scenario=scenario, period=period, measure=measure).to_dict("records")
    assert len(found) == 1
    return {str(name): value for name, value in found[0].items()}


def test_outlay_leaves_public_budgets_once(compared: Path) -> None:
    month = 4e5 + 6e4 + 7e4 + 300 * 1_200.0
    assert ratio(compared, cost_effectiveness.OUTLAY)["value"] == pytest.approx(60 * month)
    assert ratio(compared, cost_effectiveness.OUTLAY, "2029")["value"] == pytest.approx(12 * month)
    assert ratio(compared, cost_effectiveness.OUTLAY, scenario=OUTREACH)["value"] == pytest.approx(6e7)


def test_costs_per_person_year(compared: Path) -> None:
    outlay = 60 * (4e5 + 6e4 + 7e4 + 300 * 1_200.0)
    found = ratio(compared, cost_effectiveness.HOLDER_WORK)
    assert found["number"] == pytest.approx(5 * 1050.0)
    assert found["value"] == pytest.approx(outlay / (5 * 1050.0))
    assert found["low"] < found["value"] < found["high"]
    assert ratio(compared, cost_effectiveness.NEWCOMER_WORK)["value"] == pytest.approx(found["value"])
    assert ratio(compared, cost_effectiveness.EVERYBODY_WORK)["number"] == pytest.approx(5 * (1050.0 - LOST))
    assert ratio(compared, cost_effectiveness.EVERYBODY_AT_WORK)["number"] == pytest.approx(5 * (1350.0 - LOST))
    assert ratio(compared, cost_effectiveness.BENEFIT_SAVED, "2029")["number"] == pytest.approx(1050.0)


def test_costs_per_person_reached_and_what_nobody_recorded(compared: Path) -> None:
    found = ratio(compared, cost_effectiveness.REACHED)
    assert found["number"] == pytest.approx(60 * 30.0 + 3 * 100.0)
    assert ratio(compared, cost_effectiveness.REACHED, "2029")["number"] == pytest.approx(360.0)
    assert ratio(compared, cost_effectiveness.GROSS)["verdict"] == "not recorded"
    assert ratio(compared, cost_effectiveness.HOLDER_WORK, scenario=OUTREACH)["verdict"] == "not resolved"


def test_take_up_of_a_year(compared: Path) -> None:
    found = rows(compared, "takeup", scenario=SCENARIO, policy="startbanen", year="2027").iloc[0]
    assert (found["eligible"], found["running"], found["reached"]) == (40.0, 90.0, 360.0)
    assert (found["ran_dry"], found["dry_share"], found["replicates"]) == ("", 0.0, 4)
    money = rows(compared, "takeup", scenario=SCENARIO, policy="sowis").set_index("year")
    assert money["committed_eur"]["2026"] == pytest.approx(1.5e6)
    assert money["envelope_eur"]["2025-2029"] == pytest.approx(4e6)
    assert (money["ran_dry"]["2026"], money["ran_dry"]["2027"], money["ran_dry"]["2025-2029"]) == (
        "",
        "2027-01",
        "2027-01",
    )
    assert money["left_out"]["2027"] == 7.0
    assert money["dry_share"]["2027"] == 1.0
