"""`werkagenda trial`: the list, and requests that cannot be carried out."""

from __future__ import annotations

from pathlib import Path

import pytest

from werkagenda import cli


def test_the_list_has_each_trial_with_what_was_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["trial", "--list"]) == 0
    said = capsys.readouterr().out
    assert "gothenburg: " in said and "published P004: +15 points at 18 months (all)" in said


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    given = ["trial", "gotenburg", "--scale", "2", "--seeds", "0", "--output", str(tmp_path / "file")]
    assert cli.main(given) == 2
    said = capsys.readouterr().err
    assert said.startswith("4 problems; nothing was run:") and "did you mean 'gothenburg'?" in said
    assert "--scale 2" in said and "--seeds 0" in said and "is a file" in said


def test_no_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["trial"]) == 2
    assert "name a trial, or all" in capsys.readouterr().err
