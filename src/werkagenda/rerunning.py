"""Make a finished run again from its manifest, and say whether its tables have the same bytes."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from werkagenda import folders
from werkagenda import settings as reading
from werkagenda.analysis.results import inputs
from werkagenda.problems import BadInput
from werkagenda.progress import watched
from werkagenda.study import manifest as manifests
from werkagenda.study import run
from werkagenda.study.plan import Settings
from werkagenda.tables import intact, reader


def opened(*where: Path) -> list[dict[str, Any]]:
    """Manifests of runs; BadInput with all that is wrong with any of the folders."""
    found, wrong = [], []
    for folder in where:
        try:
            if why := folders.unreadable(folder):
                raise BadInput([f"{folders.shown(str(folder))}: {why}"])
            found.append(reader.manifest(folder))
        except BadInput as bad:
            wrong += bad.problems
    if wrong:
        raise BadInput(wrong)
    return found


def shown(value: object) -> str:
    """A value of an input; long hashes by their first digits."""
    if value is None:
        return "not there"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"{text[:12]}..." if len(text) == 64 and text.isalnum() else text


def difference(a: Path, b: Path) -> list[str]:
    """One line for each input in which two runs differ: its name, the values and the unit."""
    one, other = map(inputs.inputs, opened(a, b))
    units = {name: f"  ({unit})" if (unit := inputs.unit(name)) else "" for name in differing(one, other)}
    return [f"{name}: {shown(one.get(name))} | {shown(other.get(name))}{unit}" for name, unit in units.items()]


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Names of inputs that two runs do not share."""
    return [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name)]


def words(said: Mapping[str, Any]) -> list[str]:
    """Overrides that a manifest's command gives, without its folder."""
    given = shlex.split(str(said["command"]))
    return [word for word in given[2:] if not word.startswith("output=")]


def asked(said: Mapping[str, Any], aside: Path) -> Settings:
    """Settings of the run of a manifest, to be made in `aside`; its scenario keeps the name that the manifest has."""
    places = [f"output={aside / 'run'}", f"cache={aside / 'cache'}"]
    (found,) = reading.read([*words(said), *places])
    return replace(found, scenario=str(said["scenario"]), workers=int(said.get("workers", 1)))


def unlike(said: Mapping[str, Any], settings: Settings) -> list[str]:
    """Inputs that a run would not have again here, one line each: settings, evidence, code, packages."""
    now = {"config": settings.content(), "evidence": manifests.evidence_hashes(), "code": manifests.code()}
    here, there = (inputs.inputs(each) for each in (json.loads(json.dumps(now)), said))
    here |= inputs.flat(manifests.packages(), "packages")
    there |= inputs.flat(said.get("packages", {}), "packages")
    names = differing(there, here)
    return [f"{name}: was {shown(there.get(name))}, is {shown(here.get(name))}" for name in names]


def rerun(folder: Path) -> tuple[list[str], list[str]]:
    """Make a run again, history included, in a temporary folder: its tables, and those of which the bytes differ."""
    (said,) = opened(folder)
    if bad := intact.changed(folder, said.get("outputs")):
        raise BadInput([f"{folder / name}: is missing or not what the run wrote" for name in bad])
    with TemporaryDirectory(prefix="werkagenda-", ignore_cleanup_errors=True) as aside:
        settings = asked(said, Path(aside).resolve())
        if other := unlike(said, settings):
            raise BadInput([f"{folder}: cannot be made again here: {line}" for line in other])
        with watched(settings) as progress:
            again = reader.manifest(run.run(settings, progress))["outputs"]
    names = sorted({*said["outputs"], *again})
    return names, [name for name in names if digest(said["outputs"], name) != digest(again, name)]


def digest(outputs: Mapping[str, Any], name: str) -> str | None:
    """Hash of a table in a manifest; None if it is not there."""
    return outputs[name]["sha256"] if name in outputs else None
