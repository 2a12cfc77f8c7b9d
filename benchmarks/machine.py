"""The machine that figures were measured on, and how fast it copies memory."""

from __future__ import annotations

import os
import platform
import statistics
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import psutil

PACKAGES = ("numba", "llvmlite", "numpy", "mesa", "pandas", "pyarrow", "polars")


def processor() -> str:
    """The processor's name as the system gives it."""
    listing = Path("/proc/cpuinfo")
    if listing.is_file():
        for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def version(package: str) -> str | None:
    """Version of an installed package, None where it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def load() -> float:
    """Processes that want a core, mean of the last minute."""
    return round(psutil.getloadavg()[0], 2)


def describe() -> dict[str, Any]:
    """Processor, cores, memory in GiB, system, versions, load when the measuring began."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": {name: version(name) for name in PACKAGES},
        "load_at_start": load(),
    }


def bandwidth(megabytes: int = 256, times: int = 7) -> float:
    """Bytes read and written a second by one core that copies a large array (median of several)."""
    source = np.ones(megabytes * 2**20 // 8)
    target = np.empty_like(source)
    np.copyto(target, source)
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        np.copyto(target, source)
        seconds.append(time.perf_counter() - began)
    return 2.0 * source.nbytes / statistics.median(seconds)
