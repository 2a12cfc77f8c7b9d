"""What the command lists: scenarios and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from werkagenda import config_files, config_store, extensions
from werkagenda.evidence import registry, show
from werkagenda.problems import BadInput, near

WIDE = 44
BASELINE = "baseline"


@dataclass(frozen=True)
class Listed:
    """A scenario: its description, what it sets otherwise than the baseline, or why it cannot be used."""

    name: str
    description: str
    differences: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def scenarios(language: str, folder: Path | None = None) -> list[Listed]:
    """The scenarios, the baseline first, in a language (`en` or `nl`); files that cannot be used among them.

    `folder`: a folder with scenarios beside those that ship.
    """
    if damaged := [*config_files.base("config"), *extensions.use({}, folder)]:
        raise BadInput(damaged)
    names = sorted(config_store.options("scenario"), key=lambda name: (name != BASELINE, name))
    return [listed(name, language) for name in names]


def listed(name: str, language: str = "en") -> Listed:
    """One scenario of the list."""
    if problems := config_files.scenario(name).problems:
        return Listed(name, "cannot be used:", problems=tuple(problems))
    english, dutch = config_store.description("scenario", name)
    return Listed(name, dutch if language == "nl" else english, tuple(config_files.differences(name)))


def configured() -> dict[str, object]:
    """The parameters of the model and what the config says of each."""
    document = config_store.opened("parameters", "default")
    if document.problems:
        raise BadInput(document.problems)
    groups = document.values
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
    wanted = name.strip().removeprefix("parameters.")
    if not wanted:
        raise BadInput([f"{name!r}: names nothing; give a group or a parameter, or no name for all"])
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
    yield f"  range         {entry.low:g} to {entry.high:g}"
    yield f"  source        {entry.source}, {entry.date}"
    yield f"  grade         {entry.grade}"
    yield f"  used          {where}"
    if entry.note:
        yield f"  note          {entry.note}"
    yield from prior_and_posterior(entry.id)


def prior_and_posterior(name: str) -> Iterator[str]:
    """Prior of a parameter with its reason, and its posterior; nothing for one that is fixed."""
    from werkagenda.evidence import posterior, priors  # SciPy: only where it is asked for

    prior = priors.all_priors().get(name)
    if prior is None:
        return
    basis = f" ({', '.join(prior.basis)})" if prior.basis else ""
    yield f"  prior         {prior.description}"
    yield f"  because       {prior.reason}{basis}"
    yield f"  posterior     {posterior.narrowed(name)}"


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
