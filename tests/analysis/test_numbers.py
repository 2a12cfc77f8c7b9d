"""Two digits, units, and nothing made of too few events."""

from __future__ import annotations

import pytest

from werkagenda.analysis import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.0314, "0.031"),
        (4.249, "4.2"),
        (9.96, "10"),
        (13499, "13,000"),
        (1.0, "1.0"),
        (float("nan"), "unknown"),
    ],
)
def test_two_digits(value: float, text: str) -> None:
    assert numbers.plain(value) == text


def test_units() -> None:
    assert numbers.percent(0.4267) == "43%"
    assert numbers.points(0.0312) == "+3.1"
    assert numbers.points(-0.0312) == "−3.1"
    assert numbers.points(0.0001) == "0.0"
    assert numbers.euros(2.34e9) == "€2.3 billion"
    assert numbers.euros(999_900_000) == "€1.0 billion"
    assert numbers.euros(-41_200_000) == "−€41 million"
    assert numbers.month_name("2024-12") == "December 2024"


def test_changes_and_spreads_are_named_only_when_they_show() -> None:
    assert numbers.change(0.41, 0.46) == "rises from 41% to 46%"
    assert numbers.change(0.46, 0.41) == "falls from 46% to 41%"
    assert numbers.change(0.41, 0.414) == "stays near 41%"
    assert numbers.spread(0.2, "a", 0.3, "b", numbers.percent) == "runs from 20% (a) to 30% (b)"
    assert numbers.spread(0.201, "a", 0.202, "b", numbers.percent) == "hardly differs (20%)"


def test_few_events_are_not_judged() -> None:
    assert numbers.judged("43%", numbers.FEW) == "43%"
    assert numbers.judged("43%", numbers.FEW - 1) == numbers.TOO_SMALL


def test_an_interval_keeps_the_sign_of_its_ends() -> None:
    def hundredths(value: float) -> str:
        return f"{value:.2f}"

    assert numbers.span(-0.004, 0.02, hundredths) == "−0.004 to 0.02"
    assert numbers.span(0.3, 20.0, numbers.whole) == "0.3 to 20"
    assert numbers.span(-0.2, 0.3, numbers.whole) == "−0.2 to 0.3"
    assert numbers.span(0.0, 3.0, numbers.whole) == "0 to 3"
