"""The head of a comparison: the finding, then what, at whose cost and at whose expense, with how sure each is."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import (
    SAME,
    SINGLE,
    SMALL,
    SURE,
    ZERO,
    as_points,
    few_replicates,
    rests_on,
    verdict,
)
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.numbers import TOO_SMALL, fine, likely, plain, signed, span, whole
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
    if row["worlds"] > 1:
        head += f" ({span(row['range_low'], row['range_high'], whole)} under other assumptions)"
    if verdict(row) == SINGLE:
        head += f"; {few_replicates(row)}"
    others = [name for name in c.scenarios if name != leading and name not in names.TOGETHER]
    lost = [names.label(name) for name in others if _untold(c, name)]
    if not lost:
        return head
    few = " and ".join(lost) if len(lost) <= FEW else f"{len(lost)} of {len(others)} other measures"
    return f"{head}; {few} not told from zero"


def _untold(c: Comparison, scenario: str) -> bool:
    row = c.headline(scenario, WORK, c.last_year)
    return row is not None and verdict(row) in (SMALL, SAME, ZERO)


def section(c: Comparison) -> str:
    """Three statements, each with a clause for every scenario."""
    adults = plain(c.adults(c.scenarios[0], c.last_year))
    heads = (
        f"Regular work in {c.last_year}, of {adults} adult status holders",
        f"At whose cost, {c.years_name}",
        f"At whose expense, {c.last_year}",
    )
    each = (work, cost, expense)
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
    points = span(100 * row["range_low"] / adults, 100 * row["range_high"] / adults, fine)
    yield f"{span(row['range_low'], row['range_high'], whole)} ({points}) over {int(row['worlds'])} sets of assumptions"
    found = rests_on(c, row)
    if found is None:
        yield "no assumption moves it further than chance may"
        return
    moved = c.moved(found[0])
    name = " and ".join(names.ASSUMED.get(each, each) for each in moved)
    values = ", ".join(f"{value:g}" for value in moved.values())
    yield f"it rests most on the {name} (at {values}: {signed(found[1], whole)})"


def _sign(row: pd.Series) -> Iterator[str]:
    chance = float(row["positive_probability"])
    if 0.1 < chance < 0.9:
        yield f"its sign is uncertain (above zero with probability {likely(chance)})"
    elif math.isfinite(chance):
        more = chance >= 0.5
        yield f"{'above' if more else 'below'} zero with probability {likely(chance if more else 1 - chance)}"


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
        f"Unknowns: the range runs over {worlds} sets of assumptions that no evidence settles; the "
        "probability of the sign "
        "gives each the same weight."
        if worlds > 1
        else "Unknowns: one set of assumptions only; the answer may differ under others."
    )
    rest = (
        "Not covered: other parameters, the rules of the model, another economy or inflow. Misfit: ‘Fit to the past’."
    )
    return [chance, unknown, rest]
