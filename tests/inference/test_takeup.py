"""The page of take-up: counts and prices worked out by hand from made-up tables, and what it runs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from werkagenda.evidence import registry
from werkagenda.inference import takeup
from werkagenda.inference.takeup_figures import BEGUN, FIGURES, INPUT, class_bill, newly_obliged, pilots
from werkagenda.inference.takeup_runs import Facts, choices
from werkagenda.scenarios import compose
from werkagenda.tables import schemas
from werkagenda.tables.policy import MEASURES

MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]


def facts(applications: float = 300.0) -> Facts:
    """Two years: 1,000 euros of classes a month by municipalities and 200 by persons, ten permits a month."""
    people = [
        (month, who, "male", "Syria", name, count / 2)
        for month in MONTHS
        for who, name, count in (("status holders", "subsidised_employed", 8.0 if month >= "2025" else 4.0),)
        for _ in (0, 1)
    ]
    taken = [
        ("2025-11", "alliance", 90.0, 5.0, 4.0, 4.0, 0.0, 4e6, 0.0),
        ("2025-12", "alliance", 80.0, 6.0, 6.0, 9.0, 1.0, 6e6, 0.0),
    ]
    named = {
        "monthly": pd.DataFrame(people, columns=["month", "population", "sex", "origin_group", "indicator", "value"]),
        "ledger": pd.DataFrame(
            [
                (month, payer, "course provider", "civic integration", euros)
                for month in MONTHS
                for payer, euros in (("municipality", 1_000.0), ("person", 200.0))
            ],
            columns=["month", "payer", "payee", "instrument", "euros"],
        ),
        "permits": pd.DataFrame({"month": MONTHS, "work_permits_granted": 10.0}),
        "cohorts": pd.DataFrame(
            {"permit_year": [2024, 2024, 2023], "months_since_permit": [0, 1, 0], "persons": [90.0, 80.0, 70.0]}
        ),
        "municipalities": pd.DataFrame(
            {"month": ["2024-12", "2024-12", "2025-12"], "adopted_startbanen": [True, False, True]}
        ),
        "subsidy": pd.DataFrame(
            {
                "year": [2024],
                "applications": [applications],
                "euros": [2.4e6],
                "people": [310.0],
                "refused_rules": [9.0],
            }
        ),
        "uptake": pd.DataFrame(taken, columns=schemas.body("uptake").names),
    }
    return Facts({name: pa.Table.from_pandas(frame) for name, frame in named.items()}, 2.5)


def test_figures_from_tables() -> None:
    f = facts()
    assert class_bill(f) == 12_000.0
    assert f.euros(2024, "civic integration", payer="person") == 2_400.0
    assert newly_obliged(f, 2024) == 90.0
    assert pilots(f) == 1.0
    assert (f.permits(2024), f.permits(2024, 2025)) == (120.0, 240.0)
    assert (f.people(2024, "subsidised_employed"), f.people(2025, "subsidised_employed")) == (4.0, 8.0)
    assert (f.round(2024, "applications"), f.round(2025, "applications")) == (300.0, 0.0)
    values = {(each.policy, each.what): each.value(f) for each in FIGURES if each.policy == "Guidance and caseload"}
    assert values["Guidance and caseload", "clients a case manager, end of 2025"] == pytest.approx(60.0)


def test_stocks_are_those_of_december_and_flows_are_summed() -> None:
    f = facts()
    assert (f.taken("alliance", "eligible"), f.taken("alliance", "running")) == (80.0, 9.0)
    assert (f.taken("alliance", "started"), f.taken("alliance", "committed_eur")) == (10.0, 1e7)
    alliance = next(each for each in BEGUN if each.policy == "alliance")
    cells = takeup.started(alliance, [f])
    assert cells[3:10] == ("80", "11", "10", "9", "1", "10.00", "1,000,000")


def test_a_mean_has_its_error_and_a_rule_none() -> None:
    assert takeup.row(FIGURES[0], [facts(300.0), facts(400.0)])[4] == "350 ± 50"
    assert takeup.row(FIGURES[0], [facts(300.0)])[4] == "300"
    assert takeup.mean_text([2.5, 2.5], 2) == "2.50"


def test_every_gap_is_explained_and_ids_are_of_the_evidence() -> None:
    for each in (*FIGURES, *BEGUN):
        assert len(each.why) > 20, each
        assert all(name in registry.load() for name in each.ids.split()), each.ids
    assert {each.policy for each in BEGUN} <= {*compose.NAMES, "women", "caseload", "family"}
    assert INPUT in {each.used for each in FIGURES}


def test_all_measures_at_once_and_none_in_the_baseline() -> None:
    assert choices(()) == {name: {} for name in compose.NAMES}
    found = choices(MEASURES)
    assert found["startbanen"] == {"dose": 0.5}
    assert all(found[name] for name in compose.NAMES)


def test_the_page_is_written_from_both_kinds_of_runs(tmp_path: Path) -> None:
    asked: list[tuple[int, float, bool]] = []

    def run(seed: int, scale: float, settings: dict[str, dict[str, object]]) -> Facts:
        asked.append((seed, scale, any(settings.values())))
        return facts(float(seed))

    path = tmp_path / "docs" / "takeup.md"
    pieces = ["--scale", "0.05", "--seeds", "3", "5", "--output", str(path)]
    assert takeup.main(pieces, run=run) == 0
    assert asked == [(3, 0.05, False), (5, 0.05, False), (3, 0.05, True), (5, 0.05, True)]
    text = path.read_text(encoding="utf-8")
    assert "| applications, 2024 | 357 | P056 | 4 ± 1 | fitted |" in text
    assert "--scale 0.05 --seeds 3 5" in text


def test_a_wrong_scale_stops_before_anything_runs() -> None:
    with pytest.raises(SystemExit) as stop:
        takeup.main(["--scale", "3"])
    assert stop.value.code == 2
