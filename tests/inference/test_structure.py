"""Structural choices and the page of them; people housed beside the targets of municipalities."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from werkagenda import config_store
from werkagenda.evidence import registry
from werkagenda.inference import houses, structure, structure_page
from werkagenda.tables.comparison import ASSUMED
from werkagenda.tables.vocabulary import HISTORY_MONTHS

SCALE = 0.002


def test_every_code_but_the_usual_one_is_a_choice() -> None:
    """All codes of structural parameters and both ends of the assumptions, each once, none the registry's value."""
    found, known = structure.structural(), registry.load().parameters()
    names = {choice.parameter for choice in found}
    assert {"participation.care_relief", "participation.norm_link", "placement.after", *ASSUMED.values()} == names
    assert len({(c.parameter, c.value) for c in found}) == len(found)
    assert all(c.value != known[c.parameter].number for c in found)
    assert sum(c.parameter == "placement.after" for c in found) == 3


def test_scenarios_of_the_page_exist() -> None:
    ships = config_store.options("scenario")
    assert {structure.WHOLE_LETTER, *structure.CONCERNS.values(), *structure_page.TRIALS} <= {*ships}
    assert {choice.parameter for choice in structure.structural()} == {*structure.CONCERNS}
    assert {*structure.CONCERNS.values()} <= {*structure_page.TRIALS}


def test_effects_are_paired_and_a_choice_acts(tmp_path: Path) -> None:
    """The baseline has no effect on itself; all is women plus men; another rule after placements changes the letter."""
    world = structure.Worlds(1, SCALE, tmp_path)
    plain = structure.Choice()
    none = structure.effects([world], ["baseline"], plain)["baseline"]
    assert not none.any()
    levels = [world.level("werkagenda", choice) for choice in (plain, structure.Choice("placement.after", 2.0))]
    assert levels[0][2] == pytest.approx(levels[0][0] + levels[0][1]) and levels[0][2] > 0
    assert not np.array_equal(*levels)


def test_the_page_shows_every_row() -> None:
    one, two = np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 5.0]]), np.array([[0.0, 0.0, -7.0], [0.0, 0.0, -7.0]])
    under = {("placement.after", 2.0): {"werkagenda": two, "bias_mkb": one}}
    text = structure_page.page({"bias_mkb": one, "werkagenda": two}, under, 0.1, 2)
    assert "| `bias_mkb` | +2 ± 13 | +2 ± 0 | +4 ± 13 |" in text and "| registry |  | −7 ± 0 |" in text
    assert "| `placement.after` | 2 (not 0) | −7 ± 0 | `bias_mkb` | +4 ± 13 (+4 ± 13) |" in text


def test_targets_and_houses_by_half_year() -> None:
    found = houses.targets()
    assert found[5] == (23000.0, "published") and min(found) == 0  # second half of 2016
    made = houses.housed(1, SCALE)
    assert len(made) == HISTORY_MONTHS // 6 and made.sum() > 50_000
