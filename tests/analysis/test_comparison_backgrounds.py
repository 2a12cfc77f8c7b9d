"""People with and without a migration background in a comparison: known effects, ratios, headline, panel and text."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
import synthetic_comparison
import synthetic_policy as made

from werkagenda.analysis.comparison.backgrounds import DUTCH, MIGRATION, is_second_pillar
from werkagenda.analysis.comparison.effects import STATUS_HOLDERS
from werkagenda.analysis.comparison.load_comparison import open_comparison
from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.analysis.comparison.text_summary import headline_lines
from werkagenda.analysis.figures.comparison import backgrounds

JOBS, OTHERS = 1_000.0, 400.0
LOST = 0.75 * OTHERS
"""Jobs of other people with a Dutch background; the fringe loses the rest."""
BIAS = {"bias": {"dose": 0.5}, "startbanen": {"dose": 0.0}}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A baseline and a scenario of bias reduction in which status holders gain and the Dutch background loses."""
    folder = tmp_path_factory.mktemp("backgrounds")
    nothing = {"bias": {"dose": 0.0}, "startbanen": {"dose": 0.0}}
    made.make(folder / "runs" / "baseline", replicates=4, instruments=nothing)
    made.make(folder / "runs" / "bias", "bias_mkb", replicates=4, jobs=JOBS, others=OTHERS, instruments=BIAS)
    compare([folder / "runs"], folder / "out")
    return folder / "out"


def effect(folder: Path, **where: str) -> pd.Series:
    rows = pq.read_table(folder / "backgrounds.parquet").to_pandas()
    defaults = {"dimension": "all", "level": "all", "period": "2029", "indicator": "employed"}
    for column, value in (defaults | where).items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1
    return rows.iloc[0]


def test_who_gains_and_who_gives_way(compared: Path) -> None:
    """Newcomers count among those with a migration background; levels of education and size share the loss."""
    assert effect(compared, who=MIGRATION)["effect"] == pytest.approx(JOBS)
    assert effect(compared, who=STATUS_HOLDERS)["effect"] == pytest.approx(JOBS)
    assert effect(compared, who=DUTCH)["effect"] == pytest.approx(-LOST)
    assert effect(compared, who=DUTCH, indicator="regular_employed")["effect"] == pytest.approx(-LOST)
    assert effect(compared, who=DUTCH, indicator="permanent")["effect"] == pytest.approx(-0.6 * LOST)
    assert effect(compared, who=DUTCH, dimension="size_class", level="10-49")["effect"] == pytest.approx(-LOST / 4)
    assert effect(compared, who=DUTCH, dimension="education", level="high")["effect"] == pytest.approx(-LOST / 3)


def test_levels_hold_newcomers_and_other_people(compared: Path) -> None:
    """1.6 million other people, 60,000 status holders, 1,400 family migrants and 1,000 asylum seekers at work."""
    found = effect(compared, who=MIGRATION)
    assert found["baseline"] == pytest.approx(1_600_000 + 60_000 + 1_400 + 1_000)
    assert found["events"] == pytest.approx((found["baseline"] + JOBS) * 0.1 * 4)


def test_ratios_are_of_sums_and_do_not_move_when_both_parts_do(compared: Path) -> None:
    callbacks = effect(compared, who=DUTCH, indicator="callback_percent")
    assert callbacks["baseline"] == pytest.approx(30.0) and callbacks["effect"] == pytest.approx(0.0, abs=1e-9)
    months = effect(compared, who=DUTCH, indicator="search_months")
    assert months["baseline"] == pytest.approx(3.0) and months["unit"] == "months"


def test_headlines_are_of_both_backgrounds(compared: Path) -> None:
    rows = pq.read_table(compared / "headlines.parquet").to_pandas()
    rows = rows[rows["period"] == "2029"].set_index("indicator")
    assert rows.loc["migration_background_employed", "effect"] == pytest.approx(JOBS)
    assert rows.loc["dutch_background_employed", "effect"] == pytest.approx(-LOST)
    assert rows.loc["migration_background_employed", "unit"] == "persons"


def test_the_headline_of_bias_reduction_is_of_its_own_people(compared: Path) -> None:
    """In text their line comes first; of a scenario for newcomers it comes after that of status holders."""
    lines = [line.strip() for line in headline_lines(compared)]
    at = lines.index("bias_mkb")
    assert lines[at + 1].startswith("migration background, at work, 2029") and "+1,000" in lines[at + 1]
    assert any(line.startswith("Dutch background, at work, 2029") and "-300" in line for line in lines)
    card = json.loads((compared / "comparison.json").read_text(encoding="utf-8"))["scenarios"]["bias_mkb"]
    assert is_second_pillar(card)
    assert not is_second_pillar({"differs": [*card["differs"], {"setting": "instruments.startbanen.dose"}]})
    assert not is_second_pillar({"differs": []})


def test_the_panel_tells_both(compared: Path) -> None:
    panel = backgrounds.backgrounds(open_comparison(compared))
    assert "migration background +1,000, Dutch background −300" in panel.title
    table = panel.tables[0]
    assert len(table.heads) == len(table.rows[0]) == 6 and not table.folded
    names = [row[0] for row in table.rows]
    assert "at work, education low" in names and "at work, people at the employer 250+" in names
    assert dict(zip(table.heads, table.rows[0], strict=True))[DUTCH] == "−300"


def test_every_scenario_has_its_table(tmp_path: Path) -> None:
    c = open_comparison(synthetic_comparison.make(tmp_path / "made"))
    panel = backgrounds.backgrounds(c)
    assert len(panel.tables) == len(c.scenarios)
    assert [table.folded for table in panel.tables] == [False, *[True] * (len(c.scenarios) - 1)]
