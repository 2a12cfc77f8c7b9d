"""The comparison of finished runs: every world, every scenario against its baseline, one table after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from werkagenda.analysis.comparison import (
    answers,
    asked,
    balance,
    cost,
    displacement,
    effects,
    euros,
    headlines,
    ladder,
    levels,
    offers,
    placements,
    present,
    takeup,
    worlds,
)
from werkagenda.analysis.comparison import parts as subsets
from werkagenda.analysis.comparison.find import Finished, said
from werkagenda.analysis.comparison.levels import Levels
from werkagenda.analysis.comparison.pairs import compared
from werkagenda.analysis.comparison.worlds import World
from werkagenda.analysis.comparison.write import write
from werkagenda.tables.comparison import ASSUMPTIONS
from werkagenda.tables.vocabulary import month_index

Parts = dict[str, list[pd.DataFrame]]


def compare(folders: Sequence[Path], work: Path, final: Path | None = None) -> None:
    """Compare the finished runs in `folders` and write tables and `comparison.json` into `work`.

    `final` is where the folder will stand when `work` is moved after; names of folders are relative to it. Raises
    BadInput with everything that stands in the way, before anything is written.
    """
    put_down(worlds.opened(folders), folders, work, final or work)


def put_down(found: Sequence[World], folders: Sequence[Path], work: Path, final: Path) -> None:
    """Compare worlds that are opened already: `compare` without its first step."""
    write(work, final, folders, found, tables(found))


def tables(found: Sequence[World]) -> dict[str, pd.DataFrame]:
    """All tables of the comparison, by name, in no order."""
    parts: Parts = defaultdict(list)
    pairs: dict[tuple[str, str], headlines.Pair] = {}
    for world in found:
        one_world(world, parts, pairs)
    joined = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    joined |= headlines.tables(pairs)
    joined["worlds"] = pd.DataFrame(
        [
            {
                "world": world.name,
                "central": world.central,
                "replicates": len(world.replicates),
                **dict(zip(ASSUMPTIONS, world.assume, strict=True)),
                "parameters": said(world.further),
            }
            for world in found
        ]
    )
    return joined


def one_world(world: World, parts: Parts, pairs: dict[tuple[str, str], headlines.Pair]) -> None:
    """Add the rows of one world, and to `pairs` what headlines ask by scenario and world; its baseline is read once."""
    base = levels.read(world.baseline)
    add(parts, world, world.baseline.scenario, {"takeup": takeup.table(base.run, base.uptake)})
    accounts = held(base, base)
    before = asked.levels(base, accounts)
    gaps: dict[str, pd.DataFrame] = {}
    for name, run in world.scenarios.items():
        own = levels.read(run)
        people = placements.offered(run, base.run)
        add(parts, world, name, one_scenario(own, base, people))
        have = held(own, base)
        pairs[name, world.name] = asked.levels(own, have), before
        moved = balance.moved(have, accounts).reset_index().rename(columns={"period": "year"})
        spent = {"takeup": takeup.table(run, own.uptake), "cost": cost.table(own, base, people), "balance": moved}
        add(parts, world, name, spent)
        gaps[name] = answers.gaps(own.answers, base.answers)
    parts["parts"].append(subsets.table(gaps).assign(world=world.name))
    parts["ladder"].append(ladder.table(gaps).assign(world=world.name))


def add(parts: Parts, world: World, scenario: str, found: dict[str, pd.DataFrame]) -> None:
    """Keep the rows of a scenario in a world."""
    for table, frame in found.items():
        parts[table].append(frame.assign(scenario=scenario, world=world.name))


def held(own: Levels, base: Levels) -> pd.DataFrame:
    """Accounts of a run as cash and present value; somebody at work is worth what one costs in the baseline."""
    costs = balance.wage_costs(base.run, base.monthly_euros)
    return present.both(balance.accounts(own.monthly_euros, own.working, costs))


def one_scenario(own: Levels, base: Levels, people: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Effects, euros, displacement and offers of a scenario; `people` are offered a placement."""
    changed = effects.effects(own.people, base.people, own.run.scale).reset_index()
    found = {"effects": changed, **money(own.euros, base.euros)}
    return found | placed(own.run, people, (own.working, own.passed), (base.working, base.passed))


Moved = tuple[pd.DataFrame, pd.DataFrame]
"""People at work and people passed, as of `displacement.working` and `displacement.runners_up`."""


def placed(run: Finished, people: pd.DataFrame, own: Moved, base: Moved) -> dict[str, pd.DataFrame]:
    """Tables `displacement` and `offers`; `people` are offered a placement."""
    after, before = own[0], base[0]
    found = {"offers": pd.DataFrame()}
    if len(people):
        after = displacement.split(after, people, "works", run.scale)
        before = displacement.split(before, people, "works_before", run.scale)
        lost = displacement.lost_at_the_end(after, before)
        last = month_index(worlds.months(run)[-1])
        parts = [
            offers.offers(people, list(run.replicates), run.scale),
            offers.displaced(lost, people, last, run.scale),
        ]
        found["offers"] = pd.concat(parts, ignore_index=True)
    moved = compared(displacement.cells(after, own[1]), displacement.cells(before, base[1]))
    return {**found, "displacement": moved.reset_index()}


def money(after: pd.DataFrame, before: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables `money` and `parties`."""
    flows = compared(after, before).reset_index()
    balances = euros.parties(after), euros.parties(before)
    return {
        "money": flows[(flows["baseline"] != 0) | (flows["effect"] != 0)].rename(columns={"period": "year"}),
        "parties": compared(*balances).reset_index().rename(columns={"period": "year"}),
    }
