"""The head of the report of a run: findings in three sentences, and how certain they are."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis import measures
from werkagenda.analysis.figures import money
from werkagenda.analysis.numbers import FEW, TOO_SMALL, change, euros, judged, people, percent, points
from werkagenda.analysis.run import Run

LAW = "the law of 9 June 2025"


def findings(run: Run, fit: pd.DataFrame) -> list[str]:
    """Where cohort 2014 stands; work among status holders now and at the end; benefit and its euros."""
    return [_cohort_finding(run, fit), _work_finding(run), _benefit_finding(run)]


def policy(run: Run) -> str:
    """The name of the policy of the run, as a subject."""
    return LAW if run.scenario == "baseline" else f"scenario ‘{run.scenario}’"


def _cohort_finding(run: Run, fit: pd.DataFrame) -> str:
    curve = measures.cohort(run, "employed")
    curve = curve[(curve["permit_year"] == 2014) & ~curve["outlook"]]
    if curve.empty:
        return "The run ends before the cohort of 2014 can be followed."
    last = curve.iloc[-1]
    text = judged(percent(last["value"]), last["events"])
    opening = (
        f"Of the adults who got a permit in 2014, {text} work {last['months_since_permit']:.0f} months later (end of "
        f"{run.now[:4]})"
    )
    known = fit[fit["definition"].str.match(r"employed, permits of 2014, \d+ months after$") & fit["model"].notna()]
    if known.empty:
        return opening + "."
    row = known.sort_values("official").iloc[-1]
    months = row["definition"].split(", ")[2].split(" ")[0]
    return (
        f"{opening}; after {months} months the model has {percent(row['model'])} and the official figure is "
        f"{percent(row['official'])}."
    )


def _work_finding(run: Run) -> str:
    wide = measures.people(run, ["employed", "adults"])
    share = measures.shares(wide, "employed", "adults", ["month"], run.scale)
    count = measures.totals(wide, "employed", ["month"], run.scale)
    now, end = measures.at(share, month=run.now), measures.at(share, month=run.last_month)
    if now is None or end is None or now["events"] < FEW:
        return f"Work among status holders: {TOO_SMALL}."
    heads = measures.at(count, month=run.last_month)
    if not run.has_outlook or heads is None:
        return f"In {run.now_name} {percent(now['value'])} of all status holders aged 18–65 work."
    return (
        f"Under {policy(run)} the share of status holders aged 18–65 in work {change(now['value'], end['value'])} "
        f"between {run.now_name} and "
        f"{run.last_name}, when {people(heads['value'])} of them work."
    )


def _benefit_finding(run: Run) -> str:
    wide = measures.people(run, ["on_benefit"])
    count = measures.totals(wide, "on_benefit", ["month"], run.scale)
    years = money.benefit_by_year(run)
    now, end = measures.at(count, month=run.now), measures.at(count, month=run.last_month)
    if now is None or end is None:
        return f"Benefit among status holders: {TOO_SMALL}."
    text = (
        f"In {run.now_name} {people(now['value'])} adult status holders receive bijstand or unemployment insurance"
        f"{_paid(years, run.now[:4])}"
    )
    if not run.has_outlook:
        return text + "."
    return f"{text}; in {run.last_name} it is {people(end['value'])}{_paid(years, run.last_month[:4])}."


def _paid(years: pd.DataFrame, year: str) -> str:
    """Euros of both benefits in a year, and of bijstand alone."""
    found = measures.at(years, year=year)
    if found is None:
        return ""
    return f" ({euros(found['value'])} in {year}, of which bijstand {euros(found['bijstand'])}, prices of the day)"


def certainty(run: Run, fit: pd.DataFrame) -> list[str]:
    """What is known about the error of these numbers: chance, misfit, and what is not covered."""
    return [_chance(run), *_misfit(fit), _scale(run), _not_covered(run)]


def _chance(run: Run) -> str:
    share = measures.shares(measures.people(run, ["employed", "adults"]), "employed", "adults", ["month"], run.scale)
    end = measures.at(share, month=run.last_month)
    if run.replicates == 1 or end is None:
        return (
            "Chance: this is one replicate, so no Monte Carlo interval can be given; run with replicates=8 or more "
            "to see it."
        )
    half = (end["high"] - end["low"]) / 2
    return (
        f"Chance: {run.replicates} replicates; the 95% Monte Carlo interval of the share in work in {run.last_name} "
        f"is {end['low']:.1%} to "
        f"{end['high']:.1%} (± {100 * half:.2g} points). It says how far chance in the model moves the mean, and "
        "nothing else."
    )


def _misfit(fit: pd.DataFrame) -> list[str]:
    lines = []
    for use, words in (
        ("calibration", "figures used to fit the model"),
        ("validation", "figures kept apart to judge it"),
    ):
        part = fit[(fit["use"] == use) & fit["gap"].notna() & (fit["unit"] == "share")]
        if part.empty:
            lines.append(f"Misfit: none of the {words} can be compared with this run.")
            continue
        worst = part.sort_values("gap", key=abs).iloc[-1]
        known = fit[(fit["use"] == use) & fit["gap"].notna()]
        lines.append(
            f"Misfit: {int(known['within'].sum())} of the {len(known)} {words} lie within tolerance; the {len(part)} "
            f"of them that are shares are {100 * part['gap'].abs().mean():.1f} points off on average; the widest gap "
            f"is {points(worst['gap'])} points ({worst['definition']})."
        )
    return lines


def _scale(run: Run) -> str:
    if run.scale >= 1:
        return "Size: everyone and every employer is in the model (scale 1)."
    return (
        f"Size: {run.scale:g} of all people and employers are in the model and counts are raised to the country; "
        "numbers of fewer than 30 "
        f"simulated events read ‘{TOO_SMALL}’."
    )


def _not_covered(run: Run) -> str:
    tail = "the outlook holds for one path of the economy and of asylum inflow. " if run.has_outlook else ""
    return (
        f"Not covered by any number above: uncertainty of parameters and of the rules themselves; {tail}An outlook "
        "is no forecast."
    )
