"""All tables of an uncertainty analysis from the draws of a study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from werkagenda.analysis.uncertainty import discovery, drivers, headlines, information, mixes, split
from werkagenda.analysis.uncertainty.components import Components
from werkagenda.analysis.uncertainty.table import Draws, is_scenario, parameter, unknown
from werkagenda.problems import BadInput, needs

EUROS = "government_euros"
WOMEN, MEN = "regular_employed_women", "regular_employed_men"
"""Measures behind the objective of equality, where a table has them."""
PEOPLE = ("everybody_regular", "regular_employed")
"""Measures of work, the first that a table has."""


@dataclass(frozen=True)
class Asked:
    """What is analysed: the measure of work, its period, euros for a person-year, seed."""

    measure: str
    period: str
    price: float
    seed: int = 1


@dataclass(frozen=True)
class Found:
    """Tables by name, and what could not be said, one line each."""

    asked: Asked
    tables: dict[str, pd.DataFrame]
    boxes: dict[str, discovery.Box]
    remarks: tuple[str, ...]


def request(draws: Draws, measure: str | None, period: str | None, price: float, seed: int) -> Asked:
    """The measure and period asked for, or the first measure of work and its last period; BadInput for unknown ones."""
    known = [name for name, _ in draws.answers]
    chosen = measure or next((name for name in PEOPLE if name in known), known[0])
    problems = unknown(draws, [chosen], [])
    periods = [when for name, when in draws.answers if name == chosen]
    if period is not None and periods and period not in periods:
        problems.append(f"{period}: no period of {chosen} (known: {', '.join(periods)})")
    if not price >= 0:
        problems.append(f"--price {price:g}: must be 0 or more euros a person-year")
    if problems:
        raise BadInput(problems)
    return Asked(chosen, period or max(periods, key=lambda name: ("-" not in name, name)), price, seed)


def analysed(draws: Draws, asked: Asked) -> Found:
    """Every table; BadInput when the draws are too few for intervals. Other lacks become remarks."""
    needs("SALib", "sklearn", "ema_workbench")
    found = headlines.all_components(draws)
    chosen = {key[0]: each for key, each in found.items() if key[1:] == (asked.measure, asked.period)}
    tables = {
        "uncertainty_headlines": headlines.headlines(draws, found),
        "uncertainty_pairs": headlines.pairs(draws),
        "uncertainty_split": _by_key(found, lambda each: split.split(each, draws.inputs, asked.seed)),
    }
    remarks: list[str] = []
    makers: dict[str, Callable[[], pd.DataFrame]] = {
        "uncertainty_drivers": lambda: _drivers(chosen, draws, asked),
        "uncertainty_information": lambda: _information(draws, found, asked),
        "uncertainty_mixes": lambda: _mixes(draws, found, asked, remarks),
    }
    for name, maker in makers.items():
        try:
            tables[name] = maker()
        except BadInput as lack:
            remarks += [f"{name.removeprefix('uncertainty_')}: {line}" for line in lack.problems]
    return Found(asked, tables, _boxes(draws, chosen, found, asked), tuple(remarks))


def _by_key(found: dict[tuple[str, str, str], Components], maker: Callable[[Components], pd.DataFrame]) -> pd.DataFrame:
    parts = {key: maker(each) for key, each in found.items()}
    return pd.concat(parts, names=["scenario", "measure", "period"]).reset_index(level=(0, 1, 2)).reset_index(drop=True)


def _drivers(chosen: dict[str, Components], draws: Draws, asked: Asked) -> pd.DataFrame:
    inputs = draws.numeric()
    parts = {name: drivers.pawn(each.means, inputs, asked.seed) for name, each in chosen.items()}
    return pd.concat(parts, names=["scenario"]).reset_index(level=0).reset_index(drop=True)


def _information(draws: Draws, found: dict[tuple[str, str, str], Components], asked: Asked) -> pd.DataFrame:
    """Value of information in people, and in euros where the table has what the government pays."""
    names = {str(name): parameter(str(name)) for name in draws.inputs if not is_scenario(str(name))}
    groups = information.groups(names)
    inputs = draws.numeric()
    people = _wide(found, draws, asked.measure, asked.period)
    parts = [information.table(information.decision(people, draws.unit(asked.measure)), inputs, groups, asked.seed)]
    whole = longest(draws, EUROS)
    if "-" in whole and (asked.measure, whole) in draws.answers:
        years = 1 + int(whole[-4:]) - int(whole[:4])
        worked = asked.price * years * _wide(found, draws, asked.measure, whole)
        payoff = worked - _wide(found, draws, EUROS, whole)
        parts.append(information.table(information.decision(payoff, "euros"), inputs, groups, asked.seed))
    return pd.concat(parts, ignore_index=True)


def _wide(found: dict[tuple[str, str, str], Components], draws: Draws, measure: str, period: str) -> pd.DataFrame:
    """Effects without chance: a row a draw, a column a scenario."""
    return pd.DataFrame({name: found[name, measure, period].shrunk for name in draws.scenarios})


def longest(draws: Draws, measure: str) -> str:
    """The period of a measure that covers most years; "" if the table does not have the measure."""
    return max((when for name, when in draws.answers if name == measure), key=len, default="")


def _mixes(
    draws: Draws, found: dict[tuple[str, str, str], Components], asked: Asked, remarks: list[str]
) -> pd.DataFrame:
    """Undominated scenarios on work, public euros and the gap between men and women."""
    objectives = {asked.measure: _wide(found, draws, asked.measure, asked.period)}
    known = {measure for measure, _ in draws.answers}
    if EUROS in known:
        objectives["government_saves"] = -_wide(found, draws, EUROS, longest(draws, EUROS))
    if WOMEN in known and MEN in known:
        gap = [_wide(found, draws, name, asked.period) for name in (WOMEN, MEN)]
        objectives["women_less_men"] = gap[0] - gap[1]
    else:
        remarks.append(f"mixes: the table has no {WOMEN} and {MEN}; equality is left out")
    if len(objectives) < 2:
        raise BadInput([f"the table has no {EUROS}; one objective has no trade-off"])
    return mixes.pareto(objectives)


def _boxes(
    draws: Draws, chosen: dict[str, Components], found: dict[tuple[str, str, str], Components], asked: Asked
) -> dict[str, discovery.Box]:
    """When a scenario lowers the measure, when it does so at the government's cost, and when a ranking flips."""
    boxes: dict[str, discovery.Box] = {}
    euros = longest(draws, EUROS)
    for name, each in chosen.items():
        rows = draws.inputs.loc[each.shrunk.index]
        falls = (each.shrunk < 0).to_numpy()
        boxes[f"{name} lowers {asked.measure}"] = discovery.box(falls, rows)
        if euros:
            pays = (found[name, EUROS, euros].shrunk > 0).to_numpy()
            boxes[f"the government pays for {name} and {asked.measure} falls"] = discovery.box(falls & pays, rows)
    ranked = sorted(chosen, key=lambda name: -chosen[name].mean)
    for better, worse in combinations(ranked, 2):
        gap = chosen[better].shrunk - chosen[worse].shrunk
        boxes[f"{worse} beats {better} on {asked.measure}"] = discovery.box(
            (gap < 0).to_numpy(), draws.inputs.loc[gap.index]
        )
    return boxes
