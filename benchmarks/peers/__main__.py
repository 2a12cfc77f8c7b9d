"""``python -m benchmarks.peers``: the same labour market in plain Mesa, NumPy, Polars and compiled loops."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import paper
from benchmarks.peers import race


def main() -> None:
    """Parse options, measure, print, write the results."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    words.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="workers")
    words.add_argument("--mesa-up-to", type=int, default=100_000, help="largest number of workers for plain Mesa")
    words.add_argument("--rounds", type=int, default=5, help="rounds in which the peers take turns")
    words.add_argument("--months", type=int, default=4, help="months a turn")
    words.add_argument("--output", type=Path, default=paper.BUILD / "benchmark-peers.json")
    asked = words.parse_args()
    if min(*asked.people, asked.rounds, asked.months) < 1:
        words.error("--people, --rounds and --months must be 1 or more: give whole numbers above zero")
    result = race.measure(asked.people, asked.mesa_up_to, asked.rounds, asked.months)
    print(race.told(result))
    paper.write(asked.output, result)


if __name__ == "__main__":
    main()
