"""Labels and colours of scenarios, assumptions, sets of assumptions and parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from werkagenda.analysis.colours import BLUE, BROWN, DARK_GREEN, GOLD, GREEN, GREY, INK, MUTED, ORANGE, PURPLE, RED, SKY
from werkagenda.analysis.comparison.decomposition import DOSE_MARK, WITHOUT_MARK
from werkagenda.analysis.language import current, deferred, named, say
from werkagenda.analysis.numbers import general
from werkagenda.tables.policy import MEASURES

SCENARIO_ORDER = (
    *MEASURES,
    "werkagenda_kern",
    "budget_neutraal",
    "werkagenda",
)
"""Scenarios in the order of a page; others follow by name."""
SUBSIDY_SCENARIO = "sowis_verlengd"
COMBINED_SCENARIOS = frozenset({"werkagenda_kern", "budget_neutraal", "werkagenda"})
"""Scenarios of several instruments: they do not compete for the headline."""
_PALETTE = (BLUE, RED, GREEN, SKY, ORANGE, GOLD, DARK_GREEN, BROWN, GREY, "#3f3f9f", PURPLE, MUTED, INK)
SCENARIO_COLOURS: dict[str, str] = dict(zip(SCENARIO_ORDER, _PALETTE, strict=True))
ASSUMPTION_LABELS = {
    "vacancy_response": deferred("vacancy response"),
    "additional_job_share": deferred("additional-job share"),
    "fringe_share": deferred("fringe share"),
    "taste_share": deferred("taste share"),
}
ASSUMPTION_MEANINGS = {
    "vacancy_response": deferred(
        "how far employers open more vacancies when filling gets easier (0: not at all, 1: fully)"
    ),
    "additional_job_share": deferred("share of startbanen that are extra jobs and take no opening from others"),
    "fringe_share": deferred("share of low-language openings that EU workers and pupils take"),
    "taste_share": deferred("share of the call-back gap that is taste, which better selection does not remove"),
}
PARTIES = (
    "central government",
    "municipality",
    "employee-insurance agency",
    "tax authority",
    "reception agency",
    "employer",
    "person",
    "course provider",
    "service provider",
)
"""Parties in the order of a page."""
PARTY_COLOURS: dict[str, str] = dict(
    zip(PARTIES, (BLUE, SKY, DARK_GREEN, GREEN, "#a6c8b4", ORANGE, RED, GREY, INK), strict=True)
)
DIMENSIONS = ("sex", "origin", "education", "age", "household")


def party_label(party: str) -> str:
    """A party's name for readers."""
    return named("party", party)


def heading_label(heading: str, known: Mapping[str, Mapping[str, Any]]) -> str:
    """A heading of the ledger for readers; `known` are the headings by name."""
    return str(known.get(heading, {}).get("dutch") or heading) if current().code == "nl" else heading


def flow_labels(flow: Sequence[object], known: Mapping[str, Mapping[str, Any]]) -> tuple[str, str, str]:
    """Payer, payee and heading of a flow for readers; `known` are the headings of the ledger."""
    payer, payee, heading = map(str, flow)
    return party_label(payer), party_label(payee), heading_label(heading, known)


def assumption_label(name: str) -> str:
    """What is assumed, in a few words; a parameter keeps its name."""
    return str(ASSUMPTION_LABELS.get(name, name))


def level_label(level: str) -> str:
    """A group's name for readers: ages and places stay as they are."""
    return named("level", level)


def scenario_label(scenario: str) -> str:
    """A scenario's name for readers: a known short one, else its own without underscores."""
    whole, without, part = scenario.partition(WITHOUT_MARK)
    if without:
        return say("{whole} without {part}", whole=scenario_label(whole), part=scenario_label(part))
    whole, step, dose = scenario.partition(DOSE_MARK)
    if step:
        return say("{whole} at {dose}", whole=scenario_label(whole), dose=dose_text(dose))
    known = named("scenario", scenario)
    return known if known != scenario.replace("_", " ") else known.capitalize()


def dose_text(step: str) -> str:
    """The value of a step of a ladder, large ones in millions."""
    try:
        value = float(step)
    except ValueError:
        return step
    return say("{value} million", value=general(value / 1e6)) if value >= 1e6 else general(value)


def is_single_scenario(scenario: str) -> bool:
    """Is it a scenario of its own: no step of a ladder and no whole without a part?"""
    return WITHOUT_MARK not in scenario and DOSE_MARK not in scenario


def policy_label(name: str, titles: Mapping[str, Mapping[str, str]]) -> str:
    """A policy of `takeup` as readers see it; `titles` as `comparison.json` gives them."""
    return titles.get(name, {}).get(current().code, name.replace("_", " "))


def scenario_colour(scenario: str) -> str:
    """A scenario's colour; unknown ones are dark."""
    return SCENARIO_COLOURS.get(scenario, INK)


def assumptions_text(moved: Mapping[str, float]) -> str:
    """A world in words by what it changes: 'vacancy response 0'; the central one changes nothing."""
    parts = [f"{assumption_label(name)} {general(value)}" for name, value in moved.items()]
    return ", ".join(parts) or say("central values")
