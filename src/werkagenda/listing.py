"""What the command lists: scenarios and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from hydra import compose, initialize_config_module
from omegaconf import OmegaConf

from werkagenda.evidence import registry, show
from werkagenda.problems import BadInput, near

WIDE = 44
BASELINE = "baseline"


def options(group: str) -> list[Traversable]:
    """The YAML files of a group of configs, by name."""
    found = (files("werkagenda.configs") / group).iterdir()
    return sorted((item for item in found if item.name.endswith(".yaml")), key=lambda item: item.name)


def tree(item: Traversable) -> dict[str, Any]:
    """What a YAML file says."""
    found = OmegaConf.to_container(OmegaConf.create(item.read_text(encoding="utf-8")))
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def flat(values: Mapping[str, Any], above: str = "") -> dict[str, object]:
    """Nested values by their dotted names."""
    found: dict[str, object] = {}
    for name, value in values.items():
        inner = isinstance(value, Mapping)
        found |= flat(value, f"{above}{name}.") if inner else {f"{above}{name}": value}
    return found


def composed(scenario: str) -> dict[str, Any]:
    """The whole configuration of a scenario; inside an initialised Hydra."""
    found = OmegaConf.to_container(compose("config", [f"scenario={scenario}"]))
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}


def scenarios(language: str) -> list[tuple[str, str, list[str]]]:
    """Names and descriptions (`en` or `nl`), the baseline first, and what each sets otherwise than the baseline."""
    names = sorted((item.name.removesuffix(".yaml") for item in options("scenario")), key=lambda n: (n != BASELINE, n))
    with initialize_config_module("werkagenda.configs", version_base="1.3"):
        each = {name: composed(name) for name in names}
    plain = flat({key: value for key, value in each[BASELINE].items() if key != "scenario"})
    return [
        (name, " ".join(str(config["scenario"][f"description_{language}"]).split()), differences(config, plain))
        for name, config in each.items()
    ]


def differences(config: Mapping[str, Any], plain: Mapping[str, object]) -> list[str]:
    """Lines `name: baseline's value -> value` where a configuration differs from the baseline's, `plain`."""
    own = flat({key: value for key, value in config.items() if key != "scenario"})
    return [f"{name}: {plain.get(name)} -> {value}" for name, value in own.items() if plain.get(name) != value]


def configured() -> dict[str, object]:
    """The parameters of the model and what the config says of each."""
    groups = tree(files("werkagenda.configs") / "parameters" / "default.yaml")
    return {f"{group}.{field}": value for group, fields in groups.items() for field, value in fields.items()}


def entries() -> registry.Registry:
    """The evidence, its problems told as problems with the input."""
    try:
        return registry.load()
    except registry.EvidenceProblem as damaged:
        raise BadInput([f"evidence: {problem}" for problem in damaged.problems]) from None


def chosen(name: str | None, known: list[str]) -> list[str]:
    """The parameters meant by a group, a name or its beginning."""
    if name is None:
        return known
    wanted = name.removeprefix("parameters.")
    found = [each for each in known if each == wanted or each.startswith(wanted)]
    if not found:
        groups = list(dict.fromkeys(each.split(".")[0] for each in known))
        raise BadInput([f"{name}: unknown parameter{near(wanted, [*groups, *known])}"])
    return found


def short(entry: registry.Entry, where: str) -> str:
    """A parameter in one line."""
    return f"{entry.id:<{WIDE}} {entry.value:>10} {entry.unit}  [{entry.low:g}, {entry.high:g}]  {entry.grade}  {where}"


def long(entry: registry.Entry, where: str) -> Iterator[str]:
    """A parameter in full."""
    yield entry.id
    yield f"  value         {entry.value} {entry.unit}"
    yield f"  range         {entry.low:g} to {entry.high:g} ({entry.distribution})"
    yield f"  source        {entry.source}, {entry.date}"
    yield f"  grade         {entry.grade}"
    yield f"  used          {where}"
    if entry.note:
        yield f"  note          {entry.note}"


@cache
def sources() -> tuple[tuple[str, str], ...]:
    """Name and text of the files in which parameters can be used."""
    found: list[tuple[str, str]] = []
    for part in ("agents", "model", "scenarios"):
        found += below(files(f"werkagenda.{part}"), part)
    return tuple(found)


def below(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    """Name and text of every Python file of a folder and the folders in it, in the order of their names."""
    for item in sorted(folder.iterdir(), key=lambda each: each.name):
        if item.is_dir():
            yield from below(item, f"{name}/{item.name}")
        elif item.name.endswith(".py"):
            yield f"{name}/{item.name}", item.read_text(encoding="utf-8")


def used(name: str) -> str:
    """The files that read a parameter (by the name of its field)."""
    reads = re.compile(rf"\.{re.escape(name.split('.')[1])}\b")
    found = [file for file, text in sources() if reads.search(text)]
    return ", ".join(found) or "nowhere yet"


def published(name: str | None, known: list[str]) -> list[str]:
    """Lines on figures of the evidence that are no parameters (`C001`, `LM2`), with who leans on them."""
    if name is None or any(each.startswith(name.removeprefix("parameters.")) for each in known):
        return []
    rows = show.describe(name)
    if len(rows) > 3:
        return [f"{r['id']:<12} {r['value']:>14} {r['unit']}  {r['grade']}  {r['title']}" for r in rows]
    lines: list[str] = []
    for r in rows:
        lines += [r["id"], f"  figure        {r['title']}", f"  value         {r['value']} {r['unit']}"]
        lines += [f"  source        {r['source']}, {r['date']}", f"  grade         {r['grade']}"]
        lines += [f"  use           {r['use']}", f"  used          {r['used_text'] or 'nowhere'}"]
        if r["same_as"]:
            lines.append(f"  the same as   {', '.join(r['same_as'])}")
    return lines


def parameters(name: str | None) -> Iterator[str]:
    """Lines on all parameters (one each), or in full on those named when at most three."""
    evidence, config = entries(), configured()
    figures = published(name, list(config))
    if figures:
        yield from figures
        return
    names = chosen(name, list(config))
    for each in names:
        value = config[each]
        entry = evidence.get(str(value).removeprefix("ev:"))
        if entry is None:
            yield f"{each:<{WIDE}} {value} (no source)"
        elif len(names) <= 3:
            yield from long(entry, used(each))
        else:
            yield short(entry, used(each))
