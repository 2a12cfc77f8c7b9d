"""Two experiments on the causes of group differences: `python -m werkagenda.inference.experiments`.

Swap: two origins exchange their attributes (age, education, household, delay before housing, network, ...); if nothing
else depends on origin, their curves are exchanged. Clone: everybody keeps all attributes but changes sex; outside the
care norm and the headscarf rule no life course may change.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rich.console import Console

from werkagenda.evidence import structure
from werkagenda.evidence.structure import Profiles
from werkagenda.inference.country_run import country
from werkagenda.model.country import Country
from werkagenda.tables.vocabulary import ORIGINS

MONTHS_SINCE = (12, 24, 36, 48, 60)
"""Months since the permit at which curves are compared."""
NO_NORM: Mapping[str, float] = {"participation.care_norm_share": 0.0}
NO_SCARF: Mapping[str, float] = {"callback.headscarf_factor": 1.0}
NO_BIRTHS: Mapping[str, float] = {"life.birth_per_year": 0.0}
"""Switches births off where life courses must stay equal, because births depend on the mother's age."""

Curves = NDArray[np.float64]


def exchanged(profiles: Profiles, first: str, second: str) -> Profiles:
    """The profiles with the rows of two origins exchanged."""
    rows = np.arange(len(profiles.network))
    a, b = ORIGINS.index(first), ORIGINS.index(second)
    rows[[a, b]] = rows[[b, a]]
    return replace(profiles, **{each.name: getattr(profiles, each.name)[rows] for each in fields(profiles)})


@contextmanager
def attributes(profiles: Profiles) -> Iterator[None]:
    """Context manager: countries built inside use these profiles instead of the registry's."""
    with mock.patch.object(structure, "origin_profiles", lambda: profiles):
        yield


def curves(made: Country, origin: str, years: Sequence[int] = (2014, 2015)) -> Curves:
    """Employed share (0-1) of an origin's permits of these years at MONTHS_SINCE."""
    cube = made.state.record.cohorts[:, :, :, ORIGINS.index(origin)].astype(float)
    sums = cube[[year - 2014 for year in years]].sum(axis=(0, 2))
    return np.asarray(sums[list(MONTHS_SINCE), 1] / sums[list(MONTHS_SINCE), 0])


def swap(first: str, second: str, seeds: Sequence[int], scale: float) -> pd.DataFrame:
    """Curves of two origins, as they are and with each other's attributes; one column a month since the permit."""
    plain = [country(seed, scale) for seed in seeds]
    with attributes(exchanged(structure.origin_profiles(), first, second)):
        swapped = [country(seed, scale) for seed in seeds]
    rows = {}
    for one, other in ((first, second), (second, first)):
        rows[one] = np.mean([curves(made, one) for made in plain], axis=0)
        rows[f"{one} with the attributes of {other}"] = np.mean([curves(made, one) for made in swapped], axis=0)
    return pd.DataFrame.from_dict(rows, orient="index", columns=[f"{month} months" for month in MONTHS_SINCE])


def swap_share(table: pd.DataFrame) -> float:
    """Share of the distance between two origins that moves with their attributes: 1 all, 0 none.

    1 - mean |swapped curve - curve of the other| / mean |curve - curve of the other|, over both origins.
    """
    first, first_swapped, second, second_swapped = (table.iloc[k].to_numpy() for k in range(4))
    left = np.abs(first_swapped - second).mean() + np.abs(second_swapped - first).mean()
    return float(1.0 - left / (2.0 * np.abs(first - second).mean()))


def relabel(made: Country) -> None:
    """Change everybody's sex and nothing else."""
    sex = made.state.people.sex
    sex[:] = 1 - sex


def by_sex(made: Country) -> NDArray[np.int64]:
    """Adults and employed of newcomers: month x kind x sex x 2."""
    monthly: NDArray[Any] = made.state.record["monthly"]
    return np.asarray(monthly[:, :, :, :, 1:3].sum(axis=3), np.int64)


def clone_holds(seed: int, scale: float) -> bool:
    """True if, without norm, headscarf rule and births, relabelling only exchanges women and men."""
    off = {**NO_NORM, **NO_SCARF, **NO_BIRTHS}
    plain, cloned = by_sex(country(seed, scale, off)), by_sex(country(seed, scale, off, prepare=relabel))
    return bool(np.array_equal(plain, cloned[:, :, ::-1]))


CASES: tuple[tuple[str, Mapping[str, float], Callable[[Country], None] | None], ...] = (
    ("as it is", {}, None),
    ("relabelled", {}, relabel),
    ("without the care norm", NO_NORM, None),
    ("without the headscarf rule", NO_SCARF, None),
    ("without both", {**NO_NORM, **NO_SCARF}, None),
    ("without both, relabelled", {**NO_NORM, **NO_SCARF}, relabel),
)
"""Rows of the clone table."""


def clone(seeds: Sequence[int], scale: float, month: int = 101) -> pd.DataFrame:
    """Employed share of status holders by sex in a month (June 2022) in each of CASES."""
    rows = {}
    for name, changes, prepare in CASES:
        sums = np.sum([by_sex(country(seed, scale, changes, prepare=prepare))[month, 0] for seed in seeds], axis=0)
        rows[name] = sums[:, 1] / sums[:, 0]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["women", "men"])


def main(given: Sequence[str] | None = None) -> int:
    """Run both experiments and print their tables, in percent."""
    reader = argparse.ArgumentParser(prog="python -m werkagenda.inference.experiments", description=__doc__)
    reader.add_argument("--scale", type=float, default=0.1, help="share of the country simulated (0.1)")
    reader.add_argument("--seeds", type=int, nargs="+", default=[1, 2], help="seeds, averaged (1 2)")
    reader.add_argument("--origins", nargs=2, choices=ORIGINS, default=["Syria", "Eritrea"], help="two origins")
    asked = reader.parse_args(given)
    console = Console(width=150, highlight=False)
    first, second = asked.origins
    table = swap(first, second, asked.seeds, asked.scale)
    console.print("Swap test: employed, permits of 2014 and 2015, percent", (100 * table).round(1).to_string())
    console.print(f"{100 * swap_share(table):.0f}% of the distance goes with the attributes")
    found = clone(asked.seeds, asked.scale)
    console.print("Clone test: employed status holders, June 2022, percent", (100 * found).round(1).to_string())
    same = clone_holds(asked.seeds[0], min(asked.scale, 0.05))
    lives = "lives" if same else "does NOT live"
    console.print(f"Without norm, headscarf rule and births a relabelled person {lives} the same life")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
