"""``python -m benchmarks [SCALE ...]``: the model at 0.01 (twice, for start-up), 0.1 and, when asked, 1.0."""

from __future__ import annotations

import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from werkagenda.tables.vocabulary import MONTHS

OUT = Path(__file__).resolve().parents[1] / "build" / "benchmark.json"


def one(scale: float, months: int, cache: str | None = None) -> dict[str, Any]:
    """Measure in a process of its own; ``cache`` names a folder for compiled code (the usual one when left out)."""
    env = {**os.environ, **({"NUMBA_CACHE_DIR": cache} if cache else {})}
    began = time.perf_counter()
    words = [sys.executable, "-m", "benchmarks.measure", str(scale), str(months)]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return {**result, "process_seconds": time.perf_counter() - began}


def table(rows: list[dict[str, Any]]) -> str:
    """The figures a reader asks for first."""
    head = f"{'scale':>6} {'ms/month':>9} {'ns/person-month':>16} {'outlook s':>10} {'GiB':>6}"
    lines = [head]
    for r in rows:
        memory = r["peak_memory_bytes"] / 2**30
        lines.append(
            f"{r['scale']:>6} {1000 * r['seconds_per_month']:>9.1f} {r['nanoseconds_per_person_month']:>16.0f}"
            f" {r['outlook_seconds']:>10.1f} {memory:>6.2f}"
        )
    return "\n".join(lines)


def main(scales: list[float]) -> None:
    """Measure, print and write ``build/benchmark.json``."""
    with tempfile.TemporaryDirectory() as empty:
        cold, warm = one(0.01, 2, empty), one(0.01, 2, empty)
    rows = [one(scale, MONTHS) for scale in scales]
    print(f"first process (compiles) {cold['process_seconds']:.1f} s, second {warm['process_seconds']:.1f} s")
    print(table(rows))
    if len(rows) > 1:
        a, b = rows[0], rows[-1]
        slope = math.log(b["seconds_per_month"] / a["seconds_per_month"]) / math.log(b["scale"] / a["scale"])
        print(f"time grows with people to the power {slope:.2f}")
    worst = sorted(rows[-1]["milliseconds_by_verb"].items(), key=lambda item: -item[1])[:6]
    print("most of a month: " + ", ".join(f"{name} {ms:.1f} ms" for name, ms in worst))
    machine = {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version()}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        json.dumps({"machine": machine, "cold": cold, "warm": warm, "runs": rows}, indent=1), encoding="utf-8"
    )
    print(f"written to {OUT.relative_to(OUT.parents[1])}")


if __name__ == "__main__":
    main([float(word) for word in sys.argv[1:]] or [0.01, 0.1])
