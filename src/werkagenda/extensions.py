"""Folders of one's own, made known before anything is read: instruments with scenarios, and scenarios alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from werkagenda import config_files, config_store, folders, user_config
from werkagenda.evidence import registry
from werkagenda.scenarios import catalogue


def use(places: Mapping[str, str], scenarios: Path | None = None) -> list[str]:
    """Make the instruments of the folder given as `extensions`, and the scenarios there and in the folder `scenarios`
    (None: the one of the user's settings) known; returns what is wrong with them."""
    folder, problems = folders.chosen(places, "extensions")
    config_store.search([])
    wrong = problems or instruments(folder)
    if scenarios is None:
        scenarios, odd = user_config.scenarios()
        wrong += odd
    elif why := folders.unreadable(scenarios):
        wrong.append(f"--scenarios {scenarios}: {why}")
    if wrong:
        return wrong
    config_store.search([each.absolute() for each in (folder, scenarios) if each])
    return config_files.names_taken()


def instruments(folder: Path | None) -> list[str]:
    """Make a folder's instruments known (None: no folder's); returns what is wrong with them."""
    try:
        catalogue.use(folder)
        return [f"extensions={folder}: {each}" for each in catalogue.unknown_numbers(catalogue.own(), registry.load())]
    except catalogue.ExtensionProblem as bad:
        return bad.problems
    except registry.EvidenceProblem:  # told by whoever reads the parameters
        return []


def words(extensions: Path | None, scenario: str) -> list[str]:
    """Words of a command that find the instruments and the scenario again."""
    found = [f"extensions={extensions.as_posix()}"] if extensions else []
    file = config_store.own().get(scenario)
    if file and (extensions is None or file.parent != extensions.absolute()):
        found.append(f"--scenarios={file.parent.as_posix()}")
    return found
