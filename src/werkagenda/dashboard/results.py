"""The part of the page with stored results: choose study, scenario, indicator and year; pictures, tables, files."""

from __future__ import annotations

from collections.abc import Callable

import solara

from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.language import LANGUAGES, language, named, say, spoken
from werkagenda.analysis.numbers import ENOUGH
from werkagenda.analysis.pictures import catalogue, finding
from werkagenda.dashboard import downloads, index, markup, pictures, recipe, tables
from werkagenda.dashboard.address import MAPS, Address
from werkagenda.dashboard.controls import Choice
from werkagenda.dashboard.selection import Selection, selected
from werkagenda.dashboard.trouble import Trouble, guarded
from werkagenda.problems import BadInput

FORMS = {pictures.MAP: "whole", pictures.GROUPS: "tall"}
"""Pictures that take more room than others."""
Go = Callable[[Address], None]
"""Called with the address to go to."""


@solara.component
def Results(where: Address, code: str, go: Go) -> None:
    """Stored results of the address."""
    known = index.studies()
    if not known:
        Trouble(*nothing(code))
        return
    try:
        chosen = selected(where)
    except BadInput as bad:
        Studies(where, code, go, list(known))
        with spoken(code):
            Trouble(say("This cannot be shown"), bad.problems, lambda: go(Address(language=where.language)))
        return
    Choosers(chosen, where, code, go, list(known))
    Shown(chosen, where.map, code)


def nothing(code: str) -> tuple[str, list[str]]:
    """What is said where a folder holds no study."""
    with spoken(code):
        return say("There is no study in {folder}", folder=index.folder().name), [
            say("Make one: werkagenda study study=first_look"),
            say("Finished runs without a comparison are compared by: werkagenda compare FOLDER"),
        ]


@solara.component
def Studies(where: Address, code: str, go: Go, known: list[str]) -> None:
    """The choice of a study alone."""
    with spoken(code):
        label = say("Study")
    options = [(name, name) for name in ({where.study: 0} | dict.fromkeys(known) if where.study else known)]
    with solara.Div(classes=["wa-row"]):
        Choice("study", label, where.study, options, event_choose=lambda name: go(_study(where, name)))


def _study(where: Address, name: str) -> Address:
    """Another study: choices that it may not have are left to the page."""
    return where.to(study=name, scenario="", indicator="", year="")


@solara.component
def Choosers(chosen: Selection, where: Address, code: str, go: Go, known: list[str]) -> None:
    """Choices of study, scenario, indicator, year and map."""
    here = where.to(study=chosen.name, scenario=chosen.scenario, indicator=chosen.indicator, year=chosen.year)
    with spoken(code):
        scenarios = [(name, named("scenario", name)) for name in chosen.stored.scenarios]
        indicators = [(name, named("indicator", name)) for name in chosen.indicators]
        maps = [(name, _map_name(name)) for name in MAPS]
        labels = [say("Study"), say("Scenario"), say("Indicator"), say("Year"), say("Map")]
    with solara.Div(classes=["wa-row"]):
        Choice(
            "study", labels[0], chosen.name, [(n, n) for n in known], event_choose=lambda name: go(_study(here, name))
        )
        Choice("scenario", labels[1], chosen.scenario, scenarios, event_choose=lambda name: go(here.to(scenario=name)))
        Choice("indicator", labels[2], chosen.indicator, indicators, event_choose=lambda n: go(here.to(indicator=n)))
        Choice(
            "year", labels[3], chosen.year, [(y, y) for y in chosen.years], event_choose=lambda y: go(here.to(year=y))
        )
        Choice("map", labels[4], where.map, maps, event_choose=lambda name: go(here.to(map=name)))


def _map_name(name: str) -> str:
    return {
        "effect": lambda: say("effect by region"),
        "level": lambda: say("baseline by region"),
        "municipalities-effect": lambda: say("effect by municipality"),
        "municipalities-level": lambda: say("baseline by municipality"),
    }[name]()


@solara.component
def Shown(chosen: Selection, shown: str, code: str) -> None:
    """Everything about a selection: the answer, pictures, tables, files."""
    solara.HTML("div", unsafe_innerHTML=answer(chosen, code), classes=["wa-answer"])
    with solara.Div(classes=["wa-grid"]):
        for name in pictures.PICTURES:
            Card(name, chosen, shown, code)
        guarded(lambda: markup.table(sure(chosen, code)), code)
        guarded(lambda: inputs(chosen, code), code)
        guarded(lambda: again(chosen, shown, code), code)


@solara.component
def Card(name: str, chosen: Selection, shown: str, code: str) -> None:
    """One picture; what it lacks is told in its place."""
    guarded(lambda: markup.card(name, chosen, shown, code), code, FORMS.get(name, "half"))


def answer(chosen: Selection, code: str) -> str:
    """The finding, its numbers, and what they rest on."""
    words = language(code)
    told = finding.effect(chosen.stored, chosen.scenario, chosen.indicator, chosen.year, words)
    numbers = finding.interval(chosen.stored, chosen.scenario, chosen.indicator, chosen.year, words)
    few = chosen.stored.compared.replicates < ENOUGH
    caution = words.say("With fewer than four replicates the interval itself is mostly chance.") if few else ""
    return markup.paragraphs(told, numbers, caution, catalogue.source_line(chosen.stored, words))


def sure(chosen: Selection, code: str) -> Table:
    """How sure every answer is."""
    with spoken(code):
        return tables.certainty(chosen)


def inputs(chosen: Selection, code: str) -> str:
    """What the scenario stands for, the inputs that differ, and those that are the same."""
    with spoken(code):
        said, in_words = tables.description(chosen)
        title = named("scenario", chosen.scenario)
        parts = [markup.table(tables.differences(chosen)), markup.table(tables.shared(chosen))]
        return f"{markup.heading(title)}{markup.paragraphs(said, *in_words)}{''.join(parts)}"


def again(chosen: Selection, shown: str, code: str) -> str:
    """Report, scenario file, and the commands that make all of it again."""
    with spoken(code):
        links = [(markup.link("scenario", chosen, shown, code), say("Scenario (YAML)"))]
        links += [
            (
                markup.link("report", chosen, shown, each),
                say("Report (HTML, {language})", language=named("language", each)),
            )
            for each in LANGUAGES
            if downloads.report(chosen.stored, each)
        ]
        commands = markup.codes(say("Commands that make it again"), recipe.commands(chosen))
        title = markup.heading(say("Files"))
        return f"{title}{markup.files(links)}{commands}"
