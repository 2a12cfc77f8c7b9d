"""The measures of the letter, and what every instrument of policy notes by month."""

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
"""The scenarios that have one measure of the letter each."""

UPTAKE = {
    "eligible": "persons or employers",
    "reached": "persons or employers",
    "started": "persons or employers",
    "running": "persons or employers",
    "left_out": "persons or employers",
    "cents": "euros",
    "envelope": "euros",
}
"""Counts of an instrument in a month, with their unit: who could be reached (stock), who was offered or visited for the
first time, who began for the first time, who takes part (stock), who asked in vain because the money was gone, money
committed, and the year's envelope (0 without one)."""
