"""A study asked for in words: read, checked as a whole, and taken apart into its runs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_module
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from werkagenda import (
    config_files,
    extensions,
    folders,
    preflight,
    settle,
    study_doubts,
    study_members,
    study_values,
    words,
)
from werkagenda.problems import BadInput, near
from werkagenda.study import histories, studies, worlds
from werkagenda.study.plan import Settings
from werkagenda.study_members import Member
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_label
from werkagenda.yaml_text import Document

SHARED = ("seed", "replicates", "population.scale", "outlook.end", "parameters")
"""What all runs of a study have in common, named as in the configuration of a run."""
FIRST = "first_look"
"""The study that is carried out where none is named."""
GROUPS = ("economy", "inflow", "law", "seed", "population", "outlook")
"""What a run is told besides its scenario, its parameters and its world."""
FEWEST = f"{month_label(HISTORY_MONTHS)[:4]}-12"
"""The first month that a study can end with."""
PLACES = ("output", "cache", "workers")
"""Words that do not decide the results."""


def composed(name: str, overrides: Sequence[str]) -> DictConfig:
    """A configuration; inside an initialised Hydra. What it cannot make is a problem with the input."""
    try:
        config = compose(name, list(overrides))
    except (HydraException, OmegaConfBaseException) as error:
        raise BadInput([str(error).splitlines()[0]]) from None
    assert isinstance(config, DictConfig)
    return config


def unknown(config: DictConfig) -> list[str]:
    """Names in the study's own file that mean nothing."""
    plain = composed("study", ["~study"])
    known = [*words.keys(plain)[0], "study.name", "study.description_en", "study.description_nl"]
    extra = [name for name in words.keys(config)[0] if name not in known]
    return [f"study={config.study.name}: {name}: unknown name{near(name, known)}" for name in extra]


def members(
    config: DictConfig, asked: Sequence[Member], own: Sequence[str], places: Mapping[str, str]
) -> Iterator[tuple[Settings, list[str]]]:
    """Each member's settings in the central world, and what is wrong with them; `own` are the words of all.

    `places`: the folders given.
    """
    shared = {name: text for name, text in places.items() if name != "output"}
    levels = [f"economy={config.economy.level}", f"inflow={config.inflow.level}", f"law={config.law.name}"]
    for member in asked:
        one = composed("config", [f"scenario={member.scenario}", *member.words, *levels])
        for path in SHARED:
            OmegaConf.update(one, path, OmegaConf.select(config, path), merge=False)
        settings, wrong = settle.settle(one, [f"scenario={member.scenario}", *member.words, *own], shared, parent=False)
        yield replace(settings, scenario=member.name), wrong


def chosen(config: DictConfig) -> dict[str, Any]:
    """What is chosen of each group, by the group's name."""
    return {"economy": config.economy.level, "inflow": config.inflow.level, "law": config.law.name}


def leaves(config: DictConfig) -> dict[str, Any]:
    """All values by their dotted names, choices by their level."""
    found = {name: OmegaConf.select(config, name) for name in words.keys(config)[0]}
    return {**found, **chosen(config)}


def own_words(config: DictConfig, plain: DictConfig) -> list[str]:
    """The words that make any run of the study by itself: where it differs from the defaults of a run, `plain`."""
    known, here = leaves(plain), leaves(config)
    names = [name for name in here if name.split(".")[0] in (*GROUPS, "parameters") and "description" not in name]
    return [
        f"{name}={here[name]}"
        for name in names
        if not name.endswith((".level", "law.name")) and known.get(name) != here[name]
    ]


def processes(needs: settle.Needs) -> int:
    """Worker processes: as asked, or one for each processor that this process may use."""
    if needs.config.workers is not None:
        return needs.whole("workers", 1, 1024)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def asked(config: DictConfig, own: Sequence[str]) -> dict[str, Any]:
    """The study's settings as plain values; `own` are the words of all its runs. Where and how fast is left out."""
    here = OmegaConf.to_container(config)
    assert isinstance(here, dict)
    found = {str(name): value for name, value in here.items() if name not in (*PLACES, "study", "parameters")}
    found |= chosen(config)
    return {**found, "parameters": [word for word in own if word.startswith("parameters.")]}


def described(config: DictConfig) -> tuple[str, str]:
    """What the study is for, in English and in Dutch, each in one line."""
    found = (str(config.study.get(f"description_{language}", "")) for language in ("en", "nl"))
    english, dutch = (" ".join(text.split()) for text in found)
    return english, dutch


def settled(
    config: DictConfig, overrides: Sequence[str], have: Sequence[str], places: Mapping[str, str]
) -> tuple[worlds.Study, list[str]]:
    """The study of a composed configuration and what is wrong with it; inside an initialised Hydra."""
    needs = settle.Needs(config)
    asked_for, problems = study_members.members(config, have)
    problems += unknown(config)
    own = own_words(config, composed("config", []))
    each = list(members(config, asked_for or [Member(worlds.BASELINE, worlds.BASELINE)], own, places))
    problems += [line for _, bad in each for line in bad]
    tries, wrong = study_values.sweeps(config, [member.name for member in asked_for], each[0][0])
    more_tries, odd = study_doubts.doubts(config, [settings for settings, _ in each])
    output = (needs.folder(places, "output") or Path("runs") / str(config.study.name)).absolute()
    workers = processes(needs)
    central = [replace(settings, workers=workers) for settings, _ in each]
    same = config.world_replicates is None
    more = central[0].replicates if same else needs.whole("world_replicates", 0, 100_000)
    study = worlds.Study(
        name=str(config.study.name),
        description=described(config),
        runs=worlds.runs(central, [*tries, *more_tries], central[0].replicates, more, output),
        output=output,
        cache=central[0].cache,
        workers=workers,
        words=tuple(text for text in overrides if text.split("=")[0] not in PLACES),
        asked=asked(config, own),
    )
    return study, [*problems, *wrong, *odd, *needs.bad]


def too_short(settings: Settings) -> list[str]:
    """A last month before the end of the first year: a study compares whole years."""
    if settings.end >= FEWEST:
        return []
    return [f"outlook.end={settings.end}: a study compares whole years from 2025 on; end it in {FEWEST} or later"]


def judged(study: worlds.Study, sized: bool) -> list[str]:
    """What stands in the way of a study here: evidence, sample, folders, disk."""
    first = study.runs[0].settings
    found = [*histories.problems(), *too_short(first), *preflight.evidence(first)]
    if sized and not found:
        found += preflight.sample(first)
    found += preflight.closed(study.output) or studies.problems(study) or preflight.writable("output", study.output)
    found += preflight.beside(study.output, study.cache)
    if sized and not found:
        found += preflight.space([each.settings for each in studies.inspect(study).todo])
    return found


def file(good: Sequence[str]) -> Document:
    """The file of the study that is asked for, with what is wrong with it."""
    asked_for = [text.partition("=")[2] for text in good if text.startswith("study=")]
    return config_files.study(folders.unquoted(asked_for[0]) if asked_for else FIRST)


def unusable(config: DictConfig, have: Sequence[str]) -> list[str]:
    """What is wrong with the files of the scenarios that a study names."""
    given, ladders = (study_values.listed(config, name) or [] for name in ("scenarios", "ladders"))
    names = [worlds.BASELINE, *given, *(each.get("scenario") for each in ladders if isinstance(each, Mapping))]
    known = [name for name in dict.fromkeys(map(str, names)) if name in have]
    return [problem for name in known for problem in config_files.scenario(name).problems]


def asked_for(overrides: Sequence[str], places: Mapping[str, str]) -> tuple[worlds.Study, list[str]]:
    """The study of the words of a command and what is wrong with it; raises BadInput where there is none."""
    loader = GlobalHydra.instance().config_loader()
    found, good = words.sort_out(list(overrides), loader, words.STUDY)
    parsed = OverridesParser.create(config_loader=loader).parse_overrides(good)
    several = [text for text, each in zip(good, parsed, strict=True) if each.is_sweep_override()]
    found += [f"{text}: several values given; a list is written [1,2], and a study is one" for text in several]
    good = [text for text in good if text not in several]
    document, have = file(good), loader.get_group_options("scenario")
    config = composed("study", good) if not document.problems else None
    damaged = document.problems if config is None else unusable(config, have)
    if config is None or damaged:
        raise BadInput([*found, *damaged])
    study, wrong = settled(config, good, have, places)
    return study, [*found, *config_files.located(wrong, document, good)]


def read(overrides: Sequence[str]) -> worlds.Study:
    """The study that the overrides ask for, checked against evidence, disk and folders; raises BadInput with all."""
    rest, places, found = folders.apart(overrides)
    if damaged := [*config_files.base("study"), *extensions.use(places)]:
        raise BadInput([*damaged, *found])
    with initialize_config_module("werkagenda.configs", version_base="1.3", job_name="werkagenda"):
        study, wrong = asked_for(rest, places)
    found += wrong
    found += judged(study, sized=not found)
    if found:
        raise BadInput(found)
    return study
