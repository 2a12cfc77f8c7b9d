"""Inputs in which two runs differ: settings, parameters, evidence and code, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.evidence import registry
from werkagenda.tables import reader


def flat(values: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Nested values by dotted name; a parameter (`value` and `source`) is its value."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        path = f"{above}.{name}" if above else str(name)
        if isinstance(value, Mapping) and set(value) >= {"value", "source"}:
            found[path] = value["value"]
        elif isinstance(value, Mapping):
            found |= flat(value, path)
        else:
            found[path] = value
    return found


def inputs(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What decided the numbers of a run, by dotted name."""
    code = {name: manifest["code"][name] for name in ("version", "numbers_sha256") if name in manifest["code"]}
    return flat({**manifest["config"], "evidence": manifest["evidence"], "code": code})


def differing(a: Path, b: Path) -> pd.DataFrame:
    """A row an input that is not the same in the runs of two folders: `input`, `unit`, `a`, `b` (None: not there)."""
    one, other = (inputs(reader.manifest(folder)) for folder in (a, b))
    names = [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name)]
    rows = [{"input": name, "unit": unit(name), "a": one.get(name), "b": other.get(name)} for name in names]
    return pd.DataFrame(rows, columns=["input", "unit", "a", "b"])


def unit(name: str) -> str:
    """Unit of a parameter in the registry; "" where the registry has none."""
    entry = registry.load().get(name.removeprefix("parameters."))
    return "" if entry is None else entry.unit
