"""Designs of a study: draws as a grid, a list, samples and tables; everything that is wrong with them at once."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from werkagenda import estimate, preflight, study_launch, study_settings
from werkagenda.problems import BadInput
from werkagenda.study import studies
from werkagenda.study.worlds import Study

SMALL = ("scenarios=[baseline,startbanen_breed]", "study=first_look", "sensitivity_replicates=0")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a folder of its own."""
    home = tmp_path / "h\u00f6me, 1"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


def asked(*words: str) -> Study:
    return study_settings.read([*SMALL, "replicates=2", "output=out", "cache=cache", *words])


def refused(*words: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        asked(*words)
    return bad.value.problems


def draws(study: Study) -> list[dict[str, Any]]:
    """Values of each draw, in order."""
    found = {each.settings.draw.number: each.settings.draw for each in study.runs if each.settings.draw}
    return [dict(found[number].values) for number in sorted(found)]


def test_a_grid_takes_every_combination() -> None:
    study = asked("design.method=grid", "design.vary={startbanen.pull: [1, 3], economy: [central, recession, tight]}")
    found = draws(study)
    assert len(found) == 6 and found[1] == {"startbanen.pull": 1.0, "economy": "recession"}
    assert len(study.runs) == 2 + 2 * 6 and {each.settings.replicates for each in study.runs} == {2}
    last = study.runs[-1].settings
    assert (last.economy, dict(last.assume)["startbanen.pull"], last.scenario) == ("tight", 3.0, "startbanen_breed")
    assert "assume.parameters={startbanen.pull: 3}" in last.changed and "economy=tight" in last.changed


def test_one_name_at_a_time_and_a_range_in_steps() -> None:
    words = "design.method=grid", "design.joint=false"
    found = draws(asked(*words, "design.vary={taste_share: [0.25, 1], startbanen.pull: {low: 1, high: 3, steps: 3}}"))
    assert found == [{"taste_share": 0.25}, {"taste_share": 1.0}, *({"startbanen.pull": x} for x in (1.0, 2.0, 3.0))]


def test_a_setting_holds_in_scenarios_that_contain_the_instrument() -> None:
    words = "scenarios=[baseline,startbanen_breed,bias_mkb]", "design.method=list"
    study = study_settings.read([*SMALL[1:], *words, "output=out", "design.vary={instruments.startbanen.dose: [0.9]}"])
    doses = {each.settings.scenario: each.settings.instruments for each in study.runs if each.settings.draw}
    found = {name: given["startbanen"]["dose"] for name, given in doses.items()}
    assert found == {"baseline": 0.0, "startbanen_breed": 0.9, "bias_mkb": 0.0}


def test_lists_go_together() -> None:
    vary = "{taste_share: [0.25, 1], instruments.startbanen.dose: [0.1, 0.9]}"
    study = asked("design.method=list", f"design.vary={vary}")
    assert draws(study)[1] == {"taste_share": 1.0, "instruments.startbanen.dose": 0.9}
    doses = [each.settings.instruments["startbanen"]["dose"] for each in study.runs if each.world == "draw-00002"]
    assert doses == [0.0, 0.9]


@pytest.mark.parametrize("method", ["sobol", "latin_hypercube"])
def test_samples_fill_the_ranges_and_are_the_same_again(method: str) -> None:
    words = f"design.method={method}", "design.draws=16", "design.vary={startbanen.pull: null, placement.after: null}"
    first, again, other = (draws(asked(*words, *more)) for more in ((), (), ("design.seed=2",)))
    assert first == again != other and len(first) == 16
    pulls = sorted(each["startbanen.pull"] for each in first)
    low, high = 1.0, 6.0
    assert all(low <= each <= high for each in pulls) and pulls[0] < low + 0.5 and pulls[-1] > high - 0.5
    assert {each["placement.after"] for each in first} == {0.0, 1.0, 2.0, 3.0}


def test_a_table_of_rows(elsewhere: Path) -> None:
    frame = pd.DataFrame({"draw": [7, 8], "startbanen.pull": [1.5, 2.5], "economy": ["tight", "central"]})
    frame.to_csv(elsewhere / "rows.csv", index=False)
    frame.to_parquet(elsewhere / "rows.parquet")
    for name in ("rows.csv", "rows.parquet"):
        found = draws(asked("design.method=table", f"design.table={name}"))
        assert found == [{"startbanen.pull": 1.5, "economy": "tight"}, {"startbanen.pull": 2.5, "economy": "central"}]


def test_a_table_that_does_not_fit_is_told_row_by_row(elsewhere: Path) -> None:
    words = "design.method=table", "design.table=rows.csv"
    assert "there is no such file" in refused(*words)[0]
    (elsewhere / "rows.csv").write_text("startbanen.pul,taste_share\n1,2\n", encoding="utf-8")
    assert refused(*words)[0].endswith("column startbanen.pul: unknown name - did you mean 'startbanen.pull'?")
    (elsewhere / "rows.csv").write_text("startbanen.pull,economy\n99,tight\n1,tigt\n,central\n2\n", encoding="utf-8")
    (line,) = refused(*words)
    assert line.endswith("row 5: has 1 values, the heading 2 names")
    (elsewhere / "rows.csv").write_text("startbanen.pull,economy\n99,tight\n1,tigt\n,central\n", encoding="utf-8")
    told = refused(*words)
    assert "row 2: startbanen.pull=99: must lie between" in told[0]
    assert "row 3: economy=tigt: unknown economy - did you mean 'tight'?" in told[1]
    assert told[2].endswith("row 4: startbanen.pull: is empty")
    assert not (elsewhere / "out").exists()


WRONG = {
    "{startbanen.pul: [1]}": "design.vary.startbanen.pul: unknown name - did you mean 'startbanen.pull'?",
    "{startbanen.pull: []}": "design.vary.startbanen.pull=[]: names no value",
    "{}": "design.vary: names nothing to vary",
    "{startbanen.pull: 3}": "must be a list of values, {low: LOWEST, high: HIGHEST}",
    "{startbanen.pull: {low: 3, high: 1}}": "low=3 must lie below high=1",
    "{startbanen.pull: [1, 1]}": "is given twice",
    "{taste_share: [7]}": "design.vary.taste_share=7: must lie between 0.25 and 1",
    "{callback.taste_share: [1]}": "goes by the name taste_share",
    "{economy: [boom]}": "design.vary.economy=boom: unknown economy",
    "{instruments.women.dose: [1]}": "no scenario of the study contains women",
    "{instruments.startbanen.dose: [3]}": "must lie between 0 and 1",
}


@pytest.mark.parametrize("vary", WRONG)
def test_what_cannot_be_varied_is_told(vary: str, elsewhere: Path) -> None:
    (line,) = refused("design.method=grid", f"design.vary={vary}")
    assert WRONG[vary] in line
    assert not (elsewhere / "out").exists()


def test_settings_that_would_be_ignored_are_refused() -> None:
    assert "design.method: is missing" in refused("design.draws=8")[0]
    assert (
        "goes with latin_hypercube and sobol"
        in refused("design.method=grid", "design.draws=8", "design.vary={taste_share: [1]}")[0]
    )
    assert (
        "must be a power of two"
        in refused("design.method=sobol", "design.draws=10", "design.vary={taste_share: null}")[0]
    )
    assert "must be grid or list or latin_hypercube or sobol or table, or null" in refused("design.method=gird")[0]
    assert "unknown indicator - did you mean 'regular_employed'?" in refused("precision={regular_employe: 5}")[0]


def test_replicates_in_part_of_the_draws() -> None:
    words = ("design.method=list", "design.vary={startbanen.pull: [1, 2, 3]}", "design.replicates=3")
    runs = asked(*words, "design.repeated=2").runs
    assert [each.settings.replicates for each in runs if each.world.startswith("draw")] == [3] * 4 + [1] * 2
    assert refused(*words, "design.repeated=4") == ["design.repeated=4: the design has 3 draws"]
    assert "design.method: is missing" in refused("design.repeated=4")[0]
    one = refused(*words[:2], "design.replicates=1", "design.repeated=2")
    assert one == ["design.repeated=2: every draw has one replicate; set design.replicates to 2 or more"]


def test_histories_are_made_again_only_where_a_draw_moves_the_past() -> None:
    words = "design.method=grid", "population.scale=0.02"
    later = studies.inspect(asked(*words, "design.vary={startbanen.pull: [1, 2, 3]}"))
    past = studies.inspect(
        asked(*words, "design.vary={parameters.callback.ratio: [1.4, 1.5], economy: [central, tight]}")
    )
    assert (estimate.of(later).histories, estimate.of(past).histories) == (2, 2 + 2 * 2)
    assert (estimate.of(later).cells, estimate.of(past).cells) == (4 + 12, 4 + 16)


def test_a_study_that_takes_days_is_refused_before_it_starts(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from werkagenda import cli

    words = (
        "design.method=sobol",
        "design.draws=512",
        "design.vary={startbanen.pull: null}",
        "output=out",
        "cache=cache",
    )
    assert cli.main(["study", *SMALL, "replicates=8", *words]) == 2
    said = capsys.readouterr().err
    assert "8208 cells and 8 histories to make: about" in said and "give --yes" in said and "hours" in said
    assert not (elsewhere / "out").exists()


def test_a_small_disk_and_a_long_time_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        free = 1000

    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda _: Full)
    study = asked("design.method=sobol", "design.draws=512", "design.vary={startbanen.pull: null}")
    with pytest.raises(BadInput) as bad:
        study_launch.refuse_too_large(study)
    assert ["are needed on the disk" in bad.value.problems[0], "give --yes" in bad.value.problems[1]] == [True, True]


def test_ten_thousand_cells_are_planned_with_little_memory() -> None:
    words = (
        "design.method=latin_hypercube",
        "design.draws=2500",
        "design.vary={startbanen.pull: null, taste_share: null}",
    )
    asked("design.method=latin_hypercube", "design.draws=2", "design.vary={startbanen.pull: null}")  # caches
    tracemalloc.start()
    plan = studies.inspect(asked(*words))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(plan.cells) == 10_004
    assert peak < 60e6  # 6 kB a cell; parameters are shared
