"""What makes a scenario again: its file as YAML, and the commands."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Any

import yaml

from werkagenda.dashboard.selection import Selection
from werkagenda.scenarios import catalogue
from werkagenda.study.studies import STUDY

Instruments = Mapping[str, Mapping[str, Any]]
SHARED = {"economy": "economy", "inflow": "inflow", "law": "law", "seed": "seed", "replicates": "replicates"}
SHARED |= {"scale": "population.scale", "last_month": "outlook.end"}
"""Settings of a run by their names in comparison.json."""


def scenario(name: str, english: str, dutch: str, instruments: Instruments) -> str:
    """The file of a scenario with the settings given."""
    about = {"name": name, "description_en": english, "description_nl": dutch}
    settings = {
        each: {key: plain(value) for key, value in given.items()} for each, given in instruments.items() if given
    }
    body = {"scenario": about, **({"instruments": settings} if settings else {})}
    return str(yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=110))


def plain(value: Any) -> Any:
    """A value as YAML has it: lists for tuples."""
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def moved(instruments: Instruments) -> dict[str, dict[str, Any]]:
    """Settings that differ from their defaults."""
    defaults = catalogue.defaults()
    found = {}
    for name, given in instruments.items():
        own = {key: each for key, each in given.items() if plain(defaults.get(name, {}).get(key)) != plain(each)}
        if own:
            found[name] = own
    return found


def of_stored(chosen: Selection) -> str:
    """The file of a scenario of a study, from what the comparison says about it."""
    about = chosen.stored.compared.info.get("scenarios", {}).get(chosen.scenario, {})
    said = about.get("description", {})
    english, dutch = str(said.get("en", "")), str(said.get("nl", ""))
    return scenario(f"{chosen.scenario}_again", english, dutch, moved(about.get("instruments", {})))


def commands(chosen: Selection) -> list[str]:
    """Commands that make the study again, and the scenario alone from its file."""
    folder, info = chosen.stored.folder, chosen.stored.compared.info
    found = []
    if (folder / STUDY).is_file():
        said = json.loads((folder / STUDY).read_text(encoding="utf-8"))
        found.append(str(said.get("command", "")))
    else:
        found.append(str(info.get("command", "")))
    words = [f"{word}={info[name]}" for name, word in SHARED.items() if name in info]
    return [*filter(None, found), shlex.join(["werkagenda", "run", f"scenario={chosen.scenario}_again.yaml", *words])]
