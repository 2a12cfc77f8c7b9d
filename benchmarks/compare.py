"""``python -m benchmarks.compare REV``: compare this checkout with another revision, measured in turns.

The other revision is checked out by ``git worktree`` in a temporary folder that is removed afterwards, and measured by
this checkout's ``measure.py`` with this environment's packages.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import machine, paper, runs

MONTHS = {0.01: 192, 0.1: 96, 1.0: 24}
"""Default number of months by scale; fewer for larger scales."""


class Unknown(ValueError):
    """The revision cannot be measured; the message says why and what to do."""


def git(*words: str) -> tuple[int, str]:
    """Exit code and output of git in this checkout."""
    done = subprocess.run(["git", *words], cwd=paper.ROOT, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def commit(revision: str) -> str:
    """The full name of a revision."""
    if not revision or revision.startswith("-"):
        raise Unknown("no revision given; name a commit, branch or tag, as in: make bench-compare REV=HEAD~1")
    code, name = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if code:
        raise Unknown(
            f"'{revision}' is no revision of this checkout; name a commit, branch or tag (git log shows them)"
        )
    return name.splitlines()[-1]


@contextmanager
def checked_out(name: str) -> Iterator[Path]:
    """Context manager: the code of a commit in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="werkagenda-bench-") as place:
        tree = Path(place) / "other"
        code, output = git("worktree", "add", "--detach", "--quiet", str(tree), name)
        if code:
            raise Unknown(
                f"git could not lay out {name[:10]}: {output.splitlines()[-1] if output else 'no reason given'}"
            )
        try:
            if not (tree / "src" / "werkagenda" / "__init__.py").is_file():
                raise Unknown(f"{name[:10]} holds no werkagenda package to measure; name a later revision")
            yield tree
        finally:
            git("worktree", "remove", "--force", str(tree))


def turns(other: Path, scale: float, months: int, times: int, cache: str) -> dict[str, list[dict[str, Any]]]:
    """Measurements of both revisions in turns; the one that starts alternates."""
    sides = [("this", paper.ROOT, None), ("other", other, cache)]
    found: dict[str, list[dict[str, Any]]] = {"this": [], "other": []}
    for number in range(times):
        for name, code, kept in sides if number % 2 == 0 else sides[::-1]:
            found[name].append(runs.one(scale, months, code=code, cache=kept))
    return found


def ratio(found: dict[str, list[dict[str, Any]]], read: Any) -> float | None:
    """Median over rounds of this checkout's time divided by the other's; None if one has no such figure."""
    pairs = [(read(a), read(b)) for a, b in zip(found["this"], found["other"], strict=True)]
    if any(a is None or not b for a, b in pairs):
        return None
    return float(statistics.median(a / b for a, b in pairs))


def at_scale(other: Path, scale: float, months: int, times: int, cache: str) -> dict[str, Any]:
    """Ratios at one scale, of the whole month and by verb, with the milliseconds of both."""
    found = turns(other, scale, months, times, cache)
    names = sorted({verb for rows in found.values() for row in rows for verb in row["milliseconds_by_verb"]})
    usual = {side: 1e3 * statistics.median(row["seconds_per_month"] for row in rows) for side, rows in found.items()}
    by_verb = {n: ratio(found, lambda row, n=n: row["milliseconds_by_verb"].get(n)) for n in names}
    return {
        "scale": scale,
        "months": months,
        "rounds": times,
        "milliseconds_per_month": usual,
        "instruments": {side: rows[0]["instruments"] for side, rows in found.items()},
        "ratio": ratio(found, lambda row: row["seconds_per_month"]),
        "ratio_of_memory": ratio(found, lambda row: row["peak_memory_bytes"]),
        "ratio_by_verb": by_verb,
        "milliseconds_by_verb": {side: rows[-1]["milliseconds_by_verb"] for side, rows in found.items()},
    }


def measure(name: str, scales: list[float], months: int | None, times: int) -> dict[str, Any]:
    """Check the other revision out, compile both once, and measure in turns at each scale."""
    with checked_out(name) as other, tempfile.TemporaryDirectory() as cache:
        runs.one(0.01, 2)
        runs.one(0.01, 2, code=other, cache=cache)
        rows = [at_scale(other, s, months or MONTHS.get(s, 48), times, cache) for s in sorted(scales)]
    changed = git("status", "--porcelain")[1]
    return {
        "machine": {**machine.describe(), "load_at_end": machine.load()},
        "other": name,
        "this": git("rev-parse", "HEAD")[1],
        "this_has_changes_not_committed": bool(changed),
        "scales": rows,
    }


def told(result: dict[str, Any]) -> str:
    """Ratios as text: below 1 this checkout is faster."""
    rows, head = [], ["", *(f"scale {run['scale']:g}" for run in result["scales"])]
    rows.append(["month"] + [f"{run['ratio']:.3f}" for run in result["scales"]])
    rows.append(["memory"] + [f"{run['ratio_of_memory']:.3f}" for run in result["scales"]])
    for verb in result["scales"][0]["ratio_by_verb"]:
        ratios = [run["ratio_by_verb"].get(verb) for run in result["scales"]]
        rows.append([verb] + ["-" if r is None else f"{r:.3f}" for r in ratios])
    return f"time of this checkout over {result['other'][:10]} (below 1: faster)\n{paper.table(head, rows)}"


def main() -> int:
    """Parse options, measure, print, write ``build/benchmark-compare.json``."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    words.add_argument("revision", nargs="?", default="", help="commit, branch or tag")
    words.add_argument("--scales", type=float, nargs="+", default=[0.01, 0.1])
    words.add_argument("--months", type=int, default=None, help="months from January 2014 (192, 96, 24 by scale)")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--output", type=Path, default=paper.BUILD / "benchmark-compare.json")
    asked = words.parse_args()
    bad = [f"scale {s:g}: must lie above 0 and at most 1, such as 0.1" for s in asked.scales if not 0 < s <= 1]
    bad += ["--months: must be 2 to 192"] if asked.months is not None and not 2 <= asked.months <= 192 else []
    bad += ["--rounds: must be 1 or more"] if asked.rounds < 1 else []
    if bad:
        words.error("; ".join(bad))
    try:
        result = measure(commit(asked.revision), asked.scales, asked.months, asked.rounds)
    except (Unknown, runs.Failed) as problem:
        print(f"bench-compare: {problem}", file=sys.stderr)
        return 2 if isinstance(problem, Unknown) else 1
    print(told(result))
    paper.write(asked.output, result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
