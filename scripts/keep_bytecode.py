"""Import what a run needs once and keep the byte code, also where the environment asks Python not to write any.

Reading some 1800 modules from their sources takes every process more than two seconds; from byte code a third of that.
"""

from __future__ import annotations

import importlib
import sys

MODULES = (
    "werkagenda.cli",
    "werkagenda.launch",
    "werkagenda.study.execute",
    "werkagenda.model.country",
    "werkagenda.scenarios.compose",
    "werkagenda.analysis.report",
    "hydra",
    "pyarrow.parquet",
)


def main() -> None:
    """Import every module with writing switched on."""
    sys.dont_write_bytecode = False
    for name in MODULES:
        importlib.import_module(name)


if __name__ == "__main__":
    main()
