"""What a programme does to its participants: at work with it and, the same people in the same months, without it.

``python -m werkagenda.inference.participants --out FILE`` runs histories of several seeds, forks each in January 2025
into an outlook without and one with an instrument at dose 1, and follows everybody who joins by months since they do.
Compared are those who were alike in the month before they joined, at work in both outlooks or in neither: what happens
elsewhere in the country makes some differ by chance, the more the later. Nothing here is fitted.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Console

from werkagenda.agents.kinds import EMPLOYED, NEVER
from werkagenda.inference.country_run import forked
from werkagenda.inference.intervals import half_width
from werkagenda.model.country import Country
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS, SEXES

Array = np.ndarray[Any, Any]
AFTER = (0, 1, 3, 6, 9, 12, 18, 24, 36)
"""Months since joining that are reported."""


def lived(made: Country) -> Array:
    """Who works outside a placement at the end of each month of the outlook (months x people)."""
    p, rows = made.state.people, []
    while made.month < MONTHS:
        made.step()
        rows.append((p.state == EMPLOYED) & (p.subsidised == 0) & (p.active == 1))
    return np.array(rows)


def follow(seed: int, scale: float, instrument: str) -> pd.DataFrame:
    """One row a participant and month since joining: sex, form of training (-1 without), at work without and with."""
    plain, policy = forked(seed, scale, {instrument: {"dose": 1.0}})
    without, with_it = lived(plain), lived(policy)
    assert (plain.state.people.id == policy.state.people.id).all()
    marks = next(vars(each) for each in policy.state.hooks.instruments if each.name == instrument)["marks"]
    joined = marks["joined"].astype(np.int64)
    rows = np.flatnonzero(joined != NEVER)
    before = joined[rows] - 1 - HISTORY_MONTHS
    alike = without[before, rows] == with_it[before, rows]
    here = rows[alike]
    frames = []
    for after in AFTER:
        at = joined[here] + after - HISTORY_MONTHS
        some = here[at < len(without)]
        at = at[at < len(without)]
        facts = {"without": without[at, some], "with": with_it[at, some], "sex": policy.state.people.sex[some]}
        facts["form"] = marks["form"][some] if "form" in marks else np.full(len(some), -1)
        frames.append(pd.DataFrame(facts).assign(after=after))
    return pd.concat(frames).assign(seed=seed, dropped=1.0 - float(alike.mean()))


def path(found: pd.DataFrame) -> pd.DataFrame:
    """Percentage points at work by form, sex and months since joining, mean over seeds with a 95% interval."""
    both = pd.concat([found.assign(sex=[SEXES[k] for k in found["sex"]]), found.assign(sex="all")])
    both = pd.concat([both, both.assign(form=-1)]) if (both["form"] >= 0).any() else both
    by = ["form", "sex", "after"]
    each = both.groupby([*by, "seed"])[["without", "with"]].mean().mul(100.0)
    each["effect"] = each["with"] - each["without"]
    out = each.groupby(by).mean()
    out["half_width"] = each.groupby(by)["effect"].agg(half_width)
    out["people"] = both.groupby(by).size()
    return out.reset_index()


def main() -> int:
    """Run and write the table as CSV."""
    parser = argparse.ArgumentParser(prog="python -m werkagenda.inference.participants", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--instrument", default="training", choices=["training", "women", "family", "vocational"])
    parser.add_argument("--scale", type=float, default=0.04)
    parser.add_argument("--seeds", type=int, default=4)
    given = parser.parse_args()
    found = pd.concat([follow(seed, given.scale, given.instrument) for seed in range(1, given.seeds + 1)])
    table = path(found)
    given.out.write_text(table.round(2).to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    apart = float(found.groupby("seed")["dropped"].first().mean())
    Console().print(
        f"{given.out}: {given.seeds} seeds, {apart:.1%} left out: not alike before they joined", highlight=False
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
