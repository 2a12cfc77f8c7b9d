"""In a child process: a small study of one scenario, answered after two replicates and refined as more come in."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from werkagenda.dashboard.child import PROGRESS, RESULT
from werkagenda.problems import BadInput
from werkagenda.tables.vocabulary import month_label

Say = Callable[[str, object], None]
WORKING, PUBLISHED = ".work", "study"
"""Folders of a live run: where it is carried out, and its last answer, whole at any time."""
OFTEN = 0.2
"""Seconds between reports."""


class Reporter:
    """Tells how many months of all cells are done, and which month was last; at most a few times a second."""

    def __init__(self, say: Say, cells: int, months: int) -> None:
        self.say, self.all = say, max(1, cells * months)
        self.done: dict[int, int] = {}
        self.told = 0.0

    def __call__(self, cell: int, month: int) -> None:
        """A cell has this many months behind it."""
        self.done[cell] = month
        if time.monotonic() - self.told >= OFTEN:
            self.told = time.monotonic()
            self.say(PROGRESS, (sum(self.done.values()) / self.all, month_label(month - 1)))


def carry_out(asked: tuple[Sequence[str], Sequence[int]], say: Say) -> None:
    """Carry out the study of some words with each number of replicates, and tell the number after each.

    Finished replicates are kept from one step to the next.
    """
    from werkagenda import study_launch, study_settings
    from werkagenda.study import lock, studies

    words, steps = asked
    for replicates in steps:
        with quiet():
            study = study_settings.read([*words, "workers=1"], replicates=replicates)
            with lock.held(study.output):
                if taken := studies.taken(study):
                    raise BadInput(taken)
                plan = studies.recovered(studies.inspect(study))
                studies.carry_out(plan, Reporter(say, len(plan.cells), study.runs[0].settings.months))
                study_launch.comparison_of(study)
                publish(study.output)
        say(RESULT, replicates)


def publish(working: Path) -> None:
    """Put what stands now beside the working folder as the answer, in place of the one before."""
    target = working.with_name(PUBLISHED)
    new, old = (working.with_name(f".{PUBLISHED}-{which}") for which in ("new", "old"))
    for each in (new, old):
        shutil.rmtree(each, ignore_errors=True)
    shutil.copytree(working, new, ignore=shutil.ignore_patterns(".*"))
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """What the command would print is not wanted here."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stderr(nowhere):
        yield
