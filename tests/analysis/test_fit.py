"""The model beside official figures: by cohort, in the stock, among workers, of vacancies - or why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from werkagenda.analysis import fit, official
from werkagenda.analysis.run import Run
from werkagenda.evidence.registry import Target

COHORT = Target(
    "T1",
    "calibration",
    "cohorts",
    "status holders",
    "2014",
    24,
    "",
    "all",
    "all",
    "employed",
    0.5,
    "register",
    1.0,
    "-",
)
STOCK = replace(COHORT, id="T2", permit_year="2014-2022", months_since_permit=None, month="2022-06", sex="male")


def one(run: Run, target: Target) -> dict[str, object]:
    return fit.fit_targets(run, [target]).iloc[0].to_dict()  # type: ignore[return-value]


def test_every_target_of_the_registry_has_a_row(folder: Path) -> None:
    frame = fit.fit_table(folder)
    assert list(frame.columns) == list(fit.COLUMNS)
    assert frame["id"].tolist() == [t.id for t in official.targets()]
    known = frame[frame["model"].notna()]
    assert len(known) > 0.8 * len(frame)
    assert (known["gap"] - (known["model"] - known["official"])).abs().max() < 1e-12
    assert (known["within"] == (known["gap"].abs() <= known["tolerance"])).all()
    silent = frame[frame["model"].isna()]
    assert silent["within"].isna().all()
    assert (silent["note"] != "").all()


def test_a_cohort_figure_is_the_share_in_the_table(run: Run) -> None:
    where = {"permit_year": [2014], "months_since_permit": [24]}
    cells = run.table("cohorts", ["replicate", "persons", "employed"], where).groupby("replicate").sum()
    found = one(run, COHORT)
    assert found["model"] == pytest.approx((cells["employed"] / cells["persons"]).mean())
    assert found["monte_carlo_se"] == pytest.approx((cells["employed"] / cells["persons"]).std() / 2**0.5)


def test_a_stock_figure_of_all_permits_is_read_from_the_month(run: Run) -> None:
    where = {"population": ["status holders"], "month": ["2022-06"], "sex": ["male"]}
    cells = run.table("monthly", ["replicate", "indicator", "value"], {**where, "indicator": ["employed", "adults"]})
    wide = cells.pivot_table("value", "replicate", "indicator", aggfunc="sum")
    assert one(run, STOCK)["model"] == pytest.approx((wide["employed"] / wide["adults"]).mean())


def test_some_permit_years_in_a_month_are_put_together_from_cohorts(run: Run) -> None:
    found = one(run, replace(STOCK, permit_year="2014-2016", month="2019-06", sex="all", origin="Syria"))
    assert 0.1 < float(str(found["model"])) < 0.6
    assert "even over the year" in str(found["note"])


def test_a_span_of_permit_months_takes_those_months(run: Run) -> None:
    where = {"permit_year": [2014, 2015], "months_since_permit": list(range(48, 66)), "origin": ["Syria"]}
    columns = ["replicate", "permit_year", "months_since_permit", "employed", "persons"]
    cells = run.table("cohorts", columns, where)
    permit = 12 * (cells["permit_year"] - 2014)
    taken = cells["months_since_permit"].between(65 - permit - 11, 65 - permit)
    taken &= (cells["permit_year"] == 2014) | (cells["months_since_permit"] >= 65 - 17)
    sums = cells[taken].groupby("replicate")[["employed", "persons"]].sum()
    half = replace(STOCK, permit_year="2014-01/2015-06", month="2019-06", sex="all", origin="Syria")
    found = one(run, half)
    assert found["model"] == pytest.approx((sums["employed"] / sums["persons"]).mean())
    assert "permits of 2014-01 to 2015-06" in str(found["definition"])
    assert official.years(half) == (2014, 2015)


def test_shares_of_workers_and_their_limits(run: Run) -> None:
    sector = replace(STOCK, sex="all", indicator="sector trade")
    assert 0 < float(str(one(run, sector)["model"])) < 1
    assert "only for all status holders" in str(one(run, replace(sector, origin="Eritrea"))["note"])
    assert "not this permit year alone" in str(one(run, replace(COHORT, indicator="sector trade"))["note"])


def test_months_open_have_their_own_unit_and_tolerance(run: Run) -> None:
    found = one(
        run, replace(STOCK, sex="all", permit_year="", month="2023-06", indicator="months open trade", value=3.0)
    )
    assert found["unit"] == "months"
    assert found["tolerance"] == fit.TOLERANCE_MONTHS
    assert float(str(found["model"])) > 0


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"indicator": "happy"}, "does not give this by permit year"),
        ({"permit_year": "2029", "months_since_permit": 24}, "the run ends before"),
        ({"permit_year": "2014-2016"}, "no single permit year"),
        (
            {"months_since_permit": None, "month": "2020-06", "permit_year": "", "indicator": "happy"},
            "does not give happy",
        ),
    ],
)
def test_what_the_run_cannot_say_has_a_reason(run: Run, change: dict[str, object], why: str) -> None:
    assert why in str(one(run, replace(COHORT, **change))["note"])  # type: ignore[arg-type]


def test_benefit_is_judged_more_widely_and_few_people_are_said(run: Run) -> None:
    assert one(run, replace(COHORT, indicator="on_benefit"))["tolerance"] == fit.TOLERANCE_BENEFIT
    assert "simulated people" in str(one(run, replace(COHORT, origin="Iran", months_since_permit=60))["note"])
    assert one(run, COHORT)["note"] == ""
