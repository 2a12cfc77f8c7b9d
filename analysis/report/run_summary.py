"""The head of the report of a run: findings in three sentences, and how certain they are."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis import measures
from werkagenda.analysis.figures import money
from werkagenda.analysis.figures.fit_to_official import described, known_targets
from werkagenda.analysis.language import deferred, say
from werkagenda.analysis.numbers import (
    FEW,
    TOO_SMALL,
    change,
    euros,
    fixed,
    fixed_percent,
    general,
    judged,
    people,
    percent,
    plain,
    points,
)
from werkagenda.analysis.run import Run

LAW = deferred("the law of 9 June 2025")


def findings(run: Run, fit: pd.DataFrame) -> list[str]:
    """Where cohort 2014 stands; work among status holders now and at the end; benefit and its euros."""
    return [_cohort_finding(run, fit), _work_finding(run), _benefit_finding(run)]


def policy(run: Run) -> str:
    """The name of the policy of the run, as a subject."""
    return LAW if run.scenario == "baseline" else say("scenario ‘{scenario}’", scenario=run.scenario)


def _cohort_finding(run: Run, fit: pd.DataFrame) -> str:
    curve = measures.cohort(run, "employed")
    curve = curve[(curve["permit_year"] == 2014) & ~curve["outlook"]]
    if curve.empty:
        return say("The run ends before the cohort of 2014 can be followed.")
    last = curve.iloc[-1]
    text = judged(percent(last["value"]), last["events"])
    opening = say(
        "Of the adults who got a permit in 2014, {value} work {months_since_permit} months later (end of {now})",
        value=text,
        months_since_permit=fixed(last["months_since_permit"], 0),
        now=run.now[:4],
    )
    known = fit[fit["definition"].str.match(r"employed, permits of 2014, \d+ months after$") & fit["model"].notna()]
    if known.empty:
        return opening + "."
    row = known.sort_values("official").iloc[-1]
    months = row["definition"].split(", ")[2].split(" ")[0]
    return say(
        "{opening}; after {months} months the model has {model} and the official figure is {official}.",
        opening=opening,
        months=months,
        model=percent(row["model"]),
        official=percent(row["official"]),
    )


def _work_finding(run: Run) -> str:
    wide = measures.people(run, ["employed", "adults"])
    share = measures.shares(wide, "employed", "adults", ["month"], run.scale)
    count = measures.totals(wide, "employed", ["month"], run.scale)
    now, end = measures.at(share, month=run.now), measures.at(share, month=run.last_month)
    if now is None or end is None or now["events"] < FEW:
        return say("Work among status holders: {too_small}.", too_small=TOO_SMALL)
    heads = measures.at(count, month=run.last_month)
    if not run.has_outlook or heads is None:
        return say(
            "In {now_name} {value} of all status holders aged 18–65 work.",
            now_name=run.now_name,
            value=percent(now["value"]),
        )
    return say(
        "Under {policy} the share of status holders aged 18–65 in work {change} between {now_name} and "
        "{last_name}, when {value} of them work.",
        policy=policy(run),
        change=change(now["value"], end["value"]),
        now_name=run.now_name,
        last_name=run.last_name,
        value=people(heads["value"]),
    )


def _benefit_finding(run: Run) -> str:
    wide = measures.people(run, ["on_benefit"])
    count = measures.totals(wide, "on_benefit", ["month"], run.scale)
    years = money.benefit_by_year(run)
    now, end = measures.at(count, month=run.now), measures.at(count, month=run.last_month)
    if now is None or end is None:
        return say("Benefit among status holders: {too_small}.", too_small=TOO_SMALL)
    text = say(
        "In {now_name} {value} adult status holders receive bijstand or unemployment insurance{paid}",
        now_name=run.now_name,
        value=people(now["value"]),
        paid=_paid(years, run.now[:4]),
    )
    if not run.has_outlook:
        return text + "."
    later = {"last_name": run.last_name, "count": people(end["value"]), "paid": _paid(years, run.last_month[:4])}
    return say("{text}; in {last_name} it is {count}{paid}.", text=text, **later)


def _paid(years: pd.DataFrame, year: str) -> str:
    """Euros of both benefits in a year, and of bijstand alone."""
    found = measures.at(years, year=year)
    if found is None:
        return ""
    return say(
        " ({value} in {year}, of which bijstand {bijstand}, prices of the day)",
        value=euros(found["value"]),
        year=year,
        bijstand=euros(found["bijstand"]),
    )


def certainty(run: Run, fit: pd.DataFrame) -> list[str]:
    """What is known about the error of these numbers: chance, misfit, and what is not covered."""
    return [_chance(run), *_misfit(fit), _scale(run), _not_covered(run)]


def _chance(run: Run) -> str:
    share = measures.shares(measures.people(run, ["employed", "adults"]), "employed", "adults", ["month"], run.scale)
    end = measures.at(share, month=run.last_month)
    if run.replicates == 1 or end is None:
        return say(
            "Chance: this is one replicate, so no Monte Carlo interval can be given; run with replicates=8 "
            "or more to see it."
        )
    half = (end["high"] - end["low"]) / 2
    return say(
        "Chance: {replicates} replicates; the 95% Monte Carlo interval of the share in work in "
        "{last_name} is {low} to {high} (± {value} points). It says how far chance in the model moves "
        "the mean, and nothing else.",
        replicates=run.replicates,
        last_name=run.last_name,
        low=fixed_percent(end["low"], 1),
        high=fixed_percent(end["high"], 1),
        value=plain(100 * half),
    )


def _misfit(fit: pd.DataFrame) -> list[str]:
    lines = []
    for use, words in (
        ("calibration", say("figures used to fit the model")),
        ("validation", say("figures kept apart to judge it")),
    ):
        part = fit[(fit["use"] == use) & fit["gap"].notna() & (fit["unit"] == "share")]
        if part.empty:
            lines.append(say("Misfit: none of the {words} can be compared with this run.", words=words))
            continue
        worst = part.sort_values("gap", key=abs).iloc[-1]
        known = fit[(fit["use"] == use) & fit["gap"].notna()]
        lines.append(
            say(
                "Misfit: {count} of the {all} {words} lie within tolerance; the {shares} of them that are "
                "shares are {off} points off on average; the widest gap is {gap} points ({definition}).",
                count=int(known["within"].sum()),
                all=len(known),
                words=words,
                shares=len(part),
                off=fixed(100 * part["gap"].abs().mean(), 1),
                gap=points(worst["gap"]),
                definition=described(known_targets()[str(worst["id"])]),
            )
        )
    return lines


def _scale(run: Run) -> str:
    if run.scale >= 1:
        return say("Size: everyone and every employer is in the model (scale 1).")
    return say(
        "Size: {scale} of all people and employers are in the model and counts are raised to the "
        "country; numbers of fewer than 30 simulated events read ‘{too_small}’.",
        scale=general(run.scale),
        too_small=TOO_SMALL,
    )


def _not_covered(run: Run) -> str:
    tail = say("the outlook holds for one path of the economy and of asylum inflow. ") if run.has_outlook else ""
    return say(
        "Not covered by any number above: uncertainty of parameters and of the rules themselves; "
        "{tail}An outlook is no forecast.",
        tail=tail,
    )
