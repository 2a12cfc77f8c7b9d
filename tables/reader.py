"""Read a run's tables and manifest, with error messages that say what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.tables import checks, intact, values
from werkagenda.tables.problems import TableProblem
from werkagenda.tables.schemas import SCHEMAS

_AGAIN = "run it again with another output folder"
_BROKEN = "remove its folder and run it again; a study makes it again by itself"
_FINISHED = "give the folder of a finished run"


def read(
    folder: Path,
    table: str,
    columns: Sequence[str] | None = None,
    where: Mapping[str, Sequence[object]] | None = None,
) -> pd.DataFrame:
    """A table of the run in `folder`: all columns or those named, all rows or those that match.

    `where` keeps rows whose column has one of the given values: {"indicator": ["employed"]}. Raises TableProblem if the
    table's bytes differ from the manifest.
    """
    path = _path(folder, table)
    unchanged(folder, table)
    problems = checks.shape(table, _opened(path))
    if problems:
        raise TableProblem(problems, path, f"it was made by another version; {_AGAIN}")
    wanted = list(SCHEMAS[table].names) if columns is None else list(columns)
    _ask([*wanted, *(where or {})], table, path)
    filters = [(name, "in", list(values)) for name, values in (where or {}).items()]
    try:
        frame: pd.DataFrame = pq.read_table(path, columns=wanted, filters=filters or None).to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise TableProblem(f"the file is damaged ({_short(error)})", path, _AGAIN) from None
    return frame


def unchanged(folder: Path, table: str) -> None:
    """Raise TableProblem if a table differs from what the run wrote; without manifest nothing is checked."""
    if not (folder / "manifest.json").is_file():
        return
    path = folder / f"{table}.parquet"
    outputs = manifest(folder).get("outputs")
    said = outputs.get(path.name) if isinstance(outputs, dict) else None
    written = said.get("sha256") if isinstance(said, dict) else None
    try:
        good = intact.same_bytes(path, written)
    except OSError as error:
        raise TableProblem(f"the file cannot be read ({_short(error)})", path, _BROKEN) from None
    if not good:
        raise TableProblem(f"the file is damaged or changed: table {table!r} is not what the run wrote", path, _BROKEN)


def _path(folder: Path, table: str) -> Path:
    if unknown := checks.known(table):
        raise TableProblem(unknown, "tables", "ask for one of the tables")
    if not folder.is_dir():
        raise TableProblem("there is no such folder", folder, _FINISHED)
    path = folder / f"{table}.parquet"
    if not path.is_file():
        raise TableProblem(f"table {table!r} is missing", path, f"it was removed; {_AGAIN}")
    return path


def _opened(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise TableProblem(f"the file is damaged ({_short(error)})", path, _AGAIN) from None


def _ask(columns: Sequence[str], table: str, path: Path) -> None:
    names = SCHEMAS[table].names
    strange = [f"table {table!r} has no column {c!r} (it has {', '.join(names)})" for c in columns if c not in names]
    if strange:
        raise TableProblem(strange, path, "ask for columns that exist")


def manifest(folder: Path) -> dict[str, Any]:
    """The run's `manifest.json`. A folder without one holds no finished run."""
    if not folder.is_dir():
        raise TableProblem("there is no such folder", folder, _FINISHED)
    path = folder / "manifest.json"
    if not path.is_file():
        raise TableProblem(
            "there is no manifest, so this is not a finished run", path, "give the folder of a finished run"
        )
    try:
        found = values.load(path)
    except (ValueError, OSError) as error:
        raise TableProblem(f"the manifest is damaged ({_short(error)})", path, _AGAIN) from None
    if odd := list(values.wrong(found)):
        raise TableProblem([f"the manifest is damaged: {line}" for line in odd], path, _AGAIN)
    if intact.altered(found):
        raise TableProblem("the manifest is not what the run wrote: it is damaged or changed", path, _BROKEN)
    return found


def _short(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:160] or type(error).__name__
