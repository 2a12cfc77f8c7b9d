"""The page of all trials: what was published beside what the model does, and why it may fail (docs/trials.md)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from werkagenda.evidence.registry import load
from werkagenda.inference.description.markdown import table
from werkagenda.inference.intervals import LEVEL
from werkagenda.inference.trials import results
from werkagenda.inference.trials.specification import Published, Trial

OPENING = """# Trials replayed inside the model

Written by `python -m werkagenda.inference.trials --scale {scale:g} --seeds {seeds}`.

Participants are drawn at random inside the running model when they may take part for the first time; half of them get
the measure. The model's effect is the outcome of the treated less that of the same people without the measure, in
percentage points: mean over {count} seeds with its {level:.0%} Monte Carlo interval. That interval holds chance and
none of the assumptions. **Nothing here is fitted.**

A sign or size is *open* where the interval cannot tell. An effect within {none:g} points of zero counts as none. A size
*meets* the published one when it lies within the published range, {none:g} points more or less, and the interval is at
most {widest:g} points wide. *Controls* is the share of the controls with the outcome at that time: where base rates
differ much, so may effects.

"""
HEADS = ("trial", "evidence", "who", "months", "published", "controls", "model", "controls, model", "sign", "size")
PATH = ("who", "months", "controls", "effect", "difference of the arms", "spillover on controls", "people")


class Result(NamedTuple):
    """A trial with its effect path and the published findings beside it (``results.path``, ``results.beside``)."""

    trial: Trial
    effects: pd.DataFrame
    beside: pd.DataFrame

    @property
    def fails(self) -> bool:
        """True where a sign differs or a size is missed."""
        return bool((self.beside["sign"] == "differs").any() or self.beside["size"].isin(["larger", "smaller"]).any())


def result(trial: Trial, found: pd.DataFrame) -> Result:
    """The result of participants as ``simulate.each`` gives them."""
    effects = results.path(found)
    return Result(trial, effects, results.beside(trial, effects))


def page(found: Mapping[str, Result], scale: float, seeds: Sequence[int]) -> str:
    """The page; deterministic for the same results."""
    text = OPENING.format(
        scale=scale,
        seeds=" ".join(map(str, seeds)),
        count=len(seeds),
        level=LEVEL,
        none=results.NO_EFFECT,
        widest=results.WIDEST,
    )
    rows = [row for name, each in found.items() for row in compared(name, each)]
    text += f"## Published and model\n\n{counted(found)}\n\n{table(HEADS, rows, HEADS[3:8])}\n"
    return text + "\n".join(section(name, each) for name, each in found.items())


def counted(found: Mapping[str, Result]) -> str:
    """How many signs and sizes agree, as a sentence."""
    every = pd.concat([each.beside for each in found.values()])
    parts = []
    for column, known in (("sign", ("agrees", "differs", "open")), ("size", ("meets", "larger", "smaller", "open"))):
        judged = every[every[column] != "not published"]
        counts = ", ".join(f"{int((judged[column] == verdict).sum())} {verdict}" for verdict in known)
        parts.append(f"{column} of {len(judged)}: {counts}")
    return "; ".join(parts).capitalize() + "."


def compared(name: str, each: Result) -> Iterator[tuple[object, ...]]:
    """Rows of the table of findings."""
    for row in each.beside.to_dict("records"):
        months = row["months"]
        at = months if months == row["model_months"] else f"{months} (model {row['model_months']})"
        controls = "–" if pd.isna(row["published_controls"]) else f"{row['published_controls']:g}"
        model = interval(row["model"], row["model_low"], row["model_high"]), f"{row['model_controls']:.1f}"
        who = f"[{name}](#{name})", row["evidence"], row["sex"], at
        yield (*who, signed(row["published"]), controls, *model, row["sign"], row["size"])


def signed(text: str) -> str:
    """A published effect with the minus of a page."""
    return text.replace("-", "−")


def interval(value: float, low: float, high: float) -> str:
    """An effect with its interval, which one seed does not have."""
    middle = f"{value:+.1f}"
    return signed(middle if pd.isna(low) else f"{middle} ({low:+.1f} to {high:+.1f})")


def section(name: str, each: Result) -> str:
    """A trial: what was done, its path, where the published findings come from, differences, suspicion."""
    trial, rows = each.trial, [step(row) for row in each.effects.to_dict("records")]
    text = f"## {name}\n\n**{trial.title}.** {trial.description} Outcome: {outcome(trial)}.\n\n"
    text += table(PATH, rows, PATH[1:])
    text += f"\nPublished: {'; '.join(map(source, trial.published))}.\n\nWhat differs: {trial.differs}\n"
    if each.fails:
        text += f"\nSuspected, where the model does not agree: {trial.suspected or 'not explained'}\n"
    return text


def step(row: Mapping[Hashable, Any]) -> tuple[object, ...]:
    """A row of the path."""
    effect = interval(row["effect"], row["effect_low"], row["effect_high"])
    arms = interval(row["difference"], row["low"], row["high"])
    spillover = signed(f"{row['spillover']:+.1f}")
    return row["sex"], row["months"], f"{row['controls']:.1f}", effect, arms, spillover, row["people"]


def outcome(trial: Trial) -> str:
    """What counts as the outcome."""
    return "a job that is no subsidised placement" if trial.outcome == "regular" else "any job"


def source(published: Published) -> str:
    """The evidence of a finding: id, what it is, source, grade."""
    entry = load()[published.evidence]
    return f"{entry.id} ({entry.title}; {entry.source}; grade {entry.grade})"
