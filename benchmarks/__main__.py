"""``python -m benchmarks [SCALE ...]``: the model by scale and verb, start-up, throughput, distance from memory."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from benchmarks import machine, paper, runs, summary

MONTHS = 192


def at_scale(scale: float, months: int, bandwidth: float) -> dict[str, Any]:
    """One scale: time, memory, tables, the bytes of a month."""
    run = runs.one(scale, months, "--more")
    return {**run, "limit": summary.floor(run, bandwidth), "shares": summary.shares(run)}


def measure(scales: list[float], months: int, small: int) -> dict[str, Any]:
    """Run all benchmarks of ``make bench``."""
    where = machine.describe()
    bandwidth = machine.bandwidth()
    start_up = runs.start_up()
    rows = [at_scale(scale, months, bandwidth) for scale in sorted(scales)]
    return {
        "machine": where,
        "bandwidth_bytes_per_second": bandwidth,
        "start_up": start_up,
        "runs": rows,
        "scaling_exponent": summary.exponent(rows),
        "two_at_once": runs.two_at_once(min(0.1, max(scales)), min(months, 24)),
        "small_runs": runs.small_runs(small),
        "load_at_end": machine.load(),
    }


def main() -> int:
    """Parse options, measure, print, write ``build/benchmark.json``."""
    words = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words.add_argument("scales", type=float, nargs="*", default=[0.01, 0.1], help="shares of the country, up to 1")
    words.add_argument("--months", type=int, default=MONTHS, help="months from January 2014, at most 192")
    words.add_argument("--small-runs", type=int, default=8, help="how many small runs")
    words.add_argument("--output", type=Path, default=paper.BUILD / "benchmark.json")
    asked = words.parse_args()
    bad = [f"scale {s:g}: must lie above 0 and at most 1, such as 0.1" for s in asked.scales if not 0 < s <= 1]
    bad += [f"--months {asked.months}: must be 2 to {MONTHS}"] if not 2 <= asked.months <= MONTHS else []
    bad += [f"--small-runs {asked.small_runs}: must be 1 or more"] if asked.small_runs < 1 else []
    if bad:
        words.error("; ".join(bad))
    try:
        result = measure(asked.scales, asked.months, asked.small_runs)
    except runs.Failed as failed:
        print(f"benchmarks: a measuring process failed: {failed}", file=sys.stderr)
        return 1
    result["machine"]["load_at_end"] = result.pop("load_at_end")
    print(summary.told(result))
    paper.write(asked.output, result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
