"""Ctrl-C and requests to end: confirmed at once, obeyed within seconds, never lost.

A signal's number arrives on a socket that a thread reads, so that it is confirmed while the process is inside compiled
code. The main thread is interrupted by `Stopped`. Where that is lost (Python drops exceptions inside some callbacks) or
what it interrupts does not end, the thread undoes what is unfinished itself and ends the process.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator

GRACE = 6.0
"""Seconds from a signal until the process is ended whatever it does."""
NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that are obeyed where the system has them: Ctrl-C, end, hang-up of the terminal, Ctrl-Break."""

_received: list[int] = []
_undo: list[Callable[[], object]] = []
_ahead = "the same command begins again"
_lock = threading.Lock()
_confirmed = threading.Lock()


class Stopped(KeyboardInterrupt):
    """The process was asked to stop."""


def received() -> int | None:
    """Number of the first signal that asked to stop, or None."""
    return _received[0] if _received else None


def exit_code() -> int:
    """128 and the signal's number: 130 after Ctrl-C, 143 after SIGTERM."""
    number = received() or int(signal.SIGINT)
    return 128 + (int(signal.SIGINT) if number == getattr(signal, "SIGBREAK", None) else number)


def check() -> None:
    """Raise Stopped where a stop was asked for and its exception was lost; called between steps of work."""
    if _received:
        raise Stopped


def soon(seconds: float = 0.5) -> bool:
    """Whether a stop was asked for or is within some seconds: a group of processes is signalled one by one."""
    with contextlib.suppress(Stopped):
        threading.Event().wait(0.0 if _received else seconds)
    return bool(_received)


def go_on_by(words: str) -> None:
    """What the user is told about how to go on after a stop."""
    global _ahead
    _ahead = words


def last_words() -> str:
    """The line that ends a stopped command."""
    return f"werkagenda: stopped; nothing half-written is left; {_ahead}"


@contextlib.contextmanager
def undone(step: Callable[[], object]) -> Iterator[None]:
    """While the block runs, `step` removes what is unfinished should the process have to be ended."""
    _undo.append(step)
    try:
        yield
    finally:
        _undo.remove(step)


def _interrupt(number: int, _frame: object) -> None:
    """In the main thread: once; a second would interrupt the cleaning up."""
    first = not _received
    _received.append(number)
    _confirm()
    if first:
        raise Stopped


def _confirm() -> None:
    """Say once that a stop was asked for: by the thread, or by the main thread where that is sooner."""
    if _confirmed.acquire(blocking=False):
        _say("werkagenda: stopping; a second time ends it at once")


def _say(line: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        os.write(2, f"{line}\n".encode())


def end_children() -> None:
    """End the worker processes; nothing of theirs that is unfinished carries its final name."""
    for child in multiprocessing.active_children():
        child.kill()
    for child in multiprocessing.active_children():
        child.join(2)


def _force() -> None:
    """End the process now."""
    with _lock:
        for step in (end_children, *reversed(_undo)):
            with contextlib.suppress(Exception):
                step()
        _say(last_words())
        os._exit(exit_code())


def _listen(numbers: socket.socket, known: frozenset[int]) -> None:
    """Confirm the first signal and see to it that it is obeyed; the second ends the process at once."""
    heard = 0
    while said := numbers.recv(1):
        if said[0] not in known:
            continue
        heard += 1
        if heard > 1:
            _force()
        _confirm()
        timer = threading.Timer(GRACE, _force)
        timer.daemon = True
        timer.start()


def _ours() -> frozenset[int]:
    """Signals that exist here and that nobody chose to have ignored (nohup)."""
    found = [int(getattr(signal, name)) for name in NAMES if hasattr(signal, name)]
    return frozenset(number for number in found if signal.getsignal(number) != signal.SIG_IGN)


@contextlib.contextmanager
def obeyed() -> Iterator[None]:
    """Signals are confirmed and obeyed while the block runs; in another thread than the main one nothing changes."""
    if threading.current_thread() is not threading.main_thread() or _received:
        yield
        return
    known = _ours()
    reading, writing = socket.socketpair()
    writing.setblocking(False)
    threading.Thread(target=_listen, args=(reading, known), daemon=True).start()
    old_wakeup = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    old = {number: signal.signal(number, _interrupt) for number in known}
    try:
        yield
    finally:
        if not _received:  # else what is left of the process stays under the eyes of the thread
            for number, handler in old.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(old_wakeup)
            writing.close()


def end_quietly() -> None:
    """In a worker: the process that started it decides when it ends."""
    for name in ("SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


@contextlib.contextmanager
def unheard_by_children() -> Iterator[None]:
    """Processes started in the block do not take Ctrl-C, from their first instruction on (where the system can)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)
