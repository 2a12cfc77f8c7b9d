"""A child process for work that takes long: it reports through a pipe, and is ended from outside."""

from __future__ import annotations

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

from werkagenda import stopping
from werkagenda.problems import BadInput

PROGRESS, RESULT, FAILED = "progress", "result", "failed"
Message = tuple[str, Any]
Work = Callable[[Any, Callable[[str, Any], None]], None]
"""Called in the child with what is asked and a function that reports."""
PAUSE = 0.2
"""Seconds between looks at the pipe."""


class Child:
    """One piece of work in a process of its own."""

    def __init__(self, work: Work, asked: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self.hears, says = context.Pipe(duplex=False)
        self.process = context.Process(target=_carry_out, args=(work, asked, says), daemon=True)
        with stopping.unheard_by_children():
            self.process.start()
        says.close()
        self.cancelled = False

    def follow(self, told: Callable[[str, Any], None]) -> None:
        """Pass on what the child reports until it ends."""
        while True:
            try:
                if self.hears.poll(PAUSE):
                    told(*self.hears.recv())
                elif not self.process.is_alive():
                    break
            except (EOFError, OSError):
                break
        self.process.join()
        if self.process.exitcode and not self.cancelled:
            told(FAILED, [f"the run ended with code {self.process.exitcode}"])

    def cancel(self) -> None:
        """End the process now; what is half-written is not used."""
        self.cancelled = True
        self.process.terminate()


def _carry_out(work: Work, asked: Any, says: Connection) -> None:
    """In the child: do the work, and report what goes wrong."""
    stopping.end_quietly()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work(asked, lambda kind, what: says.send((kind, what)))
    except BadInput as bad:
        says.send((FAILED, bad.problems))
    except Exception as error:
        traceback.print_exc()
        says.send((FAILED, [f"{type(error).__name__}: {error}"]))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
