"""Work in threads of a page: one child process at a time for the whole dashboard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from werkagenda.dashboard.child import Child

_one = threading.Lock()


def begin(work: Callable[[], None], trouble: Callable[[Sequence[str]], None], busy: str) -> None:
    """Do some work in a thread; `trouble` is told what goes wrong, or `busy` where other work is under way."""

    def alone() -> None:
        if not _one.acquire(blocking=False):
            trouble([busy])
            return
        try:
            work()
        except OSError as error:
            trouble([f"{error.filename}: {error.strerror}"])
        finally:
            _one.release()

    threading.Thread(target=alone, daemon=True).start()


def end(running: Child | None) -> None:
    """Cancel what runs in a child process."""
    if running is not None:
        running.cancel()
