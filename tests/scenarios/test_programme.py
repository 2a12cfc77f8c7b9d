"""What holds for the programmes for women and for family migrants alike: nothing before July 2025, histories fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from countries import different, everything, setup
from outlooks import SCALE, Outlook, instruments, small

from werkagenda.agents.kinds import NEVER
from werkagenda.model import checkpoint
from werkagenda.scenarios import rollout
from werkagenda.tables.vocabulary import HISTORY_MONTHS

BOTH = ["women", "family"]
BEFORE = rollout.START - HISTORY_MONTHS


@pytest.mark.parametrize("name", BOTH)
def test_nothing_happens_before_july_2025(name: str, outlook: Outlook) -> None:
    """Not a bit in the whole world, with every person covered from then on."""
    made, plain = outlook(BEFORE, **{name: {"dose": 1.0, "envelope_eur": 1e6}}), outlook(BEFORE)
    assert not different(everything(made), everything(plain))
    assert not made.state.hooks.memories()[f"{name}.uptake"].any()
    made.step()
    assert made.state.hooks.memories()[f"{name}.uptake"].any()


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("inflow", ["low", "high"])
def test_a_history_serves_other_inflows(name: str, inflow: str, kept: Path) -> None:
    """Another number of people: by person nothing is kept, and who comes later is covered too."""
    made = checkpoint.restore(setup(SCALE, inflow=inflow), kept, instruments({name: {"dose": 1.0}}))
    people = len(made.state.people.id)
    assert people != len(checkpoint.restore(small(), kept, instruments({})).state.people.id)
    made.run(rollout.START + 12)
    each: Any = next(i for i in made.state.hooks.instruments if i.name == name)
    assert set(each.memory) == {"uptake"} and all(len(column) == people for column in each.marks.values())
    assert (each.marks["offered"] != NEVER).sum() == made.state.hooks.memories()[f"{name}.uptake"][:, 1].sum() > 0


def test_the_share_covered_grows_evenly_from_july_2025() -> None:
    """Nobody before, the dose in December 2029 and not more after."""
    shares = [rollout.Schedule(0.6).share(month) for month in range(HISTORY_MONTHS, HISTORY_MONTHS + 62)]
    assert shares[BEFORE - 1] == 0.0 < shares[BEFORE] and shares[59] == shares[61] == 0.6
    steps = [b - a for a, b in zip(shares[BEFORE:], shares[BEFORE + 1 : 60], strict=False)]
    assert max(steps) - min(steps) < 1e-12 < min(steps)
