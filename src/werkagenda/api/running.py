"""Run a scenario, or hold the country in hand, from Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from werkagenda.api.errors import as_value_error
from werkagenda.api.study_view import Study, load

if TYPE_CHECKING:
    from werkagenda.model.country import Country

SHORT = {"scale": "population.scale", "end": "outlook.end"}
"""Names of the interface for settings of the command."""


def overrides(settings: Mapping[str, Any], extra: Mapping[str, Any]) -> list[str]:
    """Settings as the command takes them, NAME=VALUE; None leaves one out."""
    given = {**{SHORT.get(name, name): value for name, value in settings.items()}, **extra}
    return [f"{name}={written(value)}" for name, value in given.items() if value is not None]


def written(value: Any) -> str:
    """A value as the command reads it."""
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "item"):
        value = value.item()
    return repr(value) if isinstance(value, float) else str(value)


def run(
    scenario: str = "baseline",
    *,
    scale: float = 0.1,
    seed: int = 1,
    settings: Mapping[str, Any] | None = None,
    **options: Any,
) -> Study:
    """Run a scenario and return its results; `table(...)` of the result gives its tables.

    `options`: replicates, economy, inflow, law, end, workers, output, cache. `settings`: any other NAME: VALUE of the
    command, such as {"instruments.startbanen.dose": 0.25, "parameters.callback.ratio": 1.2}.
    """
    from werkagenda import launch
    from werkagenda import settings as reading

    given = {"scenario": scenario, "scale": scale, "seed": seed, **options}
    with as_value_error():
        asked = reading.read(overrides(given, settings or {}))[0]
        return load(launch.carry_out(asked))


def country(
    scenario: str = "baseline",
    *,
    seed: int = 1,
    scale: float = 0.1,
    replicate: int = 0,
    settings: Mapping[str, Any] | None = None,
    **options: Any,
) -> Country:
    """The country of a scenario as a Mesa model before its first month (January 2014): `step()`, `agents_by_type`."""
    from werkagenda import settings as reading
    from werkagenda.model.country import Country as Made
    from werkagenda.study import execute
    from werkagenda.study.plan import cells

    given = {"scenario": scenario, "scale": scale, "seed": seed, "replicates": replicate + 1, **options}
    with as_value_error():
        cell = cells(reading.read(overrides(given, settings or {}))[0])[replicate]
        ready = execute.ready(cell)
        return Made(ready.setup, ready.instruments())
