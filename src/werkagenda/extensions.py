"""Instruments and scenarios of a folder of one's own, made known to Hydra before it composes anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hydra.core.config_store import ConfigStore
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from werkagenda import folders
from werkagenda.evidence import registry
from werkagenda.scenarios import catalogue

OWN, SCENARIO = "own", "scenario"


def use(places: Mapping[str, str]) -> list[str]:
    """Make the instruments and scenarios of the folder given as `extensions` known; returns what is wrong with them."""
    folder, problems = folders.chosen(places, "extensions")
    return problems or load(folder)


def load(folder: Path | None) -> list[str]:
    """Make a folder's instruments and scenarios known (None: no folder's); returns what is wrong with them."""
    forget()
    try:
        catalogue.use(folder)
    except catalogue.ExtensionProblem as bad:
        return bad.problems
    if folder is None:
        return []
    store = ConfigStore.instance()
    store.store(group=OWN, name="all", node=catalogue.defaults(), package="_global_")
    problems = [f"extensions={folder}: {each}" for each in missing()]
    for file in sorted(folder.glob("*.yaml")):
        try:
            text = file.read_text(encoding="utf-8")
            store.store(group=SCENARIO, name=file.stem, node=OmegaConf.create(text), package="_global_")
        except (OSError, UnicodeDecodeError, YAMLError, OmegaConfBaseException) as error:
            problems.append(f"extensions={folder}: {file.name} cannot be read ({str(error).splitlines()[0]})")
    return problems


def missing() -> list[str]:
    """Parameters of the folder's instruments that nothing gives."""
    try:
        return list(catalogue.unknown_numbers(catalogue.own(), registry.load()))
    except registry.EvidenceProblem:  # told by whoever reads the parameters
        return []


def forget() -> None:
    """Take what an earlier folder brought out of Hydra's store."""
    groups = ConfigStore.instance().repo
    groups.pop(OWN, None)
    groups.pop(SCENARIO, None)
