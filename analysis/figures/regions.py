"""Section 'Where': employment by municipality on a map and by labour-market region."""

from __future__ import annotations

import csv
import math
from importlib import resources

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis import measures
from werkagenda.analysis.colours import BLUE, GRID, MUTED
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.figures.style import canvas
from werkagenda.analysis.language import say
from werkagenda.analysis.numbers import ENOUGH, FEW, TOO_SMALL, fixed, general, percent
from werkagenda.analysis.run import RELIABLE_SCALE, Run
from werkagenda.evidence import places


def tiles() -> dict[str, tuple[float, float]]:
    """Centre of each municipality's tile (km), by code."""
    source = resources.files("werkagenda.evidence") / "data" / "tile_layout.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["code"]: (float(row["x"]), float(row["y"])) for row in rows}


def municipality_map(run: Run) -> Panel:
    """Share of status holders in work per municipality, mean of the last twelve months."""
    columns = ["replicate", "month", "municipality", "status_holders", "employed"]
    frame = _last_year(run.table("municipalities", columns))
    if frame.empty:
        return empty_panel(say("Municipalities"), say("the run holds no municipalities"))
    found = _shares(frame, ["municipality"], "employed", "status_holders", run.scale)
    known = places.municipalities()
    names = dict(zip(known.code, known.name, strict=True))
    codes = {name: code for code, name in names.items()}
    found["code"] = [m if m in names else codes.get(m, "") for m in found["municipality"]]
    layout = tiles()
    found = found[found["code"].isin(list(layout))]
    found["judged"] = found["people"] >= FEW
    figure = canvas(640, margin={"l": 10, "r": 10, "t": 20, "b": 10}, showlegend=True)
    figure.update_layout(legend={"x": 0, "y": 1, "yanchor": "top", "orientation": "v"})
    _tiles(figure, found[~found["judged"]], layout, names, judged=False)
    _tiles(figure, found[found["judged"]], layout, names, judged=True)
    figure.update_xaxes(visible=False, scaleanchor="y")
    figure.update_yaxes(visible=False, rangemode="normal")
    warning = (
        ""
        if run.reliable_places
        else say(
            "Unreliable at this scale ({scale}); single municipalities need {reliable_scale} or more.",
            scale=general(run.scale),
            reliable_scale=general(RELIABLE_SCALE),
        )
    )
    seen = found[found["judged"]]
    reading = say(
        "One tile a municipality, about where it lies. Mean over the last twelve months; the colours end "
        "at the 5th and 95th of a hundred. Coloured only where at least {few} simulated status holders "
        "live",
        few=FEW,
    ) + (f"; {_by_chance(seen)}." if len(seen) else ".")
    return Panel(_map_title(found, run), reading, figure, warning=warning)


def _tiles(
    figure: go.Figure, part: pd.DataFrame, layout: dict[str, tuple[float, float]], names: dict[str, str], judged: bool
) -> None:
    bar = {"title": {"text": say("in work")}, "tickformat": ".0%", "len": 0.5, "thickness": 14, "x": 0.98}
    colour: dict[str, object] = {"color": GRID}
    if judged and len(part):
        ends = (float(part["value"].quantile(0.05)), float(part["value"].quantile(0.95)))
        colour = {"color": part["value"].round(4).tolist(), "colorscale": "Cividis", "reversescale": True}
        colour |= {"cmin": ends[0], "cmax": ends[1], "colorbar": bar}
    words = [
        say("{share} of {count}", share=percent(v), count=fixed(n, 0)) if judged else str(TOO_SMALL)
        for v, n in zip(part["value"], part["country"], strict=True)
    ]
    figure.add_scatter(
        x=[layout[c][0] for c in part["code"]],
        y=[layout[c][1] for c in part["code"]],
        mode="markers",
        showlegend=not judged,
        name=say("too few simulated people"),
        marker={"symbol": "hexagon", "size": 17, "line": {"width": 0.5, "color": "white"}} | colour,
        text=[f"{names[c]}: {w}" for c, w in zip(part["code"], words, strict=True)],
    )


def region_chart(run: Run) -> Panel:
    """Labour-market regions in order of the share of status holders in work at the end."""
    wide = measures.levels(run, "region", ["adults", "employed"])
    wide = _last_year(wide)
    if wide.empty:
        return empty_panel(say("Labour-market regions"), say("the run holds no regions"))
    found = _shares(wide, ["level"], "employed", "adults", run.scale)
    known = places.regions()
    names = dict(zip(known.code, known.name, strict=True))
    found["name"] = [names.get(level, level) for level in found["level"]]
    found = found[found["people"] >= FEW].sort_values("value")
    if found.empty:
        return empty_panel(say("Labour-market regions"), TOO_SMALL)
    figure = canvas(
        max(320, 19 * len(found) + 80),
        margin={"l": 230, "r": 24, "t": 20, "b": 50},
        showlegend=False,
    )
    if run.replicates >= ENOUGH:
        ends = {
            "type": "data",
            "array": (found["high"] - found["value"]).round(4).tolist(),
            "color": MUTED,
            "thickness": 1.5,
            "width": 0,
        }
    else:
        ends = None
    figure.add_scatter(
        x=found["value"].round(4).tolist(),
        y=found["name"].tolist(),
        mode="markers",
        marker={"size": 9, "color": BLUE},
        error_x=ends,
    )
    figure.update_xaxes(tickformat=".0%", title=say("share of status holders (18–65) in work, last twelve months"))
    figure.update_yaxes(dtick=1)
    low, high = found.iloc[0], found.iloc[-1]
    title = say(
        "Regions run from {low} ({lowest}) to {high} ({highest})",
        low=percent(low["value"]),
        lowest=low["name"],
        high=percent(high["value"]),
        highest=high["name"],
    )
    if not apart(found):
        title = say(
            "Regions differ no more than by chance: {low} to {high}",
            low=percent(low["value"]),
            high=percent(high["value"]),
        )
    title += say(" in work by {last_name}", last_name=run.last_name)
    bars = (
        say("Bars: 95% Monte Carlo interval; ")
        if run.replicates >= ENOUGH
        else say("With this number of simulated people ")
    )
    reading = say(
        "All {count} labour-market regions with enough simulated people. The axis does not start at "
        "zero. {bars}{by_chance}.",
        count=len(found),
        bars=bars,
        by_chance=_by_chance(found),
    )
    return Panel(title, reading, figure)


def _shares(frame: pd.DataFrame, by: list[str], top: str, bottom: str, scale: float) -> pd.DataFrame:
    """Shares with `country` (people, mean over months) and `people` (the simulated ones) behind the denominator."""
    months = max(1, frame["month"].nunique())
    out = measures.shares(frame, top, bottom, by, scale)
    size = measures.totals(frame, bottom, by, scale).set_index(by)
    out["country"] = (size["value"] / months).reindex(out.set_index(by).index).to_numpy()
    out["people"] = (size["events"] / months).reindex(out.set_index(by).index).to_numpy()
    return out


def apart(found: pd.DataFrame) -> bool:
    """Do places differ clearly more than chance alone makes them (1.3 times its standard deviation, assumption)?"""
    chance = (found["value"] * (1 - found["value"]) / found["people"].clip(lower=1)).mean()
    return bool(found["value"].var(ddof=0) > 1.3 * 1.3 * chance)


def _by_chance(found: pd.DataFrame) -> str:
    """How far chance alone can put one place of middling size from the others."""
    share, people = float(found["value"].median()), max(float(found["people"].median()), 1.0)
    return say(
        "chance alone moves a place of middling size by about ± {value} points",
        value=fixed(200 * math.sqrt(share * (1 - share) / people), 0),
    )


def _last_year(frame: pd.DataFrame) -> pd.DataFrame:
    last = sorted(frame["month"].unique())[-12:]
    return frame[frame["month"].isin(last)]


def _map_title(found: pd.DataFrame, run: Run) -> str:
    seen = found[found["judged"]]
    if len(seen) < 2:
        return say("Municipalities: {too_small} at scale {scale}", too_small=TOO_SMALL, scale=general(run.scale))
    low, high = float(seen["value"].quantile(0.1)), float(seen["value"].quantile(0.9))
    told = "" if apart(seen) else say(", no further apart than by chance")
    return say(
        "Eight in ten of the {count} municipalities that can be judged lie between {low} and {high} in "
        "work by {last_name}{told}",
        count=len(seen),
        low=percent(low),
        high=percent(high),
        last_name=run.last_name,
        told=told,
    )
