"""The budget sheet: mutations against the baseline by instrument, payer and year, x EUR 1,000, scenario by scenario."""

from __future__ import annotations

from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from werkagenda.analysis.export.sheets import headings
from werkagenda.analysis.language import Language
from werkagenda.analysis.results import budget
from werkagenda.analysis.results.stored import Stored

KEYS = 2
"""Columns of text before the years: the line, and the other party."""


def write_budget(sheet: Worksheet, stored: Stored, words: Language, formats: dict[str, Any]) -> None:
    """Write a block for each scenario: expenditure and receipts with totals that add up, money passed on, interval."""
    say = words.say
    sheet.write_string(0, 0, say("Budget: mutations against the baseline, × € 1,000"), formats["title"])
    notes = (
        say("Prices of the day. A plus costs public bodies more. Receipts are negative, so that all adds up."),
        say("Lines, totals and years are rounded together: they add up as printed."),
        say("Newcomers and instruments only. Taxes and benefits of other people are not counted."),
    )
    for row, note in enumerate(notes, start=1):
        sheet.write_string(row, 0, note)
    row = len(notes) + 2
    lines = budget.lines(stored)
    breaks = []
    for scenario in stored.scenarios:
        breaks.append(row)
        here = budget.mutations(lines[lines["scenario"] == scenario])
        row = _block(sheet, row, scenario, here, stored, words, formats) + 2
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 26)
    sheet.set_column(KEYS, KEYS + len(_amounts(lines)), 12)
    sheet.freeze_panes(0, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(breaks[1:])


def _amounts(found: pd.DataFrame) -> list[str]:
    return sorted(found["year"].unique())


def _block(
    sheet: Worksheet,
    row: int,
    scenario: str,
    found: pd.DataFrame,
    stored: Stored,
    words: Language,
    formats: dict[str, Any],
) -> int:
    """One scenario; returns the row after it."""
    years = [name for name in found.columns if name[:2] == "20"]
    sheet.write_string(row, 0, words.name("scenario", scenario), formats["heading"])
    sheet.write_string(row, 1, words.say("to or from"), formats["heading"])
    for number, year in enumerate(years):
        sheet.write_string(row, KEYS + number, words.period(year), formats["right"])
    known = headings(stored, words)
    before = ("", "")
    for _, line in found.iterrows():
        row = _heads(sheet, row, before, line, words, formats)
        row += 1
        _line(sheet, row, line, years, known, words, formats)
        before = (str(line["section"]), str(line["body"]))
    return _interval(sheet, row + 2, scenario, stored, words)


def _heads(
    sheet: Worksheet, row: int, before: tuple[str, str], line: pd.Series, words: Language, formats: dict[str, Any]
) -> int:
    """A heading where a section or a body begins; returns the last row written."""
    section, body = str(line["section"]), str(line["body"])
    if section != before[0] and not (line["is_total"] and not body):
        row += 1
        sheet.write_string(row, 0, words.name("section", section), formats["bold"])
    if not line["is_total"] and (section, body) != before:
        row += 1
        sheet.write_string(row, 0, f"  {words.name('party', body)}")
    return row


def _line(
    sheet: Worksheet,
    row: int,
    line: pd.Series,
    years: list[str],
    known: dict[str, str],
    words: Language,
    formats: dict[str, Any],
) -> None:
    total = bool(line["is_total"])
    text, number = ("sum_text", "sum") if total else ("", "thousand")
    sheet.write_string(row, 0, label(line, known, words), formats.get(text))
    other = str(line["other_party"])
    sheet.write_string(row, 1, words.name("party", other) if other else "", formats.get(text))
    for place, year in enumerate(years):
        sheet.write_number(row, KEYS + place, round(line[year] / budget.THOUSAND), formats[number])


def label(line: pd.Series, known: dict[str, str], words: Language) -> str:
    """What a line is called: its heading, or what it is the total of."""
    if not line["is_total"]:
        return f"    {known.get(str(line['instrument']), str(line['instrument']))}"
    if line["body"]:
        return f"  {words.say('Total {name}', name=words.name('party', str(line['body'])))}"
    section = str(line["section"])
    name = words.name("section", section)
    return words.say("Net cost of public bodies") if section == budget.NET else words.say("Total {name}", name=name)


def _interval(sheet: Worksheet, row: int, scenario: str, stored: Stored, words: Language) -> int:
    """Below the block: how sure chance leaves the net cost of all years."""
    compared = stored.compared
    head = compared.headline(scenario, "government_euros", compared.years)
    if head is None or pd.isna(head["low"]):
        return row
    low, high = (words.number(float(head[side]) / budget.THOUSAND) for side in ("low", "high"))
    said = words.say(
        "Net cost {years}: 95% Monte Carlo interval {low} to {high} (× € 1,000)",
        years=words.period(compared.years),
        low=low,
        high=high,
    )
    sheet.write_string(row, 0, said)
    return row
