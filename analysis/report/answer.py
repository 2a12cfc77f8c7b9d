"""The answer in three sentences: how much, how sure, and what it depends on and costs."""

from __future__ import annotations

import math

import pandas as pd

from werkagenda.analysis.comparison import headline_indicators, labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison.public_finance import why_no_sign
from werkagenda.analysis.figures.comparison.significance import (
    FEW_REPLICATES,
    NO_CHANGE,
    NOT_SIGNIFICANT,
    TOO_SMALL_VERDICT,
    cell_text,
    interval_text,
    most_sensitive_set,
    points_text,
    verdict,
)
from werkagenda.analysis.language import say
from werkagenda.analysis.numbers import euros, general, likely, signed, span, whole

WORK = "regular_employed"


def answer(c: Comparison) -> list[str]:
    """Three sentences on the main scenario of a comparison."""
    scenario = c.main()
    row = c.headline(scenario, WORK, c.last_year)
    if row is None or verdict(row) == TOO_SMALL_VERDICT:
        name = labels.scenario_label(scenario)
        return [say("{scenario}: too few simulated people to judge; simulate more (population.scale).", scenario=name)]
    return [size(c, scenario, row), certainty(row), dependence(c, scenario, row)]


def heading(c: Comparison) -> str:
    """The finding over the page: the main scenario's effect on status holders and on everybody."""
    scenario = c.main()
    row = c.headline(scenario, WORK, c.last_year)
    every = c.headline(scenario, headline_indicators.EVERYBODY_REGULAR, c.last_year)
    about = {"scenario": labels.scenario_label(scenario), "year": c.last_year, "everybody": cell_text(every)}
    if row is None or verdict(row) in (TOO_SMALL_VERDICT, NO_CHANGE, NOT_SIGNIFICANT):
        return say("{scenario}: no effect on regular work of status holders in {year} can be told from chance", **about)
    about["count"] = whole(abs(float(row["effect"])))
    if row["effect"] < 0:
        return say(
            "{scenario}: {count} fewer status holders in regular work in {year}; everybody together {everybody}",
            **about,
        )
    return say(
        "{scenario}: {count} more status holders in regular work in {year}; everybody together {everybody}", **about
    )


def size(c: Comparison, scenario: str, row: pd.Series) -> str:
    """How many status holders and how many people altogether work more, each with its interval."""
    every = c.headline(scenario, headline_indicators.EVERYBODY_REGULAR, c.last_year)
    effect = float(row["effect"])
    about = {
        "scenario": labels.scenario_label(scenario),
        "year": c.last_year,
        "count": whole(abs(effect)),
        "interval": interval_text(row),
        "points": points_text(effect, c.adults(scenario, c.last_year)),
        "everybody": _with_interval(every),
    }
    if effect < 0:
        return say(
            "{scenario}: {count} fewer status holders in regular work in {year} than in the baseline (95% margin of "
            "chance {interval}; {points} percentage points); everybody together, net of displacement: {everybody}.",
            **about,
        )
    return say(
        "{scenario}: {count} more status holders in regular work in {year} than in the baseline (95% margin of "
        "chance {interval}; {points} percentage points); everybody together, net of displacement: {everybody}.",
        **about,
    )


def _with_interval(row: pd.Series | None) -> str:
    if row is None or verdict(row) in (TOO_SMALL_VERDICT, NO_CHANGE, NOT_SIGNIFICANT):
        return cell_text(row)
    return f"{cell_text(row)} ({interval_text(row)})"


def certainty(row: pd.Series) -> str:
    """What chance and the sets of assumptions leave open about the sign."""
    chance, sets = float(row["positive_probability"]), int(row["worlds"])
    if verdict(row) == NO_CHANGE:
        return say("Nothing differs from the baseline in the central set of assumptions.")
    if not math.isfinite(chance):
        return say("How sure this is, is not known: one replicate gives no margin of chance.")
    likely_text = likely(max(chance, 1 - chance))
    ends = span(float(row["range_low"]), float(row["range_high"]), whole)
    told = _told(row)
    if sets < 2:
        return say(
            "{told}; probability of this sign {probability}, by chance alone: other assumptions were not run.",
            told=told,
            probability=likely_text,
        )
    return say(
        "{told}; over {sets} sets of assumptions the effect runs from {ends}, and counting chance and all sets the "
        "sign of it holds with probability {probability}.",
        told=told,
        sets=sets,
        ends=ends,
        probability=likely_text,
    )


def _told(row: pd.Series) -> str:
    found = verdict(row)
    if found == NOT_SIGNIFICANT:
        return say("Chance alone may explain the effect on status holders")
    if found == FEW_REPLICATES:
        return say("There are too few replicates to be sure of the effect on status holders")
    return say("Chance does not explain the effect on status holders")


def dependence(c: Comparison, scenario: str, row: pd.Series) -> str:
    """The assumption that moves the answer most, what public bodies pay, and whether the country is better off."""
    found = most_sensitive_set(c, row)
    if int(row["worlds"]) < 2:
        cost = _cost(c, scenario)
        return say(
            "{cost}, and the social balance is {balance}.",
            cost=cost[:1].upper() + cost[1:],
            balance=_balance(c, scenario),
        )
    if found is None:
        most = say("No assumption that was moved changes it by more than chance may")
    else:
        moved = c.moved(found[0])
        most = say(
            "It depends most on the assumption ‘{assumption}’ (at {values}: {count})",
            assumption=say(" and ").join(map(labels.assumption_label, moved)),
            values=", ".join(map(general, moved.values())),
            count=signed(found[1], whole),
        )
    return say(
        "{most}; {cost}, and the social balance is {balance}.",
        most=most,
        cost=_cost(c, scenario),
        balance=_balance(c, scenario),
    )


def _cost(c: Comparison, scenario: str) -> str:
    row = c.headline(scenario, "government_euros", c.years)
    if row is None or why_no_sign(c, scenario):
        return say("what public bodies pay on balance in {years} cannot be told", years=c.years_name)
    about = {"amount": euros(abs(float(row["effect"]))), "years": c.years_name, "interval": interval_text(row, euros)}
    if row["effect"] < 0:
        return say("public bodies pay {amount} less in {years} for newcomers and instruments ({interval})", **about)
    return say("public bodies pay {amount} more in {years} for newcomers and instruments ({interval})", **about)


def _balance(c: Comparison, scenario: str) -> str:
    return cell_text(c.headline(scenario, headline_indicators.SOCIAL_BALANCE, c.years), euros)
