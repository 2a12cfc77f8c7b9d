"""Section 'At whose cost': what each party pays more, the flows behind it, and who keeps the bijstand saved."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis import rounding
from werkagenda.analysis.colours import INK
from werkagenda.analysis.comparison import headline_indicators, headlines, labels, money_flows
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import small_multiples
from werkagenda.analysis.figures.comparison.significance import NOT_SIGNIFICANT, SIGNIFICANT, cell_text, verdict
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import apply_style
from werkagenda.analysis.language import deferred, say
from werkagenda.analysis.numbers import euros, signed, span

PUBLIC_TOTAL = deferred("public parties together, as counted")
ADD_UP = deferred("rounded so that flows add up to parties, and parties to zero")

NO_SIGN = deferred("no saving or cost can be told")


def party_rows(c: Comparison, scenario: str) -> pd.DataFrame:
    """Rows of `parties` in the central world, parties in their order; years and all years together."""
    rows = c.tables["parties"]
    rows = rows[(rows["scenario"] == scenario) & (rows["world"] == c.central)]
    rank = {name: number for number, name in enumerate(labels.PARTIES)}
    return rows.assign(rank=rows["party"].map(rank).fillna(len(rank))).sort_values(["rank", "party", "year"])


def public_total_text(c: Comparison, scenario: str) -> str:
    """What the public parties pay more together in all years, in euros, with its verdict; no sign where what is not
    counted may turn it."""
    row = c.headline(scenario, "government_euros", c.years)
    if row is None:
        return say("not in the tables")
    if why_no_sign(c, scenario):
        return str(NO_SIGN)
    if verdict(row) == NOT_SIGNIFICANT:
        return cell_text(row, euros)
    return signed(float(row["effect"]), euros)


def why_no_sign(c: Comparison, scenario: str) -> str:
    """Why the euros of public parties together are neither called a saving nor a cost; "" where they are."""
    row = c.headline(scenario, "government_euros", c.years)
    return (
        ""
        if row is None
        else headlines.why_sign_withheld(row, c.headline(scenario, headline_indicators.OTHERS_EMPLOYED, c.years))
    )


def balance_table(c: Comparison) -> Table:
    """The balance of every party in all years, a column a scenario."""
    found = {name: party_rows(c, name) for name in c.scenarios}
    found = {name: rows[rows["year"] == c.years].set_index("party") for name, rows in found.items()}
    sizes = {name: rounded_flows(c, name) for name in found}
    parties = list(dict.fromkeys(party for rows in found.values() for party in rows.index))
    body = [
        (labels.party_label(p), *(_party_cell(rows, p, *sizes[name]) for name, rows in found.items())) for p in parties
    ]
    body.append((str(PUBLIC_TOTAL), *(_public_cell(c, name, *sizes[name]) for name in found)))
    heads = (say("pays more, € million"), *map(labels.scenario_label, found))
    caption = say(
        "Balance of each party {years_name}, € million, with the 95% Monte Carlo interval; {add_up}; "
        "other people’s taxes and benefits are not counted",
        years_name=c.years_name,
        add_up=ADD_UP,
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption)


def rounded_flows(c: Comparison, scenario: str) -> tuple[pd.Series, float]:
    """The changes in flows of all years as printed (multiples of a step, by payer, payee and instrument), and the step:
    what is printed for parties is made of these."""
    rows = c.tables["money"]
    rows = rows[(rows["world"] == c.central) & (rows["year"] == c.years) & (rows["scenario"] == scenario)]
    exact = rows.groupby(["payer", "payee", "instrument"])["effect"].sum()
    payers, payees = (list(exact.index.get_level_values(name)) for name in ("payer", "payee"))
    size = rounding.euro_step(exact.to_numpy(float))
    shown = rounding.flows(exact.to_numpy(float), payers, payees, size, money_flows.PUBLIC_PARTIES)
    return pd.Series(shown, index=exact.index, dtype=float), size


def net_paid(shown: pd.Series, parties: Collection[str]) -> float:
    """What parties pay on balance in flows as printed."""
    pays, gets = (shown[shown.index.get_level_values(side).isin(parties)].sum() for side in ("payer", "payee"))
    return float(pays - gets)


def _party_cell(rows: pd.DataFrame, party: str, shown: pd.Series, size: float) -> str:
    here = rows[rows.index == party]
    return (
        f"{rounding.millions(net_paid(shown, [party]), size)}{_millions_interval(here.iloc[0])}" if len(here) else "–"
    )


def _public_cell(c: Comparison, scenario: str, shown: pd.Series, size: float) -> str:
    row = c.headline(scenario, "government_euros", c.years)
    return (
        "–"
        if row is None
        else f"{rounding.millions(net_paid(shown, money_flows.PUBLIC_PARTIES), size)}{_millions_interval(row)}"
    )


def _millions_interval(row: pd.Series) -> str:
    known = pd.notna(row["low"]) and row["low"] != row["high"]
    return f" ({span(row['low'] / rounding.MILLION, row['high'] / rounding.MILLION)})" if known else ""


def flow_table(c: Comparison) -> Table:
    """Every flow that changes, all years together, the largest first."""
    found = {name: rounded_flows(c, name) for name in c.scenarios}
    wide = pd.DataFrame({name: shown for name, (shown, _) in found.items()}).fillna(0.0)
    most = wide.abs().max(axis=1).sort_values(ascending=False, kind="stable")
    wide = wide.loc[most[most > 0].index]
    body = [
        (
            *labels.flow_labels(key, c.headings),
            *(rounding.millions(x, found[name][1]) for name, x in zip(wide.columns, values, strict=True)),
        )
        for key, values in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    heads = (say("payer"), say("payee"), say("for"), *map(labels.scenario_label, c.scenarios))
    caption = say(
        "Every flow that changes, {years_name}, € million, central world; {add_up}",
        years_name=c.years_name,
        add_up=ADD_UP,
    )
    return Table(heads, body, frozenset(range(3, len(heads))), caption, folded=True)


def payers(c: Comparison) -> Panel:
    """Bars by year, a colour a party, up what it costs them; a diamond for the public parties together."""
    if c.tables["parties"].empty:
        return empty_panel(say("Euros"), say("the tables hold no payers"))
    names = small_multiples.shown(c)
    rows = (len(names) + 1) // 2
    titles = [
        say(
            "{scenario}: public {public_total}",
            scenario=labels.scenario_label(name),
            public_total=public_total_text(c, name),
        )
        for name in names
    ]
    figure = make_subplots(rows, 2, subplot_titles=titles, vertical_spacing=0.36 / rows, horizontal_spacing=0.1)
    apply_style(figure, 280 * rows + 90, barmode="relative", margin={"t": 40, "l": 70, "r": 32, "b": 110})
    figure.update_layout(legend={"y": -0.1, "yanchor": "top"})
    shown: set[str] = set()
    for number, scenario in enumerate(names):
        _add_party_bars(figure, party_rows(c, scenario), shown, number // 2 + 1, number % 2 + 1)
    figure.update_annotations(font_size=13)
    figure.update_yaxes(rangemode="normal", nticks=6)
    figure.update_yaxes(title=say("€ million"), col=1)
    figure.update_xaxes(dtick=1, tickformat="d")
    reading = say(
        "Above zero: the party pays more (or receives less) than under the baseline; below: it gains. "
        "Cash in prices of the day, central world. Each euro has a payer and a payee, so all parties add "
        "up to zero. Only newcomers and instruments are counted: where other people’s work changes so "
        "that their taxes and benefits may turn the sum of the public parties, no saving or cost is "
        "told. Axes differ by scenario."
    )
    return Panel(_payers_title(c), reading, figure, [balance_table(c), flow_table(c)])


def _add_party_bars(figure: go.Figure, rows: pd.DataFrame, shown: set[str], row: int, column: int) -> None:
    """Bars of one scenario; `shown` holds the names that stand in the legend already."""
    rows = rows[rows["year"].str.len() == 4]
    for party, part in rows.groupby("party", sort=False):
        if not part["effect"].abs().sum():
            continue
        name = labels.party_label(str(party))
        figure.add_bar(
            x=part["year"].astype(int).tolist(),
            y=(part["effect"] / 1e6).round(4).tolist(),
            name=name,
            legendgroup=name,
            showlegend=name not in shown,
            marker_color=labels.PARTY_COLOURS.get(str(party), INK),
            row=row,
            col=column,
        )
        shown.add(name)
    public = rows[rows["party"].isin(money_flows.PUBLIC_PARTIES)].groupby("year")["effect"].sum() / 1e6
    figure.add_scatter(
        x=public.index.astype(int).tolist(),
        y=public.round(4).tolist(),
        mode="markers",
        name=say("public parties together"),
        legendgroup="public",
        showlegend=say("public parties together") not in shown,
        marker={"symbol": "diamond", "size": 10, "color": "white", "line": {"color": INK, "width": 2}},
        row=row,
        col=column,
    )
    shown.add(say("public parties together"))
    small_multiples.add_zero_line(figure, vertical=False, row=row, col=column)


def _payers_title(c: Comparison) -> str:
    """What the main scenario costs public parties together, and who pays and gains most."""
    main = c.main()
    head = say(
        "{scenario}, public parties together, {years_name}: {public_total}",
        scenario=labels.scenario_label(main),
        years_name=c.years_name,
        public_total=public_total_text(c, main),
    )
    rows = party_rows(c, main)
    rows = rows[rows["year"] == c.years].sort_values("effect")
    if rows.empty:
        return head
    low, high = rows.iloc[0], rows.iloc[-1]
    parts = [_party_change(str(row["party"]), float(row["effect"])) for row in (high, low) if row["effect"]]
    return f"{head}; {', '.join(parts)}" if parts else head


def _party_change(party: str, effect: float) -> str:
    about = {"party": labels.party_label(party), "amount": euros(abs(effect))}
    return say("{party} {amount} more", **about) if effect > 0 else say("{party} {amount} less", **about)


TOTAL, YEAR_LABEL = "together", "2025"
SAVINGS_ACCOUNT = "bijstand savings"
SAVERS = {
    "municipality": deferred("municipalities (own balance)"),
    "central government": deferred("the state (smaller budget)"),
    "together": deferred("together (bijstand not paid)"),
}
SAVINGS_READING = deferred(
    "€ million in cash, central world; positive: saved. The state gives municipalities a budget that "
    "follows last year’s bijstand, so that a saving stays with the municipality in the year in which "
    "it is made and moves to the state a year later. Seen nationally it is one saving: the two views "
    "add up to the bijstand that is not paid, counted once."
)


def benefit_savings(c: Comparison) -> Panel:
    """A table with three rows a scenario and a column a year."""
    rows = c.tables["balance"]
    rows = rows[(rows["account"] == SAVINGS_ACCOUNT) & (rows["world"] == c.central) & (rows["prices"] == "cash")]
    if rows.empty:
        return empty_panel(say("Bijstand saved"), say("the tables hold no savings"))
    years = sorted(rows["year"].unique(), key=lambda year: (len(year), year))
    body = [cells for scenario in c.scenarios for cells in _saving_rows(rows, scenario, years)]
    heads = (say("scenario"), say("who saves"), *(year.replace("-", "–") for year in years))
    table = Table(
        heads,
        body,
        frozenset(range(2, len(heads))),
        say("Bijstand saved by year, € million; rounded so that parties and years add up"),
    )
    return Panel(_savings_title(c, rows), SAVINGS_READING, None, [table])


def _saving_row(rows: pd.DataFrame, scenario: str, part: str, year: str) -> pd.Series | None:
    found = rows[(rows["scenario"] == scenario) & (rows["part"] == part) & (rows["year"] == year)]
    return found.iloc[0] if len(found) else None


def _saving_rows(rows: pd.DataFrame, scenario: str, years: list[str]) -> list[tuple[str, ...]]:
    """A row a party and their sum, a column a year and the sum of the years: rounded so that both add up."""
    single = [year for year in years if len(year) == len(YEAR_LABEL)]
    who = [part for part in SAVERS if part != TOTAL]
    exact = np.array([[_saving(rows, scenario, part, year) for year in single] for part in who])
    size = rounding.euro_step(exact)
    shown = rounding.cells(exact, size)
    table = np.vstack([shown, shown.sum(axis=0)])
    table = np.hstack([table, table.sum(axis=1, keepdims=True)])[:, : len(years)]
    return [
        (
            labels.scenario_label(scenario),
            str(SAVERS[part]),
            *(rounding.millions(float(value), size) for value in values),
        )
        for part, values in zip((*who, TOTAL), table, strict=True)
    ]


def _saving(rows: pd.DataFrame, scenario: str, part: str, year: str) -> float:
    row = _saving_row(rows, scenario, part, year)
    return 0.0 if row is None else float(row["effect"])


def _savings_title(c: Comparison, rows: pd.DataFrame) -> str:
    """How the saving of the main scenario is shared between municipalities and the state."""
    scenario = c.main()
    found = {part: _saving_row(rows, scenario, part, c.years) for part in SAVERS}
    whole = found["together"]
    head = f"{labels.scenario_label(scenario)}, {c.years_name}"
    if whole is None or verdict(whole) == NOT_SIGNIFICANT:
        ends = "" if whole is None else f" ({span(whole['low'], whole['high'], euros)})"
        return say("{head}: less bijstand for newcomers is not told from zero{ends}", head=head, ends=ends)
    chance = "" if verdict(whole) == SIGNIFICANT else say(", by too few replicates to be sure")
    kept = {name: 0.0 if row is None else float(row["effect"]) for name, row in found.items()}
    return say(
        "{head}: {effect} less bijstand for newcomers{chance}; municipalities keep {own}, the state keeps {state}",
        head=head,
        effect=euros(whole["effect"]),
        chance=chance,
        own=euros(kept["municipality"]),
        state=euros(kept["central government"]),
    )
