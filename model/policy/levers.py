"""Lever columns: numbers that rules read and that policy sets for a month, each with its neutral element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from werkagenda.agents.state import F64

LEVERS: dict[str, tuple[str, float]] = {
    "care_help": ("people", 0.0),  # part of child care that is taken over (0-1)
    "travel_help": ("people", 0.0),  # part of travel costs that is taken over (0-1)
    "vocational": ("people", 0.0),  # relative gain in the Dutch that a month at work teaches (0 and up)
    "support": ("people", 0.0),  # part of job ends prevented (0-1)
    "reach": ("people", 0.0),  # guidance for who is not on bijstand, as far as for who is (0-1)
    "encourage": ("people", 0.0),  # relative gain in the rate of starting to search (0 and up)
    "permit_help": ("people", 0.0),  # part of employers who would not ask for a work permit and now do (0-1)
    "sooner": ("people", 0.0),  # months that an asylum seeker may work before the law says (below zero: after)
    "relief": ("people", 0.0),  # part of the own contribution in reception that is let go (below zero: it is raised)
    "combined": ("people", 0.0),  # part of the class hours lost to work that are given at work (0-1)
    "internship": ("people", 0.0),  # part of leaving school prevented (0-1)
    "in_training": ("people", 0.0),  # part of applications for which training leaves no time (0-1)
    "recognised": ("people", 0.0),  # part of what uncertainty about origin withholds that a certificate lifts (0-1)
    "structured": ("employers", 0.0),  # structured selection (0-1)
    "known": ("employers", 0.0),  # practical support that stands for experience (0-1)
    "compliant": ("employers", 0.0),  # an agency is kept from obeying discriminatory requests (0-1)
}
"""Lever, whose column it is, neutral element."""


class AcceptanceLevers(NamedTuple):
    """Levers that count when somebody accepts a job, one entry a person."""

    care_help: F64
    travel_help: F64
    permit_help: F64
    relief: F64


class SearchLevers(NamedTuple):
    """Levers that count when somebody applies, one entry a person."""

    in_training: F64
    recognised: F64


class EmployerLevers(NamedTuple):
    """Levers of employers, one entry an employer (0-1)."""

    structured: F64
    known: F64
    compliant: F64


def employer_levers(lever: Mapping[str, F64]) -> EmployerLevers:
    """The levers of employers of a month."""
    return EmployerLevers(lever["structured"], lever["known"], lever["compliant"])


def acceptance_levers(lever: Mapping[str, F64]) -> AcceptanceLevers:
    """The levers of a month that count in accepting a job."""
    return AcceptanceLevers(lever["care_help"], lever["travel_help"], lever["permit_help"], lever["relief"])


def search_levers(lever: Mapping[str, F64]) -> SearchLevers:
    """The levers of a month that count in applying."""
    return SearchLevers(lever["in_training"], lever["recognised"])
