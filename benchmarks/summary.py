"""What follows from the measurements: the exponent, the floor, the shares, and the text a reader sees."""

from __future__ import annotations

import math
from typing import Any

from benchmarks import paper

MOST = 6


def exponent(runs: list[dict[str, Any]]) -> float | None:
    """Power of the number of people that the time of a month grows with, first to last scale."""
    a, b = runs[0], runs[-1]
    if a["scale"] == b["scale"]:
        return None
    return math.log(b["seconds_per_month"] / a["seconds_per_month"]) / math.log(b["scale"] / a["scale"])


def floor(run: dict[str, Any], bandwidth: float) -> dict[str, Any]:
    """Seconds that the month's bytes take at the machine's bandwidth, and how far the month is above that."""
    least = run["bytes_of_a_month"]["total"] / bandwidth
    return {"floor_seconds": least, "times_floor": run["seconds_per_month"] / least}


def shares(run: dict[str, Any]) -> dict[str, float]:
    """Shares of a run: counting each month, and making and writing the tables (start-up left out)."""
    months = run["seconds_per_month"] * run["months"]
    whole = months + run["tables_seconds"] + run["writing_seconds"]
    counting = run["milliseconds_by_verb"]["record_month"] * run["months"] / 1e3
    return {
        "record_month": counting / whole,
        "tables": run["tables_seconds"] / whole,
        "writing": run["writing_seconds"] / whole,
    }


def scales(runs: list[dict[str, Any]]) -> str:
    """A line a scale."""
    head = [
        "scale",
        "ms/month",
        "ns/person-month",
        "outlook ms/month",
        "peak GiB",
        "times floor",
        "recording and writing",
    ]
    rows = []
    for run in runs:
        numbers = (
            f"{1e3 * run['seconds_per_month']:.1f}",
            f"{run['nanoseconds_per_person_month']:.0f}",
            f"{1e3 * outlook:.1f}" if (outlook := run["outlook_seconds_per_month"]) else "-",
            f"{run['peak_memory_bytes'] / 2**30:.2f}",
            f"{run['limit']['times_floor']:.0f}",
            f"{100 * sum(run['shares'].values()):.0f}%",
        )
        rows.append([f"{run['scale']:g}", *numbers])
    return paper.table(head, rows)


def verbs(run: dict[str, Any]) -> str:
    """The verbs that take most of a month at one scale."""
    worst = sorted(run["milliseconds_by_verb"].items(), key=lambda item: -item[1])
    total = sum(ms for _, ms in worst)
    named = ", ".join(f"{name} {ms:.1f} ms ({100 * ms / total:.0f}%)" for name, ms in worst[:MOST])
    return f"most of a month at scale {run['scale']:g}: {named}"


def told(result: dict[str, Any]) -> str:
    """The figures as text."""
    up, two, small, machine = (result[key] for key in ("start_up", "two_at_once", "small_runs", "machine"))
    lines = [
        f"{machine['processor']}, {machine['cores']} cores",
        f"load {machine['load_at_start']} when it began, {machine['load_at_end']} at the end",
        f"first process (compiles) {up['first']['process_seconds']:.1f} s,"
        f" second {up['second']['process_seconds']:.1f} s",
        scales(result["runs"]),
        verbs(result["runs"][-1]),
        f"copying memory: {result['bandwidth_bytes_per_second'] / 1e9:.1f} GB/s",
        f"two processes at once: {two['throughput_ratio']:.2f} times the months of one",
        f"runs a minute at scale {small['scale']:g} with {small['workers']} workers, {small['runs']} in one command:"
        f" {small['per_minute_history_computed']:.0f},"
        f" with the history at hand {small['per_minute_history_reused']:.0f}",
    ]
    if result["scaling_exponent"] is not None:
        lines.insert(4, f"time grows with people to the power {result['scaling_exponent']:.2f}")
    return "\n".join(lines)
