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


def composed(overrides: Sequence[str], parent: bool) -> Settings:
    """Settings of one job; inside an initialised Hydra. `parent`: output= names the folder above the run's."""
    job = [text for text in overrides if not text.lstrip("+~").startswith("hydra")]
    try:
        config = compose("config", job)
    except (HydraException, OmegaConfBaseException) as error:
        raise BadInput([str(error).splitlines()[0]]) from None
    assert isinstance(config, DictConfig)
    return settle.settle(config, job, parent)


def jobs(overrides: Sequence[str], sweep: bool) -> list[list[str]]:
    """The overrides of each job: one unless a sweep."""
    parsed = OverridesParser.create().parse_overrides(list(overrides))
    several = [str(each.key_or_group) for each in parsed if each.is_sweep_override()]
    if several and not sweep:
        raise BadInput([f"{name}: several values given; add -m to run them all" for name in several])
    if not sweep:
        return [list(overrides)]
    return [list(job) for job in BasicSweeper.split_arguments(parsed, None)[0]]


def read(overrides: Sequence[str], sweep: bool = False) -> list[Settings]:
    """All the runs that the overrides ask for, checked against evidence, disk and folders; raises BadInput."""
    with initialize_config_module("werkagenda.configs", version_base="1.3", job_name="werkagenda"):
        found = words.problems(list(overrides), GlobalHydra.instance().config_loader())
        if found:
            raise BadInput(found)
        runs: list[Settings] = []
        for job in jobs(overrides, sweep):
            try:
                runs.append(composed(job, sweep))
            except BadInput as bad:
                found += bad.problems
    found += preflight.problems(runs)
    if found:
        raise BadInput(found)
    return runs


def settled(config: DictConfig, overrides: Sequence[str]) -> Settings:
    """Settings of a job of a sweep, composed by Hydra."""
    return settle.settle(config, overrides, parent=True)
