"""The head of a comparison: the finding, then what, at whose cost and at whose expense, with how sure each is."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from werkagenda.analysis.comparison import asked
from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import (
    SAME,
    SINGLE,
    SMALL,
    SURE,
    ZERO,
    as_points,
    few_replicates,
    ranged,
    rests_on,
    said,
    told_range,
    verdict,
)
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.numbers import TOO_SMALL, euros, fine, likely, plain, signed, span, whole
from werkagenda.analysis.report import html
from werkagenda.analysis.report.comparison_burden import cost, expense

WORK = "regular_employed"
FEW = 3
"""Measures that the headline names one by one."""


def headline(c: Comparison) -> str:
    """The largest effect on regular work, and which of the others are not told from zero."""
    leading = c.leading()
    row = c.headline(leading, WORK, c.last_year)
    if row is None or verdict(row) in (SMALL, SAME, ZERO):
        return f"No effect on regular work of status holders in {c.last_year} can be told from chance"
    words = "more" if row["effect"] > 0 else "fewer"
    head = (
        f"{names.label(leading)}: {whole(abs(row['effect']))} {words} status holders in regular work in {c.last_year}"
    )
    ends = told_range(c, row)
    if ends is not None:
        head += f" ({span(*ends, whole)} under other assumptions)"
    if verdict(row) == SINGLE:
        head += f"; {few_replicates(row)}"
    head += f"; {_net(c, leading)}"
    others = [name for name in c.scenarios if name != leading and name not in names.TOGETHER]
    lost = [names.label(name) for name in others if _untold(c, name)]
    if not lost:
        return head
    few = " and ".join(lost) if len(lost) <= FEW else f"{len(lost)} of {len(others)} other measures"
    return f"{head}; {few} not told from zero"


def _net(c: Comparison, scenario: str) -> str:
    """Everybody in regular work, net of displacement, in a few words."""
    row = c.headline(scenario, asked.EVERYBODY, c.last_year)
    if row is None or verdict(row) != SURE:
        return f"everybody in regular work: {said(row)}"
    return f"everybody in regular work, others counted: {whole(abs(row['effect']))} {_more(row)}"


def _more(row: pd.Series) -> str:
    return "more" if row["effect"] > 0 else "fewer"


def everybody(c: Comparison, scenario: str) -> str:
    """All people at work, net of displacement, and the social balance."""
    shown = (
        (asked.EVERYBODY, c.last_year, "regular work", whole),
        (asked.AT_WORK, c.last_year, "placements included", whole),
        (asked.SOCIAL, c.years, f"social balance {c.years_name}", euros),
    )
    rows = [(c.headline(scenario, what, period), name, show) for what, period, name, show in shown]
    return "; ".join(f"{name}: {said(row, '', show)}" for row, name, show in rows) + "."


def _untold(c: Comparison, scenario: str) -> bool:
    row = c.headline(scenario, WORK, c.last_year)
    return row is not None and verdict(row) in (SMALL, SAME, ZERO)


def section(c: Comparison) -> str:
    """Four statements, each with a clause for every scenario."""
    adults = plain(c.adults(c.scenarios[0], c.last_year))
    heads = (
        f"Regular work in {c.last_year}, of {adults} adult status holders",
        f"Everybody at work in {c.last_year}, net of displacement, and the country",
        f"At whose cost, {c.years_name}",
        f"At whose expense, {c.last_year}",
    )
    each = (work, everybody, cost, expense)
    parts = []
    for head, clause in zip(heads, each, strict=True):
        items = "".join(_item(names.label(name), clause(c, name)) for name in c.scenarios)
        parts.append(html.tag("h2", head) + html.wrap("ul", items))
    return "".join(parts)


def _item(name: str, text: str) -> str:
    return html.wrap("li", html.tag("strong", f"{name}: ") + html.tag("span", text))


def work(c: Comparison, scenario: str) -> str:
    """What a scenario changes in regular work, the range over worlds, what it rests on, and the sign's probability."""
    row = c.headline(scenario, WORK, c.last_year)
    if row is None:
        return "not in the tables."
    if verdict(row) in (SMALL, SAME):
        return f"{TOO_SMALL if verdict(row) == SMALL else SAME}{'; '.join(['', *_elsewhere(c, row)])}."
    return "; ".join([_size(c, scenario, row), *_over_worlds(c, scenario, row), *_sign(row)]) + "."


def _elsewhere(c: Comparison, row: pd.Series) -> Iterator[str]:
    """What a scenario without effect in the central world does where an assumption is moved."""
    for end in ("low", "high"):
        effect, world = float(row[f"range_{end}"]), str(row[f"range_{end}_world"])
        if effect and not row["effect"]:
            yield f"{signed(effect, whole)} at {names.world(c.moved(world))}"


def _size(c: Comparison, scenario: str, row: pd.Series) -> str:
    effect, adults = float(row["effect"]), c.adults(scenario, c.last_year)
    if verdict(row) == ZERO:
        low, high = as_points(row["low"], adults), as_points(row["high"], adults)
        return f"cannot be told from zero ({span(row['low'], row['high'], whole)} people, {low} to {high} points)"
    many = f"{whole(abs(effect))} {'more' if effect > 0 else 'fewer'} ({as_points(effect, adults)} percentage points)"
    return many if verdict(row) == SURE else f"{many}; {few_replicates(row)}"


def _over_worlds(c: Comparison, scenario: str, row: pd.Series) -> Iterator[str]:
    if row["worlds"] < 2:
        return
    adults = c.adults(scenario, c.last_year)
    found, ends, many = rests_on(c, row), told_range(c, row), int(row["worlds"])
    if found is None or ends is None:
        reached = f"{ranged(row)} over {many} sets; *: chance may explain it"
        yield f"no assumption moves it further than chance may ({reached})"
        return
    points = span(100 * ends[0] / adults, 100 * ends[1] / adults, fine)
    yield f"{span(*ends, whole)} ({points}) over the sets of assumptions that are told from the central one, of {many}"
    moved = c.moved(found[0])
    name = " and ".join(names.ASSUMED.get(each, each) for each in moved)
    values = ", ".join(f"{value:g}" for value in moved.values())
    yield f"it rests most on the {name} (at {values}: {signed(found[1], whole)})"


def _sign(row: pd.Series) -> Iterator[str]:
    """The probability of the sign and what it counts: the interval counts chance in the central world alone."""
    chance, worlds = float(row["positive_probability"]), int(row["worlds"])
    if not math.isfinite(chance):
        return
    counted = "chance alone" if worlds == 1 else f"chance and all {worlds} sets of assumptions"
    above = chance >= 0.5
    if verdict(row) == SURE and max(chance, 1 - chance) < 0.9:
        above = row["effect"] > 0
        told = "its sign is told in the central set of assumptions"
        yield f"{told}; counting {counted}, it holds with {_chance(chance, above)}"
    else:
        yield f"{'above' if above else 'below'} zero with {_chance(chance, above)}, counting {counted}"


def _chance(chance: float, above: bool) -> str:
    return f"probability {likely(chance if above else 1 - chance)}"


def sure(c: Comparison) -> list[str]:
    """What the certainty is made of."""
    chance = (
        "Chance: one replicate, so there is no Monte Carlo interval; run with replicates=4 or more."
        if c.replicates == 1
        else f"Chance: {c.replicates} replicates, each scenario against the baseline with the same "
        "draws; intervals are 95% "
        "Monte Carlo intervals of the mean."
    )
    worlds = len(c.tables["worlds"])
    unknown = (
        f"Unknowns: the range runs over {worlds} sets of assumptions that no evidence settles, each paired with the "
        "central one by replicate; an end is believed when the 95% interval of that difference leaves zero out, which "
        "of a hundred sets that change nothing some five do by chance. The probability of a sign counts chance and all "
        "sets, each weighing the same; an interval counts chance in the central set alone."
        if worlds > 1
        else "Unknowns: one set of assumptions only; the answer may differ under others."
    )
    rest = (
        "Not covered: other parameters, the rules of the model, another economy or inflow. Misfit: ‘Fit to the past’."
    )
    return [chance, unknown, rest]
