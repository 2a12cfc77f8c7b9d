"""Errors of tables and run folders: what, where, and what to do."""

from __future__ import annotations

from werkagenda.problems import BadInput


class TableProblem(BadInput):
    """A result table or run folder cannot be used; `problems` holds one line per error."""

    def __init__(self, what: str | list[str], where: object, remedy: str) -> None:
        self.what = [what] if isinstance(what, str) else list(what)
        self.where = str(where)
        self.remedy = remedy
        super().__init__([f"{self.where}: {line} - {remedy}" for line in self.what])
