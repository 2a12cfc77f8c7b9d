"""What a unit allows, for every parameter of the registry."""

from __future__ import annotations

import math

import pytest

from werkagenda.evidence import registry, units

PARAMETERS = registry.load().parameters()


def test_each_unit_is_known_and_holds_its_own_range() -> None:
    for name, entry in PARAMETERS.items():
        low, high = units.bounds(entry.unit)
        assert math.isfinite(low) and math.isfinite(high), (name, entry.unit)
        for value in (entry.number, entry.low, entry.high):
            assert value is not None and units.impossible(entry, value) == "", name


def test_no_parameter_takes_what_cannot_be() -> None:
    for name, entry in PARAMETERS.items():
        for value in (1e18, -1e18, math.nan, math.inf, -math.inf):
            assert units.impossible(entry, value), (name, value)
    signed = {entry.unit for entry in PARAMETERS.values() if not units.impossible(entry, -1.0)}
    assert all(unit.startswith(("score", "log odds", "elasticity", "relative gain", "part of")) for unit in signed)


@pytest.mark.parametrize(
    "name", ["municipality.hours_per_client", "search.resident_applications_per_month", "offer.noise", "callback.ratio"]
)
def test_zero_of_what_is_divided_by(name: str) -> None:
    assert "must be above 0" in units.impossible(PARAMETERS[name], 0.0)


def test_a_code_is_one_of_its_numbers() -> None:
    coded = [entry for entry in PARAMETERS.values() if entry.unit.startswith("code")]
    assert coded
    for entry in coded:
        assert entry.high is not None
        assert units.impossible(entry, 0.5) and units.impossible(entry, entry.high + 1.0)


def test_units_that_can_stand_for_one_another() -> None:
    assert units.same("share", "probability")
    assert units.same("ratio", "ratio")
    assert not units.same("ratio", "%")
    assert not units.same("probability per month", "probability per year")


def test_outside_the_range() -> None:
    entry = PARAMETERS["callback.ratio"]
    assert units.outside(entry, 1.4) is None
    assert units.outside(entry, 3.0) == (1.2, 1.6)
