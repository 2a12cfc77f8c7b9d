"""What every instrument of policy notes by month: whom it is for, whom it reaches, what it commits, who is left out."""

from __future__ import annotations

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
first time, who began, who takes part (stock), who asked in vain because the money was gone, money committed, and the
year's envelope (0 without one)."""
