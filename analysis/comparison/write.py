"""The folder of a comparison: a Parquet file a table, the same bytes for the same runs, and `comparison.json`, last."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.analysis.comparison import shipped
from werkagenda.analysis.comparison.check import BASELINE
from werkagenda.analysis.comparison.choose import flat
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.worlds import World, all_years, years
from werkagenda.tables import intact, writer
from werkagenda.tables.comparison import ASSUMPTIONS, COMPARISON

CARD = "comparison.json"
FORMAT = 3
DOSE = "dose"
"""The one number that names a row."""


def write(
    work: Path, final: Path, given: Sequence[Path], worlds: Sequence[World], tables: Mapping[str, pd.DataFrame]
) -> None:
    """Write every table and then the card into `work`, which will stand at `final`."""
    work.mkdir(parents=True, exist_ok=True)
    outputs = {f"{name}.parquet": put(work, name, tables.get(name)) for name in COMPARISON}
    card = {**described(worlds), **stored(final, given, worlds), "outputs": outputs}
    text = json.dumps(intact.sealed(card), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (work / CARD).write_text(text, encoding="utf-8", newline="\n")


def put(work: Path, name: str, frame: pd.DataFrame | None) -> str:
    """Write one table with sorted rows; returns the sha256 of its bytes."""
    schema, path = COMPARISON[name], work / f"{name}.parquet"
    table = schema.empty_table()
    if frame is not None and len(frame):
        table = pa.Table.from_pandas(frame[schema.names], schema, preserve_index=False).replace_schema_metadata(None)
        numbers = {field.name for field in schema if pa.types.is_floating(field.type)} - {DOSE}
        table = table.sort_by([(column, "ascending") for column in schema.names if column not in numbers])
    pq.write_table(table, path, compression="zstd", compression_level=3, version="2.6", store_schema=False)
    return writer.digest(path)


def described(worlds: Sequence[World]) -> dict[str, Any]:
    """What was compared: settings that all runs share, scenarios, worlds and swept values."""
    central = worlds[0].baseline
    manifest = central.manifest
    return {
        "format": FORMAT,
        "seed": central.config["seed"],
        "scale": central.scale,
        "replicates": len(central.replicates),
        "economy": central.config["economy"],
        "inflow": central.config["inflow"],
        "law": central.config["law"],
        "last_month": central.end,
        "years": years(central),
        "all_years": all_years(central),
        "baseline": BASELINE,
        "instruments": titles(worlds),
        "not_as_shipped": shipped.differences(by_scenario(worlds[0])),
        "scenarios": {run.scenario: scenario(run, central) for run in by_scenario(worlds[0])},
        "worlds": {world.name: about(world) for world in worlds},
        "swept": swept(worlds),
        "parameters": dict(central.config["parameters"]),
        "parameters_without_source": manifest.get("parameters_without_source", []),
        "parameters_outside_range": manifest.get("parameters_outside_range", []),
        "code": dict(manifest["code"]),
        "evidence": dict(manifest["evidence"]),
    }


def titles(worlds: Sequence[World]) -> dict[str, dict[str, str]]:
    """The names of instruments for readers, by language, as the runs give them."""
    found: dict[str, dict[str, str]] = {}
    for run in by_scenario(worlds[0]):
        found |= run.manifest["instruments"]
    return dict(sorted(found.items()))


def by_scenario(world: World) -> list[Finished]:
    """The runs of a world, the baseline first."""
    return [world.baseline, *(world.scenarios[name] for name in sorted(world.scenarios))]


def scenario(run: Finished, baseline: Finished) -> dict[str, Any]:
    """Description in both languages, settings of the instruments, and where they differ from the baseline's."""
    own, other = (flat(each.config["instruments"], "instruments") for each in (run, baseline))
    names = [name for name in sorted({*own, *other}) if own.get(name) != other.get(name)]
    differs = [{"setting": name, "baseline": other.get(name), "scenario": own.get(name)} for name in names]
    return {
        "description": dict(run.manifest["description"]),
        "instruments": run.config["instruments"],
        "differs": differs,
    }


def about(world: World) -> dict[str, Any]:
    """A world's assumptions, and how many replicates each of its runs has."""
    assume = dict(zip(ASSUMPTIONS, world.assume, strict=True))
    return {"central": world.central, "replicates": len(world.replicates), "assume": assume | dict(world.further)}


def swept(worlds: Sequence[World]) -> dict[str, list[float]]:
    """The values that each assumption takes over the worlds, and other parameters where they are moved."""
    found = {name: {world.assume[n] for world in worlds} for n, name in enumerate(ASSUMPTIONS)}
    for name, value in (each for world in worlds for each in world.further):
        found.setdefault(name, set()).add(value)
    return {name: sorted(values) for name, values in found.items()}


def stored(final: Path, given: Sequence[Path], worlds: Sequence[World]) -> dict[str, Any]:
    """Where the runs stand as seen from the comparison, the command that makes it again, and the hash of its inputs."""
    runs = [(world.name, run) for world in worlds for run in by_scenario(world)]
    folders: dict[str, dict[str, str]] = {}
    for name, run in runs:
        folders.setdefault(name, {})[run.scenario] = relative(run.folder, final)
    words = sorted({relative(folder, Path.cwd()) for folder in given})
    return {
        "folders": folders,
        "central_baseline": relative(worlds[0].baseline.folder, final),
        "command": shlex.join(["werkagenda", "compare", *words, "--output", relative(final, Path.cwd())]),
        "inputs_sha256": inputs_hash(worlds),
    }


def relative(path: Path, start: Path) -> str:
    """The path from `start` on with forward slashes; the whole path where there is no way (another disk)."""
    try:
        return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def inputs_hash(worlds: Sequence[World]) -> str:
    """sha256 over the outputs of all runs and the code of the comparison: equal inputs give equal comparisons."""
    total = hashlib.sha256()
    here = files("werkagenda.analysis") / "comparison"
    for source in sorted((item for item in here.iterdir() if item.name.endswith(".py")), key=lambda item: item.name):
        total.update(source.read_bytes())
    for world in worlds:
        for run in by_scenario(world):
            total.update(json.dumps([world.name, run.scenario, run.manifest["outputs"]], sort_keys=True).encode())
    return total.hexdigest()


def hash_of(folder: Path) -> str | None:
    """The hash of the inputs of a finished comparison; None when the folder holds none that can be read."""
    found = card(folder)
    return None if found is None else found.get("inputs_sha256")


def card(folder: Path) -> dict[str, Any] | None:
    """What `comparison.json` says; None where there is none, or it is damaged or changed."""
    try:
        found = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and not intact.altered(found, FORMAT) else None


def damaged(folder: Path) -> list[str]:
    """Files of a comparison that are missing or not what was written."""
    found = card(folder)
    return [CARD] if found is None else intact.changed(folder, found.get("outputs"))
