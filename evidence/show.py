"""Output of `werkagenda parameters`: an entry, or all entries whose id starts with a name."""

from __future__ import annotations

import difflib
from typing import Any

from werkagenda.evidence.entry import Entry
from werkagenda.evidence.readers import leans_on, readers
from werkagenda.evidence.registry import Registry, load
from werkagenda.evidence.sheets import SHEETS

COLUMNS = ("id", "title", "value", "unit", "low", "high", "distribution", "source", "date", "grade", "use")
SHOWN_USERS = 12
READ_BY_MODEL = ("parameters.csv", *(f"{name}.csv" for name in SHEETS))


def near(name: str, count: int = 3) -> list[str]:
    """Ids, groups and fields similar to a misspelt name, nearest first."""
    entries = load()
    candidates: dict[str, str] = {}
    for key in entries:
        candidates[key.lower()] = key
        candidates.setdefault(key.split(".")[0].lower(), key.split(".")[0])
        candidates.setdefault(key.split(".")[-1].lower(), key)
    found = difflib.get_close_matches(name.lower(), list(candidates), n=count, cutoff=0.6)
    return list(dict.fromkeys(candidates[each] for each in found))


def matching(name: str | None, entries: Registry) -> list[Entry]:
    """Entry with this id; otherwise all whose id starts with it; for None all parameters."""
    if name is None:
        return list(entries.parameters().values())
    if name in entries:
        return [entries[name]]
    folded = name.lower().rstrip(".")
    exact = [entry for key, entry in entries.items() if key.lower() == folded]
    return exact or [entry for key, entry in entries.items() if key.lower().startswith(folded)]


def _users(entry: Entry, entries: Registry) -> list[str]:
    """Users of an entry: entries by id, targets, the model for a parameter, code that reads it."""
    own = [f"the model, from {entry.file}"] if entry.file in READ_BY_MODEL else []
    return [*own, *entries.used_in.get(entry.id, ()), *readers().get(entry.id, ())]


def describe(name: str | None = None) -> list[dict[str, Any]]:
    """Entries as rows of plain values: `COLUMNS`, and `basis`, `same_as`, `used_in` (lists), `note`, `file`.

    `name` is an id (`C001`, `search.own_share`), a prefix (`search`, `LM2`) or None for all parameters. Returns an
    empty list for an unknown name (see `near`). `used_in` is complete; `used_text` shows the first twelve.
    """
    entries = load()
    found: list[dict[str, Any]] = []
    for entry in matching(name, entries):
        users = _users(entry, entries)
        more = f" and {len(users) - SHOWN_USERS} more" if len(users) > SHOWN_USERS else ""
        row: dict[str, Any] = {column: getattr(entry, column) for column in COLUMNS}
        row["use"] = "parameter" if entry.use == "context" and leans_on(entry.id) else entry.use
        row |= {"basis": list(entry.basis), "same_as": list(entry.same_as), "note": entry.note, "file": entry.file}
        row |= {"used_in": users, "used_text": ", ".join(users[:SHOWN_USERS]) + more}
        found.append(row)
    return found
