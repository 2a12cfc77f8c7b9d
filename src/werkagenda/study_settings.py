"""A study asked for in words: read, checked as a whole, and taken apart into its runs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from werkagenda import (
    config_files,
    config_store,
    defaults,
    extensions,
    folders,
    override_checks,
    preflight,
    settings,
    study_design,
    study_members,
    study_precision,
    study_sensitivity,
)
from werkagenda.override_checks import Value
from werkagenda.problems import BadInput, near, warn
from werkagenda.study import draws, histories, studies, worlds
from werkagenda.study.plan import Settings, cells
from werkagenda.study_members import Member
from werkagenda.validation import StrictModel, validated
from werkagenda.yaml_text import Document

SHARED = ("seed", "replicates", "population.scale", "outlook.end", *defaults.LEVELS)
"""What all runs of a study have in common beside their parameters, named as in the configuration of a run."""
FEWEST = f"{settings.OUTLOOK[0][:4]}-12"
"""The first month that a study can end with."""
PLACES = ("output", "cache", "workers", "engine", "address", "language")
"""Words that do not decide the results."""
SCHEDULER = "the address of a Dask scheduler, tcp://HOST:PORT, or null"
WHOLES = "all, a list of scenarios of the study, or null"


def listed(must_be: str) -> Any:
    """What a list must be, in words."""
    return Field(json_schema_extra={"must_be": must_be})


class StudyConfig(StrictModel):
    """What a study is told beside what all its runs are told."""

    scenarios: Annotated[tuple[str, ...], listed("a list of scenarios, [baseline,...]")]
    one_at_a_time: Annotated[Literal["all"] | tuple[str, ...] | None, listed(WHOLES)]
    leave_out: Annotated[Literal["all"] | tuple[str, ...] | None, listed(WHOLES)]
    ladders: Annotated[tuple[Any, ...], listed("a list of scenario, setting and values")]
    sensitivity: Annotated[tuple[Any, ...], listed("a list of parameters, such as [{parameter: startbanen.pull}]")]
    sensitivity_replicates: Annotated[int, Field(ge=0, le=100_000)] | None
    workers: Annotated[int, Field(ge=1, le=1024)] | None
    engine: Literal["processes", "dask"]
    language: Literal["en", "nl"]
    address: Annotated[str, listed(SCHEDULER), Field(pattern=r"^(tcp|tls)://[^\s/]+:\d+$")] | None
    precision: Annotated[Mapping[str, Any] | None, listed("{INDICATOR: STANDARD ERROR}, or null")]
    most_replicates: Annotated[int, Field(ge=2, le=100_000)]


LISTS = ("scenarios", "ladders", "sensitivity")
EMPTY: Mapping[str, Any] = {
    **{name: () if name in LISTS else None for name in StudyConfig.model_fields},
    "engine": worlds.ENGINES[0],
    "language": "en",
    "most_replicates": 2,
}
"""What stands where a value cannot be used."""


def study_config(values: Mapping[str, Any]) -> tuple[StudyConfig, list[str]]:
    """The configuration of a study, and what is wrong with it (there it is empty)."""
    given = {name: values[name] for name in StudyConfig.model_fields}
    found, problems = validated(StudyConfig, given)
    bad = {line.partition("=")[0] for line in problems}
    return found or StudyConfig.model_validate({**given, **{name: EMPTY[name] for name in bad}}), problems


def unknown(here: Mapping[str, Any]) -> list[str]:
    """Names in the study's own file that mean nothing."""
    known = list(defaults.values("study"))
    return [f"{each}: unknown name{near(each, known)}" for each in here if each not in known]


def own_values(here: Mapping[str, Any]) -> list[Value]:
    """What all runs of the study are told: where it differs from the defaults of a run."""
    plain = defaults.values("config")
    names = [name for name in here if name in SHARED or name.startswith("parameters.")]
    return [Value(name, here[name], f"{name}={here[name]}") for name in names if plain.get(name) != here[name]]


def members(
    asked: Sequence[Member], own: Sequence[Value], places: Mapping[str, str]
) -> Iterator[tuple[Settings, list[str]]]:
    """Each member's settings with the central assumptions, and what is wrong with them; `own` is what all are told.

    `places`: the folders given.
    """
    shared = {name: text for name, text in places.items() if name != "output"}
    for member in asked:
        first = Value("scenario", member.scenario, f"scenario={member.scenario}")
        values = [first, *member.values, *own]
        texts = [each.text for each in values if each.name != "replicates"]
        found, wrong = settings.resolved({each.name: each.value for each in values}, texts, shared)
        yield replace(found, scenario=member.name), wrong


def asked(here: Mapping[str, Any], own: Sequence[Value]) -> dict[str, Any]:
    """The study's settings as plain values; `own` is what all runs are told. Where and how fast is left out."""
    kept = {name: value for name, value in here.items() if name.split(".")[0] not in (*PLACES, "study", "parameters")}
    found = {group: each.get("", each) for group, each in defaults.nested(kept).items()}
    return {**found, "parameters": [each.text for each in own if each.name.startswith("parameters.")]}


def composed(
    here: Mapping[str, Any], texts: Sequence[str], places: Mapping[str, str]
) -> tuple[worlds.Study, list[str]]:
    """The study of all its values `here`, and what is wrong with it; `texts` are the words of the command."""
    config, problems = study_config(here)
    name = config_store.called("study", here["study"])
    asked_for, wrong = study_members.members(config.scenarios, config.one_at_a_time, config.leave_out, config.ladders)
    told = {line.partition("=")[0] for line in problems}
    problems += [line for line in wrong if line.partition(":")[0] not in told]
    if not problems and len(asked_for) == 1:
        problems.append("scenarios: name at least one scenario beside the baseline")
    problems += [*unknown(here), *unused(config)]
    own = own_values(here)
    each = list(members(asked_for or [Member(worlds.BASELINE, worlds.BASELINE)], own, places))
    problems += [line for _, bad in each for line in bad]
    workers = config.workers or processes()
    central = [replace(found, workers=workers) for found, _ in each]
    names = [member.name for member in asked_for]
    sweep, only = defaults.below(here, "sweep"), defaults.below(here, "only")
    tries, odd = study_sensitivity.assumed(sweep, only, names, central[0])
    parameters = list(defaults.below(here, "parameters"))
    more_tries, unfit = study_sensitivity.sweeps(config.sensitivity, parameters, central)
    design, drawn, bad = study_design.read(defaults.below(here, "design"), study_design.names_of(parameters, central))
    bad += one_replicate(design, design.replicates or central[0].replicates)
    wanted, imprecise = study_precision.read(config.precision)
    output, no_folder = folders.chosen(places, "output")
    output = (output or Path("runs") / name).absolute()
    more = config.sensitivity_replicates
    replicates = central[0].replicates
    study = worlds.Study(
        name=name,
        description=config_store.description("study", here["study"]),
        runs=(
            *worlds.runs(central, [*tries, *more_tries], replicates, replicates if more is None else more, output),
            *draws.runs(central, drawn, design.replicates or replicates, output, design.repeated),
        ),
        output=output,
        cache=central[0].cache,
        workers=workers,
        words=tuple(text for text in texts if text.split("=")[0] not in PLACES),
        asked=asked(here, own),
        engine=config.engine,
        address=config.address,
        language=config.language,
        precision=wanted,
        most_replicates=config.most_replicates,
    )
    return study, [*problems, *odd, *unfit, *bad, *imprecise, *no_folder]


def one_replicate(design: study_design.Design, replicates: int) -> list[str]:
    """Draws to be repeated where every draw has one replicate."""
    if design.repeated is None or replicates > 1:
        return []
    return [f"design.repeated={design.repeated}: every draw has one replicate; set design.replicates to 2 or more"]


def unused(config: StudyConfig) -> list[str]:
    """Settings of an engine that would be ignored."""
    if config.address is None:
        return []
    found = [] if config.engine == "dask" else [f"address={config.address}: goes with engine=dask"]
    if config.workers is not None:
        found.append(f"workers={config.workers}: the scheduler at {config.address} has its own workers; leave one out")
    return found


def processes() -> int:
    """Worker processes where none are asked: one for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def too_short(first: Settings) -> list[str]:
    """A last month before the end of the first year: a study compares whole years."""
    if first.end >= FEWEST:
        return []
    return [f"outlook.end={first.end}: a study compares whole years from 2025 on; end it in {FEWEST} or later"]


def unfit_here(study: worlds.Study, sized: bool) -> list[str]:
    """What stands in the way of a study here: evidence, sample, folders, engine."""
    first = study.runs[0].settings
    found = [*histories.problems(), *too_short(first), *preflight.evidence(first)]
    if sized and not found:
        found += preflight.sample(first)
    found += preflight.closed(study.output) or studies.problems(study) or preflight.writable("output", study.output)
    found += preflight.beside(study.output, study.cache)
    return found + unreachable(study)


def unreachable(study: worlds.Study) -> list[str]:
    """What is wrong with the engine asked for: not installed, not reachable, workers that would compute otherwise."""
    if study.engine != "dask":
        return []
    if find_spec("distributed") is None:
        return [f"engine=dask: Dask is not installed; install werkagenda[cluster] or use engine={worlds.ENGINES[0]}"]
    from werkagenda.study import dask_engine

    return dask_engine.problems(study.address, cells(study.runs[0].settings)[0]) if study.address else []


def renamed(overrides: Sequence[str]) -> list[str]:
    """The same overrides under the names of now; what goes by an old name is told on stderr."""
    found = [worlds.current_word(text) for text in overrides]
    for old, new in zip(overrides, found, strict=True):
        if old != new:
            warn(
                f"{old.partition('=')[0]} is now called {new.partition('=')[0]}; the old name goes in the next version"
            )
    return found


def file_values(document: Document) -> dict[str, Any]:
    """What the file of a study says, by dotted names of now."""
    said = {name: value for name, value in document.values.items() if name != "study"}
    for old in [name for name in said if name in worlds.RENAMED]:
        new = worlds.RENAMED[old]
        warn(f"{document.name}: {old} is now called {new}; the old name goes in the next version")
        said[new] = said.pop(old)
    whole = {name: said.pop(name) for name in ("precision",) if name in said}
    design = {name: said.pop(name) for name in ("design",) if name in said}
    return {**defaults.flat(said), **defaults.flat(design, levels=2), **whole}


def with_paths(here: Mapping[str, Any], study: str) -> dict[str, Any]:
    """The same values with whole paths of scenarios: from where the command is given, or beside the study's file."""
    beside = [Path(study).parent] if config_store.is_path(study) else []

    def whole(text: Any) -> Any:
        return config_store.absolute(text, [Path.cwd(), *beside]) if isinstance(text, str) else text

    def of_ladder(one: Any) -> Any:
        return {**one, "scenario": whole(one.get("scenario"))} if isinstance(one, Mapping) else one

    made = {"scenarios": whole, "ladders": of_ladder}
    lists = {name: [make(each) for each in here[name]] for name, make in made.items() if isinstance(here[name], list)}
    table = here.get("design.table")
    files = {"design.table": str(located_file(table, [Path.cwd(), *beside]))} if isinstance(table, str) else {}
    return {**here, **lists, **files}


def located_file(text: str, folders_: Sequence[Path]) -> Path:
    """A file in the first of some folders that has it, else in the first."""
    places = [folder / config_store.expanded(text) for folder in folders_]
    return next((each for each in places if each.exists()), places[0]).absolute()


def with_replicates(here: dict[str, Any], replicates: int | None) -> dict[str, Any]:
    """The same values with another number of replicates in the central world alone."""
    if replicates is None:
        return here
    others = ("sensitivity_replicates", "design.replicates")
    kept = {name: here["replicates"] if here[name] is None else here[name] for name in others}
    return {**here, **kept, "replicates": replicates}


def unusable(here: Mapping[str, Any]) -> list[str]:
    """What is wrong with the files of the scenarios that a study names."""
    given, ladders = (here[name] if isinstance(here[name], list) else [] for name in ("scenarios", "ladders"))
    names = [worlds.BASELINE, *given, *(each.get("scenario") for each in ladders if isinstance(each, Mapping))]
    have = config_store.options("scenario")
    known = [name for name in dict.fromkeys(map(str, names)) if config_store.is_path(name) or name in have]
    return [problem for name in known for problem in config_files.scenario(name).problems]


def read(overrides: Sequence[str], scenarios_in: Path | None = None, replicates: int | None = None) -> worlds.Study:
    """The study that the overrides ask for, checked against evidence, disk and folders; raises BadInput with all.

    `scenarios_in`: a folder with scenarios beside those that ship. `replicates`: of the central world, in place of what
    is asked; other worlds and draws keep theirs.
    """
    rest, places, found = folders.apart(overrides)
    if damaged := [*config_files.base("study"), *extensions.use(places, scenarios_in)]:
        raise BadInput([*damaged, *found])
    given, wrong = override_checks.checked(renamed(rest), defaults.surface("study"))
    given, several = override_checks.not_several(given, "a list is written [1,2], and a study is one")
    found += [*wrong, *several]
    values = {each.name: each.values[0] for each in given}
    plain = defaults.values("study")
    name = str(values["study"].value if "study" in values else plain["study"])
    document = config_files.study(name)
    if document.problems:
        raise BadInput([*found, *document.problems])
    here = {**plain, **file_values(document), **{each.name: each.value for each in values.values()}, "study": name}
    here = with_replicates(with_paths(here, name), replicates)
    if damaged := unusable(here):
        raise BadInput([*found, *damaged])
    study, wrong = composed(here, [each.text for each in values.values()], places)
    found += config_files.located(wrong, document, values)
    found += unfit_here(study, sized=not found)
    if found:
        raise BadInput(found)
    return study
