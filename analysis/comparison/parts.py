"""A whole and its parts: each alone, each left out, the sum of all alone, and the interplay (whole less that sum)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from werkagenda.analysis.comparison.answers import said
from werkagenda.tables.policy import MEASURES

PARTS = {
    "werkagenda": MEASURES,
    "werkagenda_kern": ("startbanen_breed", "sowis_verlengd", "bias_mkb"),
}
"""Whole: the scenarios that are its parts alone."""
WITHOUT = "_zonder_"
ALONE, LEFT_OUT, WHOLE, SUM, INTERPLAY = "alone", "left out", "whole", "sum of alone", "interplay"


def table(gaps: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `parts` of one world; `gaps`: differences with the baseline by scenario, of the same replicates."""
    rows = [
        said(gap).assign(whole=whole, part=part, measure=measure)
        for whole, names in PARTS.items()
        if whole in gaps
        for part, measure, gap in compared(whole, names, gaps)
    ]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def compared(
    whole: str, names: tuple[str, ...], gaps: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Part ("" for all), measure and differences; a sum only when every part was run alone."""
    every = gaps[whole]
    alone = [name for name in names if name in gaps]
    without = [name for name in names if f"{whole}{WITHOUT}{name}" in gaps]
    if not (alone or without):
        return
    yield "", WHOLE, every
    for name in alone:
        yield name, ALONE, gaps[name]
    for name in without:
        yield name, LEFT_OUT, every - gaps[f"{whole}{WITHOUT}{name}"]
    if len(alone) == len(names):
        together = summed([gaps[name] for name in names])
        yield "", SUM, together
        yield "", INTERPLAY, every - together


def summed(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The sum of differences of the same answers and replicates."""
    total = frames[0]
    for frame in frames[1:]:
        total = total + frame
    return total
