"""`werkagenda compare`: headlines on the terminal, a whole folder or none."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
import synthetic_policy as made

from werkagenda.cli import main

REPORT = "werkagenda.analysis.report.comparison_page"


def page(folder: Path, code: str) -> Path:
    """A page that needs the comparison to be there."""
    assert (folder / "comparison.json").is_file()
    path = folder / ("report.html" if code == "en" else f"report-{code}.html")
    path.write_text("<p>", encoding="utf-8")
    return path


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in with two runs in `runs`, and a report that is quickly made."""
    made.make(tmp_path / "runs" / "baseline")
    made.make(tmp_path / "runs" / "bias", "bias_mkb", jobs=[5_000.0, 5_100.0])
    monkeypatch.chdir(tmp_path)
    report(monkeypatch, page)
    return tmp_path


def report(monkeypatch: pytest.MonkeyPatch, write: object) -> None:
    """Put a page maker in the place of the report's."""
    module = ModuleType(REPORT)
    module.write = write  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, REPORT, module)


def test_headlines_and_paths(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "runs/baseline", "runs/bias"]) == 0
    lines = capsys.readouterr().out.splitlines()
    folder = Path(lines[-2])
    assert folder.parent == Path("runs")
    assert folder.name.startswith("comparison-")
    assert Path(lines[-1]) == folder / "report.html"
    assert (where / lines[-1]).is_file()
    assert any(line.split() == ["regular", "jobs,", "2029", "+5,000", "(+4,400", "to", "+5,700)"] for line in lines)
    assert not list((where / "runs").glob(".*"))


def test_a_second_time_it_stands(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "runs/baseline", "runs/bias", "--output", "out"]) == 0
    first = capsys.readouterr().out.splitlines()
    made_at = (where / "out" / "comparison.json").stat().st_mtime_ns
    assert main(["compare", "runs", "--output", "out"]) == 0
    second = capsys.readouterr().out.splitlines()
    assert "stands already" in second[0]
    assert second[1:] == first
    assert (where / "out" / "comparison.json").stat().st_mtime_ns == made_at


def test_the_report_in_a_language(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "runs", "--output", "out", "--language", "ml"]) == 2
    assert "--language ml: unknown - did you mean 'nl'?" in capsys.readouterr().err
    assert not (where / "out").exists()
    for code, name in (("en", "report.html"), ("nl", "report-nl.html")):
        assert main(["compare", "runs", "--output", "out", "--language", code]) == 0
        assert Path(capsys.readouterr().out.splitlines()[-1]) == Path("out") / name
        assert (where / "out" / name).is_file()


def test_the_same_inputs_get_the_same_folder(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", "runs/bias", "runs/baseline"])
    first = capsys.readouterr().out.splitlines()[-1]
    main(["compare", "runs/baseline", "runs/bias"])
    assert capsys.readouterr().out.splitlines()[-1] == first


def test_bad_input_has_exit_code_2(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (where / "full").mkdir()
    (where / "full" / "file").touch()
    assert main(["compare", "runs/bias", "nowhere", "--output", "full"]) == 2
    said = capsys.readouterr().err
    assert "nowhere: there is no such folder" in said
    assert "no run of scenario baseline" in said
    assert "--output full: is not empty" in said
    assert "Traceback" not in said


def test_another_comparison_is_not_replaced(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "runs", "--output", "out"]) == 0
    made.make(where / "runs" / "more", "sowis_verlengd", jobs=1.0)
    assert main(["compare", "runs", "--output", "out"]) == 2
    assert "--output out: is not empty" in capsys.readouterr().err
    (where / "file").touch()
    assert main(["compare", "runs", "--output", "file"]) == 2
    assert "--output file: is a file" in capsys.readouterr().err


def test_what_fails_leaves_nothing(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(folder: Path, code: str) -> Path:
        raise OSError("no room")

    report(monkeypatch, broken)
    assert main(["compare", "runs", "--output", "deep/below/out"]) == 1
    assert not (where / "deep").exists()


def test_no_folder_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare"]) == 2
    assert "FOLDER" in capsys.readouterr().err
