"""Every rule, written a second time from its description, gives the same number."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from oracle import rules_again, rules_again_home
from oracle.again import AGAIN, Rounded
from rule_inputs import QUICK, call, inputs, rules

RULES = rules()
WITHIN = 1e-12


def agrees(found: Any, expected: Any) -> bool:
    """Equal to 1e-12, several numbers each; a rounded amount to the nearest whole number, either one when it lies
    halfway."""
    if isinstance(expected, tuple):
        return all(agrees(mine, other) for mine, other in zip(found, expected, strict=True))
    if isinstance(expected, Rounded):
        off = abs(float(expected - found))
        return found == math.floor(expected + Rounded(1, 2)) or off <= 0.5 + 1e-6
    return abs(found - expected) <= WITHIN * max(1.0, abs(expected))


def test_every_rule_is_written_again() -> None:
    """A new rule needs its second form."""
    assert sorted(AGAIN) == sorted(RULES)
    assert {f.__module__ for f in AGAIN.values()} == {rules_again.__name__, rules_again_home.__name__}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_what_it_says(name: str) -> None:
    """The same number over the whole range of its inputs."""

    @QUICK
    @given(inputs(RULES[name]))
    def check(given_inputs: dict[str, Any]) -> None:
        assert agrees(call(RULES[name], given_inputs), AGAIN[name](**given_inputs))

    check()


def test_a_wrong_number_is_noticed() -> None:
    """The measure itself: a cent and a trillionth too much are differences."""
    assert agrees(100, Rounded(1001, 10))
    assert not agrees(101, Rounded(1001, 10))
    assert agrees(0.5, 0.5 + 1e-13)
    assert not agrees(0.5, 0.5 + 1e-11)
