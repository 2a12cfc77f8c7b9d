"""Write the folder of a comparison: a Parquet file per table (same runs, same bytes), and `comparison.json` last."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda import config_store
from werkagenda.analysis.comparison import incomplete_studies
from werkagenda.analysis.comparison.check_runs import BASELINE, AssumptionSet, flatten_settings
from werkagenda.analysis.comparison.decomposition import parse_step
from werkagenda.analysis.comparison.discover_runs import FinishedRun, all_years_label, outlook_years
from werkagenda.evidence import registry
from werkagenda.tables import intact, writer
from werkagenda.tables.comparison import ASSUMPTIONS, COMPARISON

SHIPPED_LEVELS = {"economy": "central", "inflow": "central", "law": "june_2025"}
"""Groups of settings with a level of their own, and the level that `configs/config.yaml` names."""


def departures(runs: Sequence[FinishedRun]) -> list[str]:
    """One line for each thing that is not as shipped; `runs` of the central world, the baseline first."""
    return [
        *scenario_departures(runs),
        *level_departures(runs[0]),
        *parameter_departures(runs[0]),
        *evidence_departures(runs[0]),
    ]


def scenario_departures(runs: Sequence[FinishedRun]) -> Iterator[str]:
    """Scenarios whose settings are not those of their file."""
    for run in runs:
        name, value = parse_step(run.scenario) or (run.scenario, None)
        plain = shipped_settings(name)
        here = flatten_settings(run.config["instruments"], "instruments")
        other = [key for key in here if plain and key in plain and here[key] != plain[key] and here[key] != value]
        if other:
            said = ", ".join(f"{key} is {here[key]}, shipped {plain[key]}" for key in other)
            yield f"NOT AS SHIPPED: scenario {run.scenario}: {said}"


def level_departures(run: FinishedRun) -> Iterator[str]:
    """Economy, inflow and law of another level."""
    for group, level in SHIPPED_LEVELS.items():
        if run.config[group] != level:
            yield f"NOT AS SHIPPED: {group} is {run.config[group]}, shipped {level}"


def parameter_departures(run: FinishedRun) -> Iterator[str]:
    """Parameters that are not those of the registry."""
    known = registry.load().parameters()
    given: Mapping[str, Mapping[str, Any]] = run.config["parameters"]
    for name, entry in sorted(given.items()):
        if name in known and float(entry["value"]) != known[name].number:
            yield f"NOT AS SHIPPED: parameter {name} is {float(entry['value']):g}, registry {known[name].number:g}"


def evidence_departures(run: FinishedRun) -> Iterator[str]:
    """Files of evidence (the law among them) that are other than those at hand."""
    for name, digest in run.manifest["evidence"].items():
        place = files("werkagenda.evidence") / "data" / str(name)
        if place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() != digest:
            yield f"NOT AS SHIPPED: evidence {name} is another file than the one at hand"


@cache
def shipped_settings(scenario: str) -> Mapping[str, Any]:
    """Settings of the instruments in a scenario as its file has them; empty where there is no such file."""
    if scenario not in config_store.options("scenario"):
        return {}
    plain = {name: config_store.opened("instrument", name).values for name in config_store.options("instrument")}
    for name, given in config_store.settings(scenario).items():
        plain.setdefault(name, {}).update(given)
    return flatten_settings(plain, "instruments")


CARD_FILE = "comparison.json"
FORMAT = 3
DOSE = "dose"
"""The one number that names a row."""


def write_comparison(
    work: Path,
    final: Path,
    given: Sequence[Path],
    worlds: Sequence[AssumptionSet],
    tables: Mapping[str, pd.DataFrame],
    further: Mapping[str, str] | None = None,
) -> None:
    """Write every table and then the card into `work`, which will stand at `final`.

    `further`: other files that are there already, with their sha256.
    """
    work.mkdir(parents=True, exist_ok=True)
    outputs = {f"{name}.parquet": write_table(work, name, tables.get(name)) for name in COMPARISON}
    card = {**comparison_settings(worlds), **comparison_provenance(final, given, worlds)}
    card["not_as_shipped"] = [*incomplete_studies.missing(given), *card["not_as_shipped"]]
    card["outputs"] = {**outputs, **(further or {})}
    text = json.dumps(intact.sealed(card), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    (work / CARD_FILE).write_text(text, encoding="utf-8", newline="\n")


def write_table(work: Path, name: str, frame: pd.DataFrame | None) -> str:
    """Write one table with sorted rows; returns the sha256 of its bytes."""
    schema, path = COMPARISON[name], work / f"{name}.parquet"
    table = schema.empty_table()
    if frame is not None and len(frame):
        table = pa.Table.from_pandas(frame[schema.names], schema, preserve_index=False).replace_schema_metadata(None)
        numbers = {field.name for field in schema if pa.types.is_floating(field.type)} - {DOSE}
        table = table.sort_by([(column, "ascending") for column in schema.names if column not in numbers])
    pq.write_table(table, path, compression="zstd", compression_level=3, version="2.6", store_schema=False)
    return writer.digest(path)


def comparison_settings(worlds: Sequence[AssumptionSet]) -> dict[str, Any]:
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
        "years": outlook_years(central),
        "all_years": all_years_label(central),
        "baseline": BASELINE,
        "instruments": instrument_titles(worlds),
        "not_as_shipped": departures(runs_in_order(worlds[0])),
        "scenarios": {run.scenario: scenario_card(run, central) for run in runs_in_order(worlds[0])},
        "worlds": {world.name: assumption_set_card(world) for world in worlds},
        "swept": swept_values(worlds),
        "parameters": dict(central.config["parameters"]),
        "parameters_without_source": manifest.get("parameters_without_source", []),
        "parameters_outside_range": manifest.get("parameters_outside_range", []),
        "code": dict(manifest["code"]),
        "evidence": dict(manifest["evidence"]),
    }


def instrument_titles(worlds: Sequence[AssumptionSet]) -> dict[str, dict[str, str]]:
    """The names of instruments for readers, by language, as the runs give them."""
    found: dict[str, dict[str, str]] = {}
    for run in runs_in_order(worlds[0]):
        found |= run.manifest["instruments"]
    return dict(sorted(found.items()))


def runs_in_order(world: AssumptionSet) -> list[FinishedRun]:
    """The runs of a world, the baseline first."""
    return [world.baseline, *(world.scenarios[name] for name in sorted(world.scenarios))]


def scenario_card(run: FinishedRun, baseline: FinishedRun) -> dict[str, Any]:
    """Description in both languages, settings of the instruments, and where they differ from the baseline's."""
    own, other = (flatten_settings(each.config["instruments"], "instruments") for each in (run, baseline))
    names = [name for name in sorted({*own, *other}) if own.get(name) != other.get(name)]
    differs = [{"setting": name, "baseline": other.get(name), "scenario": own.get(name)} for name in names]
    return {
        "description": dict(run.manifest["description"]),
        "about": dict(run.manifest.get("about", {})),
        "in_words": dict(run.manifest.get("in_words", {})),
        "instruments": run.config["instruments"],
        "differs": differs,
    }


def assumption_set_card(world: AssumptionSet) -> dict[str, Any]:
    """A world's assumptions, and how many replicates each of its runs has."""
    assume = dict(zip(ASSUMPTIONS, world.assume, strict=True))
    return {"central": world.central, "replicates": len(world.replicates), "assume": assume | dict(world.further)}


def swept_values(worlds: Sequence[AssumptionSet]) -> dict[str, list[float]]:
    """The values that each assumption takes over the worlds, and other parameters where they are moved."""
    found = {name: {world.assume[n] for world in worlds} for n, name in enumerate(ASSUMPTIONS)}
    for name, value in (each for world in worlds for each in world.further):
        found.setdefault(name, set()).add(value)
    return {name: sorted(values) for name, values in found.items()}


def comparison_provenance(final: Path, given: Sequence[Path], worlds: Sequence[AssumptionSet]) -> dict[str, Any]:
    """Where the runs stand as seen from the comparison, the command that makes it again, and the hash of its inputs."""
    runs = [(world.name, run) for world in worlds for run in runs_in_order(world)]
    folders: dict[str, dict[str, str]] = {}
    for name, run in runs:
        folders.setdefault(name, {})[run.scenario] = relative_path(run.folder, final)
    words = sorted({relative_path(folder, Path.cwd()) for folder in given})
    return {
        "folders": folders,
        "central_baseline": relative_path(worlds[0].baseline.folder, final),
        "command": shlex.join(["werkagenda", "compare", *words, "--output", relative_path(final, Path.cwd())]),
        "inputs_sha256": inputs_hash(worlds),
    }


def relative_path(path: Path, start: Path) -> str:
    """The path from `start` on with forward slashes; the whole path where there is no way (another disk)."""
    try:
        return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def inputs_hash(worlds: Sequence[AssumptionSet]) -> str:
    """sha256 over the outputs of all runs and the code of the comparison: equal inputs give equal comparisons."""
    total = hashlib.sha256()
    here = files("werkagenda.analysis") / "comparison"
    for source in sorted((item for item in here.iterdir() if item.name.endswith(".py")), key=lambda item: item.name):
        total.update(source.read_bytes())
    for world in worlds:
        for run in runs_in_order(world):
            total.update(json.dumps([world.name, run.scenario, run.manifest["outputs"]], sort_keys=True).encode())
    return total.hexdigest()


def read_inputs_hash(folder: Path) -> str | None:
    """The hash of the inputs of a finished comparison; None when the folder holds none that can be read."""
    found = read_card(folder)
    return None if found is None else found.get("inputs_sha256")


def read_card(folder: Path) -> dict[str, Any] | None:
    """What `comparison.json` says; None where there is none, or it is damaged or changed."""
    try:
        found = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and not intact.altered(found, FORMAT) else None


def damaged_files(folder: Path) -> list[str]:
    """Files of a comparison that are missing or not what was written."""
    found = read_card(folder)
    return [CARD_FILE] if found is None else intact.changed(folder, found.get("outputs"))
