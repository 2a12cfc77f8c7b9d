"""Every static page as a reader meets it: on a laptop and a phone, by keyboard, on paper, in both languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import PHONE, WIDE, Watched, new_page
from made_pages import NAMES

from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.language import LANGUAGES
from werkagenda.analysis.report import render
from werkagenda.analysis.report.content import Page, Section

CHECKS = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")
HEAVIEST = 700_000
"""Bytes of a page, at most."""
SHEETS = {"report": (6, 30), "run": (4, 20), "cw31": (1, 1), "beleidskompas": (1, 1), "municipality": (2, 8)}
"""Sheets of A4 of a page, from and to."""
MARGIN = 12 * 72 / 25.4
"""Margin of a sheet to the left and right in points."""

Pages = dict[tuple[str, str], Path]


def found(page: Any, check: str) -> list[str]:
    """What a check of `in_page.js` finds."""
    lines: list[str] = page.evaluate(f"{CHECKS}.{check}()")
    return lines


@pytest.fixture(
    scope="module", params=[(name, code, width) for name in NAMES for code in LANGUAGES for width in (WIDE, PHONE)]
)
def shown(request: pytest.FixtureRequest, chromium: Any, pages: Pages) -> Iterator[tuple[str, str, Watched]]:
    """Kind, language and watched page of every page at either width."""
    name, code, width = request.param
    watched = new_page(chromium, width).open(pages[name, code])
    yield name, code, watched
    watched.page.context.close()


def test_nothing_is_asked_or_said_wrong(shown: tuple[str, str, Watched]) -> None:
    _, _, watched = shown
    assert (watched.errors, watched.outside) == ([], [])


@pytest.mark.parametrize("check", ["sideways", "clipped", "colliding", "unreachable", "unsourced"])
def test_nothing_is_clipped_or_out_of_reach(shown: tuple[str, str, Watched], check: str) -> None:
    assert found(shown[2].page, check) == []


def test_no_violation_of_wcag(shown: tuple[str, str, Watched]) -> None:
    assert shown[2].violations() == []


def test_language_and_weight(pages: Pages) -> None:
    for (name, code), path in pages.items():
        text = path.read_text(encoding="utf-8")
        assert f'<html lang="{code}">' in text, name
        assert path.stat().st_size < HEAVIEST, name
        marked = re.findall(r'<(?!html)\w+[^>]* lang="(\w+)"[^>]*>([^<]*)', text)
        assert all(other in LANGUAGES for other, _ in marked)


def test_the_settings_of_a_run_are_marked_as_english(watched_page: Callable[..., Watched], pages: Pages) -> None:
    watched = watched_page().open(pages["run", "nl"])
    spoken = watched.page.evaluate("document.querySelector('#provenance .scroll[lang]').lang")
    assert spoken == "en"


@pytest.mark.parametrize("name", ["report", "run", "municipality"])
def test_the_keyboard_skips_to_the_content(watched_page: Callable[..., Watched], pages: Pages, name: str) -> None:
    page = watched_page(PHONE).open(pages[name, "nl"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert box["left"] >= 0 and box["top"] >= 0 and box["right"] <= PHONE
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_folded_table_opens_by_keyboard_and_on_paper(watched_page: Callable[..., Watched], pages: Pages) -> None:
    page = watched_page().open(pages["report", "nl"]).page
    closed = found(page, "hidden")
    assert len(closed) > 3
    page.focus("details > summary")
    page.keyboard.press("Enter")
    assert len(found(page, "hidden")) == len(closed) - 1
    page.emulate_media(media="print")
    assert found(page, "hidden") == []


def words_on_paper(pdf: Path) -> list[tuple[float, float, float, str]]:
    """Left end, right end, width of the sheet and text of each word of a PDF, as pdftotext finds them."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler) is not on the PATH")
    text = subprocess.run([tool, "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    words: list[tuple[float, float, float, str]] = []
    wide = 0.0
    for line in text.splitlines():
        if sheet := re.search(r'<page width="([\d.]+)"', line):
            wide = float(sheet[1])
        elif word := re.search(r'<word xMin="(-?[\d.]+)".* xMax="([\d.]+)".*>(.*)</word>', line):
            words.append((float(word[1]), float(word[2]), wide, word[3]))
    return words


def printed(watched: Watched, target: Path) -> int:
    """Print a page into a PDF; the number of its sheets."""
    watched.page.pdf(path=str(target), prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_on_paper(watched_page: Callable[..., Watched], pages: Pages, tmp_path: Path, name: str, code: str) -> None:
    least, most = SHEETS[name]
    sheets = printed(watched_page().open(pages[name, code]), tmp_path / "page.pdf")
    assert least <= sheets <= most
    words = words_on_paper(tmp_path / "page.pdf")
    assert [text for left, right, wide, text in words if left < MARGIN - 2 or right > wide - MARGIN + 2] == []
    numbers = [text for *_, text in words]
    assert all(
        any(numbers[n : n + 3] == [str(sheet), "/", str(sheets)] for n in range(len(numbers))) for sheet in (1, sheets)
    )


def test_a_wide_table_is_printed_whole(watched_page: Callable[..., Watched], tmp_path: Path) -> None:
    heads = ("groep", *(f"Werkgeversalliantie {n}" for n in range(1, 14)))
    rows = [(f"rij {n}", *["−1.234 (−2.345 tot −1.012)"] * 13) for n in range(1, 40)]
    table = Table(heads, rows, frozenset(range(1, 14)), "Breed", folded=True)
    path = render.write(tmp_path, Page("Breed", "", "Breed", (), [Section("breed", "Breed", [table])], "", ""))
    printed(watched_page().open(path), tmp_path / "wide.pdf")
    words = words_on_paper(tmp_path / "wide.pdf")
    assert [text for _, right, wide, text in words if right > wide - MARGIN + 2] == []
    assert sum("1.234" in text for *_, text in words) == 13 * 39
    assert render.print_class(table) == " broad"
    assert render.print_class(Table(heads[:3], [row[:3] for row in rows])) == ""
