"""How far a run is, on stderr, once it takes more than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from werkagenda.study.plan import Settings
from werkagenda.tables.vocabulary import month_label

PATIENCE = 2.0
"""Seconds before anything is shown."""
LINES = 15.0
"""Seconds between lines where there is no terminal."""


class Watch:
    """Counts months over replicates and shows them."""

    def __init__(self, settings: Settings) -> None:
        self.months, self.replicates = settings.months, settings.replicates
        self.done: dict[int, int] = {}
        self.started = self.said = time.monotonic()
        self.console = Console(file=sys.stderr)
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
        )
        self.task = self.bar.add_task("", total=float(self.months * self.replicates))
        self.shown = False

    def __call__(self, replicate: int, month: int) -> None:
        """A replicate has this many months behind it."""
        self.done[replicate] = month
        now = time.monotonic()
        if now - self.started < PATIENCE:
            return
        if self.console.is_terminal:
            self.draw(month)
        elif now - self.said > LINES or not self.shown:
            self.said, self.shown = now, True
            print(f"werkagenda: {self.words(month)}", file=sys.stderr, flush=True)

    def starting(self) -> None:
        """Said once when the first month is long in coming."""
        if not self.done:
            print("werkagenda: preparing (after a change of the sources functions are compiled anew)", file=sys.stderr)

    def words(self, month: int) -> str:
        """Where it is, in words."""
        whole = sum(1 for months in self.done.values() if months >= self.months)
        tail = f", {whole} of {self.replicates} replicates done" if self.replicates > 1 else ""
        return f"{month_label(month - 1)} done{tail}"

    def draw(self, month: int) -> None:
        """The bar, started when first needed."""
        if not self.shown:
            self.bar.start()
            self.shown = True
        self.bar.update(self.task, completed=float(sum(self.done.values())), description=self.words(month))


@contextmanager
def watched(settings: Settings) -> Iterator[Callable[[int, int], None]]:
    """Progress of a run while the block lasts."""
    watch = Watch(settings)
    first = threading.Timer(PATIENCE, watch.starting)
    first.daemon = True
    first.start()
    try:
        yield watch
    finally:
        first.cancel()
        if watch.bar.live.is_started:
            watch.bar.stop()
