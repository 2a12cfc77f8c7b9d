"""The registry: every figure that the model uses or is compared with, checked as a whole before anything runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable

from werkagenda.evidence.cells import faults
from werkagenda.evidence.coverage import missing
from werkagenda.evidence.entry import Entry
from werkagenda.evidence.files import folder
from werkagenda.evidence.links import Links, used_both_ways, with_uses
from werkagenda.evidence.prior_file import read_priors
from werkagenda.evidence.raw import raw_entries
from werkagenda.evidence.sheets import parameter_entries, sheet_entries
from werkagenda.evidence.target_errors import read_families, without_error
from werkagenda.evidence.targets import Target, read_targets
from werkagenda.problems import BadInput

__all__ = ["Entry", "EvidenceProblem", "Registry", "Target", "load", "read_registry", "targets"]


class EvidenceProblem(BadInput):
    """The evidence is incomplete or inconsistent; `problems` lists every error."""


class Registry(Mapping[str, Entry]):
    """All entries by id, in the order of the files. Ids: C.., LM.., P.. (raw), law.., group.field, file.key.key."""

    def __init__(self, entries: dict[str, Entry], used_in: dict[str, tuple[str, ...]]) -> None:
        self._entries = entries
        self.used_in = used_in
        """For each entry what leans on it: parameters, series and profiles (by id), `target: calibration`, ..."""

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def number(self, key: str) -> float:
        """Plain number of an entry. Raises EvidenceProblem for an unknown id or a value that is not one number."""
        entry = self._entries.get(key)
        if entry is None:
            raise EvidenceProblem([f"{key}: no such evidence"])
        if entry.number is None:
            raise EvidenceProblem([f"{key}: the evidence is not one number ({entry.value})"])
        return entry.number

    def parameters(self) -> dict[str, Entry]:
        """The model's parameters (parameters.csv) by id `group.field`."""
        return {name: entry for name, entry in self._entries.items() if entry.file == "parameters.csv"}

    def groups(self) -> dict[str, dict[str, float]]:
        """The model's parameters as group -> field -> number."""
        found: dict[str, dict[str, float]] = {}
        for name, entry in self.parameters().items():
            group, field = name.split(".")
            found.setdefault(group, {})[field] = entry.number if entry.number is not None else float("nan")
        return found


def _by_id(found: list[Entry], problems: list[str]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for entry in found:
        if entry.id in entries:
            problems.append(f"{entry.id}: stands twice ({entries[entry.id].file} and {entry.file})")
        entries[entry.id] = entry
    return entries


def read_registry(where: Traversable) -> Registry:
    """The registry of a folder of csv files; raises EvidenceProblem with all problems at once."""
    problems = faults(where)
    try:
        found = [*raw_entries(where, problems), *parameter_entries(where, problems), *sheet_entries(where, problems)]
        entries = _by_id(found, problems)
        targets = read_targets(where, entries, problems)
        problems += without_error(targets, read_families(where, problems))
        priors = read_priors(where, entries, problems)
        links = Links.read(where, entries, problems)
        problems += missing(where)
    except (OSError, KeyError, ValueError) as damage:
        raise EvidenceProblem(problems or [f"a file is missing or damaged: {damage}"]) from damage
    used_in: dict[str, list[str]] = {}
    for entry in found:
        for name in entry.basis:
            if name not in entries:
                problems.append(f"{entry.id}: the basis {name} is no entry")
            used_in.setdefault(name, []).append(entry.id)
    for prior in priors.values():
        for name in prior.basis:
            used_in.setdefault(name, []).append(f"prior: {prior.id}")
    for target in targets:
        used_in.setdefault(target.id, []).append(f"target: {target.use}")
    frozen = {name: tuple(dict.fromkeys(users)) for name, users in used_in.items()}
    problems += used_both_ways(frozen, links)
    if problems:
        raise EvidenceProblem(problems)
    return Registry(with_uses(entries, frozen, links), frozen)


@cache
def load() -> Registry:
    """The registry of the evidence that ships with the package, read and checked once."""
    return read_registry(folder())


@cache
def targets(use: str | None = None) -> tuple[Target, ...]:
    """Targets of the shipped evidence in the order of targets.csv: all, or those of one use."""
    return tuple(each for each in read_targets(folder(), load(), []) if use in (None, each.use))
