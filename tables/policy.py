"""The measures of the letter, and the monthly counts recorded by every instrument."""

from __future__ import annotations

MEASURES = (
    "startbanen_breed",
    "sowis_verlengd",
    "bias_mkb",
    "vrouwen_begeleiding",
    "asielzoekers_werk",
    "vaktaal_duaal",
    "werkgevers_alliantie",
    "begeleiding_intensief",
    "gezinsmigranten",
    "opleiding_vaardigheden",
)
"""Scenarios with exactly one measure of the letter each."""

UPTAKE = {
    "eligible": "persons or employers",
    "reached": "persons or employers",
    "started": "persons or employers",
    "running": "persons or employers",
    "left_out": "persons or employers",
    "cents": "euros",
    "envelope": "euros",
}
"""Monthly counts of an instrument with their unit.

eligible (stock), reached for the first time, started for the first time, running (stock), left out for lack of budget,
money committed, and the year's envelope (0 if none).
"""
