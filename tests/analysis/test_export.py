"""Exports: the workbook reopened, a budget that adds up, CSV in Dutch form, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import synthetic_comparison as made
from openpyxl.worksheet.worksheet import Worksheet

from werkagenda.analysis.export import workbook
from werkagenda.analysis.language import language
from werkagenda.analysis.results import budget, stored
from werkagenda.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up comparison."""
    return made.make(tmp_path_factory.mktemp("export") / "comparison")


@pytest.fixture(scope="module")
def book(folder: Path) -> openpyxl.Workbook:
    """Its Dutch workbook, opened by another library than wrote it."""
    target = folder.parent / "boek.xlsx"
    assert main(["export", str(folder), "--output", str(target)]) == 0
    return openpyxl.load_workbook(target)


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_every_sheet_is_a_typed_table(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[:3] == ["Leesmij", "Budget", "Uitkomsten"]
    for name in book.sheetnames[2:]:
        tables = book[name].tables
        assert len(tables) == 1, name
    heads = [cell.value for cell in book["Uitkomsten"][3]]
    assert heads[:4] == ["scenario", "indicator", "periode", "eenheid"]
    assert "laag (95%)" in heads
    first = rows(book["Uitkomsten"])[3]
    assert isinstance(first[heads.index("effect")], float | int)
    assert all(not str(cell).startswith("=") for row in rows(book["Uitkomsten"]) for cell in row)


def test_the_readme_says_how_to_read_and_make_it_again(book: openpyxl.Workbook, folder: Path) -> None:
    text = "\n".join(str(cell) for row in rows(book["Leesmij"]) for cell in row if cell)
    assert stored.opened(folder).compared.info["command"] in text
    assert "95%-Monte-Carlo-interval" in text


def test_the_budget_adds_up_as_printed(folder: Path) -> None:
    found = stored.opened(folder)
    lines = budget.lines(found)
    for scenario in found.scenarios:
        exact = lines[lines["scenario"] == scenario]
        shown = budget.mutations(exact)
        years = [name for name in shown.columns if name[:2] == "20"]
        own = shown[~shown["is_total"] & (shown["section"] != budget.PASSED)]
        net = shown[shown["section"] == budget.NET].iloc[0]
        assert np.allclose(shown[years].astype(float) % budget.THOUSAND, 0)
        assert np.allclose(own[years].sum().astype(float), net[years].astype(float))
        assert np.allclose(shown[years[:-1]].astype(float).sum(axis=1), shown[years[-1]].astype(float))
        for (section, body), part in own.groupby(["section", "body"]):
            total = shown[shown["is_total"] & (shown["section"] == section) & (shown["body"] == body)].iloc[0]
            assert np.allclose(part[years].sum().astype(float), total[years].astype(float))
        outside = exact[exact["section"] != budget.PASSED]
        for year in years:
            value = outside[outside["year"] == year]["effect"].sum()
            assert abs(float(net[year]) - value) <= budget.THOUSAND + 0.01


def test_printed_lines_are_those_of_the_workbook(book: openpyxl.Workbook, folder: Path) -> None:
    found = stored.opened(folder)
    scenario = found.scenarios[0]
    lines = budget.lines(found, scenario)
    net = budget.mutations(lines).query("section == @budget.NET").iloc[0]
    row = next(row for row in rows(book["Budget"]) if row[0] == "Saldo overheid (kosten)")
    assert row[2] == round(net["2025"] / 1000)
    assert row[7] == round(net["2025-2029"] / 1000)


def test_money_that_is_passed_on_is_in_no_total() -> None:
    rows = pd.DataFrame(
        [
            ("central government", "municipality", "guidance", 1_400.0),
            ("municipality", "service provider", "guidance", 1_400.0),
            ("person", "tax authority", "income tax", 500.0),
        ],
        columns=["payer", "payee", "instrument", "effect"],
    ).assign(scenario="a", baseline=0.0, se=1.0, low=300.0, high=2_500.0, replicates=4, year="2025")
    both = pd.concat([rows, rows.assign(year="2025-2025")])
    found = budget.filled(budget.oriented(both), ["a"], ["2025", "2025-2025"], 4)
    shown = budget.mutations(found)
    assert shown[shown["section"] == budget.NET]["2025"].tolist() == [1_000.0]
    receipt = found[found["section"] == budget.RECEIPTS].iloc[0]
    assert (receipt["low"], receipt["effect"], receipt["high"]) == (-2_500.0, -500.0, -300.0)
    assert shown[shown["section"] == budget.PASSED]["2025"].tolist() == [1_000.0]


def test_the_same_results_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert main(["export", str(folder), "--output", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_long_tables_go_on_on_another_sheet(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 3_000)
    workbook.write(stored.opened(folder), language("en"), tmp_path / "long.xlsx")
    opened = openpyxl.load_workbook(tmp_path / "long.xlsx")
    assert "Effects 2" in opened.sheetnames
    assert all(sheet.max_row <= 3_000 for sheet in opened)


def test_csv_in_dutch_and_english_form(folder: Path, tmp_path: Path) -> None:
    assert main(["export", str(folder), "--to", "csv", "--output", str(tmp_path / "nl")]) == 0
    raw = (tmp_path / "nl" / "answers.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfscenario;")
    frame = pd.read_csv(tmp_path / "nl" / "answers.csv", sep=";", decimal=",", encoding="utf-8-sig")
    heads = stored.opened(folder).compared.tables["headlines"]
    assert np.allclose(frame["effect"], heads["effect"])
    words = ["export", str(folder), "--to", "csv", "--language", "en", "--no-bom", "--output", str(tmp_path / "en")]
    assert main(words) == 0
    assert (tmp_path / "en" / "answers.csv").read_bytes().startswith(b"scenario,")
    assert main(words) == 0, "an export may be replaced by an export"


def test_parquet_keeps_the_names_of_the_tables(folder: Path, tmp_path: Path) -> None:
    assert main(["export", str(folder), "--to", "parquet", "--output", str(tmp_path / "pq")]) == 0
    frame = pd.read_parquet(tmp_path / "pq" / "effects.parquet")
    pd.testing.assert_frame_equal(frame, stored.opened(folder).effects)


def test_bad_input_is_told_at_once(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    words = ["export", str(tmp_path / "empty"), "--to", "xslx", "--language", "dutch"]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "did you mean 'xlsx'" in said
    assert "--language dutch: unknown (known: nl, en)" in said
    assert "manifest" in said
    assert main(["export", str(folder), "--output", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err
    (tmp_path / "empty" / "other.txt").touch()
    assert main(["export", str(folder), "--to", "csv", "--output", str(tmp_path / "empty")]) == 2
    assert "holds no export" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "empty").iterdir()] == ["other.txt"]


def test_a_workbook_that_is_open_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "boek.xlsx"
    target.write_bytes(b"before")

    def held(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "replace", held)
    assert main(["export", str(folder), "--output", str(target)]) == 2
    said = capsys.readouterr().err
    assert "close it in the program that has it open" in said
    assert "Traceback" not in said
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["boek.xlsx"]


def test_what_fails_leaves_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(workbook, "write_budget", broken)
    assert main(["export", str(folder), "--output", str(tmp_path / "new" / "boek.xlsx")]) == 1
    assert not list(tmp_path.rglob("*.xlsx"))
