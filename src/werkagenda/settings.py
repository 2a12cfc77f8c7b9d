"""Overrides in, frozen settings out; every problem at once, before anything runs."""

from __future__ import annotations

from collections.abc import Sequence

from hydra import compose, initialize_config_module
from hydra._internal.core_plugins.basic_sweeper import BasicSweeper
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from omegaconf import DictConfig
from omegaconf.errors import OmegaConfBaseException

from werkagenda import preflight, settle, words
from werkagenda.problems import BadInput
from werkagenda.study.plan import Settings


def composed(overrides: Sequence[str], parent: bool) -> tuple[Settings, list[str]]:
    """Settings of one job and what is wrong with them; inside an initialised Hydra.

    `parent`: output= names the folder above the run's.
    """
    job = [text for text in overrides if not text.startswith("hydra")]
    try:
        config = compose("config", job)
    except (HydraException, OmegaConfBaseException) as error:
        raise BadInput([str(error).splitlines()[0]]) from None
    assert isinstance(config, DictConfig)
    return settle.settle(config, job, parent)


def jobs(overrides: Sequence[str], sweep: bool) -> tuple[list[list[str]], list[str]]:
    """The overrides of each job (one unless a sweep), and what is wrong with asking for several."""
    parsed = OverridesParser.create().parse_overrides(list(overrides))
    if sweep:
        return [list(job) for job in BasicSweeper.split_arguments(parsed, None)[0]], []
    several = [each for each in parsed if each.is_sweep_override()]
    found = [f"{each.key_or_group}: several values given; add -m to run them all" for each in several]
    return [[text for text, each in zip(overrides, parsed, strict=True) if each not in several]], found


def read(overrides: Sequence[str], sweep: bool = False) -> list[Settings]:
    """All the runs that the overrides ask for, checked against evidence, disk and folders; raises BadInput."""
    runs: list[Settings] = []
    with initialize_config_module("werkagenda.configs", version_base="1.3", job_name="werkagenda"):
        found, good = words.sort_out(list(overrides), GlobalHydra.instance().config_loader())
        lists, several = jobs(good, sweep)
        found += several
        for job in lists:
            try:
                settings, wrong = composed(job, sweep)
            except BadInput as bad:
                found += bad.problems
                continue
            runs.append(settings)
            found += wrong
    found += preflight.problems(runs, sized=not found)
    if found:
        raise BadInput(found)
    return runs


def settled(config: DictConfig, overrides: Sequence[str]) -> Settings:
    """Settings of a job of a sweep, composed by Hydra."""
    settings, wrong = settle.settle(config, overrides, parent=True)
    if wrong:
        raise BadInput(wrong)
    return settings
