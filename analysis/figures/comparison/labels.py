"""Labels and colours of scenarios, assumptions, sets of assumptions and parties."""

from __future__ import annotations

from collections.abc import Mapping

from werkagenda.analysis.comparison.decomposition import DOSE_MARK, WITHOUT_MARK
from werkagenda.analysis.figures.style import BLUE, GOLD, GREEN, GREY, INK, MUTED, ORANGE, PURPLE, RED, SKY
from werkagenda.tables.policy import MEASURES

SCENARIO_ORDER = (
    *MEASURES,
    "werkagenda_kern",
    "budget_neutraal",
    "werkagenda",
)
"""Scenarios in the order of a page; others follow by name."""
SCENARIO_LABELS = {
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
SUBSIDY_SCENARIO = "sowis_verlengd"
COMBINED_SCENARIOS = frozenset({"werkagenda_kern", "budget_neutraal", "werkagenda"})
"""Scenarios of several instruments: they do not compete for the headline."""
_PALETTE = (BLUE, RED, GREEN, SKY, ORANGE, GOLD, "#00573f", "#7a4b2a", GREY, "#3f3f9f", PURPLE, MUTED, INK)
SCENARIO_COLOURS: dict[str, str] = dict(zip(SCENARIO_ORDER, _PALETTE, strict=True))
ASSUMPTION_LABELS = {
    "vacancy_response": "vacancy response",
    "additional_job_share": "additional-job share",
    "fringe_share": "fringe share",
    "taste_share": "taste share",
}
ASSUMPTION_MEANINGS = {
    "vacancy_response": "how far employers open more vacancies when filling gets easier (0: not at all, 1: fully)",
    "additional_job_share": "share of startbanen that are extra jobs and take no opening from others",
    "fringe_share": "share of low-language openings that EU workers and pupils take",
    "taste_share": "share of the call-back gap that is taste, which better selection does not remove",
}
PARTY_LABELS = {
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
    zip(PARTY_LABELS, (BLUE, SKY, "#00573f", GREEN, "#a6c8b4", ORANGE, RED, GREY, INK), strict=True)
)
DIMENSIONS = {"sex": "Sex", "origin": "Origin", "education": "Education", "age": "Age", "household": "Household"}


def scenario_label(scenario: str) -> str:
    """A scenario's name for readers: a known short one, else its own without underscores."""
    for mark, words in ((WITHOUT_MARK, "without"), (DOSE_MARK, "at")):
        whole, found, part = scenario.partition(mark)
        if found:
            return (
                f"{scenario_label(whole)} {words} {scenario_label(part) if mark == WITHOUT_MARK else dose_text(part)}"
            )
    return SCENARIO_LABELS.get(scenario, scenario.replace("_", " ").capitalize())


def dose_text(step: str) -> str:
    """The value of a step of a ladder, large ones in millions."""
    try:
        value = float(step)
    except ValueError:
        return step
    return f"{value / 1e6:g} million" if value >= 1e6 else f"{value:g}"


def is_single_scenario(scenario: str) -> bool:
    """Is it a scenario of its own: no step of a ladder and no whole without a part?"""
    return WITHOUT_MARK not in scenario and DOSE_MARK not in scenario


def policy_label(name: str, titles: Mapping[str, Mapping[str, str]]) -> str:
    """A policy of `takeup` as readers see it; `titles` as `comparison.json` gives them."""
    return titles.get(name, {}).get("en", name.replace("_", " "))


def scenario_colour(scenario: str) -> str:
    """A scenario's colour; unknown ones are dark."""
    return SCENARIO_COLOURS.get(scenario, INK)


def assumptions_text(moved: Mapping[str, float]) -> str:
    """A world in words by what it changes: 'vacancy response 0'; the central one changes nothing."""
    return (
        ", ".join(f"{ASSUMPTION_LABELS.get(name, name)} {value:g}" for name, value in moved.items()) or "central values"
    )
