"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str] = ()) -> str:
    """A table with these heads; the columns named in ``right`` are aligned to the right."""
    lines = [f"| {' | '.join(heads)} |", "|" + "|".join("---:" if each in right else "---" for each in heads) + "|"]
    lines += [f"| {' | '.join(map(cell, row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def cell(value: object) -> str:
    """A value as the text of a cell."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return " ".join(text.split()).replace("|", "\\|") or "–"


def code(names: Iterable[str]) -> str:
    """Names in code type with commas between."""
    return ", ".join(f"`{each}`" for each in names)


def plain(text: str) -> str:
    """A docstring's text for a page: single quotes for code, stars that are no emphasis."""
    return text.replace("``", "`").replace(" * ", " × ").replace("*", "\\*")
