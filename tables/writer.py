"""Write a result table: checked against its schema, reproducible bytes, atomically."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.tables import checks
from werkagenda.tables.problems import TableProblem
from werkagenda.tables.schemas import SCHEMAS

ROW_GROUP = 1 << 20
"""Rows per row group; fixed because it affects the bytes."""

_MEND = "mend what makes the table; nothing was written"


def label(table: pa.Table, scenario: str, replicate: int) -> pa.Table:
    """The model's table with the columns `scenario` and `replicate` in front."""
    rows = table.num_rows
    table = table.add_column(0, "replicate", pa.repeat(pa.scalar(replicate, pa.int32()), rows))
    return table.add_column(0, "scenario", pa.repeat(pa.scalar(scenario, pa.string()), rows))


def conform(name: str, table: pa.Table) -> pa.Table:
    """The table with the column order and types of its schema, without metadata.

    Raises one error with all problems.
    """
    if unknown := checks.known(name):
        raise TableProblem(unknown, "tables", _MEND)
    if problems := checks.shape(name, table.schema):
        raise TableProblem(problems, f"table {name}", _MEND)
    table = table.select(SCHEMAS[name].names).cast(SCHEMAS[name]).combine_chunks()
    if problems := checks.content(name, table):
        raise TableProblem(problems, f"table {name}", _MEND)
    return table.replace_schema_metadata(None)


def write(folder: Path, name: str, table: pa.Table) -> str:
    """Write `<folder>/<name>.parquet` and return the sha256 of its bytes.

    Equal rows in equal order give equal bytes for one version of Arrow: fixed compression, row groups and page size, no
    metadata, no timestamps. A failed write leaves no file under the table's name.
    """
    settled = conform(name, table)
    folder.mkdir(parents=True, exist_ok=True)
    target, partial = folder / f"{name}.parquet", folder / f".{name}.parquet.partial"
    try:
        with partial.open("wb") as sink:
            _put(settled, sink)
            sink.flush()
            os.fsync(sink.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return digest(target)


def _put(table: pa.Table, sink: object) -> None:
    pq.write_table(
        table,
        sink,
        row_group_size=ROW_GROUP,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        data_page_size=1 << 20,
        data_page_version="1.0",
        store_schema=False,
    )


def digest(path: Path) -> str:
    """sha256 of a file's bytes as hexadecimal text."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
