"""What a monitor says: a row a figure and scenario, as lines to read and as a frame to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from werkagenda.analysis.language import Language
from werkagenda.analysis.monitor.fans import HIGH, LOW, Held
from werkagenda.analysis.monitor.weights import FEWEST, Updated


def frame(found: Sequence[Held], words: Language) -> pd.DataFrame:
    """Per cents of the group's adults; names of columns and codes in the language."""
    rows = [_row(each, words) for each in found]
    return pd.DataFrame(rows).rename(columns=lambda name: words.name("column", str(name)))


def _row(each: Held, words: Language) -> dict[str, object]:
    target, fan = each.realised.target, each.fan
    return {
        "id": target.id,
        "indicator": indicator(each, words),
        "population": words.name("population", target.population),
        "group": group(each, words),
        "date": target.month or f"{target.permit_year} + {target.months_since_permit}",
        "realised": round(100 * target.value, 2),
        "scenario": words.name("scenario", each.scenario),
        "p05": round(100 * fan.quantile(LOW), 2) if fan else None,
        "median": round(100 * fan.quantile(0.5), 2) if fan else None,
        "p95": round(100 * fan.quantile(HIGH), 2) if fan else None,
        "percentile": round(100 * each.percentile, 1) if fan else None,
        "verdict": words.name("monitor", each.verdict),
        "against": "; ".join(fan.against(target.value)) if fan else "",
        "use": words.name("use", each.realised.use) if each.realised.use else "",
        "remark": each.remark,
        "source": each.realised.source,
    }


def indicator(each: Held, words: Language) -> str:
    """The indicator's name; those of the registry alone keep their own."""
    return words.name("indicator", each.realised.target.indicator)


def group(each: Held, words: Language) -> str:
    """Sex and origin in words."""
    target = each.realised.target
    parts = [words.name("level", code) for code in (target.sex, target.origin) if code != "all"]
    return " ".join(parts) or words.name("level", "all")


def lines(found: Sequence[Held], words: Language, empty: Sequence[int]) -> list[str]:
    """One line a figure and scenario, then how to read them."""
    out = [_line(each, words) for each in found]
    if empty:
        text = words.say("Rows without a value yet: lines {lines}", lines=", ".join(map(str, empty)))
        out.append(text)
    out.append(
        words.say(
            "Within: between the 5th and 95th percentile of the fan over replicates and assumption sets. The fan holds "
            "the chance of the simulated sample, which is wider than that of the country at a small scale."
        )
    )
    return out


def _line(each: Held, words: Language) -> str:
    target = each.realised.target
    head = f"{target.id or indicator(each, words)}, {group(each, words)}, {target.month or target.permit_year}"
    shown = {"head": head, "value": words.percent(target.value), "scenario": words.name("scenario", each.scenario)}
    verdict = words.name("monitor", each.verdict)
    if each.fan is None:
        return words.say(
            "{head}: {value}; {scenario}: {verdict} {remark}", verdict=verdict, remark=each.remark, **shown
        )
    ends = {"low": words.percent(each.fan.quantile(LOW)), "high": words.percent(each.fan.quantile(HIGH))}
    return words.say(
        "{head}: {value}; {scenario}: {verdict} (fan {low} to {high}, percentile {percentile})",
        verdict=verdict,
        percentile=percentile(each.percentile, words),
        **ends,
        **shown,
    )


def updated_lines(found: Updated, words: Language) -> Iterator[str]:
    """What the figures do to the draws of a study: their worth, effects before and after, inputs that moved."""
    yield words.say(
        "Draws of the study after the figures ({figures}): {draws} draws are worth {size}.",
        figures=words.number(found.figures),
        draws=words.number(len(found.weights)),
        size=words.number(found.effective_size),
    )
    if found.effective_size < FEWEST:
        yield words.say("So few that effects are not updated: the figures lie outside most draws.")
        return
    for row in found.effects.to_dict("records"):
        numbers = {str(name): words.number(row[name]) for name in row if name not in ("scenario", "period")}
        yield words.say(
            "{scenario}, regular work in {period}: {median_before} ({low_before} to {high_before}) before, "
            "{median_after} ({low_after} to {high_after}) after; 80% intervals",
            scenario=words.name("scenario", row["scenario"]),
            period=row["period"],
            **numbers,
        )
    for row in found.inputs.to_dict("records"):
        yield words.say(
            "{input}: mean {before} before, {after} after ({shift} standard deviations)",
            input=row["input"],
            **{name: words.number(row[name], 2) for name in ("before", "after", "shift")},
        )


def percentile(share: float, words: Language) -> str:
    """A percentile in whole numbers, never 0 or 100: a fan has no end."""
    return "<1" if share < 0.01 else ">99" if share > 0.99 else words.number(100 * share)
