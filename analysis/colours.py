"""Colours of figures and pictures; colour-blind readers can tell them apart."""

from __future__ import annotations

from collections.abc import Sequence

INK, MUTED, GRID, OUTLOOK, FADED = "#1f2933", "#5f6b7a", "#e5e9ee", "#eef3f9", "#b6c0cb"
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GOLD, GREY = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#AA5E94",
    "#56B4E9",
    "#B8A500",
    "#8a94a0",
)
DARK_GREEN, BROWN = "#00573f", "#7a4b2a"


def transparent(colour: str, alpha: float = 0.18) -> str:
    """The colour as a transparent fill."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def colour_ramp(count: int) -> list[str]:
    """`count` colours from dark blue to ochre, in order, readable on white and by the colour-blind."""
    stops = ((0, 43, 92), (46, 92, 138), (104, 127, 140), (158, 148, 105), (201, 162, 39))
    return [_mix_colours(stops, i / max(count - 1, 1)) for i in range(count)]


def _mix_colours(stops: Sequence[tuple[int, int, int]], place: float) -> str:
    low = min(int(place * (len(stops) - 1)), len(stops) - 2)
    part = place * (len(stops) - 1) - low
    mixed = [round(a + (b - a) * part) for a, b in zip(stops[low], stops[low + 1], strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)
