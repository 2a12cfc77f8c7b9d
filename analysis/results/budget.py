"""Euros more than in the baseline as a budget: expenditure, receipts, what public bodies pass to each other.

Expenditure is what public bodies pay others, receipts what others pay public bodies (negative, so that both add up to
the net cost), and money from one public body to another stands apart: it is in no total.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from werkagenda.analysis import rounding
from werkagenda.analysis.comparison.money_flows import PUBLIC_PARTIES
from werkagenda.analysis.results.stored import Stored, chosen

EXPENDITURE, RECEIPTS, PASSED, NET = "expenditure", "receipts", "passed between public bodies", "net cost"
SECTIONS = (EXPENDITURE, RECEIPTS, PASSED)
LINE = ["scenario", "section", "body", "other_party", "instrument"]
SURE = ["effect", "se", "low", "high"]
THOUSAND = 1000.0


def lines(stored: Stored, scenarios: str | Sequence[str] | None = None) -> pd.DataFrame:
    """A row a scenario, flow of public money and year: euros more than in the baseline, with interval, zeros filled.

    `body` is the public body (of passed money the payer), `other_party` who receives or pays. Receipts are negative.
    The year `2025-2029` is the sum of all.
    """
    money = stored.compared.tables["money"]
    names = chosen(scenarios, stored.scenarios, "scenario")
    rows = money[(money["world"] == stored.compared.central) & money["scenario"].isin(names)]
    return filled(oriented(rows), names, sorted(money["year"].unique()), stored.compared.replicates)


def oriented(rows: pd.DataFrame) -> pd.DataFrame:
    """Flows with a public party, as lines of a budget."""
    pays, gets = rows["payer"].isin(PUBLIC_PARTIES), rows["payee"].isin(PUBLIC_PARTIES)
    rows = rows.assign(section=np.select([pays & gets, pays, gets], [PASSED, EXPENDITURE, RECEIPTS], default=""))
    rows = rows[rows["section"] != ""]
    received = rows["section"] == RECEIPTS
    body, other = rows["payer"].where(~received, rows["payee"]), rows["payee"].where(~received, rows["payer"])
    rows = rows.assign(body=body, other_party=other)
    signed = rows[["baseline", *SURE]].where(~received, -rows[["baseline", *SURE]])
    ends = {"low": signed[["low", "high"]].min(axis=1, skipna=False), "high": signed[["low", "high"]].max(axis=1)}
    return rows.assign(baseline=signed["baseline"], effect=signed["effect"], **ends)


def filled(rows: pd.DataFrame, scenarios: Sequence[str], years: Sequence[str], replicates: int) -> pd.DataFrame:
    """Every line of any scenario in every scenario and year; a flow that does not change is 0."""
    flows = rows[LINE[1:]].drop_duplicates()
    whole = flows.merge(pd.DataFrame({"scenario": list(scenarios)}), how="cross")
    whole = whole.merge(pd.DataFrame({"year": list(years)}), how="cross")
    found = whole.merge(rows[[*LINE, "year", "baseline", *SURE, "replicates"]], how="left", on=[*LINE, "year"])
    absent = found["effect"].isna()
    found.loc[absent, ["baseline", *SURE]] = 0.0
    found["replicates"] = found["replicates"].fillna(replicates).astype(int)
    section = pd.Categorical(found["section"], SECTIONS, ordered=True)
    place = pd.Categorical(found["scenario"], list(scenarios), ordered=True)
    order = found.assign(section=section, scenario=place).sort_values([*LINE, "year"], kind="stable")
    out = order.assign(section=order["section"].astype(str), scenario=order["scenario"].astype(str), unit="EUR")
    return out[[*LINE, "year", "unit", "baseline", *SURE, "replicates"]].reset_index(drop=True)


def mutations(found: pd.DataFrame, size: float = THOUSAND) -> pd.DataFrame:
    """One scenario's lines as a supplementary budget: a column a year and their sum, euros in multiples of `size`.

    Columns of the frame: section, body, other_party, instrument, years, sum (`2025-2029`), `is_total`. Lines add up to
    the sums of bodies and sections, those to the net cost, and years to their sum. Passed money is in no total.
    """
    years = [year for year in sorted(found["year"].unique()) if len(year) == len("2029")]
    together = next(year for year in sorted(found["year"].unique()) if year not in years)
    wide = found.pivot_table("effect", LINE[1:], "year", aggfunc="sum", sort=False)[years]
    wide = wide[(wide != 0).any(axis=1)].reset_index()
    out = [with_totals(wide[wide["section"] != PASSED], years, together, size)]
    passed = wide[wide["section"] == PASSED]
    if len(passed):
        values = np.array([rounding.parts(row, size) for row in passed[years].to_numpy(float)])
        shown = passed.assign(**_columns(values, years))
        out.append(sums(_as_spent(shown, wide, out[0], years), years, together, False))
    return pd.concat(out, ignore_index=True)


def _as_spent(passed: pd.DataFrame, wide: pd.DataFrame, shown: pd.DataFrame, years: list[str]) -> pd.DataFrame:
    """Passed money that the receiver spends to the cent under the same heading, printed as that expenditure is."""
    key = ["body", "instrument"]
    for place, row in zip(list(passed.index), passed.to_dict("records"), strict=True):
        spent = wide[
            (wide["section"] == EXPENDITURE) & (wide[key] == [row["other_party"], row["instrument"]]).all(axis=1)
        ]
        if len(spent) == 1 and np.allclose(spent[years].to_numpy(float)[0], wide.loc[place, years].to_numpy(float)):
            same = (shown[LINE[1:]] == spent[LINE[1:]].iloc[0]).all(axis=1)
            passed.loc[[place], years] = shown.loc[same, years].iloc[0].to_numpy(float)
    return passed


def with_totals(wide: pd.DataFrame, years: list[str], together: str, size: float) -> pd.DataFrame:
    """Expenditure and receipts with sums by body and section and the net cost, all rounded to add up."""
    parts = []
    whole = wide.assign(**_columns(_rounded(wide, years, size), years))
    for section in (EXPENDITURE, RECEIPTS):
        inside = whole[whole["section"] == section]
        for body, rows in inside.groupby("body", sort=False):
            parts += [sums(rows, years, together, False), total(rows, years, together, section, str(body))]
        parts.append(total(inside, years, together, section, ""))
    parts.append(total(whole, years, together, NET, ""))
    return pd.concat(parts, ignore_index=True)


def _rounded(wide: pd.DataFrame, years: list[str], size: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    values = wide[years].to_numpy(float)
    rows, columns = values.shape
    if not rows:
        return values
    groups = [np.ones(rows)]
    for keys in (["section"], ["section", "body"]):
        groups += [
            (wide[keys].apply(tuple, axis=1) == key).to_numpy(float) for key in wide[keys].apply(tuple, axis=1).unique()
        ]
    by_year = sparse.kron(sparse.csr_matrix(np.vstack(groups)), sparse.eye(columns))
    with_lines = sparse.csr_matrix(np.vstack([*groups, np.eye(rows)]))
    over_years = sparse.kron(with_lines, sparse.csr_matrix(np.ones((1, columns))))
    wanted = sparse.vstack([by_year, over_years])
    return rounding.together(values.ravel(), wanted, size, whole=True).reshape(rows, columns)


def _columns(values: Any, years: list[str]) -> dict[str, Any]:
    return {year: values[:, number] for number, year in enumerate(years)}


def sums(rows: pd.DataFrame, years: list[str], together: str, is_total: bool) -> pd.DataFrame:
    """Lines with the sum over the years."""
    more: dict[str, Any] = {together: rows[years].sum(axis=1), "is_total": is_total}
    out = rows.assign(**more)
    return out[["section", "body", "other_party", "instrument", *years, together, "is_total"]]


def total(rows: pd.DataFrame, years: list[str], together: str, section: str, body: str) -> pd.DataFrame:
    """One line with the sum of rounded lines."""
    line = rows[years].sum().to_frame().T
    return sums(line.assign(section=section, body=body, other_party="", instrument=""), years, together, True)
