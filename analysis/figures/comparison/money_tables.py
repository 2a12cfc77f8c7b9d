"""Euros by party and flow: what each party pays more on balance, and every flow behind it, as tables."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from werkagenda.analysis import rounding
from werkagenda.analysis.comparison import asked, public_sign
from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import ZERO, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.numbers import euros, signed, span

TOGETHER = "public parties together, as counted"
ADD_UP = "rounded so that flows add up to parties, and parties to zero"

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
    sizes = {name: shown_flows(c, name) for name in found}
    parties = list(dict.fromkeys(party for rows in found.values() for party in rows.index))
    body = [(names.SHORT.get(p, p), *(_cell(rows, p, *sizes[name]) for name, rows in found.items())) for p in parties]
    body.append((TOGETHER, *(_whole(c, name, *sizes[name]) for name in found)))
    heads = ("pays more, € million", *map(names.label, found))
    caption = (
        f"Balance of each party {c.years_name}, € million, with the 95% Monte Carlo interval; {ADD_UP}; other people’s "
        "taxes and benefits are not counted"
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption)


def shown_flows(c: Comparison, scenario: str) -> tuple[pd.Series, float]:
    """The changes in flows of all years as printed (multiples of a step, by payer, payee and instrument), and the step:
    what is printed for parties is made of these."""
    rows = c.tables["money"]
    rows = rows[(rows["world"] == c.central) & (rows["year"] == c.years) & (rows["scenario"] == scenario)]
    exact = rows.groupby(["payer", "payee", "instrument"])["effect"].sum()
    payers, payees = (list(exact.index.get_level_values(name)) for name in ("payer", "payee"))
    size = rounding.euro_step(exact.to_numpy(float))
    shown = rounding.flows(exact.to_numpy(float), payers, payees, size, names.PUBLIC)
    return pd.Series(shown, index=exact.index, dtype=float), size


def paid(shown: pd.Series, parties: Collection[str]) -> float:
    """What parties pay on balance in flows as printed."""
    pays, gets = (shown[shown.index.get_level_values(side).isin(parties)].sum() for side in ("payer", "payee"))
    return float(pays - gets)


def _cell(rows: pd.DataFrame, party: str, shown: pd.Series, size: float) -> str:
    here = rows[rows.index == party]
    return f"{rounding.millions(paid(shown, [party]), size)}{_ends(here.iloc[0])}" if len(here) else "–"


def _whole(c: Comparison, scenario: str, shown: pd.Series, size: float) -> str:
    row = c.headline(scenario, "government_euros", c.years)
    return "–" if row is None else f"{rounding.millions(paid(shown, names.PUBLIC), size)}{_ends(row)}"


def _ends(row: pd.Series) -> str:
    known = pd.notna(row["low"]) and row["low"] != row["high"]
    return f" ({span(row['low'] / rounding.MILLION, row['high'] / rounding.MILLION)})" if known else ""


def flows(c: Comparison) -> Table:
    """Every flow that changes, all years together, the largest first."""
    found = {name: shown_flows(c, name) for name in c.scenarios}
    wide = pd.DataFrame({name: shown for name, (shown, _) in found.items()}).fillna(0.0)
    most = wide.abs().max(axis=1).sort_values(ascending=False, kind="stable")
    wide = wide.loc[most[most > 0].index]
    body = [
        (*map(str, key), *(rounding.millions(x, found[name][1]) for name, x in zip(wide.columns, values, strict=True)))
        for key, values in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    heads = ("payer", "payee", "for", *map(names.label, c.scenarios))
    caption = f"Every flow that changes, {c.years_name}, € million, central world; {ADD_UP}"
    return Table(heads, body, frozenset(range(3, len(heads))), caption, folded=True)
