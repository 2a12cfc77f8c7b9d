"""Names that readers see: scenarios, assumptions, worlds, parties, and their colours."""

from __future__ import annotations

from collections.abc import Mapping

from werkagenda.analysis.figures.style import BLUE, GOLD, GREEN, GREY, INK, MUTED, ORANGE, PURPLE, RED, SKY
from werkagenda.tables.policy import MEASURES

ORDER = (
    *MEASURES,
    "werkagenda_kern",
    "budget_neutraal",
    "werkagenda",
)
"""Scenarios in the order of a page; others follow by name."""
LABELS = {
    "baseline": "Baseline",
    "startbanen_breed": "Broad startbanen",
    "sowis_verlengd": "Extended subsidy (SOWIS)",
    "bias_mkb": "Bias reduction",
    "vrouwen_begeleiding": "Guidance of women",
    "asielzoekers_werk": "Asylum seekers to work",
    "vaktaal_duaal": "Language at work",
    "werkgevers_alliantie": "Employer alliance",
    "begeleiding_intensief": "Intensive guidance",
    "gezinsmigranten": "Family migrants’ programme",
    "opleiding_vaardigheden": "Training and skills",
    "werkagenda_kern": "All three together",
    "startbanen_loonkosten": "Startbanen, wages paid",
    "budget_neutraal": "About the same outlay, other mix",
    "werkagenda": "The whole Werkagenda",
}
SUBSIDY = "sowis_verlengd"
TOGETHER = frozenset({"werkagenda_kern", "budget_neutraal", "werkagenda"})
"""Scenarios of several instruments: they do not compete for the headline."""
WITHOUT, AT = "_zonder_", "@"
"""What names a whole without a part, and a step of a ladder."""
_PALETTE = (BLUE, RED, GREEN, SKY, ORANGE, GOLD, "#00573f", "#7a4b2a", GREY, "#3f3f9f", PURPLE, MUTED, INK)
COLOURS: dict[str, str] = dict(zip(ORDER, _PALETTE, strict=True))
ASSUMED = {
    "vacancy_response": "vacancy response",
    "additional_job_share": "additional-job share",
    "fringe_share": "fringe share",
    "taste_share": "taste share",
}
MEANING = {
    "vacancy_response": "how far employers open more vacancies when filling gets easier (0: not at all, 1: fully)",
    "additional_job_share": "share of startbanen that are extra jobs and take no opening from others",
    "fringe_share": "share of low-language openings that EU workers and pupils take",
    "taste_share": "share of the call-back gap that is taste, which better selection does not remove",
}
PUBLIC = ("central government", "municipality", "employee-insurance agency", "tax authority", "reception agency")
"""Parties whose sum is `government_euros`."""
SHORT = {
    "central government": "central government",
    "municipality": "municipalities",
    "employee-insurance agency": "insurance agency (UWV)",
    "tax authority": "tax authority",
    "reception agency": "reception agency (COA)",
    "employer": "employers",
    "person": "persons",
    "course provider": "course providers",
    "service provider": "service providers",
}
PARTY_COLOURS: dict[str, str] = dict(
    zip(SHORT, (BLUE, SKY, "#00573f", GREEN, "#a6c8b4", ORANGE, RED, GREY, INK), strict=True)
)
DIMENSIONS = {"sex": "Sex", "origin": "Origin", "education": "Education", "age": "Age", "household": "Household"}


def label(scenario: str) -> str:
    """A scenario's name for readers: a known short one, else its own without underscores."""
    for mark, words in ((WITHOUT, "without"), (AT, "at")):
        whole, found, part = scenario.partition(mark)
        if found:
            return f"{label(whole)} {words} {label(part) if mark == WITHOUT else amount(part)}"
    return LABELS.get(scenario, scenario.replace("_", " ").capitalize())


def amount(step: str) -> str:
    """The value of a step of a ladder, large ones in millions."""
    try:
        value = float(step)
    except ValueError:
        return step
    return f"{value / 1e6:g} million" if value >= 1e6 else f"{value:g}"


def plain(scenario: str) -> bool:
    """Is it a scenario of its own: no step of a ladder and no whole without a part?"""
    return WITHOUT not in scenario and AT not in scenario


def policy(name: str, titles: Mapping[str, Mapping[str, str]]) -> str:
    """A policy of `takeup` as readers see it; `titles` as `comparison.json` gives them."""
    return titles.get(name, {}).get("en", name.replace("_", " "))


def colour(scenario: str) -> str:
    """A scenario's colour; unknown ones are dark."""
    return COLOURS.get(scenario, INK)


def world(moved: Mapping[str, float]) -> str:
    """A world in words by what it changes: 'vacancy response 0'; the central one changes nothing."""
    return ", ".join(f"{ASSUMED.get(name, name)} {value:g}" for name, value in moved.items()) or "central values"
