"""At whose cost and at whose expense: one clause a scenario, out of the tables."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from werkagenda.analysis import rounding
from werkagenda.analysis.figures.comparison import losers, money_tables, names, per_offer
from werkagenda.analysis.figures.comparison.certain import SINGLE, SURE, ZERO, few_replicates, ranged, verdict
from werkagenda.analysis.figures.comparison.money_tables import NO_SIGN, why_no_sign
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.numbers import euros, plain, span


def cost(c: Comparison, scenario: str) -> str:
    """What public parties pay more together and which two of all parties move most."""
    row = c.headline(scenario, "government_euros", c.years)
    if row is None:
        return "not in the tables."
    why = why_no_sign(c, scenario)
    said = f"public parties together: {NO_SIGN} ({why})" if why else _public(row)
    return f"{said}{_parties(c, scenario)}."


def _public(row: pd.Series) -> str:
    if verdict(row) == ZERO:
        return f"public parties together: not told from zero ({span(row['low'], row['high'], euros)})"
    amount = euros(abs(float(row["effect"])))
    way = "more" if row["effect"] > 0 else "less"
    many = f"public parties together pay {amount} {way} for newcomers and instruments"
    many += f" ({few_replicates(row)})" if verdict(row) == SINGLE else ""
    return many if row["worlds"] < 2 else f"{many} (net cost over the worlds: {ranged(row, euros)})"


def _parties(c: Comparison, scenario: str) -> str:
    """Every public party that pays more or less, the largest first, in millions that add up to what all pay."""
    flows, size = money_tables.shown_flows(c, scenario)
    paid = {party: money_tables.paid(flows, [party]) for party in names.PUBLIC}
    rows = money_tables.balance(c, scenario)
    rows = rows[rows["year"] == c.years].set_index("party")
    parts = [
        f"{names.SHORT[party]} {rounding.millions(paid[party], size)}{_chance(rows, party)}"
        for party in sorted(paid, key=lambda each: -abs(paid[each]))
        if rounding.millions(paid[party], size) != "0"
    ]
    whole = rounding.millions(money_tables.paid(flows, names.PUBLIC), size)
    return f"; € million paid more: {', '.join(parts)}; together {whole}" if parts else ""


def _chance(rows: pd.DataFrame, party: str) -> str:
    """That a party's share is not told from zero, in brackets."""
    here = rows[rows.index == party]
    return f" ({ZERO})" if len(here) and verdict(here.iloc[0]) == ZERO else ""


def expense(c: Comparison, scenario: str) -> str:
    """Who loses work, as a share of what is gained, and the deadweight of offers."""
    parts = [losers.expense(c, scenario), *_share(c, scenario)]
    anyway = per_offer.figure_of(c, scenario, per_offer.ANYWAY, 24)
    if anyway is not None:
        parts.append(
            f"{plain(float(anyway['value']))} of 100 offered would have been in regular work anyway after two years"
        )
    return "; ".join(parts) + "."


def _share(c: Comparison, scenario: str) -> Iterator[str]:
    """Losses told from zero per 100 status holders more at work, placements included."""
    lost = losers.told(losers.rows_of(c, scenario))
    lost = lost[lost["who"] != "other status holders"]
    gain = c.effect(scenario, "employed", c.last_year)
    if len(lost) and gain is not None and verdict(gain) == SURE and gain["effect"] > 0:
        yield f"{plain(-100 * lost['effect'].sum() / gain['effect'])} for every 100 status holders more at work"
