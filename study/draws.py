"""Draws of a design: runs of a study under values of parameters, circumstances and settings of instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from werkagenda.study.plan import Draw, Point, Settings, Value, entry
from werkagenda.study.worlds import BASELINE, RUNS, Run, text
from werkagenda.tables.comparison import ASSUMED

CIRCUMSTANCES = ("economy", "inflow", "law")
HISTORY, SETTING = "parameters.", "instruments."
"""Beginnings of names: a parameter from January 2014 on, a setting of an instrument. Other names hold from 2025 on."""


def world(number: int) -> str:
    """Name of a draw and of its folder."""
    return f"draw-{number:05d}"


def in_draw(settings: Settings, baseline: Settings, draw: Draw, replicates: int, output: Path) -> Run:
    """A scenario's run under a draw, in its folder below the study's; settings of instruments hold where they act."""
    values = {name: value for name, value in draw.values if acts(settings, baseline, name)}
    circumstances: dict[str, Any] = {name: value for name, value in values.items() if name in CIRCUMSTANCES}
    found = replace(
        settings,
        replicates=replicates,
        assume=assumed(settings, values),
        parameters=changed_parameters(settings, values),
        instruments=changed_instruments(settings, values),
        changed=words(settings.changed, values, replicates),
        output=output / RUNS / world(draw.number) / settings.scenario,
        draw=draw,
        **circumstances,
    )
    return Run(world(draw.number), found)


def acts(settings: Settings, baseline: Settings, name: str) -> bool:
    """Whether a value holds in a scenario: a setting of an instrument does where the instrument differs from the
    baseline's."""
    if not name.startswith(SETTING):
        return True
    instrument = name.split(".")[1]
    return settings.instruments.get(instrument) != baseline.instruments.get(instrument)


def assumed(settings: Settings, values: Mapping[str, Value]) -> tuple[tuple[str, float | None], ...]:
    """Assumptions and other parameters that hold from 2025 on."""
    later = {name: float(value) for name, value in values.items() if is_later(name)}
    return tuple({**dict(settings.assume), **later}.items())


def is_later(name: str) -> bool:
    """Whether a name is a parameter that moves from January 2025 on."""
    return name not in CIRCUMSTANCES and not name.startswith((HISTORY, SETTING))


def changed_parameters(settings: Settings, values: Mapping[str, Value]) -> Any:
    """Parameters with those that hold from 2014 on."""
    given = {name.removeprefix(HISTORY): value for name, value in values.items() if name.startswith(HISTORY)}
    if not given:
        return settings.parameters
    return tuple(
        replace(each, value=float(given[each.name]), source=None, outside=None) if each.name in given else each
        for each in settings.parameters
    )


def changed_instruments(settings: Settings, values: Mapping[str, Value]) -> Any:
    """Settings of instruments with those of the draw."""
    found = dict(settings.instruments)
    for name, value in values.items():
        if name.startswith(SETTING):
            _, instrument, setting = name.split(".", 2)
            found[instrument] = {**found[instrument], setting: value}
    return found


def words(before: Sequence[str], values: Mapping[str, Value], replicates: int) -> tuple[str, ...]:
    """Command-line words of a run under a draw: what it was told, in place of that what the draw sets."""
    own = {name: shown(value) for name, value in values.items() if not is_later(name)}
    own |= {f"assume.{name}": shown(value) for name, value in values.items() if is_later(name) and name in ASSUMED}
    further = [f"{name}: {shown(value)}" for name, value in values.items() if is_later(name) and name not in ASSUMED]
    own |= {"assume.parameters": f"{{{', '.join(further)}}}"} if further else {}
    own |= {"replicates": str(replicates)} if replicates != 1 else {}
    kept = [word for word in before if word.partition("=")[0] not in own]
    return (*kept, *(f"{name}={value}" for name, value in own.items()))


def shown(value: Value) -> str:
    """A value as a word of the command reads it."""
    return text(value) if isinstance(value, float) else str(value)


def runs(
    scenarios: Sequence[Settings], draws: Sequence[Draw], replicates: int, output: Path, repeated: int | None = None
) -> tuple[Run, ...]:
    """All runs of all draws, each with its baseline first.

    The first `repeated` draws (all, where it is None) have so many replicates, the others one.
    """
    if not draws:
        return ()
    plain = next((each for each in scenarios if each.scenario == BASELINE), scenarios[0])
    numbers = [replicates if repeated is None or place < repeated else 1 for place in range(len(draws))]
    return tuple(
        in_draw(each, plain, draw, number, output)
        for draw, number in zip(draws, numbers, strict=True)
        for each in scenarios
    )


def past_of(settings: Settings) -> Point:
    """Values of a run's draw that hold from before 2025 on: its history is made for them; () for any other run."""
    return tuple(each for each in settings.draw.values if each[0].startswith(HISTORY)) if settings.draw else ()


def parameter(name: str) -> str:
    """The parameter behind a name; the name itself for circumstances and settings."""
    return entry(name.removeprefix(HISTORY))
