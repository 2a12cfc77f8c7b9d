"""Pages and forms in Dutch: not a sentence in English, numbers in Dutch form, the same numbers as in English."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import synthetic_comparison as made

from werkagenda.analysis.forms.write import FORMS
from werkagenda.analysis.forms.write import write as write_form
from werkagenda.analysis.language import LANGUAGES
from werkagenda.analysis.report import comparison_page, run_page
from werkagenda.cli import main

WORDS = "the|and|with|than|from|more|fewer|people|which|not|are|this|that|who|by|their|share|years?"
ENGLISH = re.compile(rf"\b({WORDS})\b", re.I)
"""Words that no Dutch sentence has."""
SPOKEN = ("aria-label",)
"""Attributes that are read to somebody."""


class Texts(HTMLParser):
    """What a reader sees or hears, but for what says that it is English, and code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.levels: list[int] = []

    @property
    def hidden(self) -> bool:
        return any(english for _, english in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("meta", "br"):
            return
        self.open.append((tag, tag in ("style", "code") or named.get("lang") == "en"))
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if not self.hidden:
            self.found += [str(named[name]) for name in SPOKEN if name in named]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.hidden:
            self.found.append(data)


def read(path: Path) -> Texts:
    texts = Texts()
    texts.feed(path.read_text(encoding="utf-8"))
    return texts


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.make(tmp_path_factory.mktemp("dutch") / "comparison")


@pytest.fixture(scope="module")
def pages(comparison: Path, folder: Path) -> dict[str, Path]:
    """The Dutch pages by name."""
    forms = {name: write_form(comparison, name, "nl") for name in FORMS}
    return {"comparison": comparison_page.write(comparison, "nl"), "run": run_page.write(folder, "nl"), **forms}


@pytest.mark.parametrize("name", ["comparison", "run", *FORMS])
def test_no_english_is_left(pages: dict[str, Path], name: str) -> None:
    texts = read(pages[name])
    assert len(texts.found) > 20
    assert [text for text in texts.found if ENGLISH.search(text)] == []
    assert '<html lang="nl">' in pages[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["comparison", "run", *FORMS])
def test_headings_go_down_one_level_at_a_time(pages: dict[str, Path], name: str) -> None:
    levels = read(pages[name]).levels
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def digits(path: Path) -> list[str]:
    """Numbers of the tables, as digits alone."""
    text = re.sub("</?span>", "", path.read_text(encoding="utf-8"))
    cells = re.findall(r"<td>([^<]*)</td>", text)
    return [re.sub(r"[^0-9]", "", cell) for cell in cells]


def test_both_languages_print_the_same_numbers(comparison: Path, pages: dict[str, Path]) -> None:
    english = comparison_page.write(comparison, "en")
    assert english.name == "report.html" and pages["comparison"].name == "report-nl.html"
    assert digits(english) == digits(pages["comparison"])
    text = pages["comparison"].read_text(encoding="utf-8")
    assert not re.search(r">[+−]?\d+\.\d{1,2}[<%]", text), "a decimal comma, not a point"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_answer_comes_first_in_three_sentences(comparison: Path, code: str) -> None:
    page = comparison_page.write(comparison, code).read_text(encoding="utf-8")
    answer = re.search(r'<div class="answer">(.*?)</div>', page, re.S)
    assert answer is not None and answer[1].count("<p>") == 3


def test_budget_adds_up_as_printed(comparison: Path) -> None:
    page = comparison_page.write(comparison, "nl").read_text(encoding="utf-8")
    table = re.search(r'id="budget".*?<table>(.*?)</table>', page, re.S)
    assert table is not None
    filled = [row for row in map(budget_row, re.findall(r"<tr.*?</tr>", table[1], re.S)) if row is not None]
    assert len(filled) > 6 and all(sum(cells[:-1]) == cells[-1] for _, cells in filled)
    net = max(place for place, (total, _) in enumerate(filled) if total)
    lines = [cells for total, cells in filled[:net] if not total]
    assert [sum(column) for column in zip(*lines, strict=True)] == filled[net][1]


def budget_row(row: str) -> tuple[bool, list[int]] | None:
    """Whether a row is a total, and its numbers; nothing for heads."""
    cells = [number(cell) for cell in re.findall(r"<td>([^<]*)</td>", row)]
    known = [cell for cell in cells if cell is not None]
    return ('class="sum"' in row, known) if known else None


def number(cell: str) -> int | None:
    """A printed number: dot for thousands, true minus."""
    return int(cell.replace(".", "").replace("−", "-")) if cell.strip() else None


def test_a_page_that_is_open_elsewhere_is_told(
    comparison: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(comparison), "--form", "cw31"]) == 0
    page = comparison / "cw31-en.html"
    before = page.read_bytes()

    def held(source: Path, target: Path) -> None:
        raise PermissionError(13, "used by another process", str(source), None, str(target))

    monkeypatch.setattr(Path, "replace", held)
    assert main(["report", str(comparison), "--form", "cw31"]) == 2
    said = capsys.readouterr().err
    assert f"{page}: cannot be written; close it in the program that has it open" in said and "Traceback" not in said
    assert page.read_bytes() == before and not list(comparison.glob(".*"))


def test_bad_names_are_told_together_and_nothing_is_written(
    comparison: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in comparison.iterdir())
    assert main(["report", str(comparison), "--language", "ml", "--form", "cw32"]) == 2
    said = capsys.readouterr().err
    for line in ("--language ml: unknown - did you mean 'nl'?", "--form cw32: unknown - did you mean 'cw31'?"):
        assert line in said
    assert sorted(path.name for path in comparison.iterdir()) == before
    assert main(["report", str(folder), "--form", "cw31"]) == 2
    assert "holds no comparison" in capsys.readouterr().err
    assert main(["report", str(comparison), "--form", "cw31", "--municipality", "Utrecht"]) == 2
    assert main(["report", str(comparison), "--form", "beleidskompas", "--language", "nl"]) == 0
    assert capsys.readouterr().out.strip().endswith("beleidskompas-nl.html")
