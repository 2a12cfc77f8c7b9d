"""The registry: complete as shipped, and every planted damage reported, all at once."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from werkagenda.evidence import files
from werkagenda.evidence.entry import GRADES, USES, grade_of, plain_number, plain_range
from werkagenda.evidence.registry import EvidenceProblem, load, read_registry, targets

Rows = list[dict[str, str]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for item in files.folder().iterdir():
        if item.name.endswith(".csv"):
            (tmp_path / item.name).write_text(item.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, edit: Callable[[Rows], None]) -> None:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def problems(folder: Path) -> list[str]:
    with pytest.raises(EvidenceProblem) as caught:
        read_registry(folder)
    return caught.value.problems


def set_cell(identifier: str, column: str, value: str, key: str = "id") -> Callable[[Rows], None]:
    def edit(rows: Rows) -> None:
        next(row for row in rows if row[key] == identifier)[column] = value

    return edit


def test_shipped_evidence_is_complete() -> None:
    registry = load()
    assert len(registry) > 2000
    for name, entry in registry.items():
        assert name == entry.id and entry.source and entry.date and entry.unit and entry.value
        assert entry.grade in GRADES and entry.use in USES
    assert registry.number("C001") == 1.4
    assert registry["C001"].use == "calibration" and registry["C002"].use == "validation"


def test_parameters_come_as_groups_of_numbers() -> None:
    groups = load().groups()
    assert groups["search"]["applications_per_month"] == load().number("search.applications_per_month")
    assert sum(len(fields) for fields in groups.values()) == len(load().parameters())


def test_unknown_and_wordy_evidence_is_refused() -> None:
    for name in ("C9999", "P013"):
        with pytest.raises(EvidenceProblem):
            load().number(name)


def test_used_in_names_those_who_lean_on_a_figure() -> None:
    used = load().used_in
    assert "target: calibration" in used["C001"]
    assert any(user.startswith("permits.") for user in used["C425"])
    assert "residents.exit_per_month" in used["LM105"]


def test_damage_is_reported_all_at_once(copy: Path) -> None:
    change(copy, "cohorts", set_cell("C360", "source", ""))
    change(copy, "parameters", set_cell("search.own_share", "low", "0.9"))
    change(copy, "parameters", set_cell("callback.dutch", "basis", "LM9999"))
    change(copy, "parameters", set_cell("callback.ratio", "grade", "E"))
    change(copy, "parameters", set_cell("offer.given_callback", "high", "1.4"))
    change(copy, "parameters", set_cell("offer.noise", "note", ""))
    change(copy, "targets", set_cell("C001", "value", "0.14"))
    found = problems(copy)
    for words in (
        "cohorts.csv C360: source is missing",
        "search.own_share: low 0.9",
        "callback.dutch: the basis LM9999 is no entry",
        "callback.ratio: grade 'E'",
        "offer.given_callback: high 1.4 lies outside 0 to 1",
        "offer.noise: note is missing",
        "targets.csv C001: 0.14 is not the published 1.4 percent",
    ):
        assert any(problem.startswith(words) for problem in found), (words, found)


def test_a_figure_is_not_fitted_and_validated(copy: Path) -> None:
    change(copy, "parameters", set_cell("jobs.end_fixed", "basis", "C014"))
    assert any("C014: used to validate" in problem and "jobs.end_fixed" in problem for problem in problems(copy))


def test_one_figure_under_two_ids_is_not_fitted_and_validated(copy: Path) -> None:
    def validate_the_letter(rows: Rows) -> None:
        rows.append({**rows[0], "id": "P133", "use": "validation", "value": "0.91"})

    change(copy, "targets", validate_the_letter)
    found = problems(copy)
    assert any(problem.startswith("P133: used to validate") and "C090" in problem for problem in found)


def test_a_chain_of_identical_figures_counts(copy: Path) -> None:
    def chain(rows: Rows) -> None:
        rows.append({"a": "C014", "b": "C082", "relation": "same", "note": "planted"})
        rows.append({"a": "C082", "b": "C001", "relation": "same", "note": "planted"})

    change(copy, "same_as", chain)
    assert any("C014" in problem and "C001" in problem for problem in problems(copy))


def test_doubles_and_unknown_words_are_reported(copy: Path) -> None:
    change(copy, "parameters", lambda rows: rows.append(dict(rows[0])))
    change(copy, "targets", set_cell("C003", "origin", "Syrie"))
    change(copy, "targets", set_cell("C005", "use", "fit"))
    change(copy, "same_as", set_cell("C092", "relation", "equal", key="a"))
    found = "\n".join(problems(copy))
    assert "stands twice" in found and "'Syrie'" in found and "use 'fit'" in found and "relation 'equal'" in found


def test_an_assumption_needs_a_range_and_grade_d(copy: Path) -> None:
    change(copy, "profiles", set_cell("headscarf", "low", "", key="attribute"))
    change(copy, "profiles", set_cell("network", "grade", "A", key="attribute"))
    found = "\n".join(problems(copy))
    assert "an assumption has grade D" in found and "low is missing" in found


def test_a_missing_or_damaged_file_is_one_problem(copy: Path) -> None:
    (copy / "permits.csv").unlink()
    assert any("missing or damaged" in problem for problem in problems(copy))
    (copy / "permits.csv").write_bytes(b"\xff\xfe\x00nonsense")
    assert any("missing or damaged" in problem for problem in problems(copy))


def test_gaps_that_a_series_would_stumble_over_are_reported(copy: Path) -> None:
    def drop_last(rows: Rows) -> None:
        del rows[-1]

    def drop_first(rows: Rows) -> None:
        del rows[0]

    def empty(rows: Rows) -> None:
        rows[:] = [dict.fromkeys(rows[0], "x")]

    change(copy, "profiles", drop_first)
    for name in ("permits", "economy", "municipalities"):
        change(copy, name, drop_last)
    change(copy, "law_amounts", empty)
    found = "\n".join(problems(copy))
    for words in (
        "profiles.csv: Syria",
        "permits.csv: other, high: 12 months",
        "economy.csv: hospitality_opened, 2029Q4",
    ):
        assert words in found
    assert "341 codes" in found and "law_amounts.csv: minimum_wage is missing" in found


def test_a_row_that_is_too_long_is_a_problem(copy: Path) -> None:
    path = copy / "parameters.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "a.b,1,x,1,1,fixed,assumption,2026,D,,note,one more\n", encoding="utf-8"
    )
    assert any("more cells than columns" in problem for problem in problems(copy))


def test_second_hand_is_not_grade_a(copy: Path) -> None:
    change(copy, "parameters", set_cell("callback.ratio", "source", "CBS via a newspaper"))
    change(copy, "parameters", set_cell("callback.ratio", "grade", "A"))
    assert any("second hand" in problem for problem in problems(copy))


def test_numbers_and_ranges_as_published() -> None:
    assert plain_number("~20000") == 20000 and plain_number(">215") == 215 and plain_number("-34") == -34
    assert plain_number("4 -> 21") is None and plain_number("10-20") is None
    assert plain_range("10-20") == (10.0, 20.0)


def test_the_grade_follows_the_source() -> None:
    assert grade_of("CBS StatLine 82848NED", "published") == "A"
    assert grade_of("NRC 12 Apr 2023 reporting CBS", "published") == "C"
    assert grade_of("Kamerbrief Werkagenda VIA, 10 June 2025 (32824 nr. 454)", "published") == "A"
    assert grade_of("Zschirnt & Ruedin 2016 (738 tests, 43 studies)", "published") == "B"
    assert grade_of("see address", "published") == grade_of("CBS", "assumed") == "D"


def test_targets_hold_out_and_fit() -> None:
    fitted = {target.id for target in targets("calibration")}
    assert fitted == {
        "C001",
        "C003",
        "C005",
        "C007",
        "C009",
        "C010",
        "C090",
        "C091",
        "C062",
        "C063",
        "C073",
        "C074",
        "C111",
        "C112",
        "C113",
        "C120",
    }
    assert len(targets("validation")) > 50
    assert not fitted & {target.id for target in targets("validation")}
