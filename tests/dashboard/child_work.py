"""Work for a child process, in a module that the child can import."""

from __future__ import annotations

import time
from typing import Any

from werkagenda.dashboard.child import PROGRESS
from werkagenda.problems import BadInput


def sleep(seconds: float, say: Any) -> None:
    """Say that half is done, and sleep."""
    say(PROGRESS, (0.5, "2025-01"))
    time.sleep(seconds)


def refuse(line: str, _say: Any) -> None:
    """Refuse what is asked."""
    raise BadInput([line])
