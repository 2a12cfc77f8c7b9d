"""What in the runs compared is not as it ships: settings of a scenario, parameters, economy, inflow, law, evidence.

A comparison with a changed baseline, or of a scenario that is not the one of its name, is told at its top.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from hydra import compose, initialize_config_module
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from werkagenda.analysis.comparison.choose import flat
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.ladder import step
from werkagenda.evidence import registry

GROUPS = {"economy": "central", "inflow": "central", "law": "june_2025"}
"""Groups of settings with a level of their own, and the level that `configs/config.yaml` names."""


def differences(runs: Sequence[Finished]) -> list[str]:
    """One line for each thing that is not as shipped; `runs` of the central world, the baseline first."""
    return [*scenarios(runs), *levels(runs[0]), *parameters(runs[0]), *evidence(runs[0])]


def scenarios(runs: Sequence[Finished]) -> Iterator[str]:
    """Scenarios whose settings are not those of their file."""
    for run in runs:
        name, value = step(run.scenario) or (run.scenario, None)
        plain = settings(name)
        here = flat(run.config["instruments"], "instruments")
        other = [key for key in here if plain and key in plain and here[key] != plain[key] and here[key] != value]
        if other:
            said = ", ".join(f"{key} is {here[key]}, shipped {plain[key]}" for key in other)
            yield f"NOT AS SHIPPED: scenario {run.scenario}: {said}"


def levels(run: Finished) -> Iterator[str]:
    """Economy, inflow and law of another level."""
    for group, level in GROUPS.items():
        if run.config[group] != level:
            yield f"NOT AS SHIPPED: {group} is {run.config[group]}, shipped {level}"


def parameters(run: Finished) -> Iterator[str]:
    """Parameters that are not those of the registry."""
    known = registry.load().parameters()
    given: Mapping[str, Mapping[str, Any]] = run.config["parameters"]
    for name, entry in sorted(given.items()):
        if name in known and float(entry["value"]) != known[name].number:
            yield f"NOT AS SHIPPED: parameter {name} is {float(entry['value']):g}, registry {known[name].number:g}"


def evidence(run: Finished) -> Iterator[str]:
    """Files of evidence (the law among them) that are other than those at hand."""
    for name, digest in run.manifest["evidence"].items():
        place = files("werkagenda.evidence") / "data" / str(name)
        if place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() != digest:
            yield f"NOT AS SHIPPED: evidence {name} is another file than the one at hand"


@cache
def settings(scenario: str) -> Mapping[str, Any]:
    """Settings of the instruments in a scenario as its file has them; empty where there is no such file."""
    try:
        with initialize_config_module("werkagenda.configs", version_base="1.3", job_name="werkagenda"):
            found = compose("config", [f"scenario={scenario}"])
        plain = OmegaConf.to_container(found.instruments, resolve=True)
    except (HydraException, OmegaConfBaseException):
        return {}
    held = {str(name): value for name, value in plain.items()} if isinstance(plain, dict) else {}
    return flat(held, "instruments")
