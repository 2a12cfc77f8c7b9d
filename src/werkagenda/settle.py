"""One composed configuration into frozen settings: types, ranges, dates, references to evidence."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from omegaconf import DictConfig, OmegaConf

from werkagenda import choices, folders, references
from werkagenda.numba_cache import user_cache
from werkagenda.problems import decimal_comma
from werkagenda.scenarios import catalogue
from werkagenda.study.plan import Settings
from werkagenda.tables.vocabulary import HISTORY_MONTHS, LAST_MONTH, month_index, month_label

WHERE = ("output", "cache", "workers", "report")


class Needs:
    """Reads values and collects what is wrong with them."""

    def __init__(self, config: DictConfig) -> None:
        self.config = config
        self.bad: list[str] = []

    def take(self, path: str, kinds: tuple[type, ...], fits: Callable[[Any], bool], say: str) -> Any:
        """The value at a path if it is of a kind and fits; else a line that says what it must be."""
        value = OmegaConf.select(self.config, path)
        wrong_kind = not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds)
        if wrong_kind or not fits(value):
            self.bad.append(f"{path}={value}: must be {say}{decimal_comma(value)}")
            return None
        return value

    def whole(self, path: str, low: int, high: int) -> int:
        """A whole number from low to high; low itself when what is given is wrong."""
        say = f"a whole number from {low} to {high}"
        found = self.take(path, (int,), lambda value: low <= value <= high, say)
        return low if found is None else int(found)

    def folder(self, places: Mapping[str, str], name: str) -> Path | None:
        """The folder given under a name, or None where none is given."""
        path, wrong = folders.chosen(places, name)
        self.bad += wrong
        return path


def is_month(value: str) -> bool:
    """Whether a text is a month of the outlook."""
    return value in {month_label(index) for index in range(HISTORY_MONTHS, month_index(LAST_MONTH) + 1)}


def described(config: DictConfig) -> tuple[str, str]:
    """What the scenario stands for, in English and in Dutch, each in one line."""
    english, dutch = (str(config.scenario[f"description_{language}"]) for language in ("en", "nl"))
    return " ".join(english.split()), " ".join(dutch.split())


def settle(
    config: DictConfig, overrides: Sequence[str], places: Mapping[str, str], parent: bool
) -> tuple[Settings, list[str]]:
    """Settings of one run, and all that is wrong with them (then defaults stand where values cannot be used).

    `places`: the folders given, `output`, `cache` and `extensions`. `parent`: the output is the folder above the run's.
    """
    needs = Needs(config)
    scale = needs.take(
        "population.scale",
        (int, float),
        lambda value: math.isfinite(value) and 0 < value <= 1,
        "a share above 0 and at most 1",
    )
    end = needs.take(
        "outlook.end",
        (str,),
        is_month,
        f"a month of the outlook, {month_label(HISTORY_MONTHS)} to {LAST_MONTH}",
    )
    seed = needs.whole("seed", 0, 2**63 - 1)
    replicates = needs.whole("replicates", 1, 100_000)
    workers = needs.whole("workers", 1, 1024)
    report = needs.take("report", (bool,), lambda _: True, "true or false")
    output, cache, own = (needs.folder(places, name) for name in folders.KEYS)
    instruments, wrong = choices.instruments(config)
    assume, unfit = choices.assumed(config)
    parameters, problems = references.resolve(config.get("parameters"))
    needs.bad += [*wrong, *unfit, *problems]
    changed = tuple(text for text in overrides if text.split("=")[0] not in WHERE)
    changed = (f"extensions={own.as_posix()}", *changed) if own else changed
    settings = Settings(
        scenario=str(config.scenario.name),
        economy=str(config.economy.level),
        inflow=str(config.inflow.level),
        law=str(config.law.name),
        scale=1.0 if scale is None else float(scale),
        seed=seed,
        replicates=replicates,
        workers=workers,
        end=LAST_MONTH if end is None else str(end),
        report=bool(report),
        parameters=parameters,
        instruments=instruments,
        assume=assume,
        description=described(config),
        extensions=own.absolute() if own else None,
        sources=tuple(catalogue.digest(own).items()) if own else (),
        output=output or Path("runs"),
        cache=(cache or user_cache()).absolute(),
        changed=changed,
    )
    if parent or output is None:
        settings = settings.at(settings.output / settings.folder_name())
    return settings.at(settings.output.absolute()), needs.bad
