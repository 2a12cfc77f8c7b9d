"""The headlines of a comparison as lines of plain text."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from werkagenda.analysis import numbers
from werkagenda.analysis.comparison import backgrounds, headline_indicators, headlines
from werkagenda.analysis.comparison.effects import ALL, STATUS_HOLDERS
from werkagenda.analysis.comparison.money_flows import GOVERNMENT_EUROS
from werkagenda.analysis.comparison.write_comparison import CARD_FILE

NAME_WIDTH = 36
"""Width of the names, in characters."""

Row = dict[str, Any]
Key = tuple[str, str, str]
"""Scenario, indicator and period."""


def headline_lines(folder: Path) -> list[str]:
    """What is not as shipped, then what each scenario changes in work, displacement, benefit and euros."""
    card = json.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    frame = pq.read_table(folder / "headlines.parquet").to_pandas()
    rows = {(row["scenario"], row["indicator"], row["period"]): row for row in frame.to_dict("records")}
    return [*card.get("not_as_shipped", []), *_scenario_lines(card, rows, simulated_people(folder))]


def simulated_people(folder: Path) -> dict[Key, float]:
    """Simulated people behind each headline of the central world, by scenario, indicator and period."""
    where = [("world", "=", "central"), ("population", "=", STATUS_HOLDERS), ("dimension", "=", ALL)]
    columns = ["scenario", "indicator", "period", "events"]
    frame = pq.read_table(folder / "effects.parquet", columns=columns, filters=where).to_pandas()
    found: dict[Key, float] = frame.set_index(columns[:3])["events"].to_dict()
    return found


def summary_indicators(card: Row, scenario: str) -> tuple[tuple[str, str, str], ...]:
    """Indicator, period and name of each line; first the people whom the scenario is for."""
    last, every = card["years"][-1], card["all_years"]
    own = (("regular_employed", last, f"regular jobs, {last}"),)
    pillar = (
        (backgrounds.MIGRATION_EMPLOYED, last, f"migration background, at work, {last}"),
        (backgrounds.DUTCH_EMPLOYED, last, f"Dutch background, at work, {last}"),
    )
    second = backgrounds.is_second_pillar(card["scenarios"].get(scenario, {}))
    return (
        *((*pillar, *own) if second else (*own, *pillar)),
        (headline_indicators.OTHERS_EMPLOYED, last, f"other people at work, {last}"),
        (headline_indicators.EVERYBODY_REGULAR, last, f"everybody, regular jobs, {last}"),
        (headline_indicators.EVERYBODY_EMPLOYED, last, f"everybody, placements too, {last}"),
        ("on_benefit", last, f"on benefit, {last}"),
        (GOVERNMENT_EUROS, every, f"public euros, {every}"),
        (headline_indicators.SOCIAL_BALANCE, every, f"social balance, {every}"),
    )


def _scenario_lines(card: Row, rows: Mapping[Key, Row], behind: Mapping[Key, float]) -> Iterator[str]:
    yield from explanation_lines(card)
    for scenario in sorted({key[0] for key in rows}):
        yield scenario
        for indicator, period, name in summary_indicators(card, scenario):
            row = rows.get((scenario, indicator, period))
            if row is not None:
                others = (
                    rows.get((scenario, headline_indicators.OTHERS_EMPLOYED, period))
                    if indicator == GOVERNMENT_EUROS
                    else None
                )
                first, *more = _effect_lines(row, behind.get((scenario, indicator, period), math.inf), others)
                yield f"  {name:<{NAME_WIDTH}}{first}"
                yield from (f"{'':<{NAME_WIDTH + 2}}{line}" for line in more)


def explanation_lines(card: Row) -> Iterator[str]:
    """What the figures are: one line on chance, and with several worlds one on range and probability."""
    worlds, count = len(card["worlds"]), int(card["replicates"])
    yield (
        f"less {card['baseline']}, central world: status holders, then others and everybody (net of displacement); in "
        f"brackets the 95% interval by chance, {count} replicate{'s' if count > 1 else ''}"
    )
    if worlds == 1:
        yield "one world: probabilities count chance alone"
    else:
        yield (
            f"range over at most {worlds} worlds, each paired with the central one by replicate (*: not told from it); "
            "probabilities count chance and worlds, each world weighing the same"
        )


def _effect_lines(row: Row, count: float, others: Row | None) -> list[str]:
    """The central effect with its interval, then range and probability, in words; or that there is too little."""
    if count < numbers.FEW:
        return [numbers.TOO_SMALL]
    if row["range_low"] == row["range_high"] == row["low"] == row["high"] == 0:
        return ["no difference in any replicate"]
    if why := headlines.why_sign_withheld(row, others):
        return ["neither a saving nor a cost can be told:", why]
    show = euros_text if row["unit"] == "euros" else signed_text
    sure = f"{show(row['low'])} to {show(row['high'])}" if _known(row["low"]) else "one replicate"
    return [f"{show(row['effect'])} ({sure})", f"{_range(row, show)}; {_probability(row['positive_probability'])}"]


def _range(row: Row, show: Callable[[float], str]) -> str:
    if row["worlds"] == 1:
        return "in one world only"
    low, high = (_end(row, side, show) for side in ("low", "high"))
    if row["range_low"] == row["range_high"]:
        return f"{show(row['range_low'])} in all {row['worlds']:.0f} worlds"
    return f"{low} to {high}, {row['worlds']:.0f} worlds"


def _end(row: Row, side: str, show: Callable[[float], str]) -> str:
    name = f"range_{side}"
    return f"{show(row[name])}{'' if row[f'{name}_told'] else '*'} ({row[f'{name}_world']})"


def _probability(chance: float) -> str:
    if not _known(chance):
        return "sign unknown with one replicate"
    if 0.005 <= chance <= 0.995 or chance in (0.0, 1.0):
        return f"above zero with probability {chance:.2f}"
    return f"above zero with probability {'over 0.99' if chance > 0.5 else 'under 0.01'}"


def _known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def signed_text(value: float) -> str:
    """Two digits with a sign: +1,900; -0.41; 0."""
    text = numbers.plain(abs(value))
    return text if value == 0 else f"{'-' if value < 0 else '+'}{text}"


def euros_text(value: float) -> str:
    """Euros in words with a sign, in characters that every terminal has: +EUR 41 million."""
    text = numbers.euros(abs(value)).replace("€", "EUR ")
    return text if value == 0 else f"{'-' if value < 0 else '+'}{text}"
