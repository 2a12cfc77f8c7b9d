"""Instruments aimed at places, groups and a period, with doses by year: equal to the last bit."""

from __future__ import annotations

from typing import Any

import pytest
from countries import setup
from oracle.compare import run_both
from oracle.policy_programmes import Women
from outlooks import instruments

from werkagenda.model.country import Country

FULL = {"dose": 1.0}
PEOPLE = {"startbanen": {"years_10_to_90": 0.5}, "training": {}, "women": {}, "family": {}, "vocational": {"months": 3}}
EMPLOYERS = {
    "bias": {"charter_growth": 9000.0, "internships": 1.0, "agencies_dose": 1.0},
    "alliance": {},
    "sowis": {"dose": 5.0},
}
EAGER = {
    "startbanen__pull": 20.0,
    "training__pull": 5.0,
    "vocational__employer_share": 0.8,
    "sowis__aware_share": 0.8,
    "sowis__apply_if_aware": 0.9,
}
WHERE: dict[str, dict[str, Any]] = {
    "only": {"municipalities": ("G4", "Den Bosch"), "regions": ("Groningen",)},
    "first": {"municipalities": ("G40",), "places_rule": "first", "envelope_eur": 2e6},
    "group": {"origins": ("Syria", "Eritrea"), "educations": ("low",), "age_to": 45, "housed_within_months": 60},
    "period": {"start": "2026-09", "end": "2027-02"},
    "years": {"dose": (0.0, 0.8, 0.1, 0.0, 1.0), "start": "2026-01"},
    "own": {"municipalities": ("pilots", "G4"), "end": "2026-12"},
}


def people(case: str) -> dict[str, dict[str, Any]]:
    """Settings of the instruments of people, of towns and of reception."""
    given = WHERE[case]
    out = {name: {**FULL, **mine, **given} for name, mine in PEOPLE.items()}
    out["family"] = {
        key: value for key, value in out["family"].items() if key not in ("origins", "housed_within_months")
    }
    if case == "own":
        out["startbanen"]["pace"] = "own"
    aimed = ("origins", "educations", "age_to", "housed_within_months")
    towns = {key: value for key, value in given.items() if key not in aimed}
    out["caseload"] = {**FULL, **towns}
    out["reception"] = {**FULL, **{key: value for key, value in towns.items() if key in ("dose", "start", "end")}}
    return out


@pytest.mark.parametrize("case", WHERE)
def test_people_and_towns(case: str) -> None:
    """From October 2026 over the end of the period and into the next year."""
    made = Country(setup(0.004), instruments(people(case), **EAGER))
    made.run(153)
    oracle = run_both(made, 7, every_verb=False)
    women = next(each for each in oracle.instruments if isinstance(each, Women))
    assert any(month != -32768 for month in women.marks["joined"].values()) or case == "years"


@pytest.mark.parametrize("case", ["only", "first", "period", "years"])
def test_employers(case: str) -> None:
    """From May 2027, so that a round of the employer subsidy is open."""
    given = {key: value for key, value in WHERE[case].items() if key != "municipalities"}
    given |= {"regions": ("Groningen", "Groot Amsterdam", "Rijnmond")} if "places_rule" in given else {}
    out = {name: {**FULL, **mine, **given} for name, mine in EMPLOYERS.items()}
    out["sowis"] = {key: value for key, value in out["sowis"].items() if key != "envelope_eur"}
    if case == "period":
        out["sowis"] |= {"start": "2027-01", "end": "2027-07"}
        out["bias"]["end"] = out["alliance"]["end"] = "2027-07"
    if case == "years":
        out["sowis"] |= {"start": None, "dose": (0.0, 0.0, 4.0, 1.0, 0.0)}
    made = Country(setup(0.004), instruments(out, **EAGER))
    made.run(160)
    run_both(made, 6, every_verb=False)
