"""Settings of instruments: what does not fit is refused, all at once, in words that help."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from outlooks import instruments, small

from werkagenda.model import checkpoint
from werkagenda.scenarios import catalogue, compose
from werkagenda.scenarios.setting import undescribed

WRONG: list[tuple[dict[str, dict[str, Any]], str]] = [
    ({"startbanen": {"dose": 1.4}}, "instruments.startbanen.dose=1.4: must lie between 0 and 1"),
    ({"startbanen": {"dose": -0.1}}, "must lie between 0 and 1"),
    ({"startbanen": {"dose": "half"}}, "instruments.startbanen.dose=half: must be a number"),
    ({"startbanen": {"dose": True}}, "must be a number"),
    ({"startbanen": {"dose": float("nan")}}, "must be a number"),
    ({"startbanen": {"months": 6.5}}, "must be a whole number from 3 to 24"),
    ({"startbanen": {"pace": "owm"}}, "instruments.startbanen.pace=owm: must be set or own - did you mean 'own'?"),
    ({"startbanen": {"lessons": 2}}, "must lie between 0 and 1"),
    ({"startbanen": {"envelope_eur": [1, 2]}}, "must be null, euros a year"),
    ({"startbanen": {"dosis": 0.5}}, "unknown setting - did you mean 'dose'?"),
    ({"startbaan": {"dose": 0.5}}, "unknown instrument - did you mean 'startbanen'?"),
    ({"sowis": {"ceiling_eur_per_year": None}}, "a round without a ceiling"),
    ({"sowis": {"ceiling_eur_per_year": 0}}, "must lie between 1"),
    ({"sowis": {"ceiling_eur_per_year": 2e6, "first_month": 9, "last_month": 6}}, "from month 9 to month 6"),
    ({"bias": {"dose": 2}}, "instruments.bias.dose=2: must lie between 0 and 1"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_what_does_not_fit_is_refused(given: dict[str, dict[str, Any]], said: str) -> None:
    assert any(said in line for line in compose.problems(given)), compose.problems(given)


def test_all_problems_at_once() -> None:
    given = {"startbanen": {"dose": 9, "months": 99}, "bias": {"dose": -1}, "sowsi": {}}
    assert len(compose.problems(given)) == 4


def test_the_ends_of_a_range_fit() -> None:
    ends = {"startbanen": {"dose": 1}, "bias": {"dose": 0}, "sowis": {"dose": 10, "ceiling_eur_per_year": 1.0}}
    assert compose.problems(ends) == []


def test_an_instrument_has_a_range_for_each_choice() -> None:
    for name in compose.NAMES:
        module = catalogue.PROJECT[name]
        assert not undescribed(module.choices_type)


def test_a_history_is_of_the_sources_of_its_instruments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilots and the first subsidy act before 2025: other sources of theirs ask for another history."""
    before = checkpoint.key(small(), instruments({}))
    assert before == checkpoint.key(small(), instruments({"startbanen": {"dose": 1.0}, "bias": {"dose": 1.0}}))
    for name in ("startbanen", "sowis"):
        monkeypatch.setattr(import_module(f"werkagenda.scenarios.{name}"), "source_hash", lambda: "other")
        assert checkpoint.key(small(), instruments({})) != before
        monkeypatch.undo()
