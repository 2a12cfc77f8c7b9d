"""One process, one country: seconds a month by verb, people, peak memory. Prints JSON on the last line."""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def measure(scale: float, months: int) -> dict[str, Any]:
    """Run ``months`` months at ``scale`` and time building, the first month (compiling or loading) and the rest."""
    import psutil

    from werkagenda.evidence import registry
    from werkagenda.model import parameters
    from werkagenda.model.country import Country
    from werkagenda.model.month import MONTH
    from werkagenda.model.setup import Setup

    entries = registry.load()
    values = {g: {n: entries.number(f"{g}.{n}") for n in names} for g, names in parameters.FIELDS.items()}
    began = time.perf_counter()
    country = Country(Setup("baseline", 1, 0, scale, "central", "central", parameters.build(values), months))
    built = time.perf_counter()
    country.step()
    first = time.perf_counter()
    world, verbs, people, outlook = country.world, dict.fromkeys((v.__name__ for v in MONTH), 0.0), 0, 0.0
    while country.month < months:
        start = time.perf_counter()
        for verb in MONTH:
            before = time.perf_counter()
            verb(world)
            verbs[verb.__name__] += time.perf_counter() - before
        outlook += time.perf_counter() - start if world.month >= 132 else 0.0
        world.month += 1
        people += int(world.record["people"][world.month - 1, 2]) + world.residents_n
    total = sum(verbs.values())
    return {
        "scale": scale,
        "months": months,
        "build_seconds": built - began,
        "first_month_seconds": first - built,
        "seconds_per_month": total / max(1, months - 1),
        "outlook_seconds": outlook,
        "nanoseconds_per_person_month": total / max(1, people) * 1e9,
        "milliseconds_by_verb": {k: 1000.0 * v / max(1, months - 1) for k, v in verbs.items()},
        "rows": {"people": len(world.people.id), "employers": len(world.employers.id), "searchers": world.residents_n},
        "peak_memory_bytes": psutil.Process().memory_info().rss,
    }


if __name__ == "__main__":
    print(json.dumps(measure(float(sys.argv[1]), int(sys.argv[2]))))
