"""Lever columns: inputs of rules that policy sets for a month, each with its neutral value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from werkagenda.agents.state import F64

LEVERS: dict[str, tuple[str, float]] = {
    "care_help": ("people", 0.0),  # share of child care taken over (0-1)
    "travel_help": ("people", 0.0),  # share of travel costs taken over (0-1)
    "vocational": ("people", 0.0),  # relative increase of language gain at work (0 and up)
    "support": ("people", 0.0),  # share of separations prevented (0-1)
    "reach": ("people", 0.0),  # guidance of people not on bijstand relative to clients (0-1)
    "encourage": ("people", 0.0),  # relative increase of the rate of starting to search (0 and up)
    "permit_help": ("people", 0.0),  # share of employers who apply for a work permit only with help (0-1)
    "sooner": ("people", 0.0),  # months by which access to work for asylum seekers is earlier (negative: later)
    "relief": ("people", 0.0),  # share of the own contribution in reception waived (negative: raised)
    "combined": ("people", 0.0),  # share of class hours lost to work that is taught at work (0-1)
    "internship": ("people", 0.0),  # share of school dropout prevented (0-1)
    "in_training": ("people", 0.0),  # share of applications not sent for lack of time during training (0-1)
    "recognised": ("people", 0.0),  # share of the call-back gap from uncertainty lifted by a certificate (0-1)
    "structured": ("employers", 0.0),  # structured selection (0-1)
    "known": ("employers", 0.0),  # practical support, equivalent to experience (0-1)
    "compliant": ("employers", 0.0),  # agency prevented from obeying discriminatory requests (0-1)
}
"""Lever: table it belongs to, neutral value."""


class AcceptanceLevers(NamedTuple):
    """Levers in the acceptance of jobs, one entry per person."""

    care_help: F64
    travel_help: F64
    permit_help: F64
    relief: F64


class SearchLevers(NamedTuple):
    """Levers that count when somebody applies, one entry a person."""

    in_training: F64
    recognised: F64


class ClassLevers(NamedTuple):
    """Levers in learning Dutch, one entry per person."""

    vocational: F64
    combined: F64


class EmployerLevers(NamedTuple):
    """Levers of employers, one entry per employer (0-1)."""

    structured: F64
    known: F64
    compliant: F64


def employer_levers(lever: Mapping[str, F64]) -> EmployerLevers:
    """The month's levers of employers."""
    return EmployerLevers(lever["structured"], lever["known"], lever["compliant"])


def acceptance_levers(lever: Mapping[str, F64]) -> AcceptanceLevers:
    """The month's levers in the acceptance of jobs."""
    return AcceptanceLevers(lever["care_help"], lever["travel_help"], lever["permit_help"], lever["relief"])


def class_levers(lever: Mapping[str, F64]) -> ClassLevers:
    """The month's levers in learning Dutch."""
    return ClassLevers(lever["vocational"], lever["combined"])


def search_levers(lever: Mapping[str, F64]) -> SearchLevers:
    """The levers of a month that count in applying."""
    return SearchLevers(lever["in_training"], lever["recognised"])
