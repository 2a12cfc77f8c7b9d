"""Processes that measure: one at a time, two at once, and many small runs through the command."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.paper import ROOT

MEASURE = Path(__file__).resolve().with_name("measure.py")


class Failed(RuntimeError):
    """A measuring process ended with an error; the message is its last output."""


def environment(code: Path, cache: str | None) -> dict[str, str]:
    """Variables of a process that imports ``werkagenda`` from a checkout and keeps compiled code in ``cache``.

    Python's own bytecode is kept there too, whatever the caller's environment says of it: without it a start reads the
    sources of 1,400 modules again.
    """
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(code / "src"), os.environ.get("PYTHONPATH", "")])}
    if cache is None:
        return env
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**env, "NUMBA_CACHE_DIR": cache, "PYTHONPYCACHEPREFIX": str(Path(cache) / "bytecode")}


def start(words: list[str], code: Path = ROOT, cache: str | None = None) -> subprocess.Popen[str]:
    """Start measuring; away from this checkout's folder, so that only ``code`` is imported."""
    line = [sys.executable, "-P", str(MEASURE), *words]
    return subprocess.Popen(
        line, env=environment(code, cache), cwd=code, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def result(process: subprocess.Popen[str], code: Path = ROOT) -> dict[str, Any]:
    """What a measuring process found; refuses what another checkout's code found."""
    out, err = process.communicate()
    if process.returncode:
        raise Failed((err.strip().splitlines() or ["it said nothing"])[-1])
    found: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    ran = found.pop("code", str(code))
    if Path(ran).resolve() != code.resolve():
        raise Failed("the process imported the code of another checkout than the one to be measured")
    return found


def one(*words: object, code: Path = ROOT, cache: str | None = None) -> dict[str, Any]:
    """Measure in a process of its own, and how long that process took."""
    began = time.perf_counter()
    found = result(start([str(word) for word in words], code, cache), code)
    return {**found, "process_seconds": time.perf_counter() - began}


def start_up() -> dict[str, Any]:
    """A first process that compiles everything and a second that finds it compiled (two months at scale 0.01)."""
    with tempfile.TemporaryDirectory() as empty:
        first, second = one(0.01, 2, cache=empty), one(0.01, 2, cache=empty)
    keys = ("process_seconds", "build_seconds", "first_month_seconds")
    return {"first": {k: first[k] for k in keys}, "second": {k: second[k] for k in keys}}


def two_at_once(scale: float, months: int, times: int = 2) -> dict[str, Any]:
    """Months a second of two processes together over those of one alone (alone and together in turns)."""
    words = [str(scale), str(months)]
    alone, together = [], []
    for _ in range(times):
        alone.append(1.0 / one(*words)["seconds_per_month"])
        pair = [start(words), start(words)]
        together.append(sum(1.0 / result(process)["seconds_per_month"] for process in pair))
    ratios = [both / single for both, single in zip(together, alone, strict=True)]
    return {"scale": scale, "months": months, "throughput_ratio": statistics.median(ratios), "ratios": ratios}


def small_runs(number: int, scale: float = 0.01) -> dict[str, Any]:
    """Whole runs a minute through ``werkagenda run``: with the history computed, and with it reused."""
    workers = min(2, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as place:
        seconds = [command(Path(place), name, number, scale, workers) for name in ("computed", "reused")]
    rates = [60.0 * number / spent for spent in seconds]
    return {
        "scale": scale,
        "runs": number,
        "workers": workers,
        "per_minute_history_computed": rates[0],
        "per_minute_history_reused": rates[1],
    }


def command(place: Path, name: str, number: int, scale: float, workers: int) -> float:
    """Seconds of one command that makes ``number`` replicates, start-up, recording and writing included."""
    line = [sys.executable, "-m", "werkagenda", "run", f"population.scale={scale:g}", f"replicates={number}"]
    line += [f"workers={workers}", f"output={(place / name).as_posix()}", f"cache={(place / 'cache').as_posix()}"]
    began = time.perf_counter()
    done = subprocess.run(line, env=environment(ROOT, None), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    return time.perf_counter() - began
