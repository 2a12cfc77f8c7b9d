"""Who pays: the change in what each party pays on balance, by year and in all."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.money_tables import balance, balances, flows, together
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.figures.style import INK, dress
from werkagenda.analysis.numbers import euros


def draw(c: Comparison) -> Panel:
    """Bars by year, a colour a party, up what it costs them; a diamond for the public parties together."""
    if c.tables["parties"].empty:
        return nothing("Euros", "the tables hold no payers")
    rows = (len(c.scenarios) + 1) // 2
    titles = [f"{names.label(name)}: public {together(c, name)}" for name in c.scenarios]
    figure = make_subplots(rows, 2, subplot_titles=titles, vertical_spacing=0.36 / rows, horizontal_spacing=0.1)
    dress(
        figure, 280 * rows + 90, hovermode="closest", barmode="relative", margin={"t": 40, "l": 70, "r": 32, "b": 110}
    )
    figure.update_layout(legend={"y": -0.1, "yanchor": "top"})
    shown: set[str] = set()
    for number, scenario in enumerate(c.scenarios):
        _bars(figure, balance(c, scenario), shown, number // 2 + 1, number % 2 + 1)
    figure.update_annotations(font_size=13)
    figure.update_yaxes(rangemode="normal", nticks=6)
    figure.update_yaxes(title="€ million", col=1)
    figure.update_xaxes(dtick=1, tickformat="d")
    reading = (
        "Above zero: the party pays more (or receives less) than under the baseline; below: it "
        "gains. Cash in prices of the "
        "day, central world. Each euro has a payer and a payee, so all parties add up to zero. Only "
        "newcomers and instruments are counted: where other people’s work changes so that their taxes and benefits may "
        "turn the sum of the public parties, no saving or cost is told. Axes differ by scenario."
    )
    return Panel(_title(c), reading, figure, [balances(c), flows(c)])


def _bars(figure: go.Figure, rows: pd.DataFrame, shown: set[str], row: int, column: int) -> None:
    """Bars of one scenario; `shown` holds the names that stand in the legend already."""
    rows = rows[rows["year"].str.len() == 4]
    for party, part in rows.groupby("party", sort=False):
        if not part["effect"].abs().sum():
            continue
        name = names.SHORT.get(str(party), str(party))
        figure.add_bar(
            x=part["year"].astype(int).tolist(),
            y=(part["effect"] / 1e6).round(4).tolist(),
            name=name,
            legendgroup=name,
            showlegend=name not in shown,
            marker_color=names.PARTY_COLOURS.get(str(party), INK),
            hovertemplate="%{x}: €%{y:+,.2r} million<extra>" + name + "</extra>",
            row=row,
            col=column,
        )
        shown.add(name)
    public = rows[rows["party"].isin(names.PUBLIC)].groupby("year")["effect"].sum() / 1e6
    figure.add_scatter(
        x=public.index.astype(int).tolist(),
        y=public.round(4).tolist(),
        mode="markers",
        name="public parties together",
        legendgroup="public",
        showlegend="public parties together" not in shown,
        marker={"symbol": "diamond", "size": 10, "color": "white", "line": {"color": INK, "width": 2}},
        hovertemplate="%{x}: €%{y:+,.2r} million<extra>public parties together</extra>",
        row=row,
        col=column,
    )
    shown.add("public parties together")
    look.no_effect(figure, vertical=False, row=row, col=column)


def _title(c: Comparison) -> str:
    """What the leading scenario costs public parties together, and who pays and gains most."""
    leading = c.leading()
    head = f"{names.label(leading)}, public parties together, {c.years_name}: {together(c, leading)}"
    rows = balance(c, leading)
    rows = rows[rows["year"] == c.years].sort_values("effect")
    if rows.empty:
        return head
    low, high = rows.iloc[0], rows.iloc[-1]
    parts = [_moves(str(row["party"]), float(row["effect"])) for row in (high, low) if row["effect"]]
    return f"{head}; {', '.join(parts)}" if parts else head


def _moves(party: str, effect: float) -> str:
    amount = f"{euros(abs(effect))} {'more' if effect > 0 else 'less'}"
    return f"{names.SHORT.get(party, party)} {amount}"
