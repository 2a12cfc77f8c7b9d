"""Catalogue of all instruments, of this package and of an extension folder, checked before anything runs.

``use(folder)`` loads the instruments of a folder into this process; a run with `extensions=FOLDER` and each of its
workers does so. References to levers, points, flows or parameters that do not exist are reported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType
from typing import Any

import werkagenda.scenarios as here
from werkagenda.model.parameters import FIELDS
from werkagenda.model.policy.hooks import POINTS
from werkagenda.model.policy.levers import LEVERS
from werkagenda.problems import near
from werkagenda.scenarios.instrument import Instrument, Number
from werkagenda.scenarios.setting import undescribed
from werkagenda.tables import flows
from werkagenda.tables.policy import UPTAKE

Kind = type[Instrument[Any, Any]]
DOSE = "dose"
MARK = "(Instrument["
"""Text that identifies a file with an instrument."""
_own: dict[Path, dict[str, Kind]] = {}
_used: dict[str, Kind] = {}
_folder: list[Path] = []


class ExtensionProblem(ValueError):
    """A folder of instruments cannot be used; ``problems`` lists the reasons."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def defined(module: ModuleType) -> Iterator[Kind]:
    """Instruments defined in a module."""
    for each in vars(module).values():
        if isinstance(each, type) and issubclass(each, Instrument) and each.__module__ == module.__name__:
            yield each


def _of_project() -> dict[str, Kind]:
    files = sorted(resources.files(here).iterdir(), key=lambda each: each.name)
    names = [
        each.name.removesuffix(".py")
        for each in files
        if each.name.endswith(".py") and MARK in each.read_text(encoding="utf-8")
    ]
    kinds = [each for name in names for each in defined(import_module(f"{here.__name__}.{name}"))]
    return {each.name: each for each in sorted(kinds, key=lambda each: each.name)}


PROJECT: Mapping[str, Kind] = _of_project()
"""Instruments of this package, by name."""


def known() -> dict[str, Kind]:
    """All instruments by name, including those of the extension folder in use."""
    return dict(sorted({**PROJECT, **_used}.items()))


def folder() -> Path | None:
    """Extension folder in use, or None."""
    return _folder[0] if _folder else None


def own() -> dict[str, Kind]:
    """Instruments of the extension folder in use."""
    return dict(_used)


def use(where: Path | None) -> None:
    """Use the instruments of a folder in addition to the project's (None: no folder). Raises ExtensionProblem."""
    found = {} if where is None else _own.get(where.resolve())
    if found is None:
        assert where is not None
        found = load(where)
        if problems := list(wrong(found)):
            raise ExtensionProblem([f"extensions={where}: {each}" for each in problems])
        _own[where.resolve()] = found
    _used.clear()
    _used.update(found)
    _folder[:] = [where] if where else []


def load(folder: Path) -> dict[str, Kind]:
    """Instruments of a folder's files, by name. Raises ExtensionProblem if a file cannot be imported."""
    files = sorted(folder.glob("*.py")) if folder.is_dir() else []
    problems = [] if files else [f"extensions={folder}: no such folder, or no .py file with an instrument in it"]
    found: dict[str, Kind] = {}
    for file in files:
        try:
            kinds = list(defined(_read(file)))
        except Exception as error:  # an imported file can raise anything
            problems.append(f"extensions={folder}: {file.name} cannot be imported ({type(error).__name__}: {error})")
            continue
        for kind in kinds:
            name = getattr(kind, "name", file.stem)
            if name in found or name in PROJECT:
                problems.append(f"extensions={folder}: {file.name}: there is an instrument {name} already")
            found[name] = kind
    if files and not found and not problems:
        problems.append(f"extensions={folder}: no file defines an Instrument")
    if problems:
        raise ExtensionProblem(problems)
    return dict(sorted(found.items()))


def _read(file: Path) -> ModuleType:
    name = f"werkagenda_extension_{hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:8]}_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def wrong(kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Problems of instruments from an extension folder."""
    for name, kind in kinds.items():
        yield from (f"{name}: {each}" for each in lacking(kind) or odd(kind))
    complete = [each for each in kinds.values() if not list(lacking(each))]
    others = [flow for each in PROJECT.values() for flow in each.flows]
    yield from flows.problems([*others, *(flow for each in complete for flow in each.flows)])


NEEDED = ("name", "title", "summary", "choices_type", "numbers_type", "points")


def lacking(kind: Kind) -> list[str]:
    """Required attributes that a class does not set."""
    return [f"the class does not say its {each}" for each in NEEDED if not getattr(kind, each, None)]


def odd(kind: Kind) -> Iterator[str]:
    """References of an instrument that do not exist, and missing descriptions."""
    yield from (f"no rule reads lever '{each}'{near(each, list(LEVERS))}" for each in kind.levers if each not in LEVERS)
    yield from (
        f"no point '{each}' in the month{near(each, list(POINTS))}" for each in kind.points if each not in POINTS
    )
    yield from (
        f"no count '{each}' in the table uptake{near(each, list(UPTAKE))}" for each in kind.counts if each not in UPTAKE
    )
    if not all(each.strip() for each in kind.title):
        yield "its title needs a name in English and in Dutch"
    yield from (
        f"setting {each}: needs a default, a range, a unit and a text" for each in undescribed(kind.choices_type)
    )
    if DOSE not in kind.choices_type.model_fields:
        yield f"has no setting {DOSE}, of which 0 means that it does not act"
    fields = kind.numbers_type._fields
    yield from (f"assumes {each}, which it does not read" for each in kind.assumed if each not in fields)
    for field, number in kind.assumed.items():
        yield from unfit(field, number)


def unfit(field: str, number: Number) -> Iterator[str]:
    """Problems of a parameter that an instrument defines itself."""
    if not (number.unit.strip() and number.source.strip()):
        yield f"parameter {field}: needs a unit, and a source or the word assumption"
    if not number.low <= number.value <= number.high:
        yield f"parameter {field}={number.value:g}: lies outside its range, {number.low:g} to {number.high:g}"


def unknown_numbers(kinds: Mapping[str, Kind], evidence: Iterable[str]) -> Iterator[str]:
    """Parameters read by instruments that are neither in the evidence nor defined by them."""
    rows = set(evidence)
    for name, kind in kinds.items():
        for field in kind.numbers_type._fields:
            if field not in kind.assumed and f"{name}.{field}" not in rows:
                yield f"parameters.{name}.{field}: missing; give a row in the evidence, or a Number in `assumed`"


def groups() -> dict[str, tuple[str, ...]]:
    """Parameters read by instruments, by group."""
    return {name: tuple(kind.numbers_type._fields) for name, kind in known().items()}


def headings() -> tuple[flows.Heading, ...]:
    """Headings of the ledger with all instruments."""
    return flows.headings(flow for kind in known().values() for flow in kind.flows)


def titles() -> dict[str, dict[str, str]]:
    """Display name of each instrument, by language."""
    return {name: dict(zip(("en", "nl"), kind.title, strict=True)) for name, kind in known().items()}


def defaults() -> dict[str, dict[str, Any]]:
    """Default of every setting, by name of instrument."""
    return {name: kind.choices_type().model_dump() for name, kind in known().items()}


def assumed() -> dict[str, float]:
    """Parameters defined by extension instruments, by name `group.field`."""
    return {f"{name}.{field}": each.value for name, kind in own().items() for field, each in kind.assumed.items()}


def digest(folder: Path) -> dict[str, str]:
    """sha256 of every file of an extension folder that affects numbers, by name."""
    found = sorted([*folder.glob("*.py"), *folder.glob("*.yaml")])
    return {each.name: hashlib.sha256(each.read_bytes().replace(b"\r\n", b"\n")).hexdigest() for each in found}


assert not set(PROJECT) & set(FIELDS), "an instrument has the name of a group of the model's parameters"
