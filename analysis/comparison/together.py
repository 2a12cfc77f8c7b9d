"""The comparison of finished runs: every world, every scenario against its baseline, one table after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from werkagenda.analysis.comparison import displacement, effects, euros, offers, placements, worlds
from werkagenda.analysis.comparison.find import Finished, said
from werkagenda.analysis.comparison.headlines import headlines
from werkagenda.analysis.comparison.pairs import compared
from werkagenda.analysis.comparison.worlds import World
from werkagenda.analysis.comparison.write import write
from werkagenda.tables.comparison import ASSUMPTIONS
from werkagenda.tables.vocabulary import month_index

ASKED = ("regular_employed", "on_benefit", "benefit_euros", "employed")
"""Indicators of `effects` that are headlines; the euros of the public parties join them."""

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
    for world in found:
        one_world(world, parts)
    joined = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    joined["headlines"] = headlines(joined.pop("answers"))
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


def one_world(world: World, parts: Parts) -> None:
    """Add the rows of one world: its baseline is read once."""
    base = world.baseline
    levels, flows, work = effects.cells(base), euros.flows(base), displacement.working(base)
    passed = displacement.runners_up(base)
    for name, run in world.scenarios.items():
        changed = effects.effects(effects.cells(run), levels, run.scale).reset_index()
        found = {"effects": changed, **money(euros.flows(run), flows)}
        answers = asked(changed, worlds.years(run)[-1], worlds.all_years(run))
        found["answers"] = pd.concat([answers, found.pop("government")], ignore_index=True)
        found |= placed(run, placements.offered(run, base), work, passed)
        for table, frame in found.items():
            parts[table].append(frame.assign(scenario=name, world=world.name))


def placed(run: Finished, people: pd.DataFrame, work: pd.DataFrame, passed: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables `displacement` and `offers`; `work` and `passed` are the baseline's, `people` are offered a placement."""
    after, before = displacement.working(run), work
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
    moved = compared(displacement.cells(after, displacement.runners_up(run)), displacement.cells(before, passed))
    return {**found, "displacement": moved.reset_index()}


def asked(changed: pd.DataFrame, year: str, all_years: str) -> pd.DataFrame:
    """Effects on all status holders that are headlines."""
    where = (changed["population"] == effects.HOLDERS) & (changed["dimension"] == effects.ALL)
    where &= changed["indicator"].isin(ASKED) & changed["period"].isin([year, all_years])
    return changed[where]


def money(after: pd.DataFrame, before: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables `money` and `parties`, and the answer about the public parties (last year and all years)."""
    flows = compared(after, before).reset_index()
    balances = euros.parties(after), euros.parties(before)
    government = compared(*(euros.government(each) for each in balances)).reset_index().assign(unit="euros")
    last = government["period"].max()
    return {
        "money": flows[(flows["baseline"] != 0) | (flows["effect"] != 0)].rename(columns={"period": "year"}),
        "parties": compared(*balances).reset_index().rename(columns={"period": "year"}),
        "government": government[government["period"].str.contains("-") | (government["period"] == last)],
    }
