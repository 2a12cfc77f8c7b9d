"""What two small runs gave when they were last looked at: a content hash of every result table.

One is the first two years by the model alone, the other all sixteen years with every measure of the letter.

``python -m tests.model.golden`` (from the checkout) runs it again and writes ``golden.json``; do so after a change
that is meant to change numbers, read which tables moved, and commit the file with that change. The file also holds the
environments in which these hashes were seen: Python, machine, and the packages of the lock that numbers pass through.
``python -m tests.model.golden --record`` adds the present one if it gives the same; it never changes a hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from werkagenda.model.country import Country
from werkagenda.settings import read
from werkagenda.study import execute
from werkagenda.study.plan import Cell

if __package__:
    from tests.model.countries import country
else:
    from countries import country

FILE = Path(__file__).with_name("golden.json")
SCALE, MONTHS, SEED = 0.02, 24, 1
WHOLE, WHOLE_SCALE = "werkagenda", 0.005
PACKAGES = ("numpy", "numba", "llvmlite", "mesa", "pyarrow")


def content_hash(table: pa.Table) -> str:
    """Hash of a table's names, types and values (not of how Parquet or Arrow lays them out)."""
    digest = hashlib.sha256()
    for field in table.schema:
        digest.update(f"{field.name}:{field.type}\n".encode())
        values = table.column(field.name).to_pylist()
        digest.update("\n".join(repr(value) for value in values).encode())
    return digest.hexdigest()[:16]


def of(tables: Mapping[str, pa.Table], run: str = "") -> dict[str, str]:
    """Content hash of every table of a run."""
    return {f"{run}{name}": content_hash(table) for name, table in sorted(tables.items())}


def whole() -> dict[str, str]:
    """Content hash of every table of history and outlook with all measures."""
    settings = read([f"scenario={WHOLE}", f"population.scale={WHOLE_SCALE}", f"seed={SEED}"])[0]
    ready = execute.ready(Cell(settings, 0))
    made = Country(ready.setup, ready.instruments())
    made.run(settings.months)
    return of(made.tables(), f"{WHOLE}/")


def hashes() -> dict[str, str]:
    """The hashes of both runs."""
    return of(country(MONTHS, SCALE, seed=SEED).tables()) | whole()


def known() -> dict[str, str]:
    """The hashes on file."""
    return dict(_file()["tables"])


def environments() -> list[dict[str, str]]:
    """Where these hashes were seen."""
    return list(_file()["seen"])


def environment() -> dict[str, str]:
    """What the present numbers pass through."""
    python = ".".join(platform.python_version_tuple()[:2])
    where = f"{platform.system()} {platform.machine()}"
    return {"python": python, "machine": where, **{name: version(name) for name in PACKAGES}}


def told(environment: dict[str, str]) -> str:
    """An environment in one line."""
    return ", ".join(f"{name} {value}" for name, value in environment.items())


def differing(now: dict[str, str], before: dict[str, str]) -> list[str]:
    """Tables whose hash is another, or that only one of both has."""
    return sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))


def verdict(tables: list[str], here: dict[str, str], seen: list[dict[str, str]]) -> str:
    """What it means that tables moved: in an environment on file the model changed, in another perhaps only that."""
    known_here = (
        "this environment is on file, so the model changed" if here in seen else "this environment is not on file"
    )
    return (
        f"{', '.join(tables)} moved; {known_here}. Here: {told(here)}. Recorded in: {'; '.join(map(told, seen))}. "
        "If the move is meant: python -m tests.model.golden"
    )


def _file() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def write(tables: dict[str, str], seen: list[dict[str, str]]) -> None:
    """The file: hashes, and the environments they were seen in."""
    text = json.dumps({"tables": tables, "seen": sorted(seen, key=told)}, indent=2)
    FILE.write_text(text + "\n", encoding="utf-8", newline="\n")


def renew() -> None:
    """Write the hashes of the present model and tell which moved; environments seen before hold only if none did."""
    now, before = hashes(), known()
    tables = differing(now, before)
    seen = [e for e in environments() if not tables and e != environment()]
    write(now, [*seen, environment()])
    print(f"{FILE}: {', '.join(tables) or 'nothing'} moved")


def record() -> int:
    """Add the present environment if it gives the hashes on file."""
    tables, here, seen = differing(hashes(), known()), environment(), environments()
    if tables:
        print(verdict(tables, here, seen), file=sys.stderr)
        return 1
    write(known(), [*(e for e in seen if e != here), here])
    print(f"{FILE}: also seen in {told(here)}")
    return 0


def main() -> int:
    """Renew the file, or with ``--record`` only add where it was seen."""
    words = argparse.ArgumentParser(prog="python -m tests.model.golden", description="Hashes of two small runs.")
    words.add_argument(
        "--record", action="store_true", help="add this environment if it gives the same; change no hash"
    )
    if words.parse_args().record:
        return record()
    renew()
    return 0


if __name__ == "__main__":
    sys.exit(main())
