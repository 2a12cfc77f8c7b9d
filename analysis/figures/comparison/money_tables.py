"""Euros by party and flow: what each party pays more on balance, and every flow behind it, as tables."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.comparison import asked, public_sign
from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import ZERO, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.numbers import euros, plain, signed, span

NO_SIGN = "no saving or cost can be told"


def balance(c: Comparison, scenario: str) -> pd.DataFrame:
    """Rows of `parties` in the central world, parties in their order; years and all years together."""
    rows = c.tables["parties"]
    rows = rows[(rows["scenario"] == scenario) & (rows["world"] == c.central)]
    rank = {name: number for number, name in enumerate(names.SHORT)}
    return rows.assign(rank=rows["party"].map(rank).fillna(len(rank))).sort_values(["rank", "party", "year"])


def together(c: Comparison, scenario: str) -> str:
    """What the public parties pay more together in all years, in euros, with its verdict; no sign where what is not
    counted may turn it."""
    row = c.headline(scenario, "government_euros", c.years)
    if row is None:
        return "not in the tables"
    if why_no_sign(c, scenario):
        return NO_SIGN
    if verdict(row) == ZERO:
        return f"not told from zero ({span(row['low'], row['high'], euros)})"
    return signed(float(row["effect"]), euros)


def why_no_sign(c: Comparison, scenario: str) -> str:
    """Why the euros of public parties together are neither called a saving nor a cost; "" where they are."""
    row = c.headline(scenario, "government_euros", c.years)
    return "" if row is None else public_sign.withheld(row, c.headline(scenario, asked.OTHERS, c.years))


def balances(c: Comparison) -> Table:
    """The balance of every party in all years, a column a scenario."""
    found = {name: balance(c, name) for name in c.scenarios}
    found = {name: rows[rows["year"] == c.years].set_index("party") for name, rows in found.items()}
    parties = list(dict.fromkeys(party for rows in found.values() for party in rows.index))
    body = [(names.SHORT.get(p, p), *(_cell(rows, p) for rows in found.values())) for p in parties]
    body.append(("public parties together, as counted", *(_whole(c, name) for name in found)))
    heads = ("pays more, € million", *map(names.label, found))
    caption = (
        f"Balance of each party {c.years_name}, € million, with the 95% Monte Carlo interval; other people’s taxes and "
        "benefits are not counted"
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption)


def _cell(rows: pd.DataFrame, party: str) -> str:
    here = rows[rows.index == party]
    return _millions(here.iloc[0]) if len(here) else "–"


def _whole(c: Comparison, scenario: str) -> str:
    row = c.headline(scenario, "government_euros", c.years)
    return "–" if row is None else _millions(row)


def _millions(row: pd.Series) -> str:
    ends = "" if pd.isna(row["low"]) or row["low"] == row["high"] else f" ({span(row['low'] / 1e6, row['high'] / 1e6)})"
    return f"{signed(row['effect'] / 1e6)}{ends}"


def flows(c: Comparison, most: int = 40) -> Table:
    """Every flow that changes, all years together, the largest first."""
    rows = c.tables["money"]
    rows = rows[(rows["world"] == c.central) & (rows["year"] == c.years)]
    wide = rows.pivot_table("effect", ["payer", "payee", "instrument"], "scenario", aggfunc="sum")
    wide = wide.reindex(columns=list(c.scenarios)).fillna(0.0)
    size = wide.abs().max(axis=1)
    wide = wide[size > 0].loc[size[size > 0].sort_values(ascending=False, kind="stable").index][:most]
    body = [
        (*map(str, key), *(signed(value / 1e6, plain) for value in values))
        for key, values in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    heads = ("payer", "payee", "for", *map(names.label, c.scenarios))
    caption = f"Every flow that changes, {c.years_name}, € million, central world"
    return Table(heads, body, frozenset(range(3, len(heads))), caption, folded=True)
