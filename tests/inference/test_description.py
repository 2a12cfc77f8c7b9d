"""Pages that describe the model: in step with code and evidence, complete, and without dead references."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

from werkagenda.inference.description import entities, files, pages, reads, schedule, submodels, validation, weights
from werkagenda.inference.description.__main__ import COMMAND, main
from werkagenda.inference.description.source import Module
from werkagenda.model.month import MONTH
from werkagenda.model.policy.hooks import POINTS
from werkagenda.problems import BadInput

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("odd", "stress", "quality", "fundamental_rights")
FOLDERS = "agents analysis benchmarks configs docs evidence inference model scenarios scripts src study tables tests"
NOBODY_READS = ["search.own_share"]
"""A parameter in the registry that has no effect; docs/quality.md says so."""


@pytest.fixture(scope="module")
def wanted() -> dict[str, tuple[str, str]]:
    return pages.wanted(ROOT)


def test_pages_are_in_step(wanted: dict[str, tuple[str, str]]) -> None:
    off = [page for page, (now, new) in wanted.items() if now != new]
    assert not off, f"run {COMMAND}: {off} are not in step with code, evidence or other pages"


def test_a_page_out_of_step_is_told_and_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    page = tmp_path / "docs" / "odd.md"
    right = page.read_text(encoding="utf-8")
    page.write_text(right.replace("| 1 | `start_month`", "| 1 | `begin_month`"), encoding="utf-8")
    assert main(["--check", "--root", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "docs/odd.md: not in step" in said and "quality" not in said
    assert "begin_month" in page.read_text(encoding="utf-8"), "--check writes nothing"
    assert main(["--root", str(tmp_path)]) == 0 and page.read_text(encoding="utf-8") == right
    assert main(["--check", "--root", str(tmp_path)]) == 0


def test_a_folder_without_the_pages_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--root", str(tmp_path)])
    assert ended.value.code == 2 and "no docs/odd.md and no docs/quality.md there" in capsys.readouterr().err


def test_parts_that_do_not_fit_are_told_together() -> None:
    text = (
        "<!-- generated: rulez -->\n<!-- end -->\n<!-- generated: twice -->\n<!-- end -->\n" * 2
        + "<!-- generated: open -->\n"
    )
    with pytest.raises(BadInput) as problem:
        pages.refreshed(text, {"rules": str, "twice": str}, "p.md")
    assert problem.value.problems == [
        "p.md: no code generates the part rulez - did you mean 'rules'?",
        "p.md: the part rules is missing",
        "p.md: the part rulez stands twice",
        "p.md: the part twice stands twice",
        "p.md: a part has no <!-- end -->",
    ]


def test_text_around_a_part_stays() -> None:
    text = "a\n<!-- generated: x -->\nold\n<!-- end -->\nb `<!-- generated: y -->`\n"
    assert pages.refreshed(text, {"x": lambda: "new\n"}, "p") == text.replace("old\n", "\nnew\n\n")


def test_everything_is_described() -> None:
    assert entities.undescribed() == []
    assert submodels.undocumented() == []
    assert schedule.undocumented() == []
    assert [name for name in files.names() if name not in files.held()] == []


def test_every_point_of_the_month_is_in_a_step_that_is_shown() -> None:
    found = schedule.month()
    assert [point for point in POINTS if f"at `{point}`: " not in found] == []
    assert all(f"`{step.__name__}`" in found for step in MONTH)


def test_every_parameter_is_read_by_something_that_is_shown(wanted: dict[str, tuple[str, str]]) -> None:
    assert reads.unread() == NOBODY_READS
    page = wanted["docs/odd.md"][1]
    every = [f"{group}.{field}" for group, names in reads.fields().items() for field in names]
    assert [name for name in every if f"`{name}` " not in page and name not in NOBODY_READS] == []


@pytest.mark.parametrize(
    ("path", "name", "parameters"),
    [
        ("agents/employer_rules.py", "callback_probability", ["callback.dutch"]),
        (
            "model/steps/labour_market.py",
            "jobs_this_month",
            ["jobs.cycle_agency", "jobs.cycle_fixed", "jobs.end_agency"],
        ),
        ("model/income/statutory_series.py", "LawSeries.work_costs", ["acceptance.travel_eur_per_month"]),
        ("scenarios/balance.py", "factor", ["startbanen.balance_weight"]),
        ("scenarios/bias_parts.py", "Agencies.__init__", ["bias.agency_comply_share", "bias.agency_eur"]),
        ("scenarios/training_firms.py", "find", ["training.contacts_per_month"]),
    ],
)
def test_reading_is_found_through_arguments_names_and_tuples(path: str, name: str, parameters: list[str]) -> None:
    assert set(parameters) <= set(reads.by_function()[path, name])


def test_reading_does_not_count_what_has_another_type() -> None:
    text = """def f(p: JobParams, q: Other, w: State):
    life, x = w.p.life, q.notice_share
    return p.end_fixed + life.birth_per_year
"""
    found = Module("model/f.py", text, ast.parse(text))
    assert reads.read(found, found.function("f")) == ("jobs.end_fixed", "life.birth_per_year")


def test_choices_are_ordered_by_how_far_they_move_results() -> None:
    rows = [line.split("|") for line in weights.choices(ROOT).splitlines()[2:]]
    moved = [abs(weights.number(row[3].strip())) for row in rows]
    assert len(moved) > 5 and moved == sorted(moved, reverse=True) and moved[0] > 0
    assert weights.number("−1,604") == -1604


def test_weights_come_from_the_joint_page_once_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / weights.STRUCTURE, tmp_path / weights.STRUCTURE)
    assert "No study with all assumptions" in weights.assumptions(tmp_path)
    joint = tmp_path / weights.JOINT
    joint.write_text(
        "# Joint\n\n## Headlines\n\na\n\n## What drives it\n\n| x |\n|---|\n\n## Next\n\nb\n", encoding="utf-8"
    )
    found = weights.assumptions(tmp_path)
    assert "joint.md" in found and "| x |" in found and "Next" not in found and "Headlines" not in found
    joint.write_text("# Joint\n", encoding="utf-8")
    assert "no section on what drives" in weights.assumptions(tmp_path)


def test_figures_that_are_missed_come_from_the_page_of_the_fit() -> None:
    lines = validation.missed(ROOT).splitlines()
    gaps = [abs(float(line.split("|")[6].replace("−", "-"))) for line in lines[2:] if line.startswith("|")]
    assert gaps and gaps == sorted(gaps, reverse=True)
    text = (ROOT / "docs" / "fit.md").read_text(encoding="utf-8")
    assert all(line.split("|")[1].strip() in text for line in lines[2:] if line.startswith("|"))


def test_pages_that_come_later_are_shown_once_they_are_there(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    held = (
        "# P\n\nWritten by `a b`\n\n## Held out\n\n5 of 9 inside the 95% interval.\n\n## Fitted\n\n3 of 3 inside it.\n"
    )
    (tmp_path / "docs" / "predictive.md").write_text(held, encoding="utf-8")
    trials = (
        "Written by `c`\n\nSign of 2: 1 agrees, 1 differs, 0 open; size of 1: 1 meets, 0 larger, 0 smaller, 0 open.\n"
    )
    (tmp_path / "docs" / "trials.md").write_text(trials, encoding="utf-8")
    found = validation.headlines(tmp_path)
    assert "| Held out: 5 of 9 inside the 95% interval | `a b` |" in found and "| Sign of 2: 1 agrees" in found
    (tmp_path / "docs" / "trials.md").write_text("x\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"docs/trials\.md: the sentence"):
        validation.headlines(tmp_path)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_exists(page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    paths = [each for each in re.findall(r"`([\w./-]+/[\w./-]*)`", text) if each.split("/")[0] in FOLDERS.split()]
    assert links and paths
    assert [each for each in links if not (ROOT / "docs" / each).exists()] == []
    assert [each for each in paths if not (ROOT / each).exists()] == []
    tests = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "tests").rglob("test_*.py"))
    assert [each for each in re.findall(r"`(test_\w+)`", text) if f"def {each}(" not in tests] == []
