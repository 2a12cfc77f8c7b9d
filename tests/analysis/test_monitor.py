"""The monitor: files read strictly, percentiles of known fans, figures of the registry beside a real run."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from werkagenda.analysis.language import language
from werkagenda.analysis.monitor import fans, figures_file, table
from werkagenda.analysis.monitor.fans import Fan, Member
from werkagenda.cli import main
from werkagenda.evidence.registry import targets
from werkagenda.problems import BadInput

LAST = "2029-12"


def written(folder: Path, text: str) -> Path:
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_percentiles_of_a_known_fan() -> None:
    alone = Fan((Member("central", 0.4, 0.01),))
    assert alone.percentile(0.4) == pytest.approx(0.5)
    assert alone.percentile(0.4 + 1.6449 * 0.01) == pytest.approx(0.95, abs=1e-4)
    assert alone.quantile(0.05) == pytest.approx(0.4 - 1.6449 * 0.01, abs=1e-5)
    assert math.isnan(Fan((Member("central", 0.4, math.nan),)).percentile(0.4))


def test_assumption_sets_widen_the_fan_and_the_one_that_is_off_is_named() -> None:
    both = Fan((Member("central", 0.4, 0.01), Member("taste_share=1", 0.5, math.nan)))
    assert both.quantile(0.95) > 0.5
    assert both.percentile(0.45) == pytest.approx(0.5, abs=1e-4)
    assert both.against(0.4) == ["taste_share=1"]
    still = Fan((Member("central", 0.4, 0.0),))
    assert (still.percentile(0.3), still.percentile(0.4), still.percentile(0.5)) == (0.0, 0.5, 1.0)


def test_a_dutch_file_is_read(tmp_path: Path) -> None:
    text = "indicator;group;date;value;source\nemployed;female Syria;2025Q4;41,5%;CBS\non_benefit;;2026-06-30;;\n"
    read = figures_file.read(written(tmp_path, text), LAST)
    assert read.empty == (3,)
    (one,) = read.figures
    assert (one.line, one.source) == (2, "CBS")
    target = one.target
    assert (target.sex, target.origin, target.month) == ("female", "Syria", "2025-12")
    assert target.value == pytest.approx(0.415)


def test_a_figure_of_the_registry_speaks_for_itself(tmp_path: Path) -> None:
    read = figures_file.read(written(tmp_path, "id,indicator,date,value\nC088,,,\n"), LAST)
    assert read.figures[0].target == next(each for each in targets() if each.id == "C088")
    assert read.figures[0].use == "validation"
    with pytest.raises(BadInput, match="leave these cells empty"):
        figures_file.read(written(tmp_path, "id,value\nC088,33\n"), LAST)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "indicator,date,value\nemployd,2025-12,41\n",
            "line 2: indicator 'employd': unknown - did you mean 'employed'",
        ),
        ("indicator,date,value\nemployed,2035-12,41\n", "line 2: date '2035-12'"),
        ("indicator,date,value\nemployed,dec 2025,41\n", "line 2: date 'dec 2025'"),
        ("indicator,date,value\nemployed,2025-12,410\n", "value '410': must be per cent"),
        ("indicator,date,value\nemployed,2025-12,nan\n", "value 'nan': must be per cent"),
        ("indicator,group,date,value\nemployed,Syrie,2025-12,41\n", "did you mean 'Syria'"),
        ("id,value\nC888,\n", "did you mean 'C088'"),
        ("indicatr,date,value\n", "unknown column 'indicatr' - did you mean 'indicator'"),
        ("indicator,value\n", "needs the columns indicator, date and value"),
        ("indicator,date,value\nemployed,2025-12,1,2,3\n", "line 2: has more cells than columns"),
        ("indicator,date,value\n", "has no row with a value"),
        ("", "needs the columns"),
    ],
)
def test_odd_files_are_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput) as told:
        figures_file.read(written(tmp_path, text), LAST)
    assert said in "\n".join(told.value.problems)


def test_all_problems_of_all_lines_at_once(tmp_path: Path) -> None:
    text = "indicator,date,value\nemployd,2025,x\nemployed,2029-12,40\n"
    with pytest.raises(BadInput) as told:
        figures_file.read(written(tmp_path, text), "2025-12")
    assert len(told.value.problems) == 4
    assert "lies after 2025-12" in told.value.problems[-1]


def test_a_file_of_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes("indicator;date;value;source\nemployed;2025-12;40;Financiën\n".encode("latin-1"))
    with pytest.raises(BadInput, match="is not UTF-8"):
        figures_file.read(path, LAST)


@pytest.fixture(scope="module")
def study_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny study that is really run."""
    output = tmp_path_factory.mktemp("monitor") / "study"
    words = ["scenarios=[baseline,startbanen_breed]", "replicates=3", "world_replicates=0", "outlook.end=2025-12"]
    assert main(["study", *words, "population.scale=0.0021", "workers=1", f"output={output.as_posix()}"]) == 0
    return output


def test_the_worked_example(study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["monitor", "--example"]) == 0
    figures = written(tmp_path, capsys.readouterr().out)
    assert main(["monitor", str(figures), str(study_folder), "--language", "en"]) == 0
    out = capsys.readouterr().out.splitlines()
    frame = pd.read_csv(out[-1], encoding="utf-8-sig")
    assert len(frame) == 6 and frame["scenario"].eq("Baseline").all()
    fans_of = frame[["5th percentile, %", "median, %", "95th percentile, %"]].to_numpy(float)
    assert (np.diff(fans_of, axis=1) >= 0).all()
    assert set(frame["in the model"]) == {"fitted", "held out"}


def test_the_outlook_is_held_against_every_scenario(
    study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = written(tmp_path, "indicator;date;value\nemployed;2025-12;0\nemployed;2025-12;99,5\n")
    assert main(["monitor", str(figures), str(study_folder)]) == 0
    path = Path(capsys.readouterr().out.splitlines()[-1])
    frame = pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig")
    assert frame["oordeel"].tolist() == ["eronder", "eronder", "erboven", "erboven"]


def test_bad_requests(tmp_path: Path, study_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = written(tmp_path, "indicator,date,value\nemployd,2025-12,40\n")
    assert main(["monitor", str(figures), str(tmp_path), "--language", "fr"]) == 2
    said = capsys.readouterr().err
    assert "--language fr" in said and "not a finished run" in said and "did you mean 'employed'" in said
    assert main(["monitor", str(tmp_path / "none.csv"), str(study_folder)]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["monitor", str(figures), "--template"]) == 2
    assert "take nothing else" in capsys.readouterr().err
    assert main(["monitor"]) == 2
    assert "give a file of figures" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["figures.csv"]


def test_the_template_holds_what_the_model_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["monitor", "--template"]) == 0
    assert capsys.readouterr().out == figures_file.template()
    names = language("nl").texts
    assert all(("indicator", name) in names for name in figures_file.known()["indicator"])


def test_a_percentile_is_never_0_or_100() -> None:
    assert [table.percentile(share, language("nl")) for share in (0.0, 0.5, 1.0)] == ["<1", "50", ">99"]
    assert fans.LOW < fans.HIGH
