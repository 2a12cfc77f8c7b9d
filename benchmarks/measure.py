"""One process, one country: seconds a month by verb, people, memory, bytes. Prints JSON on the last line.

Needs nothing of this folder, so that it can also measure another revision of the code: the one that
``werkagenda`` is imported from.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HISTORY = 132
"""Months before January 2025."""


def peak_bytes() -> int:
    """The most memory that this process has held."""
    import psutil

    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    status = Path("/proc/self/status")
    if status.is_file():  # of this program alone: what getrusage tells begins with the memory of who started it
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most) * (1 if sys.platform == "darwin" else 1024)


def build(scale: float, months: int) -> tuple[Any, int]:
    """A country with the baseline's instruments (none in revisions that have none), and how many it has."""
    from werkagenda.evidence import registry
    from werkagenda.model import parameters
    from werkagenda.model.country import Country
    from werkagenda.model.run_spec import RunSpec

    entries = registry.load()
    values = {g: {n: entries.number(f"{g}.{n}") for n in names} for g, names in parameters.FIELDS.items()}
    setup = RunSpec("baseline", 1, 0, scale, "central", "central", parameters.build(values), months)
    try:
        from werkagenda.scenarios import catalogue, compose
    except ImportError:
        return Country(setup), 0
    own = {g: {n: entries.number(f"{g}.{n}") for n in names} for g, names in catalogue.groups().items()}
    instruments = compose.baseline(own)
    return Country(setup, instruments), len(instruments)


def timed(country: Any, months: int) -> dict[str, Any]:
    """Months after the first: seconds by verb, of the outlook, and by person-month (newcomers and searchers)."""
    from werkagenda.model.month import MONTH

    w, verbs, people, outlook = country.state, dict.fromkeys((v.__name__ for v in MONTH), 0.0), 0, []
    while w.month < months:
        start = time.perf_counter()
        for verb in MONTH:
            before = time.perf_counter()
            verb(w)
            verbs[verb.__name__] += time.perf_counter() - before
        outlook += [time.perf_counter() - start] if w.month >= HISTORY else []
        w.month += 1
        people += int(w.record["people"][w.month - 1, 2]) + w.residents_n
    total, steps = sum(verbs.values()), max(1, months - 1)
    return {
        "seconds_per_month": total / steps,
        "outlook_seconds_per_month": sum(outlook) / len(outlook) if outlook else None,
        "nanoseconds_per_person_month": total / max(1, people) * 1e9,
        "milliseconds_by_verb": {name: 1e3 * seconds / steps for name, seconds in verbs.items()},
    }


def living(w: Any) -> dict[str, Any]:
    """Columns by name, as far as rows are in use; identity numbers are labels and left out."""
    used = {"people": w.entered, "households": w.households_n or None, "residents": w.residents_n, "openings": w.open_n}
    tables = ("people", "households", "residents", "employers", "openings", "counts")
    return {
        f"{table}.{name}": column[: used.get(table)]
        for table in tables
        for name, column in getattr(w, table)._asdict().items()
        if name != "id"
    }


def traffic(country: Any) -> dict[str, Any]:
    """Bytes that one month must touch: each living column read once, each that changed written once.

    A lower bound: what is read twice, and what lists and counters take, is not in it.
    """
    import numpy as np

    w = country.state
    before = {name: column.copy() for name, column in living(w).items()}
    country.step()
    after = living(w)
    changed = [n for n, c in after.items() if c.shape != before[n].shape or not np.array_equal(c, before[n])]
    read, written = sum(c.nbytes for c in before.values()), sum(after[name].nbytes for name in changed)
    return {"read": read, "written": written, "total": read + written, "columns": len(after), "changed": len(changed)}


def writing(country: Any) -> dict[str, float]:
    """Seconds to make the result tables and to write them."""
    from werkagenda.tables import writer

    began = time.perf_counter()
    tables = country.tables()
    made = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, table in tables.items():
            writer.write(Path(folder), name, writer.label(table, "baseline", 0))
    return {"tables_seconds": made - began, "writing_seconds": time.perf_counter() - made}


def measure(scale: float, months: int, more: bool) -> dict[str, Any]:
    """Run ``months`` months at ``scale``; with ``more`` tables are made before the last and its bytes counted."""
    import werkagenda

    began = time.perf_counter()
    country, instruments = build(scale, months)
    built = time.perf_counter()
    country.step()
    first = time.perf_counter()
    last = months - 1 if more else months
    found = timed(country, last)
    w = country.state
    rows = {"people": w.entered, "employers": len(w.employers.id), "searchers": w.residents_n, "openings": w.open_n}
    tables = writing(country) if more else {}
    peak = peak_bytes()
    touched = {"bytes_of_a_month": traffic(country)} if more else {}
    return {
        "scale": scale,
        "months": last,
        "instruments": instruments,
        "build_seconds": built - began,
        "first_month_seconds": first - built,
        **found,
        **tables,
        **touched,
        "rows": rows,
        "peak_memory_bytes": peak,
        "code": str(Path(werkagenda.__file__).resolve().parents[2]),
    }


def main() -> None:
    """Words of the command: SCALE MONTHS [--more]."""
    words = argparse.ArgumentParser()
    words.add_argument("scale", type=float)
    words.add_argument("months", type=int)
    words.add_argument("--more", action="store_true", help="make the result tables and count the bytes of a month")
    asked = words.parse_args()
    print(json.dumps(measure(asked.scale, asked.months, asked.more)))


if __name__ == "__main__":
    main()
