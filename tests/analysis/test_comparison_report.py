"""The page of a comparison: every section, whole and self-contained, plain about what is missing."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import synthetic_comparison as maker

from werkagenda.analysis.comparison import load_comparison
from werkagenda.analysis.report import comparison_page
from werkagenda.tables.problems import TableProblem


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison of four scenarios in nine worlds, four replicates in the central one."""
    path: Path = maker.make(tmp_path_factory.mktemp("all") / "comparison")
    return path


@pytest.fixture(scope="module")
def page(made: Path) -> str:
    """The whole page."""
    return comparison_page.write(made).read_text(encoding="utf-8")


def words(page: str) -> str:
    """The page without its scripts."""
    return re.sub(r"<script.*?</script>", "", page, flags=re.S)


MONEY = ("savings", "balance-1", "price-1", "takeup-1", "parts-1", "ladder-1")
"""Panels of what policy costs and reaches, of parts and of doses."""


TOLD = r'<svg [^>]*role="img"[^>]*>\s*<title[^>]*>[^<]{9,}</title><desc[^>]*>[^<]{9,}'
"""A figure with text for those who do not see it."""


class Outline(HTMLParser):
    """Addresses that a browser would fetch or follow, ids, and open tags."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [str(found["id"])] if "id" in found else []
        self.addresses += [str(found[key]) for key in ("src", "srcset", "data", "href") if key in found]
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_is_well_formed(page: str, made: Path) -> None:
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    data = [address for address in outline.addresses if address.startswith("data:text/csv")]
    assert len(data) == page.count("<svg")
    outline.addresses = [address for address in outline.addresses if address not in data]
    assert {address[:1] for address in outline.addresses} == {"#"}
    assert {address[1:] for address in outline.addresses} <= set(outline.ids)
    assert not re.search(r"https?://|//cdn", words(page))
    assert "<script" not in page
    assert page.count("<svg") == len(re.findall(TOLD, page)) > 9
    assert (made / "report.html").stat().st_size < 700_000
    assert not list(made.glob(".report*"))


def test_every_section_is_there_and_says_how_to_read_it(page: str) -> None:
    text = words(page)
    for name in (
        "Regular work in 2029",
        "At whose cost, 2025–2029",
        "At whose expense, 2029",
        "How sure",
        "Headlines",
        "Month by month",
        "Which unknown moves the answer",
        "For whom",
        "At whose cost",
        "At whose expense",
        "Is the country better off",
        "What it costs per person",
        "Take-up and budgets",
        "Parts and whole",
        "More of the same",
        "What the answer depends on",
        "Size check of the subsidy",
        "Paired chance",
        "Fit to the past",
        "The scenarios",
        "Provenance",
        "What this page does not say",
    ):
        assert f">{name}" in text, name
    for section in (
        "headline-table",
        "path-1",
        "range-worlds",
        "group-1",
        "map",
        "budget",
        "payers",
        "expense-1",
        *MONEY,
    ):
        panel = text.split(f'id="{section}"')[1]
        assert re.search(r'class="reading">[^<]{60,}', panel.split("</section>")[0]), section


def test_no_unknown_number_reaches_the_reader(page: str) -> None:
    for word in ("nan", "NaN", "None", "inf"):
        assert not re.search(rf">[^<]*\b{word}\b[^<]*<", words(page)), word


def test_the_same_comparison_gives_the_same_page(page: str, made: Path) -> None:
    assert comparison_page.write(made).read_text(encoding="utf-8") == page


def test_one_replicate_and_one_world_are_reported_without_intervals(tmp_path: Path) -> None:
    folder = maker.make(tmp_path / "single", replicates=1, one_world=True)
    text = words(comparison_page.write(folder).read_text(encoding="utf-8"))
    for word in ("nan", "NaN", "None", "inf"):
        assert not re.search(rf">[^<]*\b{word}\b[^<]*<", text), word
    assert "one replicate, so there is no Monte Carlo interval" in text
    assert "one replicate, no interval" in text
    assert "other assumptions were not run" in text or "one replicate gives no margin of chance" in text
    for section in ("range", "rests", "pairs"):
        assert f'<section id="{section}">' not in text, "a section with nothing to show is left out"
    assert "over 99%" not in text


def test_the_fit_is_that_of_the_baseline_when_it_is_there(synthetic: ModuleType, tmp_path: Path, page: str) -> None:
    assert "the run of the baseline cannot be read (../baseline)" in words(page)
    folder = maker.make(tmp_path / "comparison")
    synthetic.make(tmp_path / "baseline", replicates=1)
    text = words(comparison_page.write(folder).read_text(encoding="utf-8"))
    assert "Within tolerance of the official figures" in text


def test_scenarios_and_provenance_are_shown_and_escaped(tmp_path: Path) -> None:
    folder = maker.make(tmp_path / "odd", one_world=True, description="Offers <b>more</b> & sooner")
    text = words(comparison_page.write(folder).read_text(encoding="utf-8"))
    assert "Offers &lt;b&gt;more&lt;/b&gt; &amp; sooner" in text
    assert "Meer gemeenten" not in text
    assert "newly housed who are covered by the end of 2029" in text
    assert "werkagenda compare runs --output comparison" in text
    assert "cd" * 32 in text and "comparison.json" in text


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(made: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(made, tmp_path / "copy")
    (copy / "report.html").unlink(missing_ok=True)
    (copy / "offers.parquet").unlink()
    (copy / "money.parquet").write_bytes(b"no table")
    pq.write_table(pa.table({"scenario": ["x"]}), copy / "worlds.parquet")
    (copy / "comparison.json").write_text("[]", encoding="utf-8")
    with pytest.raises(TableProblem) as caught:
        comparison_page.write(copy)
    text = "\n".join(caught.value.problems)
    for part in ("offers is missing", "money is damaged", "worlds lacks world", "comparison.json is damaged"):
        assert part in text
    assert not (copy / "report.html").exists()
    with pytest.raises(TableProblem, match="no such folder"):
        comparison_page.write(tmp_path / "nowhere")
    (copy / "comparison.json").write_text(json.dumps({}), encoding="utf-8")
    (copy / "comparison.json").unlink()
    with pytest.raises(TableProblem, match="not a finished comparison"):
        load_comparison.open_comparison(copy)


def test_a_world_of_a_moved_parameter_is_told_by_its_name(tmp_path: Path) -> None:
    """Startbanen rest most on the pull of an offer when that world moves them furthest."""
    folder = maker.make(tmp_path / "comparison")
    for name in ("worlds", "effects", "headlines", "sensitivity"):
        path = folder / f"{name}.parquet"
        table = pq.read_table(path).to_pandas()
        table = table.replace({"additional_job_share=1": "startbanen.pull=6"})
        if name == "worlds":
            here = table["world"] == "startbanen.pull=6"
            central = table.loc[table["central"], "additional_job_share"].iloc[0]
            table.loc[here, ["parameters", "additional_job_share"]] = ["startbanen.pull=6", central]
        schema = pq.read_schema(path)
        pq.write_table(pa.Table.from_pandas(table[schema.names], schema, preserve_index=False), path)
    said = words(comparison_page.write(folder).read_text(encoding="utf-8"))
    assert "it is most sensitive to the startbanen.pull (at 6:" in said
