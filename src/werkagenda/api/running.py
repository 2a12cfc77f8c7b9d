"""Run a scenario, or hold the country in hand, from Python."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

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


def run_study(
    study: str | Path | Mapping[str, Any] = "first_look",
    *,
    settings: Mapping[str, Any] | None = None,
    yes: bool = False,
    **options: Any,
) -> Study:
    """Carry out a study and return its results; what stands is kept.

    `study`: a name, the path of a file, or what such a file says ({"name": "mine", "scenarios": [...], "design":
    {...}}; the file is then kept in the user's cache). `options`: scale, seed, replicates, economy, inflow, law, end,
    workers, output, cache. `settings`: any other NAME: VALUE of the command. `yes`: also where it takes hours or much
    disk.
    """
    from werkagenda import study_launch

    name = _file(study) if isinstance(study, Mapping) else study
    with as_value_error():
        words = [f"study={name}", *overrides(options, settings or {})]
        return load(study_launch.launch(words, yes=yes).parent)


def _file(said: Mapping[str, Any]) -> Path:
    """A study file of values, in a place that the values decide: the same values are the same study again."""
    from werkagenda.numba_cache import user_cache

    head = {"name": said.get("name", "study"), "description": said.get("description", "A study from Python.")}
    body = {name: value for name, value in said.items() if name not in head}
    text = yaml.safe_dump({"study": head, **body}, sort_keys=False, allow_unicode=True)
    folder = user_cache() / "studies" / hashlib.sha256(text.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{head['name']}.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


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
