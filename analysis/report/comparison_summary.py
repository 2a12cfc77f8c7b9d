"""The head of the report of a comparison: the finding, at whose cost, at whose expense, and how certain each is."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from werkagenda.analysis import rounding
from werkagenda.analysis.comparison import headline_indicators, labels, money_flows
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import displacement, joint, public_finance
from werkagenda.analysis.figures.comparison.public_finance import NO_SIGN, why_no_sign
from werkagenda.analysis.figures.comparison.significance import (
    FEW_REPLICATES,
    NO_CHANGE,
    NOT_SIGNIFICANT,
    SIGNIFICANT,
    TOO_SMALL_VERDICT,
    cell_text,
    effect_text,
    few_replicates_text,
    most_sensitive_set,
    points_text,
    range_text,
    significant_range,
    verdict,
)
from werkagenda.analysis.language import named, say
from werkagenda.analysis.numbers import TOO_SMALL, euros, fine, general, likely, plain, signed, span, whole
from werkagenda.analysis.report.content import Finding


def cost_clause(c: Comparison, scenario: str) -> str:
    """What public parties pay more together and which two of all parties move most."""
    row = c.headline(scenario, "government_euros", c.years)
    if row is None:
        return say("not in the tables.")
    why = why_no_sign(c, scenario)
    said = say("public parties together: {no_sign} ({why})", no_sign=NO_SIGN, why=why) if why else _public_text(row)
    return f"{said}{_party_texts(c, scenario)}."


def _public_text(row: pd.Series) -> str:
    if verdict(row) == NOT_SIGNIFICANT:
        return say("public parties together: not told from zero ({low})", low=span(row["low"], row["high"], euros))
    amount = euros(abs(float(row["effect"])))
    way = say("more") if row["effect"] > 0 else say("less")
    many = say("public parties together pay {amount} {way} for newcomers and instruments", amount=amount, way=way)
    many += f" ({few_replicates_text(row)})" if verdict(row) == FEW_REPLICATES else ""
    return (
        many
        if row["worlds"] < 2
        else say("{many} (net cost over the worlds: {range})", many=many, range=range_text(row, euros))
    )


def _party_texts(c: Comparison, scenario: str) -> str:
    """Every public party that pays more or less, the largest first, in millions that add up to what all pay."""
    flows, size = public_finance.rounded_flows(c, scenario)
    paid = {party: public_finance.net_paid(flows, [party]) for party in money_flows.PUBLIC_PARTIES}
    rows = public_finance.party_rows(c, scenario)
    rows = rows[rows["year"] == c.years].set_index("party")
    parts = [
        f"{labels.party_label(party)} {rounding.millions(paid[party], size)}{_verdict_suffix(rows, party)}"
        for party in sorted(paid, key=lambda each: -abs(paid[each]))
        if rounding.millions(paid[party], size) != "0"
    ]
    whole = rounding.millions(public_finance.net_paid(flows, money_flows.PUBLIC_PARTIES), size)
    return say("; € million paid more: {items}; together {whole}", items=", ".join(parts), whole=whole) if parts else ""


def _verdict_suffix(rows: pd.DataFrame, party: str) -> str:
    """A mark where a party's share is not told from zero."""
    here = rows[rows.index == party]
    return "*" if len(here) and verdict(here.iloc[0]) == NOT_SIGNIFICANT else ""


def expense_clause(c: Comparison, scenario: str) -> str:
    """Who loses work, as a share of what is gained, and the deadweight of offers."""
    parts = [displacement.losers_text(c, scenario), *_displaced_share(c, scenario)]
    anyway = displacement.offer_outcome(c, scenario, displacement.WOULD_HAVE_WORKED, 24)
    if anyway is not None:
        parts.append(
            say(
                "{value} of 100 offered would have been in regular work anyway after two years",
                value=plain(float(anyway["value"])),
            )
        )
    return "; ".join(parts) + "."


def _displaced_share(c: Comparison, scenario: str) -> Iterator[str]:
    """Losses told from zero per 100 status holders more at work, placements included."""
    lost = displacement.significant_losers(displacement.displacement_rows(c, scenario))
    lost = lost[lost["who"] != "other status holders"]
    gain = c.effect(scenario, "employed", c.last_year)
    if len(lost) and gain is not None and verdict(gain) == SIGNIFICANT and gain["effect"] > 0:
        yield say(
            "{value} for every 100 status holders more at work",
            value=plain(-100 * lost["effect"].sum() / gain["effect"]),
        )


WORK = "regular_employed"
MOST_IN_THE_OPEN = 6
"""Scenarios of which every statement is shown in the open, at most."""
MAX_NAMED = 3
"""Measures that the headline names one by one."""


def headline(c: Comparison) -> str:
    """The largest effect on regular work, and which of the others are not told from zero."""
    leading = c.leading()
    row = c.headline(leading, WORK, c.last_year)
    if row is None or verdict(row) in (TOO_SMALL_VERDICT, NO_CHANGE, NOT_SIGNIFICANT):
        return say(
            "No effect on regular work of status holders in {last_year} can be told from chance", last_year=c.last_year
        )
    words = say("more") if row["effect"] > 0 else say("fewer")
    many = whole(abs(row["effect"]))
    head = say(
        "{scenario}: {many} {words} status holders in regular work in {last_year}",
        scenario=labels.scenario_label(leading),
        many=many,
        words=words,
        last_year=c.last_year,
    )
    ends = significant_range(c, row)
    if ends is not None:
        head += say(" ({range} under other assumptions)", range=span(*ends, whole))
    if verdict(row) == FEW_REPLICATES:
        head += f"; {few_replicates_text(row)}"
    head += f"; {_net_of_displacement(c, leading)}"
    others = [name for name in c.scenarios if name != leading and name not in labels.COMBINED_SCENARIOS]
    lost = [labels.scenario_label(name) for name in others if _not_significant(c, name)]
    if not lost:
        return head
    few = (
        say(" and ").join(lost)
        if len(lost) <= MAX_NAMED
        else say("{count} of {all} other measures", count=len(lost), all=len(others))
    )
    return say("{head}; {few} not told from zero", head=head, few=few)


def _net_of_displacement(c: Comparison, scenario: str) -> str:
    """Everybody in regular work, net of displacement, in a few words."""
    row = c.headline(scenario, headline_indicators.EVERYBODY_REGULAR, c.last_year)
    if row is None or verdict(row) != SIGNIFICANT:
        return say("everybody in regular work: {effect}", effect=effect_text(row))
    return say(
        "everybody in regular work, others counted: {count} {more}",
        count=whole(abs(row["effect"])),
        more=_more_or_fewer(row),
    )


def _more_or_fewer(row: pd.Series) -> str:
    return say("more") if row["effect"] > 0 else say("fewer")


def everybody_clause(c: Comparison, scenario: str) -> str:
    """All people at work, net of displacement, and the social balance."""
    shown = (
        (headline_indicators.EVERYBODY_REGULAR, c.last_year, say("regular work"), whole),
        (headline_indicators.EVERYBODY_EMPLOYED, c.last_year, say("placements included"), whole),
        (
            headline_indicators.SOCIAL_BALANCE,
            c.years,
            say("social balance {years_name}", years_name=c.years_name),
            euros,
        ),
    )
    rows = [(c.headline(scenario, what, period), name, show) for what, period, name, show in shown]
    return "; ".join(f"{name}: {cell_text(row, show)}" for row, name, show in rows) + "."


def _not_significant(c: Comparison, scenario: str) -> bool:
    row = c.headline(scenario, WORK, c.last_year)
    return row is not None and verdict(row) in (TOO_SMALL_VERDICT, NO_CHANGE, NOT_SIGNIFICANT)


def findings(c: Comparison) -> list[Finding]:
    """Four statements, each with a clause for every scenario; folded where there are many."""
    adults = plain(c.adults(c.scenarios[0], c.last_year))
    heads = (
        say("Regular work in {last_year}, of {adults} adult status holders", last_year=c.last_year, adults=adults),
        say("Everybody at work in {last_year}, net of displacement, and the country", last_year=c.last_year),
        say("At whose cost, {years_name} (*: not told from zero)", years_name=c.years_name),
        say("At whose expense, {last_year}", last_year=c.last_year),
    )
    each = (work_clause, everybody_clause, cost_clause, expense_clause)
    folded = len(c.scenarios) > MOST_IN_THE_OPEN
    return [
        Finding(head, [(labels.scenario_label(name), clause(c, name)) for name in c.scenarios], folded)
        for head, clause in zip(heads, each, strict=True)
    ]


def work_clause(c: Comparison, scenario: str) -> str:
    """What a scenario changes in regular work, the range over worlds, what it rests on, and the sign's probability."""
    row = c.headline(scenario, WORK, c.last_year)
    if row is None:
        return say("not in the tables.")
    if verdict(row) in (TOO_SMALL_VERDICT, NO_CHANGE):
        found = str(TOO_SMALL) if verdict(row) == TOO_SMALL_VERDICT else named("verdict", NO_CHANGE)
        return "; ".join([found, *_effects_elsewhere(c, row)]) + "."
    return "; ".join([_size_text(c, scenario, row), *_range_clauses(c, scenario, row), *_sign_clause(row)]) + "."


def _effects_elsewhere(c: Comparison, row: pd.Series) -> Iterator[str]:
    """What a scenario without effect in the central world does where an assumption is moved."""
    for end in ("low", "high"):
        effect, world = float(row[f"range_{end}"]), str(row[f"range_{end}_world"])
        if effect and not row["effect"]:
            about = {"effect": signed(effect, whole), "where": labels.assumptions_text(c.moved(world))}
            yield say("{effect} at {where}", **about)


def _size_text(c: Comparison, scenario: str, row: pd.Series) -> str:
    effect, adults = float(row["effect"]), c.adults(scenario, c.last_year)
    if verdict(row) == NOT_SIGNIFICANT:
        low, high = points_text(row["low"], adults), points_text(row["high"], adults)
        return say(
            "cannot be told from zero ({people} people, {low} to {high} points)",
            people=span(row["low"], row["high"], whole),
            low=low,
            high=high,
        )
    many = say(
        "{count} {more} ({points} percentage points)",
        count=whole(abs(effect)),
        more=say("more") if effect > 0 else say("fewer"),
        points=points_text(effect, adults),
    )
    return many if verdict(row) == SIGNIFICANT else f"{many}; {few_replicates_text(row)}"


def _range_clauses(c: Comparison, scenario: str, row: pd.Series) -> Iterator[str]:
    if row["worlds"] < 2:
        return
    adults = c.adults(scenario, c.last_year)
    found, ends, many = most_sensitive_set(c, row), significant_range(c, row), int(row["worlds"])
    if found is None or ends is None:
        reached = say("{range} over {many} sets; *: chance may explain it", range=range_text(row), many=many)
        yield say("no assumption moves it further than chance may ({reached})", reached=reached)
        return
    points = span(100 * ends[0] / adults, 100 * ends[1] / adults, fine)
    yield say(
        "{range} ({points}) over the sets of assumptions that are told from the central one, of {many}",
        range=span(*ends, whole),
        points=points,
        many=many,
    )
    moved = c.moved(found[0])
    name = say(" and ").join(map(labels.assumption_label, moved))
    values = ", ".join(map(general, moved.values()))
    yield say(
        "it is most sensitive to the {name} (at {values}: {found})",
        name=name,
        values=values,
        found=signed(found[1], whole),
    )


def _sign_clause(row: pd.Series) -> Iterator[str]:
    """The probability of the sign and what it counts: the interval counts chance in the central world alone."""
    chance, worlds = float(row["positive_probability"]), int(row["worlds"])
    if not math.isfinite(chance):
        return
    counted = say("chance alone") if worlds == 1 else say("chance and all {worlds} sets of assumptions", worlds=worlds)
    above = chance >= 0.5
    if verdict(row) == SIGNIFICANT and max(chance, 1 - chance) < 0.9:
        above = row["effect"] > 0
        told = say("its sign is told in the central set of assumptions")
        yield say(
            "{told}; counting {counted}, it holds with {probability}",
            told=told,
            counted=counted,
            probability=_probability_text(chance, above),
        )
    else:
        yield say(
            "{side} zero with {probability}, counting {counted}",
            side=say("above") if above else say("below"),
            probability=_probability_text(chance, above),
            counted=counted,
        )


def _probability_text(chance: float, above: bool) -> str:
    return say("probability {likely}", likely=likely(chance if above else 1 - chance))


def certainty(c: Comparison) -> list[str]:
    """What the certainty is made of."""
    chance = (
        say("Chance: one replicate, so there is no Monte Carlo interval; run with replicates=4 or more.")
        if c.replicates == 1
        else say(
            "Chance: {replicates} replicates, each scenario against the baseline with the same draws; "
            "intervals are 95% Monte Carlo intervals of the mean.",
            replicates=c.replicates,
        )
    )
    worlds = len(c.tables["worlds"])
    unknown = (
        say(
            "Unknowns: the range runs over {worlds} sets of assumptions that no evidence settles, each "
            "paired with the central one by replicate; an end is believed when the 95% interval of that "
            "difference leaves zero out, which of a hundred sets that change nothing some five do by chance. "
            "The probability of a sign counts chance and all sets, each weighing the same; an interval "
            "counts chance in the central set alone.",
            worlds=worlds,
        )
        if worlds > 1
        else say("Unknowns: one set of assumptions only; the answer may differ under others.")
    )
    rest = (
        say(
            "Not covered: other parameters, the rules of the model, another economy or inflow. "
            "Misfit: ‘Fit to the past’."
        )
        if joint.left_out(c)
        else say("Not covered: rules of the model without an alternative. Misfit: ‘Fit to the past’.")
    )
    return [chance, unknown, joint.sentence(c), rest]
