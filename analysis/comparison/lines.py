"""The headlines of a comparison as lines of plain text."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from werkagenda.analysis import numbers
from werkagenda.analysis.comparison.effects import ALL, HOLDERS
from werkagenda.analysis.comparison.euros import GOVERNMENT
from werkagenda.analysis.comparison.write import CARD

NAMES = 26
"""Width of the names, in letters."""


def headline_lines(folder: Path) -> list[str]:
    """What each scenario changes in regular work, benefit and public euros, from a finished comparison."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    rows = pq.read_table(folder / "headlines.parquet").to_pandas()
    return list(_lines(card, rows, events(folder)))


def events(folder: Path) -> dict[tuple[str, str, str], float]:
    """Simulated people behind each headline of the central world, by scenario, indicator and period."""
    where = [("world", "=", "central"), ("population", "=", HOLDERS), ("dimension", "=", ALL)]
    columns = ["scenario", "indicator", "period", "events"]
    frame = pq.read_table(folder / "effects.parquet", columns=columns, filters=where).to_pandas()
    found: dict[tuple[str, str, str], float] = frame.set_index(columns[:3])["events"].to_dict()
    return found


def _lines(card: dict[str, Any], rows: pd.DataFrame, behind: dict[tuple[str, str, str], float]) -> Iterator[str]:
    last, every, worlds = card["years"][-1], card["all_years"], len(card["worlds"])
    asked = (
        ("regular_employed", last, f"regular jobs, {last}"),
        ("on_benefit", last, f"on benefit, {last}"),
        (GOVERNMENT, every, f"government, {every}"),
    )
    many = "one world" if worlds == 1 else f"range over at most {worlds} worlds"
    yield f"less {card['baseline']}: central world (95% interval by chance); {many}; probability that it is above zero"
    for scenario in sorted(rows["scenario"].unique()):
        yield scenario
        for indicator, period, name in asked:
            found = rows[(rows.scenario == scenario) & (rows.indicator == indicator) & (rows.period == period)]
            for row in found.to_dict("records"):
                first, *more = _said(row, behind.get((scenario, indicator, period), math.inf))
                yield f"  {name:<{NAMES}}{first}"
                yield from (f"{'':<{NAMES + 2}}{line}" for line in more)


def _said(row: dict[str, Any], count: float) -> list[str]:
    """The central effect with its interval, then range and probability, in words; or that there is too little."""
    if count < numbers.FEW:
        return [numbers.TOO_SMALL]
    if row["range_low"] == row["range_high"] == row["low"] == row["high"] == 0:
        return ["no difference in any replicate"]
    show = euros if row["unit"] == "euros" else signed
    sure = f"{show(row['low'])} to {show(row['high'])}" if _known(row["low"]) else "one replicate"
    return [f"{show(row['effect'])} ({sure})", f"{_range(row, show)}; {_probability(row['positive_probability'])}"]


def _range(row: dict[str, Any], show: Callable[[float], str]) -> str:
    low, high = show(row["range_low"]), show(row["range_high"])
    if row["worlds"] == 1:
        return "in one world only"
    if low == high:
        return f"{low} in all {row['worlds']:.0f} worlds"
    return f"{low} ({row['range_low_world']}) to {high} ({row['range_high_world']}), {row['worlds']:.0f} worlds"


def _probability(chance: float) -> str:
    if not _known(chance):
        return "sign unknown with one replicate"
    if 0.005 <= chance <= 0.995 or chance in (0.0, 1.0):
        return f"probability {chance:.2f}"
    return f"probability {'over 0.99' if chance > 0.5 else 'under 0.01'}"


def _known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def signed(value: float) -> str:
    """Two digits with a sign: +1,900; -0.41; 0."""
    text = numbers.plain(abs(value))
    return text if value == 0 else f"{'-' if value < 0 else '+'}{text}"


def euros(value: float) -> str:
    """Euros in words with a sign, in letters that every terminal has: +EUR 41 million."""
    text = numbers.euros(abs(value)).replace("€", "EUR ")
    return text if value == 0 else f"{'-' if value < 0 else '+'}{text}"
