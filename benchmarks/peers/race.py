"""Peers take turns on the same labour market; their paths must be equal before a ratio is worth anything."""

from __future__ import annotations

import gc
import statistics
import time
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks import machine, paper

PEERS = {
    "plain Mesa": "with_mesa",
    "NumPy": "with_numpy",
    "Polars": "with_polars",
    "project": "with_project",
}
SMALLEST = 500


class Different(RuntimeError):
    """Two peers did not walk the same path."""


def available() -> dict[str, Any]:
    """Modules of the peers by name; Polars only where it is installed."""
    there = {name: module for name, module in PEERS.items() if name != "Polars" or find_spec("polars")}
    return {name: import_module(f"benchmarks.peers.{module}") for name, module in there.items()}


def turn(market: Any, months: int) -> tuple[list[float], list[Any]]:
    """Seconds and counts of each month of one turn."""
    seconds, counts = [], []
    for _ in range(months):
        began = time.perf_counter()
        counts.append(market.step())
        seconds.append(time.perf_counter() - began)
    return seconds, counts


def taking_turns(peers: dict[str, Any], people: int, rounds: int, months: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Seconds (rounds x months) and counts (all months) of each peer at one size; draws of plain Mesa apart."""
    markets = {name: peer.Market(people) for name, peer in peers.items()}
    seconds: dict[str, list[list[float]]] = {name: [] for name in markets}
    counts: dict[str, list[Any]] = {name: [] for name in markets}
    draws: list[float] = []
    for _ in range(rounds):
        for name, market in markets.items():
            gc.collect()
            spent, seen = turn(market, months)
            seconds[name].append(spent)
            counts[name] += seen
            draws += [market.draw_seconds()] if hasattr(market, "draw_seconds") else []
    paths = {name: np.array(path) for name, path in counts.items()}
    return {"seconds": seconds, "draws": draws}, paths


def same(paths: dict[str, Any], people: int) -> None:
    """Refuse to go on when two peers differ in any count of any month."""
    first, *others = paths
    for name in others:
        if not np.array_equal(paths[first], paths[name]):
            month = int(np.flatnonzero((paths[first] != paths[name]).reshape(len(paths[name]), -1).any(1))[0])
            raise Different(f"{name} and {first} differ from month {month} on with {people} people: mend one of them")


def at_size(peers: dict[str, Any], people: int, rounds: int, months: int) -> dict[str, Any]:
    """Milliseconds a month and nanoseconds a person-month of each peer, and ratios to the project's own way."""
    took, paths = taking_turns(peers, people, rounds, months)
    same(paths, people)
    usual = {name: statistics.median(s for turn in turns for s in turn) for name, turns in took["seconds"].items()}
    rows = {}
    for name, turns in took["seconds"].items():
        pairs = zip(turns, took["seconds"]["project"], strict=True)
        ratios = [statistics.median(theirs) / statistics.median(ours) for theirs, ours in pairs]
        rows[name] = {
            "milliseconds_per_month": 1e3 * usual[name],
            "nanoseconds_per_person_month": 1e9 * usual[name] / people,
            "times_project": statistics.median(ratios),
            "times_project_by_round": ratios,
        }
    if took["draws"]:
        rows["plain Mesa"]["milliseconds_of_draws"] = 1e3 * statistics.median(took["draws"])
    employed = paths["project"][:, :, :, 0].sum((1, 2))
    return {
        "people": people,
        "months": rounds * months,
        "paths_equal": True,
        "employed": employed.tolist(),
        "peers": rows,
    }


def measure(sizes: list[int], mesa_up_to: int, rounds: int, months: int) -> dict[str, Any]:
    """All sizes; plain Mesa only up to a size."""
    peers = available()
    began = time.perf_counter()
    peers["project"].Market(SMALLEST).step()
    compiling = time.perf_counter() - began
    runs = []
    for people in sizes:
        here = {name: peer for name, peer in peers.items() if name != "plain Mesa" or people <= mesa_up_to}
        runs.append(at_size(here, people, rounds, months))
    left_out = [name for name in PEERS if name not in peers]
    return {
        "machine": {**machine.describe(), "load_at_end": machine.load()},
        "compile_seconds": compiling,
        "not_installed": left_out,
        "sizes": runs,
    }


def told(result: dict[str, Any]) -> str:
    """The figures as text."""
    head = ["people", "peer", "ms/month", "ns/person-month", "times project"]
    rows = []
    for run in result["sizes"]:
        for name, row in run["peers"].items():
            numbers = (f"{row['milliseconds_per_month']:.2f}", f"{row['nanoseconds_per_person_month']:.0f}")
            rows.append([f"{run['people']:,}", name, *numbers, f"{row['times_project']:.1f}"])
    lines = [paper.table(head, rows), "all peers of a size walked the same path, month by month"]
    lines += [f"{name} is not installed and was left out" for name in result["not_installed"]]
    return "\n".join(lines)
