"""Errors of the Python interface."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from werkagenda.problems import BadInput


class InputError(ValueError):
    """What was asked cannot be done; `problems` says why, one line each, with the nearest known name."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@contextmanager
def as_value_error() -> Iterator[None]:
    """Turn BadInput of the simulator into InputError."""
    try:
        yield
    except BadInput as bad:
        raise InputError(bad.problems) from None
