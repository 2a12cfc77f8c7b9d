"""A run of one's own as asked for: checked, written as a scenario and a study; equal settings, one place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from werkagenda import config_store, defaults
from werkagenda.analysis.results.stored import BELOW, CARD, unknown
from werkagenda.dashboard import index, recipe, registry
from werkagenda.dashboard.address import Address
from werkagenda.dashboard.live_run import PUBLISHED, WORKING
from werkagenda.study.worlds import BASELINE

NAME = "own_settings"
"""The scenario of a run of one's own."""
SCALES = ("0.005", "0.01", "0.02", "0.05")
"""Shares of the country that answer within a sitting (assumption)."""
SCALE, SEED = "0.01", "1"
LARGEST_SEED = 2**63 - 1
STEPS = (2, 4, 8)
"""Replicates after which an answer is shown: two give an interval, eight a useful one (assumption)."""


@dataclass(frozen=True)
class Request:
    """A run of one's own: settings of instruments, circumstances by name, and what is wrong with them."""

    instruments: Mapping[str, Mapping[str, Any]]
    circumstances: Mapping[str, str]
    scale: str
    seed: str
    start: str
    by_name: Mapping[str, str]
    problems: tuple[str, ...]

    @property
    def key(self) -> str:
        """Ten digits that name these settings."""
        said = [self.instruments, self.circumstances, self.scale, self.seed]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:10]

    @property
    def folder(self) -> Path:
        """Where its files and its study stand."""
        return index.folder() / index.LIVE / self.key

    @property
    def output(self) -> Path:
        """Where its study stands."""
        return self.folder / PUBLISHED

    @property
    def working(self) -> Path:
        """Where its study is carried out; each answer is published from there."""
        return self.folder / WORKING

    @property
    def study(self) -> str:
        """Its name in the list of studies."""
        return f"{index.LIVE}/{self.key}/{PUBLISHED}"

    @property
    def answered(self) -> bool:
        """Whether there are results."""
        return (self.output / BELOW / CARD).is_file()

    @property
    def words(self) -> list[str]:
        """The words of `werkagenda study` that carry it out."""
        given = [f"{name}={value}" for name, value in self.circumstances.items()]
        return [f"study={(self.folder / 'study.yaml').as_posix()}", *given, f"output={self.working.as_posix()}"]

    @property
    def scenario(self) -> str:
        """Its scenario file."""
        english = f"Settings tried in the dashboard, from {self.start}."
        dutch = f"Instellingen die in het dashboard zijn geprobeerd, vanaf {self.start}."
        return recipe.scenario(NAME, english, dutch, self.instruments)

    def write(self) -> None:
        """Write scenario and study where the run will stand."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{NAME}.yaml"
        file.write_text(self.scenario, encoding="utf-8", newline="\n")
        study = {
            "study": {"name": f"{index.LIVE}-{self.key}", "description": "Settings tried in the dashboard."},
            "scenarios": [BASELINE, file.as_posix()],
            "population": {"scale": float(self.scale)},
            "seed": int(self.seed),
            "replicates": STEPS[-1],
        }
        text = yaml.safe_dump(study, sort_keys=False, allow_unicode=True)
        (self.folder / "study.yaml").write_text(text, encoding="utf-8", newline="\n")


@cache
def options(group: str) -> tuple[str, ...]:
    """Names of a group of configurations that can be chosen; of scenarios those that have a file."""
    return tuple(name for name in config_store.options(group) if config_store.WITHOUT not in name)


@cache
def begun_with(start: str) -> Mapping[str, Mapping[str, Any]]:
    """Settings of instruments in a scenario."""
    return config_store.settings(start)


@cache
def circumstances_of_baseline() -> Mapping[str, str]:
    """Economy, inflow and law where nothing is chosen."""
    plain = defaults.values("config")
    return {name: str(plain[name]) for name in defaults.LEVELS}


def asked(where: Address) -> Request:
    """What an address asks for, with all that is wrong."""
    start = where.start or BASELINE
    wrong = unknown("start", start, options("scenario"))
    settings = {} if wrong else begun_with(start)
    instruments, by_name, odd = registry.together(settings, where.moved)
    circumstances = {name: getattr(where, name) or usual for name, usual in circumstances_of_baseline().items()}
    for name, value in circumstances.items():
        wrong += unknown(name, value, options(name))
    scale, seed = where.scale or SCALE, where.seed or SEED
    wrong += unknown("scale", scale, SCALES) + _whole("seed", seed)
    return Request(instruments, circumstances, scale, seed, start, by_name, (*wrong, *odd))


def _whole(name: str, text: str) -> list[str]:
    fits = text.isdecimal() and int(text) <= LARGEST_SEED
    return [] if fits else [f"{name}={text}: must be a whole number from 0 to {LARGEST_SEED}"]
