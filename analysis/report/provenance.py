"""Provenance of a run and of a comparison: command, seed, settings, folders and hashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from werkagenda.analysis.comparison import labels, load_comparison
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.language import current, named, say
from werkagenda.analysis.numbers import fixed, general
from werkagenda.analysis.report.content import Block, Bullets, Note, ScenarioText
from werkagenda.analysis.run import Run, find

RUN_FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("command", ("command", "command_line")),
    ("scenario", ("scenario",)),
    ("display name", ("display_name",)),
    ("written by", ("author",)),
    ("written on", ("date",)),
    ("economy", ("economy",)),
    ("inflow", ("inflow",)),
    ("law", ("law",)),
    ("seed", ("seed",)),
    ("replicates", ("replicates",)),
    ("scale", ("scale", "population.scale")),
    ("code commit", ("code_commit", "commit")),
    ("version", ("version",)),
    ("files changed since the commit", ("changed_since_commit",)),
    ("hash of all sources", ("sources_sha256",)),
    ("Python", ("python",)),
    ("platform", ("platform",)),
    ("finished", ("finished",)),
    ("wall time, seconds", ("wall_seconds",)),
    ("peak memory", ("peak_memory_bytes",)),
)
NO_SOURCE = "parameters_without_source"
OUTSIDE = "parameters_outside_range"


def run_provenance(run: Run) -> list[Block]:
    """The blocks of the section."""
    rows: list[tuple[str, ...]] = [
        (named("about", label), _short_value(label, find(run.manifest, *names)))
        for label, names in RUN_FIRST
        if find(run.manifest, *names) is not None
    ]
    whole = [(name, _value_text(value)) for name, value in flatten(run.manifest)]
    return [
        Table(("", ""), rows, caption=say("What makes this run")),
        Bullets([str(name) for name in _as_list(find(run.manifest, NO_SOURCE))], _unsourced_title(run)),
        Table(
            (say("name"), say("value")),
            [*whole],
            caption=say("The whole manifest: settings, versions, hashes"),
            folded=True,
            language="en",
        ),
    ]


def outside_range(manifest: Mapping[str, Any]) -> Bullets:
    """Parameters outside the range of the evidence, with a title; empty where there are none."""
    names = _as_list(find(manifest, OUTSIDE))
    if not names:
        return Bullets(())
    one = len(names) == 1
    title = (
        say("1 parameter outside the range of the evidence")
        if one
        else say("{count} parameters outside the range of the evidence", count=len(names))
    )
    return Bullets([str(name) for name in names], title)


def _short_value(label: str, value: Any) -> str:
    """A value of the short list in words a reader wants."""
    return (
        say("{value} MiB", value=fixed(value / 2**20, 0))
        if label == "peak memory" and isinstance(value, int)
        else _value_text(value)
    )


def _unsourced_title(run: Run) -> str:
    names = _as_list(find(run.manifest, NO_SOURCE))
    if not names:
        return say("Every parameter of this run has an entry in the evidence registry")
    if len(names) == 1:
        return say("1 parameter of this run without a source")
    return say("{count} parameters of this run without a source", count=len(names))


def _as_list(found: Any) -> list[Any]:
    if found is None:
        return []
    if isinstance(found, Mapping):
        return [f"{key} = {value}" for key, value in found.items()]
    return list(found) if isinstance(found, list | tuple) else [found]


def flatten(found: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """All values of nested settings with their dotted names."""
    out: list[tuple[str, Any]] = []
    for key, value in found.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value:
            out += flatten(value, f"{name}.")
        else:
            out.append((name, value))
    return out


def _value_text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: say("yes"), False: say("no"), None: say("unknown")}[value]
    if isinstance(value, float):
        return general(value) if abs(value) < 1000 else fixed(value, 0)
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value)
    return str(value)


COMPARISON_FIRST = (
    "command",
    "seed",
    "scale",
    "replicates",
    "economy",
    "inflow",
    "law",
    "last_month",
    "code",
    "inputs_sha256",
)
"""Names of comparison.json that are shown in the open."""


def scenario_descriptions(c: Comparison) -> list[Block]:
    """A piece a scenario: description in English and Dutch, and what differs from the baseline."""
    found = c.info.get("scenarios", {})
    order = [*(name for name in found if name not in c.scenarios), *(name for name in c.scenarios if name in found)]
    return [_scenario_text(name, found[name], c) for name in order] or [
        Note(say("The comparison does not describe them."))
    ]


def _scenario_text(name: str, about: Mapping[str, Any], c: Comparison) -> ScenarioText:
    description, said = about.get("description", {}), about.get("about", {})
    words = {language: "; ".join(lines) for language, lines in about.get("in_words", {}).items()}
    return ScenarioText(
        name,
        str(said.get("display_name") or labels.scenario_label(name)),
        ", ".join(str(said[key]) for key in ("author", "date") if said.get(key)),
        [
            (language, str(text[language]))
            for text in (description, words)
            for language in (current().code,)
            if text.get(language)
        ],
        [*_scenario_tables(about, c)],
    )


def _scenario_tables(about: Mapping[str, Any], c: Comparison) -> Iterator[Table]:
    """What differs from the baseline."""
    rows: list[tuple[str, ...]] = [
        (
            setting_label(str(d.get("setting")), c.info.get("instruments", {})),
            setting_text(d.get("baseline")),
            setting_text(d.get("scenario")),
        )
        for d in about.get("differs", [])
    ]
    if rows:
        caption = say("Settings that differ from the baseline")
        yield Table((say("setting"), say("baseline"), say("here")), rows, frozenset({1, 2}), caption)


def setting_label(name: str, titles: Mapping[str, Mapping[str, str]]) -> str:
    """A setting in words: `instruments.startbanen.dose` is that of an instrument; `titles` as comparison.json has."""
    within = name.removeprefix("instruments.")
    if within == name:
        return setting_name(name)
    return f"{labels.policy_label(within.partition('.')[0], titles)}: {setting_name(within)}"


def setting_name(name: str) -> str:
    """What a setting is, for readers: that of an instrument (`startbanen.dose`) by its whole name or its last part."""
    last = name.rpartition(".")[2]
    known = named("setting", name)
    return known if known != name.replace("_", " ") else named("setting", last)


def comparison_provenance(c: Comparison) -> list[Block]:
    """What makes the page again, and where everything else about the runs is told."""
    rows = [
        (named("about", key), setting_text(value))
        for name in COMPARISON_FIRST
        if name in c.info
        for key, value in flatten({name: c.info[name]})
    ]
    rest = say(
        "Folders compared, sets of assumptions, every parameter and the hashes of the evidence stand in {file} beside "
        "this page; the manifest of each run stands in its folder.",
        file=load_comparison.CARD_FILE,
    )
    return [Table(("", ""), [*rows], caption=say("What makes this comparison")), Note(rest)]


def setting_text(value: Any) -> str:
    """A value as text: yes, no and none in words, numbers short, lists with commas, lists of named "
    "values as a count."""
    if isinstance(value, bool) or value is None:
        return {True: say("yes"), False: say("no"), None: say("none")}[value]
    if isinstance(value, float):
        return general(value) if abs(value) < 1e5 else fixed(value, 0)
    if isinstance(value, list | tuple):
        return ", ".join(setting_text(part) for part in value) or say("none")
    return str(value)
