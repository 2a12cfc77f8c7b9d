"""The oracle is imported as ``oracle``; helpers of the tests of agents, model and scenarios by their own names."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
for folder in (TESTS, *(TESTS / name for name in ("agents", "model", "scenarios"))):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
