"""The Excel workbook: a readme, the budget as a budget officer pastes it, and typed tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from werkagenda.analysis.export import readme
from werkagenda.analysis.export.budget_sheet import write_budget
from werkagenda.analysis.export.sheets import Sheet, kind, sheets
from werkagenda.analysis.language import Language
from werkagenda.analysis.results.stored import Stored

ROWS = 1_048_576
"""Rows of a sheet that Excel can hold."""
ABOVE = 2
"""Rows above a table: what its numbers are, and an empty one."""
CREATED = datetime(2025, 1, 1)
"""One date for every workbook, so that the same results give the same bytes."""
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "bottom": 1},
    "bold": {"bold": True},
    "wrap": {"text_wrap": True, "valign": "top"},
    "whole": {"num_format": "0"},
    "large": {"num_format": "#,##0"},
    "fine": {"num_format": "#,##0.00"},
    "thousand": {"num_format": "#,##0;-#,##0;0"},
    "sum": {"num_format": "#,##0;-#,##0;0", "bold": True, "top": 1},
    "sum_text": {"bold": True, "top": 1},
    "right": {"bold": True, "align": "right", "bottom": 1},
}


def write(stored: Stored, words: Language, target: Path) -> None:
    """Write the workbook to a file that is not there yet."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"title": words.say("Werkagenda: effects of policy against the baseline")})
        book.set_properties({"created": CREATED, "comments": str(stored.compared.info.get("command", ""))})
        formats = {name: book.add_format(each) for name, each in FORMATS.items()}
        tables = sheets(stored, words)
        _readme(book.add_worksheet(words.name("sheet", "readme")), readme.lines(stored, words, tables), formats)
        write_budget(book.add_worksheet(words.name("sheet", "budget")), stored, words, formats)
        for number, table in enumerate(pages(tables, words)):
            _table(book.add_worksheet(table.key), table, f"table_{number}", formats, words)


def pages(tables: Sequence[Sheet], words: Language) -> Iterator[Sheet]:
    """Tables under the name of their sheet; one longer than Excel can hold goes on on further sheets."""
    most = ROWS - ABOVE - 1
    for each in tables:
        name, count = words.name("sheet", each.key), max(1, math.ceil(len(each.frame) / most))
        for number in range(count):
            part = each.frame.iloc[number * most : (number + 1) * most]
            yield Sheet(name if number == 0 else f"{name} {number + 1}", part, each.unit)


def _readme(sheet: Worksheet, lines: Sequence[readme.Line], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110)
    sheet.hide_gridlines(2)
    for row, (name, text) in enumerate(lines):
        style = "wrap" if text else "title" if row == 0 else "heading"
        sheet.write_string(row, 0, name, formats[style])
        if text:
            sheet.write_string(row, 1, text, formats["wrap"])
    _printed(sheet)


def _table(sheet: Worksheet, table: Sheet, name: str, formats: dict[str, Any], words: Language) -> None:
    """A typed table with a filter, its header kept in sight and repeated on paper."""
    frame = table.frame
    sheet.write_string(0, 0, table.unit, formats["bold"])
    head = ABOVE
    columns = []
    for number, column in enumerate(frame.columns):
        what = kind(frame[column])
        style = number_format(frame[column]) if what == "number" else "whole" if what == "whole" else ""
        columns.append({"header": str(column), **({"format": formats[style]} if style else {})})
        sheet.set_column(number, number, width(frame[column], str(column), what))
        _column(sheet, head + 1, number, frame[column], what, formats[style] if style else None, words)
    last = head + max(1, len(frame))
    sheet.add_table(head, 0, last, len(frame.columns) - 1, {"name": name, "columns": columns, "style": STYLE})
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    _printed(sheet)


STYLE = "Table Style Light 1"


def _column(
    sheet: Worksheet, first: int, number: int, column: pd.Series, what: str, style: Any, words: Language
) -> None:
    yes = {True: words.say("yes"), False: words.say("no")}
    for row, value in enumerate(column.tolist(), start=first):
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            continue
        if what == "bool":
            sheet.write_string(row, number, yes[bool(value)])
        elif what == "text":
            sheet.write_string(row, number, str(value))
        else:
            sheet.write_number(row, number, value, style)


def number_format(column: pd.Series) -> str:
    """Two decimals where all numbers are small (shares, ratios), whole numbers otherwise."""
    largest = column.abs().max()
    return "fine" if math.isfinite(largest) and largest < 100 else "large"


def width(column: pd.Series, name: str, what: str) -> int:
    """Characters that a column needs, within bounds."""
    longest = column.astype(str).str.len().max() if what == "text" and len(column) else 10
    return int(min(48, max(len(name) + 3, longest + 2, 9)))


def _printed(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&F  &A&R&P / &N")
