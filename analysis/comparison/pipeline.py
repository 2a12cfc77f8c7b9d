"""The comparison of finished runs: each set of assumptions, each scenario against its baseline, all tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from werkagenda.analysis.comparison import (
    accounts,
    backgrounds,
    check_runs,
    cost_effectiveness,
    decomposition,
    discover_runs,
    displacement,
    draws,
    effects,
    headline_indicators,
    headlines,
    money_flows,
    social_balance,
    take_up,
)
from werkagenda.analysis.comparison.check_runs import AssumptionSet
from werkagenda.analysis.comparison.discover_runs import FinishedRun, parameters_text
from werkagenda.analysis.comparison.headline_indicators import RunMeasures
from werkagenda.analysis.comparison.paired_statistics import paired_effects
from werkagenda.analysis.comparison.write_comparison import write_comparison
from werkagenda.tables.comparison import ASSUMPTIONS
from werkagenda.tables.vocabulary import month_index

TableParts = dict[str, list[pd.DataFrame]]


def compare(folders: Sequence[Path], work: Path, final: Path | None = None) -> None:
    """Compare the finished runs in `folders` and write tables and `comparison.json` into `work`.

    `final` is where the folder will stand when `work` is moved after; names of folders are relative to it. Raises
    BadInput with everything that stands in the way, before anything is written.
    """
    compare_opened(check_runs.open_assumption_sets(folders), folders, work, final or work)


def compare_opened(found: Sequence[AssumptionSet], folders: Sequence[Path], work: Path, final: Path) -> None:
    """Compare worlds that are opened already: `compare` without its first step."""
    work.mkdir(parents=True, exist_ok=True)
    drawn = draws.write(work, check_runs.open_draw_sets(folders))
    write_comparison(work, final, folders, found, comparison_tables(found), drawn)


def comparison_tables(found: Sequence[AssumptionSet]) -> dict[str, pd.DataFrame]:
    """All tables of the comparison, by name, in no order."""
    parts: TableParts = defaultdict(list)
    pairs: dict[tuple[str, str], headlines.Pair] = {}
    for world in found:
        add_assumption_set(world, parts, pairs)
    joined = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    joined |= headlines.headline_tables(pairs)
    joined["worlds"] = pd.DataFrame(
        [
            {
                "world": world.name,
                "central": world.central,
                "replicates": len(world.replicates),
                **dict(zip(ASSUMPTIONS, world.assume, strict=True)),
                "parameters": parameters_text(world.further),
            }
            for world in found
        ]
    )
    return joined


def add_assumption_set(world: AssumptionSet, parts: TableParts, pairs: dict[tuple[str, str], headlines.Pair]) -> None:
    """Add the rows of one world, and to `pairs` what headlines ask by scenario and world; its baseline is read once."""
    base = headline_indicators.read_measures(world.baseline)
    add_rows(parts, world, world.baseline.scenario, {"takeup": take_up.take_up_table(base.run, base.uptake)})
    plain = accounts.discounted_accounts(base, base)
    before = headline_indicators.headline_levels(base, plain)
    gaps: dict[str, pd.DataFrame] = {}
    for name, run in world.scenarios.items():
        own = headline_indicators.read_measures(run)
        people = displacement.people_offered(run, base.run)
        add_rows(parts, world, name, scenario_effect_tables(own, base, people))
        have = accounts.discounted_accounts(own, base)
        pairs[name, world.name] = headline_indicators.headline_levels(own, have), before
        moved = social_balance.account_effects(have, plain).reset_index().rename(columns={"period": "year"})
        spent = {
            "takeup": take_up.take_up_table(run, own.uptake),
            "cost": cost_effectiveness.cost_table(own, base, people),
            "balance": moved,
        }
        add_rows(parts, world, name, spent)
        gaps[name] = decomposition.effects_by_replicate(own.answers, base.answers)
    parts["parts"].append(decomposition.parts_table(gaps).assign(world=world.name))
    parts["ladder"].append(decomposition.dose_table(gaps).assign(world=world.name))


def add_rows(parts: TableParts, world: AssumptionSet, scenario: str, found: dict[str, pd.DataFrame]) -> None:
    """Keep the rows of a scenario in a world."""
    for table, frame in found.items():
        parts[table].append(frame.assign(scenario=scenario, world=world.name))


def scenario_effect_tables(own: RunMeasures, base: RunMeasures, people: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Effects (by background too), euros, displacement and offers of a scenario; `people` are offered a placement."""
    changed = effects.group_effects(own.people, base.people, own.run.scale).reset_index()
    by_background = backgrounds.background_table(own.backgrounds, base.backgrounds, own.run.scale)
    found = {"effects": changed, "backgrounds": by_background, **money_tables(own.euros, base.euros)}
    return found | displacement_tables(own.run, people, (own.working, own.passed), (base.working, base.passed))


WorkTables = tuple[pd.DataFrame, pd.DataFrame]
"""People at work and people passed, as of `displacement.people_at_work` and `displacement.runners_up_passed`."""


def displacement_tables(
    run: FinishedRun, people: pd.DataFrame, own: WorkTables, base: WorkTables
) -> dict[str, pd.DataFrame]:
    """Tables `displacement` and `offers`; `people` are offered a placement."""
    after, before = own[0], base[0]
    found = {"offers": pd.DataFrame()}
    if len(people):
        after = displacement.split_status_holders(after, people, "works", run.scale)
        before = displacement.split_status_holders(before, people, "works_before", run.scale)
        lost = displacement.others_lost_last_month(after, before)
        last = month_index(discover_runs.outlook_months(run)[-1])
        parts = [
            displacement.offer_outcomes(people, list(run.replicates), run.scale),
            displacement.displaced_per_100(lost, people, last, run.scale),
        ]
        found["offers"] = pd.concat(parts, ignore_index=True)
    moved = paired_effects(displacement.work_cells(after, own[1]), displacement.work_cells(before, base[1]))
    return {**found, "displacement": moved.reset_index()}


def money_tables(after: pd.DataFrame, before: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables `money` and `parties`."""
    flows = paired_effects(after, before).reset_index()
    balances = money_flows.party_balances(after), money_flows.party_balances(before)
    return {
        "money": flows[(flows["baseline"] != 0) | (flows["effect"] != 0)].rename(columns={"period": "year"}),
        "parties": paired_effects(*balances).reset_index().rename(columns={"period": "year"}),
    }
