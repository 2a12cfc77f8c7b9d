"""The page: whole, self-contained, right about the numbers, and clear when a run is incomplete."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from werkagenda.analysis import measures
from werkagenda.analysis.figures import money
from werkagenda.analysis.figures.panel import Panel, Table
from werkagenda.analysis.numbers import TOO_SMALL, percent
from werkagenda.analysis.report import render, run_page
from werkagenda.analysis.report.content import (
    Bullets,
    Finding,
    NamedPanel,
    Note,
    Page,
    ScenarioText,
    Section,
)
from werkagenda.analysis.run import Run, find, opened
from werkagenda.tables.problems import TableProblem

TOLD = r'<svg [^>]*role="img"[^>]*>\s*<title[^>]*>[^<]{9,}</title><desc[^>]*>[^<]{9,}'
"""A figure with text for those who do not see it."""


class Outline(HTMLParser):
    """Tags with an address that a browser would fetch, ids, headings, and open tags."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [str(found["id"])] if "id" in found else []
        self.fetched += [str(found[k]) for k in ("src", "data", "srcset") if k in found]
        self.fetched += [str(found["href"])] if tag == "link" else []
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return run_page.write(folder).read_text(encoding="utf-8")


def without_scripts(page: str) -> str:
    return re.sub(r"<script.*?</script>", "", page, flags=re.S)


def test_the_page_stands_alone_and_is_well_formed(page: str, folder: Path) -> None:
    outline = Outline()
    outline.feed(page)
    assert outline.fetched == []
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert (folder / "report.html").stat().st_size < 700_000
    assert "<script" not in page
    assert page.count("<svg") == len(re.findall(TOLD, page)) > 9
    assert not list(folder.glob(".report*"))


def test_every_section_is_there(page: str) -> None:
    text = without_scripts(page)
    for words in (
        "How sure",
        "Against official figures",
        "Who works",
        "Who takes part",
        "Who receives benefit",
        "What work it is",
        "Employers",
        "Asylum seekers at work",
        "Where",
        "Euros",
        "Provenance",
        "What this model does not say",
    ):
        assert words in text
    for word in ("nan%", "NaN", "None", "inf"):
        assert not re.search(rf">[^<]*\b{re.escape(word)}\b[^<]*<", text), word


def test_the_same_run_gives_the_same_page(page: str, folder: Path) -> None:
    assert run_page.write(folder).read_text(encoding="utf-8") == page


def test_the_head_says_what_the_tables_say(page: str, run: Run) -> None:
    wide = measures.people(run, ["employed", "adults"])
    share = measures.shares(wide, "employed", "adults", ["month"], run.scale)
    for month in ("2024-12", "2029-12"):
        found = measures.at(share, month=month)
        assert found is not None
        assert percent(found["value"]) in page
    assert "the law of 9 June 2025" in page
    assert "2 replicates; the 95% Monte Carlo interval" in page
    assert "points off on average" in page


def test_provenance_names_command_commit_and_parameters_without_source(page: str) -> None:
    assert "werkagenda run scenario=baseline population.scale=0.1 replicates=2 seed=1" in page
    assert "1 parameter of this run without a source" in page
    assert "search.made_up" in page


def test_a_short_small_run_of_one_replicate_is_reported_with_its_limits(synthetic: ModuleType, tmp_path: Path) -> None:
    synthetic.make(tmp_path, replicates=1, scale=0.01, months=40)
    text = without_scripts(run_page.write(tmp_path).read_text(encoding="utf-8"))
    assert "this is one replicate" in text
    assert "Unreliable at this scale" in text
    assert TOO_SMALL in text
    assert "2029" not in text.split("<nav")[0]


def test_all_that_is_missing_is_said_at_once(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "run")
    (copy / "flows.parquet").unlink()
    (copy / "audit.parquet").write_bytes(b"no table")
    (copy / "report.html").unlink(missing_ok=True)
    with pytest.raises(TableProblem) as caught:
        run_page.write(copy)
    text = "\n".join(caught.value.problems)
    assert "flows: table 'flows' is missing" in text
    assert "audit: the file is damaged" in text
    assert not (copy / "report.html").exists()


def test_a_manifest_without_scale_is_a_problem(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "run")
    (copy / "manifest.json").write_text(json.dumps({"command": "x"}), encoding="utf-8")
    with pytest.raises(TableProblem, match="scale"):
        opened(copy)


def test_the_ledger_by_year_balances(run: Run) -> None:
    found = money.ledger_by_year(run)
    paid, got = found.groupby("payer")["euros"].sum().sum(), found.groupby("payee")["euros"].sum().sum()
    assert paid == pytest.approx(got)
    assert sorted(found["year"].unique()) == [str(y) for y in range(2014, 2030)]


def test_every_value_of_a_page_is_escaped() -> None:
    odd = "<b> & 'x'"
    table = Table((odd,), [(odd,)], caption=odd)
    blocks = [
        NamedPanel("one", Panel(odd, odd, tables=[table], warning=odd)),
        table,
        Bullets([odd], odd),
        ScenarioText("two", odd, odd, [("en", odd)], [table]),
        Note(odd),
        Finding(odd, [(odd, odd)]),
    ]
    section = Section("s", odd, blocks, short=odd)
    page = Page(odd, odd, odd, [odd], [section], odd, odd, [odd], [odd], Bullets([odd], odd))
    html = without_scripts(render.html(page))
    assert "<b>" not in html
    assert html.count("&lt;b&gt; &amp; &#39;x&#39;") == 14 + 21


def test_values_are_found_where_they_stand() -> None:
    nested = {"a": {"scale": 0.2}, "config": {"population": {"scale": 0.1}}}
    assert find(nested, "scale") == 0.2
    assert find(nested, "missing", "population") == {"scale": 0.1}
    assert find(nested, "missing") is None
