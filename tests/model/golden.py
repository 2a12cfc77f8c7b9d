"""What a small run gave when it was last looked at: a content hash of every result table.

``python -m tests.model.golden`` (from the checkout) runs it again and writes ``golden.json``; do so after a change
that is meant to change numbers, read which tables moved, and commit the file with that change.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyarrow as pa

if __package__:
    from tests.model.worlds import country
else:
    from worlds import country

FILE = Path(__file__).with_name("golden.json")
SCALE, MONTHS, SEED = 0.02, 24, 1


def content_hash(table: pa.Table) -> str:
    """Hash of a table's names, types and values (not of how Parquet or Arrow lays them out)."""
    digest = hashlib.sha256()
    for field in table.schema:
        digest.update(f"{field.name}:{field.type}\n".encode())
        values = table.column(field.name).to_pylist()
        digest.update("\n".join(repr(value) for value in values).encode())
    return digest.hexdigest()[:16]


def hashes() -> dict[str, str]:
    """Content hash of every result table of the small run."""
    made = country(MONTHS, SCALE, seed=SEED)
    return {name: content_hash(table) for name, table in sorted(made.tables().items())}


def known() -> dict[str, str]:
    """The hashes on file."""
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def main() -> None:
    """Write the hashes of the present model and tell which tables moved."""
    before, now = known() if FILE.exists() else {}, hashes()
    FILE.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8", newline="\n")
    moved = [name for name in now if before.get(name) != now[name]]
    print(f"{FILE}: {', '.join(moved) or 'nothing'} moved")


if __name__ == "__main__":
    main()
