"""What an uncertainty analysis found, in plain English and as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from werkagenda.analysis.numbers import euros, likely, percent, signed, span
from werkagenda.analysis.uncertainty.study import Found

PAGE = "uncertainty.md"
SHOWN = 10
"""Rows of a list that are printed."""
NAMES = {
    "monte_carlo": "chance",
    "parameters": "parameters",
    "structure": "structure",
    "circumstances": "circumstances",
}


def shown(value: float, unit: str) -> str:
    """A number in its unit."""
    return signed(value, euros) if unit == "euros" else signed(value)


def ends(row: pd.Series, level: int) -> str:
    """An interval of a row."""
    low, high = float(row[f"low_{level}"]), float(row[f"high_{level}"])
    return span(low, high, euros) if row["unit"] == "euros" else span(low, high)


def lines(found: Found) -> list[str]:
    """All findings, a line each."""
    parts = (_effects, _shares, _pairs, _drivers, _boxes, _information, _mixes)
    return [line for part in parts for line in part(found)] + [f"not said: {line}" for line in found.remarks]


def _effects(found: Found) -> Iterator[str]:
    table = found.tables["uncertainty_headlines"]
    first = table.iloc[0]
    yield (
        f"Effects over {first['draws']} draws of all parameters together; intervals are of what parameters do, chance "
        f"taken out by {first['repeated_draws']} draws with replicates"
    )
    for _, row in table.iterrows():
        yield (
            f"  {row['scenario']}, {row['measure']}, {row['period']}: median {shown(row['median'], row['unit'])}; "
            f"50% {ends(row, 50)}; 80% {ends(row, 80)}; 95% {ends(row, 95)}; "
            f"above zero {likely(row['positive_probability'])}"
        )


def _shares(found: Found) -> Iterator[str]:
    table = found.tables["uncertainty_split"]
    own = table[(table["measure"] == found.asked.measure) & (table["period"] == found.asked.period)]
    yield f"What the spread of {found.asked.measure} in {found.asked.period} is made of"
    for scenario, rows in own.groupby("scenario"):
        told = "; ".join(f"{NAMES[row['part']]} {percent(row['share'])}" for row in rows.to_dict("records"))
        yield f"  {scenario}: {told}"


def _pairs(found: Found) -> Iterator[str]:
    table = found.tables["uncertainty_pairs"]
    if table.empty:  # one scenario
        return
    own = table[(table["measure"] == found.asked.measure) & (table["period"] == found.asked.period)]
    if len(own):
        yield f"Probability that one does more for {found.asked.measure} in {found.asked.period} than another"
    for _, row in own.iterrows():
        yield (
            f"  {row['scenario']} over {row['other']}: {likely(row['probability_above_other'])} "
            f"(difference {shown(row['median'], row['unit'])}, 95% {ends(row, 95)})"
        )


def _drivers(found: Found) -> Iterator[str]:
    table = found.tables.get("uncertainty_drivers")
    if table is None:
        return
    yield f"What drives {found.asked.measure} in {found.asked.period} (PAWN index, 95% interval)"
    for scenario, rows in table.groupby("scenario"):
        strong = rows[rows["matters"]].head(SHOWN)
        told = [f"{r['input']} {r['index']:.2f} ({r['low']:.2f} to {r['high']:.2f})" for r in strong.to_dict("records")]
        yield f"  {scenario}: {', '.join(told) or 'nothing above a variable that does nothing'}"


def _boxes(found: Found) -> Iterator[str]:
    yield "When"
    for what, box in found.boxes.items():
        chances = ", ".join(f"{limit.input} {limit.probability:.2g}" for limit in box.limits)
        yield f"  {what}: {box.description}" + (f" (p of each limit: {chances})" if chances else "")


def _information(found: Found) -> Iterator[str]:
    table = found.tables.get("uncertainty_information")
    if table is None:
        return
    for unit, rows in table.groupby("unit", sort=False):
        first = rows.iloc[0]
        yield (
            f"What to find out first, in {unit}: now the best choice is {first['best_now']}; "
            f"knowing everything is worth {shown(first['perfect'], str(unit))}"
        )
        for row in rows.head(SHOWN).to_dict("records"):
            if row["value"] > 0:
                turn = f"; it turns the choice to {row['instead']} in {row['changes']:.0%} of the draws"
                yield (
                    f"  {row['group']}: {shown(row['value'], str(unit))} "
                    f"({shown(row['low'], str(unit))} to {shown(row['high'], str(unit))}){turn}"
                )


def _mixes(found: Found) -> Iterator[str]:
    table = found.tables.get("uncertainty_mixes")
    if table is None:
        return
    yield "Mixes that no other beats on every objective"
    for row in table.to_dict("records"):
        mark = "" if row["undominated"] else ", beaten on average"
        yield f"  {row['scenario']}: in {row['probability']:.0%} of the draws{mark}"


def write(found: Found, folder: Path) -> list[Path]:
    """Tables that are not empty as CSV, and the findings as `uncertainty.md`, in a folder; each whole or not at all."""
    boxes = pd.DataFrame([_row(what, box) for what, box in found.boxes.items()])
    tables = {**found.tables, "uncertainty_boxes": boxes}
    texts = {
        f"{name}.csv": table.to_csv(index=False, lineterminator="\n")
        for name, table in tables.items()
        if len(table.columns)
    }
    texts[PAGE] = "# Uncertainty\n\n" + "\n".join(_bullet(line) for line in lines(found)) + "\n"
    for name, text in texts.items():
        part = folder / f"{name}.part"
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(folder / name)
        finally:
            part.unlink(missing_ok=True)
    return [folder / name for name in texts]


def _bullet(line: str) -> str:
    """A line of Markdown: a heading, or a bullet for one that is indented."""
    return f"- {line.strip()}" if line.startswith("  ") else f"\n**{line}**\n"


def _row(what: str, box: object) -> dict[str, object]:
    fields = {name: getattr(box, name) for name in ("cases", "draws", "coverage", "density", "description")}
    return {"what": what, **fields}
