"""Names that readers see: scenarios, assumptions, worlds, parties, and their colours."""

from __future__ import annotations

from collections.abc import Mapping

from werkagenda.analysis.figures.style import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED, SKY

ORDER = ("startbanen_breed", "sowis_verlengd", "bias_mkb", "werkagenda_kern")
"""Scenarios in the order of a page; others follow by name."""
LABELS = {
    "startbanen_breed": "Broad startbanen",
    "sowis_verlengd": "Extended subsidy (SOWIS)",
    "bias_mkb": "Bias reduction",
    "werkagenda_kern": "All three together",
}
SUBSIDY = "sowis_verlengd"
TOGETHER = frozenset({"werkagenda_kern"})
"""Scenarios of several instruments: they do not compete for the headline."""
COLOURS: dict[str, str] = dict(zip(ORDER, (BLUE, RED, GREEN, PURPLE), strict=True))
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
    return LABELS.get(scenario, scenario.replace("_", " ").capitalize())


def colour(scenario: str) -> str:
    """A scenario's colour; unknown ones are dark."""
    return COLOURS.get(scenario, INK)


def world(moved: Mapping[str, float]) -> str:
    """A world in words by what it changes: 'vacancy response 0'; the central one changes nothing."""
    return ", ".join(f"{ASSUMED.get(name, name)} {value:g}" for name, value in moved.items()) or "central values"
