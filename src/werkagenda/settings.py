"""Overrides in, checked settings of runs out; every problem at once, before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from werkagenda import (
    assumptions,
    config_files,
    config_store,
    defaults,
    extensions,
    folders,
    override_checks,
    parameter_lookup,
    preflight,
)
from werkagenda.numba_cache import user_cache
from werkagenda.override_checks import Override, Value
from werkagenda.problems import BadInput
from werkagenda.scenarios import catalogue, compose
from werkagenda.study.plan import Settings
from werkagenda.tables.vocabulary import HISTORY_MONTHS, LAST_MONTH, month_index, month_label
from werkagenda.validation import StrictModel, validated

WHERE = ("output", "cache", "workers", "report", "language")
"""Names that do not decide the results."""
OUTLOOK = tuple(month_label(index) for index in range(HISTORY_MONTHS, month_index(LAST_MONTH) + 1))
SHARE = "a share above 0 and at most 1"
MONTH = f"a month of the outlook, {OUTLOOK[0]} to {LAST_MONTH}"


def month_of_outlook(value: str) -> str:
    """The same text; ValueError where it is no month of the outlook."""
    if value not in OUTLOOK:
        raise ValueError(value)
    return value


class RunConfig(StrictModel):
    """What a run is told beside its scenario, its assumptions and its parameters."""

    seed: Annotated[int, Field(ge=0, le=2**63 - 1)]
    replicates: Annotated[int, Field(ge=1, le=100_000)]
    workers: Annotated[int, Field(ge=1, le=1024)]
    report: bool
    language: Literal["en", "nl"]
    scale: Annotated[
        float,
        Field(gt=0, le=1, allow_inf_nan=False, alias="population.scale", json_schema_extra={"must_be": SHARE}),
    ]
    end: Annotated[
        str, AfterValidator(month_of_outlook), Field(alias="outlook.end", json_schema_extra={"must_be": MONTH})
    ]


NAMES = tuple(field.alias or name for name, field in RunConfig.model_fields.items())


def run_config(values: Mapping[str, Any], fallback: Mapping[str, Any]) -> tuple[RunConfig, list[str]]:
    """The configuration of a run, and what is wrong with it (there `fallback` stands)."""
    given = {name: values[name] for name in NAMES}
    found, problems = validated(RunConfig, given)
    bad = {line.partition("=")[0] for line in problems}
    sound = {name: fallback[name] if name in bad else value for name, value in given.items()}
    return found or RunConfig.model_validate(sound), problems


def whole(values: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """All values of a run: the defaults `plain`, then its scenario's, then `values`."""
    scenario = config_store.settings(str(values.get("scenario", plain["scenario"])))
    return {**plain, **defaults.flat(scenario, "instruments.", 2), **values}


def resolved(
    values: Mapping[str, Any], changed: Iterable[str], places: Mapping[str, str], parent: bool = False
) -> tuple[Settings, list[str]]:
    """Settings of one run, and all that is wrong with them (then defaults stand where values cannot be used).

    `values`: what is set, by name; `changed`: the words that set it; `places`: the folders given; `parent`: the output
    is the folder above the run's.
    """
    plain = defaults.values("config")
    here = whole(values, plain)
    config, problems = run_config(here, plain)
    if not config.report and config.language != plain["language"]:
        problems.append(f"language={config.language}: is that of the report; add report=true")
    (output, cache, own), wrong = folders_of(places)
    instruments, unfit = compose.checked(defaults.nested(defaults.below(here, "instruments")))
    given = defaults.below(here, "parameters")
    assume, odd = assumptions.resolve(defaults.below(here, "assume"), list(given))
    parameters, missing = parameter_lookup.resolve(given)
    scenario = str(here["scenario"])
    settings = Settings(
        scenario=config_store.called("scenario", scenario),
        economy=str(here["economy"]),
        inflow=str(here["inflow"]),
        law=str(here["law"]),
        scale=config.scale,
        seed=config.seed,
        replicates=config.replicates,
        workers=config.workers,
        end=config.end,
        report=config.report,
        language=config.language,
        parameters=parameters,
        instruments=instruments,
        assume=assume,
        description=config_store.description("scenario", scenario),
        about=config_store.about(scenario),
        extensions=own.absolute() if own else None,
        sources=tuple(catalogue.digest(own).items()) if own else (),
        output=output or Path("runs"),
        cache=(cache or user_cache()).absolute(),
        changed=(*extensions.words(own, scenario), *(text for text in changed if text.split("=")[0] not in WHERE)),
    )
    if parent or output is None:
        settings = settings.at(settings.output / settings.folder_name())
    return settings.at(settings.output.absolute()), [*problems, *wrong, *unfit, *odd, *missing]


def folders_of(places: Mapping[str, str]) -> tuple[list[Path | None], list[str]]:
    """The folders of output, cache and extensions (None where none is given), and what is wrong with them."""
    found = [folders.chosen(places, name) for name in folders.KEYS]
    return [path for path, _ in found], [problem for _, wrong in found for problem in wrong]


def scenarios(overrides: Sequence[Override]) -> list[str]:
    """What is wrong with the files of the scenarios asked for."""
    given = [str(value.value) for each in overrides if each.name == "scenario" for value in each.values]
    asked = given or [str(defaults.values("config")["scenario"])]
    return [problem for name in asked for problem in config_files.scenario(name).problems]


def job(values: Sequence[Value], places: Mapping[str, str], parent: bool) -> tuple[Settings, list[str]]:
    """Settings of one combination of values, and what is wrong with them, with file and line where a file says it."""
    given = {each.name: each.value for each in values}
    settings, wrong = resolved(given, [each.text for each in values], places, parent)
    scenario = str(given.get("scenario", settings.scenario))
    return settings, config_files.located(wrong, config_store.opened("scenario", scenario), given)


def read(overrides: Sequence[str], sweep: bool = False, scenarios_in: Path | None = None) -> list[Settings]:
    """All the runs that the overrides ask for, checked against evidence, disk and folders; raises BadInput.

    `scenarios_in`: a folder with scenarios beside those that ship.
    """
    runs: list[Settings] = []
    rest, places, found = folders.apart(overrides)
    if damaged := [*config_files.base("config"), *extensions.use(places, scenarios_in)]:
        raise BadInput([*damaged, *found])
    given, wrong = override_checks.checked(rest, defaults.surface("config"))
    found += wrong
    if not sweep:
        given, several = override_checks.not_several(given, "add -m to run them all")
        found += several
    unusable = scenarios(given)
    found += unusable
    for values in [] if unusable else product(*(each.values for each in given)):
        settings, wrong = job(values, places, sweep)
        runs.append(settings)
        found += wrong
    found += preflight.problems(runs, sized=not found, repeated=sweep)
    if found:
        raise BadInput(found)
    return runs
