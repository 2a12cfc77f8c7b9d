"""CSV files that a Dutch or an English Excel opens right, and Parquet files with the names of the result tables."""

from __future__ import annotations

from pathlib import Path

from werkagenda.analysis.export import readme
from werkagenda.analysis.export.sheets import kind, sheets
from werkagenda.analysis.language import Language
from werkagenda.analysis.results.stored import Stored

SEPARATOR = {"nl": (";", ","), "en": (",", ".")}
"""Separator of cells and of decimals."""


def write_csv(stored: Stored, words: Language, target: Path, bom: bool) -> None:
    """Write a file for each table and a readme into a folder; `bom` begins each with a byte-order mark."""
    separator, decimal = SEPARATOR[words.code]
    encoding = "utf-8-sig" if bom else "utf-8"
    target.mkdir()
    tables = sheets(stored, words)
    yes = {True: words.say("yes"), False: words.say("no")}
    for table in tables:
        frame = table.frame.copy()
        for column in frame.columns:
            if kind(frame[column]) == "bool":
                frame[column] = frame[column].map(yes)
        frame.to_csv(
            target / f"{table.key}.csv",
            sep=separator,
            decimal=decimal,
            index=False,
            encoding=encoding,
            lineterminator="\r\n",
        )
    text = "\r\n".join(f"{name}: {value}" if value else f"\r\n{name}" for name, value in _readme(stored, words, tables))
    (target / f"{words.name('sheet', 'readme').lower()}.txt").write_text(text + "\r\n", encoding=encoding, newline="")


def _readme(stored: Stored, words: Language, tables: list) -> list[readme.Line]:  # type: ignore[type-arg]
    return readme.lines(stored, words, tables)


def write_parquet(stored: Stored, target: Path) -> None:
    """Write every table of the comparison, and the budget, into a folder with the codes of the result tables."""
    from werkagenda.analysis.results import budget

    target.mkdir()
    for name, frame in {**stored.compared.tables, "effects": stored.effects, "budget": budget.lines(stored)}.items():
        frame.to_parquet(target / f"{name}.parquet", index=False)
