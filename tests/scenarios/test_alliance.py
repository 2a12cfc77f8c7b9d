"""The employer alliance: who joins and when, dues, what members gain, what can fail."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from countries import different, everything
from outlooks import SCALE, Outlook, instruments, numbers, small
from positions import I_ALLIANCE

from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import SERVICE, STATE
from werkagenda.scenarios import compose
from werkagenda.scenarios.budget import FIELDS
from werkagenda.scenarios.rollout import START
from werkagenda.tables.vocabulary import HISTORY_MONTHS


@pytest.fixture(scope="module")
def joined(outlook: Outlook) -> dict[float, Country]:
    """Three doses after two years; read only."""
    return {dose: outlook(24, alliance={"dose": dose}) for dose in (0.0, 0.3, 0.9)}


def members(made: Country) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["alliance.member"] == 1)


def recorded(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["alliance.uptake"][:, FIELDS.index(name)])


def without_effect(kept: Any, dose: float) -> Country:
    zero = {f"alliance__{name}": 0.0 for name in ("known_share", "peer_weight_per_month", "keep_share")}
    choices = {name: {"dose": dose if name == "alliance" else 0.0} for name in compose.NAMES}
    made = checkpoint.restore(
        small(), kept, compose.build(choices, numbers(**zero, alliance__job_end_reduction=0.0), {})
    )
    made.run(HISTORY_MONTHS + 14)
    return made


def test_more_members_and_the_same_ones(joined: dict[float, Country]) -> None:
    """Who is a member under a dose is one under a higher one; none has fewer than ten people; the dose is reached."""
    none, some, most = (members(joined[dose]) for dose in (0.0, 0.3, 0.9))
    assert not none.any() and some.sum() > 50 and not (some & ~most).any()
    e = joined[0.9].state.employers
    assert (e.size_class[most] >= 1).all()
    share = most.sum() / (e.size_class >= 1).sum()
    assert share == pytest.approx(0.9 * (HISTORY_MONTHS + 24 - START) / 54, abs=0.01)


def test_committed_euros_grow_with_the_dose_and_are_paid_once_a_year(joined: dict[float, Country]) -> None:
    paid = [made.state.ledger.cents[:, STATE, SERVICE, I_ALLIANCE] for made in joined.values()]
    assert paid[0].sum() == 0 < paid[1].sum() < paid[2].sum()
    for made, cents in zip(joined.values(), paid, strict=True):
        assert (recorded(made, "cents") == cents).all()
    year = paid[2][START + 6 : START + 18].sum()
    members = recorded(joined[0.9], "running")[START + 17]
    assert 50_000 * 1.02 * members < year < 50_000 * 1.12 * members


def test_employers_with_experience_join_sooner(joined: dict[float, Country]) -> None:
    """At the first month's end, before anything has been learnt, members know newcomers better than others."""
    rank = joined[0.9].state.hooks.memories()["alliance.rank"]
    e = joined[0.0].state.employers
    able = e.size_class >= 1
    assert e.experience[able & (rank < 0.3)].mean() > e.experience[able & (rank > 0.7)].mean()


def test_members_know_more_and_the_others_lose_nothing(joined: dict[float, Country]) -> None:
    plain, dosed = joined[0.0].state.employers, joined[0.9].state.employers
    who = members(joined[0.9])
    assert dosed.experience[who].mean() > plain.experience[who].mean()
    assert dosed.experience[who].max() <= 1.0


def test_an_envelope_is_kept_and_who_is_left_out_asks_again_in_january(outlook: Outlook) -> None:
    made = outlook(24, alliance={"dose": 0.9, "envelope_eur": 3e6})
    cents, left_out = recorded(made, "cents"), recorded(made, "left_out")
    for first in (HISTORY_MONTHS, HISTORY_MONTHS + 12):
        assert 0 < cents[first : first + 12].sum() <= 3e6 * 100 * SCALE
    assert left_out[HISTORY_MONTHS : HISTORY_MONTHS + 12].sum() > 0 and cents[HISTORY_MONTHS + 12] > 0
    assert recorded(made, "running").max() <= 3e6 / 500 * SCALE * 2


def test_without_effects_it_only_costs(kept: object) -> None:
    """All four effects at zero, which lies in their ranges: people and employers live as without it."""
    plain, dosed = everything(without_effect(kept, 0.0)), everything(without_effect(kept, 0.9))
    changed = set(different(plain, dosed))
    assert changed == {"ledger"}


def test_dose_zero_is_no_instrument_bit_for_bit(kept: object) -> None:
    """The outlook without the instrument at all and with dose zero: the same bits."""
    with_it = checkpoint.restore(small(), kept, instruments({"alliance": {"envelope_eur": 1e6}}))  # type: ignore[arg-type]
    without = [each for each in instruments({}) if each.name != "alliance"]
    bare = checkpoint.restore(small(), kept, without)  # type: ignore[arg-type]
    for made in (with_it, bare):
        made.run(HISTORY_MONTHS + 14)
    assert not different(everything(with_it), everything(bare))
