"""What an export holds: named tables with typed columns, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from pandas.api.types import is_bool_dtype, is_integer_dtype, is_numeric_dtype

from werkagenda.analysis.language import Language
from werkagenda.analysis.results import budget
from werkagenda.analysis.results.stored import Stored

SPOKEN = {
    "scenario": "scenario",
    "population": "population",
    "dimension": "dimension",
    "level": "level",
    "indicator": "indicator",
    "unit": "unit",
    "body": "party",
    "other_party": "party",
    "party": "party",
    "section": "section",
    "who": "who",
    "measure": "measure",
    "verdict": "verdict",
}
"""Columns whose words have a name in each language, with the context of the catalogue."""


@dataclass(frozen=True)
class Sheet:
    """One table of an export: its key (also the name of its file), the frame, and what its numbers are."""

    key: str
    frame: pd.DataFrame
    unit: str
    """Unit of the numbers and how to read them, in the export's language."""


def kind(column: pd.Series) -> str:
    """Whether a column holds yes/no, whole numbers, numbers or text."""
    if is_bool_dtype(column):
        return "bool"
    if is_integer_dtype(column):
        return "whole"
    return "number" if is_numeric_dtype(column) else "text"


def sheets(stored: Stored, words: Language) -> list[Sheet]:
    """Every table of a comparison for readers of a language, names of codes included."""
    return [Sheet(each.key, spoken(each.frame, words, stored), each.unit) for each in _plain(stored, words)]


def _plain(stored: Stored, words: Language) -> Iterator[Sheet]:
    """Tables with the codes of the result tables."""
    compared, say = stored.compared, words.say
    tables = compared.tables
    chance = say("Mean over paired replicates; low and high: 95% Monte Carlo interval, chance alone.")
    unit = say("People: mean of the period. Euros: sum of it.")
    yield Sheet("answers", tables["headlines"], f"{unit} {chance}")
    effects = stored.effects[stored.effects["world"] == compared.central].drop(columns="world")
    months = effects["period"].str.len() == len("2029-12")
    people = say("People and households: mean of the period; euros: sum. Central assumptions.")
    yield Sheet("effects", effects[~months].reset_index(drop=True), f"{people} {chance}")
    lines = budget.lines(stored)
    more = say("Euros more than in the baseline; receipts are negative.")
    yield Sheet("budget_data", lines, f"{more} {chance}")
    for key, table, unit in (
        ("parties", "parties", say("Euros that each party pays more on balance, in prices of the day.")),
        ("take_up", "takeup", say("Committed euros and the envelope in euros a year; people or employers otherwise.")),
        ("cost", "cost", say("Euros of policy for one unit of the measure.")),
        ("displacement", "displacement", say("People at work more or fewer, mean of the period.")),
    ):
        frame = tables[table]
        yield Sheet(key, frame[frame["world"] == compared.central].drop(columns="world").reset_index(drop=True), unit)
    monthly = say("People in the month, or euros.")
    yield Sheet("paths", effects[months].reset_index(drop=True), f"{monthly} {chance}")
    yield Sheet("sensitivity", tables["sensitivity"], say("The answer under other assumptions, and its difference."))
    yield Sheet("inputs", inputs(stored), say("Settings that differ from the baseline, and what is not as shipped."))


def inputs(stored: Stored) -> pd.DataFrame:
    """Settings of every scenario that differ from the baseline's, one a row."""
    described = stored.compared.info["scenarios"]
    rows = [
        {"scenario": name, "setting": each["setting"], "baseline_value": _text(each["baseline"])}
        | {"scenario_value": _text(each["scenario"])}
        for name in stored.scenarios
        for each in described.get(name, {}).get("differs", [])
    ]
    rows += [{"setting": line} for line in stored.compared.info.get("not_as_shipped", [])]
    return pd.DataFrame(rows, columns=["scenario", "setting", "baseline_value", "scenario_value"]).fillna("")


def _text(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def spoken(frame: pd.DataFrame, words: Language, stored: Stored) -> pd.DataFrame:
    """A frame with names of codes and of columns in the language."""
    out = frame.copy()
    for column, context in SPOKEN.items():
        if column in out.columns:
            known = {code: words.name(context, code) for code in map(str, out[column].unique())}
            out[column] = [known[code] for code in map(str, out[column])]
    if "instrument" in out.columns:
        known = headings(stored, words)
        out["instrument"] = [known.get(code, code) for code in out["instrument"]]
    if "policy" in out.columns:
        titles = stored.compared.info.get("instruments", {})
        out["policy"] = [titles.get(code, {}).get(words.code, code) for code in out["policy"]]
    return out.rename(columns={name: words.name("column", name) for name in out.columns})


def headings(stored: Stored, words: Language) -> dict[str, str]:
    """Names of the ledger's headings, as the runs declare them."""
    dutch = words.code == "nl"
    return {name: str(each["dutch"]) if dutch else name for name, each in stored.headings.items()}
