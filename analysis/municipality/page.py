"""The page of a municipality: one self-contained HTML file without script, in Dutch or English."""

from __future__ import annotations

import math
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from werkagenda.analysis import rounding
from werkagenda.analysis.language import Language
from werkagenda.analysis.municipality import figures
from werkagenda.analysis.municipality.figures import Euros, Figure, Place
from werkagenda.analysis.pictures.catalogue import source_line
from werkagenda.analysis.results import budget
from werkagenda.analysis.results.stored import Stored


def html(stored: Stored, place: Place, words: Language) -> str:
    """The whole page: a part for each scenario."""
    template = (files("werkagenda.analysis.municipality") / "page.html.j2").read_text(encoding="utf-8")
    year = stored.compared.last_year
    parts = [part(stored, place, scenario, year, words) for scenario in stored.compared.scenarios]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    say = words.say
    texts = {
        "lang": words.code,
        "style": Markup((files("werkagenda.analysis.report") / "templates" / "style.css").read_text(encoding="utf-8")),
        "skip": say("To the content"),
        "title": say("{place}: status holders and work, {year}", place=place.name, year=year),
        "intro": say(
            "{place} lies in labour-market region {region} ({count} municipalities). Each figure: the baseline's "
            "level, and how much the scenario differs from it, with the 95% margin of chance.",
            place=place.name,
            region=place.region,
            count=len(place.neighbours),
        ),
        "parts": parts,
        "heads": [say("mean of {year}", year=year), place.name, place.region, say("the Netherlands")],
        "level": say("baseline"),
        "effect": say("difference"),
        "source": source_line(stored, words),
        "command": str(stored.compared.info.get("command", "")),
        "scale_note": _scale_note(words),
    }
    return environment.from_string(template).render(**texts)


def _scale_note(words: Language) -> str:
    return words.say(
        "Where fewer than 30 simulated people stand behind a figure it is not printed. More people simulated "
        "(population.scale) and more replicates narrow the margin."
    )


def part(stored: Stored, place: Place, scenario: str, year: str, words: Language) -> dict[str, Any]:
    """One scenario: a sentence, the table of people, and euros."""
    found = figures.people(stored, place, scenario, year)
    return {
        "name": words.name("scenario", scenario),
        "finding": finding(found["employed"][0], place, words),
        "rows": [
            [words.name("place_row", row), *(cell(each, row, found["status_holders"][n], words) for n, each in three)]
            for row in figures.ROWS
            for three in [list(enumerate(found[row]))]
        ],
        "euros": money(figures.euros(stored, scenario, year, found), found["on_benefit"][0], words),
    }


def finding(work: Figure, place: Place, words: Language) -> str:
    """What the scenario does to people at work here."""
    if not work.judged:
        return words.say("{place} has too few simulated people at work to judge; look at the region.", place=place.name)
    ends = {"low": words.number(work.low), "high": words.number(work.high), "place": place.name}
    if math.isnan(work.low):
        return words.say("One replicate: the margin of chance in {place} is not known.", place=place.name)
    if not work.told:
        return words.say(
            "The effect on people at work in {place} is not told from zero ({low} to {high}); look at the region.",
            **ends,
        )
    return words.say(
        "In {place} {number} people at work more than in the baseline ({low} to {high}).",
        number=words.signed(work.effect),
        **ends,
    )


def cell(found: Figure, row: str, holders: Figure, words: Language) -> dict[str, str]:
    """The level (with its share of status holders) and the effect of a figure as text."""
    if not found.judged:
        return {"level": words.say("too few people"), "effect": "–"}
    level = words.number(found.level)
    if row != "status_holders" and holders.level:
        level += f" ({words.percent(found.level / holders.level, 0)})"
    if math.isnan(found.low):
        return {"level": level, "effect": words.signed(found.effect)}
    between = {"low": words.number(found.low), "high": words.number(found.high)}
    return {
        "level": level,
        "effect": words.say("{value} ({low} to {high})", value=words.signed(found.effect), **between),
    }


def money(found: Euros, benefit: Figure, words: Language) -> dict[str, Any]:
    """Rows of euros a year, here and in all municipalities; here only where the people behind them can be judged."""
    say = words.say
    columns = [rounding.parts(pair, budget.THOUSAND) for pair in found.pairs]
    names = (say("bijstand paid"), say("spending on policy"), say("together"))
    here, everywhere = ([*map(words.more_euros, [*pair, sum(pair)])] for pair in columns)
    if not math.isnan(benefit.low):
        ends = {"low": words.euros(round(found.bijstand_low, -3)), "high": words.euros(round(found.bijstand_high, -3))}
        here[0] = say("{value} ({low} to {high})", value=here[0], **ends)
    if not benefit.judged:
        here = [say("too few people")] * len(names)
    return {
        "caption": say("Euros of municipalities in the year, more than in the baseline"),
        "heads": ["", say("attributed here"), say("all municipalities")],
        "rows": [list(row) for row in zip(names, here, everywhere, strict=True)],
        "note": say(
            "Attributed, not simulated: the ledger has no municipalities. Bijstand by the change in people on a "
            "benefit here at the country's bijstand a person; startbanen by the people placed here; other policy by "
            "the status holders here. What the state pays municipalities for this is not taken off."
        ),
    }
