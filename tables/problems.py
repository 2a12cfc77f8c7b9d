"""What can be wrong with a table or a run's folder: what, where, and what to do about it."""

from __future__ import annotations

from werkagenda.problems import BadInput


class TableProblem(BadInput):
    """A result table or run folder that cannot be used. `problems` holds one line for each thing that is wrong."""

    def __init__(self, what: str | list[str], where: object, remedy: str) -> None:
        self.what = [what] if isinstance(what, str) else list(what)
        self.where = str(where)
        self.remedy = remedy
        super().__init__([f"{self.where}: {line} - {remedy}" for line in self.what])
