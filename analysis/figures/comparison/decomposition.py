"""Sections 'Parts and whole' and 'More of the same': measures alone or left out, and effects by dose."""

from __future__ import annotations

from functools import partial

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis import rounding
from werkagenda.analysis.colours import BLUE, INK, ORANGE
from werkagenda.analysis.comparison import decomposition, labels
from werkagenda.analysis.comparison.decomposition import ALONE, INTERPLAY, LEFT_OUT, SUM, WHOLE
from werkagenda.analysis.comparison.labels import SCENARIO_ORDER, scenario_label
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import small_multiples
from werkagenda.analysis.figures.comparison.significance import cell_text
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import apply_style, canvas
from werkagenda.analysis.language import current, deferred, named, say
from werkagenda.analysis.numbers import euros, general, whole

WORK = "regular_employed"
PARTS_INDICATORS = {
    WORK: (deferred("status holders in regular work"), "last"),
    "on_benefit": (deferred("status holders on benefit"), "last"),
    "government_euros": (deferred("public euros paid more, all years"), "all"),
}
"""Indicator: its name and its period."""
PART_MARKERS = {ALONE: (BLUE, "circle"), LEFT_OUT: (ORANGE, "diamond")}
SUM_LABELS = {
    SUM: deferred("sum of all alone"),
    WHOLE: deferred("the whole"),
    INTERPLAY: deferred("interplay (whole less sum)"),
}
PARTS_READING = deferred(
    "People more in regular work in the last year. Alone: the measure by itself, less the baseline. "
    "Left out: the whole less the whole without it. Where the two differ, measures share people or "
    "openings: a person whom two measures would bring to work counts once in the whole, and a case "
    "manager’s hour or an opening is used once. Interplay below zero: the whole is less than its "
    "parts. Bars: 95% Monte Carlo interval of paired differences, central world."
)


def parts_and_whole(c: Comparison, name: str) -> Panel:
    """Alone beside left out, a row a measure; the sums in the table."""
    rows = c.tables["parts"]
    rows = rows[(rows["whole"] == name) & (rows["world"] == c.central)]
    here = rows[(rows["indicator"] == WORK) & (rows["period"] == c.last_year)]
    order = [part for part in SCENARIO_ORDER if part in set(here["part"])]
    sums = here[here["part"] == ""].set_index("measure").reindex([m for m in SUM_LABELS if m in set(here["measure"])])
    figure = canvas(44 * (len(order) + len(sums)) + 130, margin={"l": 190, "r": 32, "t": 50, "b": 50})
    for measure, (colour, symbol) in PART_MARKERS.items():
        own = here[(here["measure"] == measure) & (here["part"] != "")]
        _add_points(
            figure, own, [scenario_label(part) for part in own["part"]], named("how", measure), (colour, symbol)
        )
    _add_points(
        figure, sums, [str(SUM_LABELS[str(measure)]) for measure in sums.index], say("together"), (INK, "square")
    )
    small_multiples.add_zero_line(figure, vertical=True)
    labels = [*(scenario_label(part) for part in order), *(str(SUM_LABELS[str(measure)]) for measure in sums.index)]
    figure.update_yaxes(categoryorder="array", categoryarray=labels[::-1], rangemode="normal")
    figure.update_xaxes(title=say("people more in regular work, {last_year}", last_year=c.last_year), tickformat=",")
    return Panel(_parts_title(c, name, here), PARTS_READING, figure, [_parts_table(c, rows, order)])


def scenarios_with_parts(c: Comparison) -> list[str]:
    """Scenarios whose parts are in the tables."""
    return sorted(c.tables["parts"]["whole"].unique())


def _add_points(figure: go.Figure, rows: pd.DataFrame, labels: list[str], measure: str, mark: tuple[str, str]) -> None:
    if rows.empty:
        return
    colour, symbol = mark
    figure.add_scatter(
        x=rows["effect"].round(2).tolist(),
        y=labels,
        mode="markers",
        name=measure,
        error_x=small_multiples.error_bars(rows) | {"color": colour, "thickness": 1.2},
        marker={"symbol": symbol, "size": 10, "color": colour},
    )


def _parts_table(c: Comparison, rows: pd.DataFrame, order: list[str]) -> Table:
    body = [
        (scenario_label(part), named("how", measure), *_part_cells(c, rows, part, measure))
        for part in order
        for measure in PART_MARKERS
    ]
    body += [(str(text), "", *_part_cells(c, rows, "", measure)) for measure, text in SUM_LABELS.items()]
    body = [row for row in body if any(cell != "–" for cell in row[2:])]
    heads = (say("measure"), say("how"), *(str(text) for text, _ in PARTS_INDICATORS.values()))
    caption = say(
        "Work and benefit (bijstand or unemployment insurance) in {last_year}, euros {years_name}",
        last_year=c.last_year,
        years_name=c.years_name,
    )
    return Table(heads, body, frozenset(range(2, len(heads))), caption)


def _part_cells(c: Comparison, rows: pd.DataFrame, part: str, measure: str) -> list[str]:
    found = []
    for indicator, (_, when) in PARTS_INDICATORS.items():
        here = rows[(rows["indicator"] == indicator) & (rows["period"] == (c.last_year if when == "last" else c.years))]
        found.append(_rounded_effects(here).get((part, measure), "–"))
    return found


def _rounded_effects(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """What is said of each part and measure of one answer: the parts alone add up to their sum, and the sum and the
    interplay to the whole, as printed."""
    exact = {(str(row["part"]), str(row["measure"])): float(row["effect"]) for _, row in rows.iterrows()}
    in_euros = len(rows) > 0 and rows["unit"].iloc[0] == "euros"
    size = rounding.euro_step(list(exact.values())) if in_euros else max(1.0, rounding.step(list(exact.values())))
    shown = {key: rounding.parts([value], size)[0] for key, value in exact.items()}
    alone = [key for key in exact if key[1] == ALONE]
    if ("", SUM) in exact:
        shown |= dict(zip(alone, rounding.parts([exact[key] for key in alone], size), strict=True))
        shown["", SUM] = sum(shown[key] for key in alone)
        shown["", INTERPLAY] = shown["", WHOLE] - shown["", SUM]
    show = partial(_amount_text, size=size, unit=rounding.MILLION if in_euros else 1.0)
    return {
        key: cell_text(row.where(row.index != "effect", shown[key]), show)
        for key, (_, row) in zip(exact, rows.iterrows(), strict=True)
    }


def _amount_text(value: float, size: float, unit: float) -> str:
    """People, or millions of euros, with as many decimals as the step; ends of intervals are rounded to it."""
    text = rounding.text(rounding.parts([value], size)[0] / unit, size / unit)
    return text if unit == 1.0 else f"{current().euro}{text}{say(' million')}"


def _parts_title(c: Comparison, name: str, rows: pd.DataFrame) -> str:
    """The whole, the sum of its parts, and their difference."""
    found = {measure: text for (part, measure), text in _rounded_effects(rows).items() if part == ""}
    head = say(
        "{scenario}, regular work in {last_year}: {found}",
        scenario=scenario_label(name),
        last_year=c.last_year,
        found=found[WHOLE],
    )
    return (
        say(
            "{head}; its parts alone sum to {sum}; interplay {interplay}",
            head=head,
            sum=found[SUM],
            interplay=found[INTERPLAY],
        )
        if SUM in found
        else head
    )


DOSE_READING = deferred(
    "A panel a ladder: one setting at several values, all else as in its scenario. Points: status "
    "holders more in regular work in the last year than in the baseline, central world, with the 95% "
    "Monte Carlo interval. A straight line through zero would mean that twice as much does twice as "
    "much. Axes differ by ladder."
)


def dose_response(c: Comparison) -> Panel:
    """Effect on regular work by dose, a panel a ladder, and a table of all answers."""
    rows = c.tables["ladder"]
    rows = rows[rows["world"] == c.central].sort_values(["scenario", "dose"])
    if rows.empty:
        return empty_panel(say("Ladders"), say("no scenario was run at several values"))
    found = set(rows["scenario"])
    ladders = [*(name for name in labels.SCENARIO_ORDER if name in found), *sorted(found - set(labels.SCENARIO_ORDER))]
    columns = min(3, len(ladders))
    lines = -(-len(ladders) // columns)
    titles = [f"{labels.scenario_label(name)}<br>{varied_setting(c, name)}" for name in ladders]
    space = {"horizontal_spacing": 0.08, "vertical_spacing": 0.42 / lines}
    figure = make_subplots(lines, columns, subplot_titles=titles, **space)
    apply_style(figure, 320 * lines + 40, showlegend=False, margin={"t": 60, "l": 60, "r": 32, "b": 50})
    figure.update_annotations(font_size=12)
    figure.update_yaxes(rangemode="normal", tickformat=",", nticks=6)
    for number, name in enumerate(ladders):
        here = rows[(rows["scenario"] == name) & (rows["indicator"] == WORK) & (rows["period"] == c.last_year)]
        _add_steps(figure, here, labels.scenario_colour(name), row=number // columns + 1, col=number % columns + 1)
    rank = {name: number for number, name in enumerate(ladders)}
    rows = rows.assign(rank=rows["scenario"].map(rank)).sort_values(["rank", "dose"], kind="stable")
    return Panel(_dose_title(c, rows, ladders), DOSE_READING, figure, [_dose_table(c, rows)])


def _add_steps(figure: go.Figure, rows: pd.DataFrame, colour: str, **place: int) -> None:
    small_multiples.add_zero_line(figure, vertical=False, **place)
    figure.add_scatter(
        x=rows["dose"].tolist(),
        y=rows["effect"].round(2).tolist(),
        mode="lines+markers",
        line={"color": colour, "width": 1.6},
        marker={"size": 8, "color": colour},
        error_y=small_multiples.error_bars(rows) | {"color": colour, "thickness": 1.4},
        **place,
    )
    figure.update_xaxes(title={"text": say("value"), "font": {"size": 12}}, **place)


def varied_setting(c: Comparison, scenario: str) -> str:
    """The setting in which the steps of a ladder differ; "" when the comparison does not say."""
    found = c.info.get("scenarios", {})
    steps = [
        found[name].get("instruments", {}) for name in found if name.startswith(f"{scenario}{decomposition.DOSE_MARK}")
    ]
    if len(steps) < 2:
        return ""
    ways = [f"{group}.{key}" for group, values in steps[0].items() for key in values]
    return ", ".join(way for way in ways if len({str(_setting_value(step, way)) for step in steps}) > 1)


def _setting_value(step: dict[str, dict[str, object]], way: str) -> object:
    group, _, key = way.partition(".")
    return step.get(group, {}).get(key)


def _dose_table(c: Comparison, rows: pd.DataFrame) -> Table:
    wanted = {
        (WORK, c.last_year): whole,
        ("subsidised_employed", c.last_year): whole,
        ("on_benefit", c.last_year): whole,
        ("policy_outlay", c.years): euros,
        ("government_euros", c.years): euros,
    }
    cells = {(key.scenario, key.dose, key.indicator, key.period): n for n, key in enumerate(rows.itertuples())}
    steps = rows[["scenario", "dose"]].drop_duplicates().itertuples(index=False)
    body = [
        (
            labels.scenario_label(name),
            dose_text(dose),
            *(_dose_cell(rows, cells.get((name, dose, *key)), show) for key, show in wanted.items()),
        )
        for name, dose in steps
    ]
    heads = (
        say("ladder"),
        say("value"),
        say("regular work"),
        say("placements"),
        say("on benefit"),
        say("policy outlay"),
        say("public euros paid more"),
    )
    caption = say(
        "Less the baseline: people in {last_year}, euros {years_name}", last_year=c.last_year, years_name=c.years_name
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption)


def _dose_cell(rows: pd.DataFrame, place: int | None, show: object) -> str:
    return "–" if place is None else cell_text(rows.iloc[place], show)  # type: ignore[arg-type]


def dose_text(dose: float) -> str:
    """A dose as it is written: 0.25, 2 million."""
    return say("{value} million", value=general(dose / 1e6)) if dose >= 1e5 else general(dose)


def effect_without_interval(row: pd.Series) -> str:
    """An effect without its interval."""
    return cell_text(row).partition(" (")[0]


def _dose_title(c: Comparison, rows: pd.DataFrame, ladders: list[str]) -> str:
    """What the lowest and the highest step of each ladder bring."""
    here = rows[(rows["indicator"] == WORK) & (rows["period"] == c.last_year)]
    parts = []
    for name in ladders:
        steps = here[here["scenario"] == name]
        first, last = steps.iloc[0], steps.iloc[-1]
        low, high = dose_text(first["dose"]), dose_text(last["dose"])
        same = effect_without_interval(first) == effect_without_interval(last)
        told = (
            say(
                "{effect} from {low} to {high}",
                effect=effect_without_interval(last),
                low=low,
                high=high,
            )
            if same
            else say(
                "{first} at {low}, {last} at {high}",
                first=effect_without_interval(first),
                low=low,
                last=effect_without_interval(last),
                high=high,
            )
        )
        parts.append(f"{labels.scenario_label(name)} {told}")
    return say("More of the same, regular work in {last_year}: {items}", last_year=c.last_year, items="; ".join(parts))
