"""Overrides in, frozen settings out; every problem at once, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hydra import compose, initialize_config_module
from hydra._internal.core_plugins.basic_sweeper import BasicSweeper
from hydra.core.config_loader import ConfigLoader
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from omegaconf import DictConfig
from omegaconf.errors import OmegaConfBaseException

from werkagenda import config_files, extensions, folders, preflight, settle, words
from werkagenda.problems import BadInput, decimal_comma
from werkagenda.study.plan import Settings

SCENARIO = "scenario"
WHOLE = ("seed", "replicates", "workers")
"""Settings that take whole numbers: a comma between them is no decimal."""


def composed(overrides: Sequence[str], places: Mapping[str, str], parent: bool) -> tuple[Settings, list[str]]:
    """Settings of one job and what is wrong with them; inside an initialised Hydra.

    `places`: the folders given. `parent`: the output is the folder above the run's.
    """
    job = [text for text in overrides if not text.startswith("hydra")]
    try:
        config = compose("config", job)
    except (HydraException, OmegaConfBaseException) as error:
        raise BadInput([str(error).splitlines()[0]]) from None
    assert isinstance(config, DictConfig)
    settings, wrong = settle.settle(config, job, places, parent)
    return settings, config_files.located(wrong, config_files.opened("scenario", settings.scenario), job)


def jobs(overrides: Sequence[str], sweep: bool) -> tuple[list[list[str]], list[str]]:
    """The overrides of each job (one unless a sweep), and what is wrong with asking for several."""
    loader = GlobalHydra.instance().config_loader()
    parsed = OverridesParser.create(config_loader=loader).parse_overrides(list(overrides))
    if sweep:
        return [list(job) for job in BasicSweeper.split_arguments(parsed, None)[0]], []
    several = [each for each in parsed if each.is_sweep_override()]
    found = [f"{text}: {severally(text)}" for text, each in zip(overrides, parsed, strict=True) if each in several]
    return [[text for text, each in zip(overrides, parsed, strict=True) if each not in several]], found


def severally(text: str) -> str:
    """What to do about several values, or about a decimal written with a comma."""
    name, _, value = text.partition("=")
    point = decimal_comma(value)
    return f"several values given; add -m to run them all{f', or{point[2:]}' if point and name not in WHOLE else ''}"


def broken(good: Sequence[str], loader: ConfigLoader) -> tuple[list[str], list[str]]:
    """The words without choices of scenarios whose file cannot be used, and what is wrong with those files."""
    parsed = OverridesParser.create(config_loader=loader).parse_overrides(list(good))
    names = {text: words.given(each) for text, each in zip(good, parsed, strict=True) if each.key_or_group == SCENARIO}
    asked = [name for each in names.values() for name in each] or ["baseline"]
    found = {name: config_files.scenario(name).problems for name in asked}
    left = [text for text in good if not any(found[name] for name in names.get(text, ()))]
    return left, [problem for each in found.values() for problem in each]


def read(overrides: Sequence[str], sweep: bool = False) -> list[Settings]:
    """All the runs that the overrides ask for, checked against evidence, disk and folders; raises BadInput."""
    runs: list[Settings] = []
    rest, places, found = folders.apart(overrides)
    if damaged := [*config_files.base("config"), *extensions.use(places)]:
        raise BadInput([*damaged, *found])
    with initialize_config_module("werkagenda.configs", version_base="1.3", job_name="werkagenda"):
        loader = GlobalHydra.instance().config_loader()
        given, good = words.sort_out(rest, loader)
        good, unusable = broken(good, loader)
        lists, several = jobs(good, sweep)
        found += [*given, *unusable, *several]
        for job in [] if unusable else lists:
            try:
                settings, wrong = composed(job, places, sweep)
            except BadInput as bad:
                found += bad.problems
                continue
            runs.append(settings)
            found += wrong
    found += preflight.problems(runs, sized=not found, repeated=sweep)
    if found:
        raise BadInput(found)
    return runs


def settled(config: DictConfig, overrides: Sequence[str], places: Mapping[str, str]) -> Settings:
    """Settings of a job of a sweep, composed by Hydra, below the folder given."""
    settings, wrong = settle.settle(config, overrides, places, parent=True)
    if wrong:
        raise BadInput(wrong)
    return settings
