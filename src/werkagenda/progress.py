"""How far a run or a study is, on stderr, once it takes more than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from werkagenda.study.plan import Settings
from werkagenda.study.studies import Plan
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_label

PATIENCE = 2.0
"""Seconds before anything is shown."""
LINES = 15.0
"""Seconds between lines where there is no terminal."""


class Watch:
    """Counts months over lots (the replicates of a run, the cells of a study) and shows them.

    A lot whose history is taken from the cache begins in 2025: time left is judged by the months of the outlook once
    the first is done, by all months before.
    """

    def __init__(self, names: Sequence[str], months: int, kind: str) -> None:
        self.names, self.months, self.kind = names, months, kind
        self.done: dict[int, int] = {}
        self.last = 0
        self.started = self.said = time.monotonic()
        self.outlook: float | None = None
        self.console = Console(file=sys.stderr)
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
        self.bar = Progress(*columns, TimeElapsedColumn(), console=self.console, transient=True)
        self.task = self.bar.add_task("", total=float(months * len(names)))
        self.shown = False

    def __call__(self, lot: int, month: int) -> None:
        """A lot has this many months behind it."""
        self.done[lot], self.last = month, lot
        now = time.monotonic()
        if self.outlook is None and month > HISTORY_MONTHS:
            self.outlook = now
        if now - self.started < PATIENCE:
            return
        if self.console.is_terminal:
            self.draw()
        elif now - self.said > LINES or not self.shown:
            self.said, self.shown = now, True
            print(f"werkagenda: {self.words(now)}", file=sys.stderr, flush=True)

    def starting(self) -> None:
        """Said once when the first month is long in coming."""
        if not self.done:
            print("werkagenda: preparing (after a change of the sources functions are compiled anew)", file=sys.stderr)

    def words(self, now: float) -> str:
        """Where it is, in words."""
        whole = sum(1 for months in self.done.values() if months >= self.months)
        many = len(self.names)
        count = f", {whole} of {many} {self.kind}s done" if many > 1 else ""
        name = f"{self.names[self.last]} " if self.names[self.last] else ""
        left = self.left(now)
        tail = "" if left is None else f", about {duration(left)} left"
        return f"{name}{month_label(self.done[self.last] - 1)} done{count}{tail}"

    def left(self, now: float) -> float | None:
        """Seconds still needed at the pace of the outlook so far; None before there is a pace."""
        ahead = self.months - HISTORY_MONTHS
        behind = sum(max(0, months - HISTORY_MONTHS) for months in self.done.values())
        if self.outlook is None or behind < ahead:
            return None
        return (now - self.outlook) / behind * (ahead * len(self.names) - behind)

    def draw(self) -> None:
        """The bar, started when first needed."""
        if not self.shown:
            self.bar.start()
            self.shown = True
        words = self.words(time.monotonic())
        self.bar.update(self.task, completed=float(sum(self.done.values())), description=words)


def duration(seconds: float) -> str:
    """A time in words: `40 s`, `3 min`."""
    return f"{max(10, 10 * round(seconds / 10)):.0f} s" if seconds < 90 else f"{round(seconds / 60):.0f} min"


@contextmanager
def shown(watch: Watch) -> Iterator[Callable[[int, int], None]]:
    """Progress while the block lasts."""
    first = threading.Timer(PATIENCE, watch.starting)
    first.daemon = True
    first.start()
    try:
        yield watch
    finally:
        first.cancel()
        if watch.bar.live.is_started:
            watch.bar.stop()


@contextmanager
def watched(settings: Settings) -> Iterator[Callable[[int, int], None]]:
    """Progress of a run while the block lasts."""
    with shown(Watch([""] * settings.replicates, settings.months, "replicate")) as watch:
        yield watch


@contextmanager
def study_watched(plan: Plan) -> Iterator[Callable[[int, int], None]]:
    """Progress of what is left of a study while the block lasts; cells are numbered by their place in the plan."""
    names = [f"{plan.todo[number].name}, replicate {cell.replicate}:" for number, cell, _ in plan.ahead]
    with shown(Watch(names, plan.study.runs[0].settings.months, "cell")) as watch:
        yield watch
