"""Find finished runs below the folders given and read from their manifests what a comparison needs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkagenda.tables import reader
from werkagenda.tables.comparison import ASSUMED, ASSUMPTIONS
from werkagenda.tables.problems import TableProblem
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_index, month_label

MANIFEST = "manifest.json"
RERUN_ADVICE = "it was made by another version; run it again with another output folder"


@dataclass(frozen=True)
class FinishedRun:
    """A finished run: `assume` in the order of ASSUMPTIONS, `central` when all are those of its parameters."""

    folder: Path
    manifest: Mapping[str, Any]
    scenario: str
    scale: float
    end: str
    replicates: tuple[int, ...]
    assume: tuple[float, ...]
    further: tuple[tuple[str, float], ...]
    """Other parameters that are moved from 2025 on, by name."""
    central: bool

    @property
    def draw(self) -> tuple[int, Mapping[str, Any]] | None:
        """Number and values of the draw of a design that this run is of; None for any other run."""
        said = self.manifest.get("draw")
        return (int(said["number"]), said["values"]) if said else None

    @property
    def config(self) -> Mapping[str, Any]:
        """The settings that decided the results."""
        content: Mapping[str, Any] = self.manifest["config"]
        return content

    @property
    def world(self) -> str:
        """`central`, or the assumptions that differ from the registry: `fringe_share=0,taste_share=1`."""
        free = registry_assumptions(self.manifest)
        moved = [
            f"{name}={value:g}" for name, value, own in zip(ASSUMPTIONS, self.assume, free, strict=True) if value != own
        ]
        return ",".join([*moved, *filter(None, [parameters_text(self.further)])]) or "central"


def parameters_text(further: Sequence[tuple[str, float]]) -> str:
    """Parameters that are moved, as text: `offer.pass_through=0`."""
    return ",".join(f"{name}={value:g}" for name, value in further)


def moved_parameters(manifest: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    """Parameters beside the assumptions that have another value from 2025 on than before, by name."""
    config = manifest["config"]
    others = {name: float(value) for name, value in config["assume"].items() if name not in ASSUMPTIONS}
    own = {name: float(config["parameters"][name]["value"]) for name in others}
    return tuple((name, value) for name, value in sorted(others.items()) if value != own[name])


def registry_assumptions(manifest: Mapping[str, Any]) -> tuple[float, ...]:
    """The values that the run's parameters give the assumptions, in the order of ASSUMPTIONS."""
    return tuple(float(manifest["config"]["parameters"][ASSUMED[name]]["value"]) for name in ASSUMPTIONS)


def find_runs(given: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """Folders of finished runs, each once and sorted, and what is wrong with the folders given."""
    found: dict[Path, None] = {}
    wrong = [] if given else ["no folder is given - name folders of finished runs"]
    for folder in given:
        if not folder.is_dir():
            wrong.append(f"{folder}: there is no such folder - give folders of finished runs")
            continue
        below = [folder / MANIFEST] if is_run_manifest(folder / MANIFEST) else list(manifests_below(folder, wrong))
        runs = [path.parent for path in below if not is_hidden(path.relative_to(folder)) and is_run_manifest(path)]
        if not runs:
            wrong.append(f"{folder}: holds no finished run - give folders of finished runs, or a folder above them")
        found |= dict.fromkeys(path.resolve() for path in runs)
    return sorted(found), wrong


def manifests_below(folder: Path, wrong: list[str]) -> Iterator[Path]:
    """Manifests below a folder; folders that may not be read are added to what is wrong. Links are not followed."""

    def closed(error: OSError) -> None:
        wrong.append(f"{error.filename}: cannot be read ({error.strerror}) - ask its owner, or leave it out")

    for place, _, names in os.walk(folder, onerror=closed):
        if MANIFEST in names:
            yield Path(place) / MANIFEST


def is_hidden(path: Path) -> bool:
    """Does a part of the path begin with a dot, as what is being made does?"""
    return any(part.startswith(".") for part in path.parts)


def is_run_manifest(path: Path) -> bool:
    """Is it the manifest of a run (it names the tables written), or one that cannot be read, to be told of later?"""
    if not path.is_file():
        return False
    try:
        return "outputs" in reader.manifest(path.parent)
    except TableProblem:
        return True


def open_run(folder: Path) -> FinishedRun:
    """The run in a folder; raises TableProblem with all that its manifest lacks."""
    manifest = reader.manifest(folder)
    lacking = list(missing_entries(manifest))
    if lacking:
        raise TableProblem([f"the manifest has no {name}" for name in lacking], folder, RERUN_ADVICE)
    config = manifest["config"]
    assume = tuple(float(config["assume"][name]) for name in ASSUMPTIONS)
    return FinishedRun(
        folder=folder,
        manifest=manifest,
        scenario=str(config["scenario"]),
        scale=float(config["population"]["scale"]),
        end=str(config["outlook"]["end"]),
        replicates=tuple(sorted(int(number) for number in manifest["seeds"]["replicates"])),
        assume=assume,
        further=moved_parameters(manifest),
        central=assume == registry_assumptions(manifest) and not moved_parameters(manifest),
    )


def missing_entries(manifest: Mapping[str, Any]) -> list[str]:
    """Dotted names of what a comparison needs and the manifest does not have, or has as another kind of value."""
    numbers = [f"config/assume/{name}" for name in ASSUMPTIONS]
    numbers += [f"config/parameters/{ASSUMED[name]}/value" for name in ASSUMPTIONS]
    asked: list[tuple[list[str], tuple[type, ...]]] = [
        ([*numbers, "config/population/scale", "config/seed"], (int, float)),
        (["config/scenario", "config/economy", "config/inflow", "config/law", "config/outlook/end"], (str,)),
        (["code/version", "code/sources_sha256"], (str,)),
        (["config/instruments", "instruments", "description", "evidence", "outputs"], (dict,)),
        (["seeds/replicates", "ledger"], (list,)),
    ]
    paths = [(path.split("/"), kinds) for group, kinds in asked for path in group]
    return [".".join(path) for path, kinds in paths if not isinstance(value_at(manifest, path), kinds)]


def value_at(manifest: Mapping[str, Any], path: Sequence[str]) -> Any:
    """The value at a path, or None."""
    value: Any = manifest
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def outlook_months(run: FinishedRun) -> list[str]:
    """Labels of the months of the outlook, January 2025 to the last month of the last whole year."""
    last = (month_index(run.end) + 1) // 12 * 12
    return [month_label(index) for index in range(HISTORY_MONTHS, last)]


def outlook_years(run: FinishedRun) -> list[str]:
    """The whole years of the outlook."""
    return [label[:4] for label in outlook_months(run) if label.endswith("-12")]


def all_years_label(run: FinishedRun) -> str:
    """The name of the period of all whole years: `2025-2029`."""
    whole = outlook_years(run)
    return f"{whole[0]}-{whole[-1]}"
