"""Opening the folder of a comparison: every table against its contract, all that is wrong at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.tables import intact, values
from werkagenda.tables.comparison import COMPARISON
from werkagenda.tables.problems import TableProblem

INFO = "comparison.json"
CARD = {
    "scale": (values.number(1e-9, 1.0), "a share above 0 and at most 1"),
    "seed": (values.whole, "a whole number"),
    "replicates": (values.number(1), "a number of replicates"),
    "last_month": (values.month, "a month, YYYY-MM"),
    "scenarios": (values.groups, "scenarios with what they set"),
    "worlds": (values.groups, "worlds with what they assume"),
    "parameters_without_source": (values.names, "a list of names"),
    "parameters_outside_range": (values.names, "a list of names"),
}
"""What the card of a comparison says."""
SEALED_FORMAT = 3
"""From this format on `comparison.json` has its own hash."""
_AGAIN = "make the comparison again with `werkagenda compare`"


def opened(folder: Path) -> Comparison:
    """The comparison in `folder`; raises TableProblem with all that is missing or damaged."""
    if not folder.is_dir():
        raise TableProblem("there is no such folder", folder, "give the folder of a comparison")
    problems: list[str] = []
    info = _info(folder, problems)
    problems += _changed(folder, info)
    tables = {name: frame for name in COMPARISON if (frame := _table(folder, name, problems)) is not None}
    if not problems and tables["headlines"].empty:
        problems.append("table headlines is empty")
    if not problems and int(tables["worlds"]["central"].sum()) != 1:
        problems.append("table worlds does not name one central world")
    if problems:
        raise TableProblem(problems, folder, _AGAIN)
    return Comparison(folder, info, tables)


def _info(folder: Path, problems: list[str]) -> dict[str, Any]:
    try:
        found = values.load(folder / INFO)
    except FileNotFoundError:
        problems.append(f"{INFO} is missing, so this is not a finished comparison")
        return {}
    except (OSError, ValueError) as error:
        problems.append(f"{INFO} is damaged ({error})")
        return {}
    problems += [f"{INFO} is damaged: {line}" for line in values.wrong(found, CARD)]
    if intact.altered(found, SEALED_FORMAT):
        problems.append(f"{INFO} is not what was written: it is damaged or changed")
    return found


def _changed(folder: Path, info: dict[str, Any]) -> list[str]:
    """Tables that are there and are not the bytes that were written."""
    outputs = info.get("outputs")
    there = [name for name in intact.changed(folder, outputs) if (folder / name).is_file()] if outputs else []
    return [f"table {Path(name).stem} is not what was written: the file is damaged or changed" for name in there]


def _table(folder: Path, name: str, problems: list[str]) -> pd.DataFrame | None:
    path = folder / f"{name}.parquet"
    rows = [("population", "==", "status holders")] if name == "effects" else None
    try:
        lacking = [column for column in COMPARISON[name].names if column not in pq.read_schema(path).names]
        if not lacking:
            frame: pd.DataFrame = pq.read_table(path, filters=rows).to_pandas()
            return frame
        problems.append(f"table {name} lacks {', '.join(lacking)}")
    except FileNotFoundError:
        problems.append(f"table {name} is missing")
    except (pa.ArrowException, OSError):
        problems.append(f"table {name} is damaged")
    return None
