"""Bias reduction: outreach, peers, falling back; what it costs and that it acts on the gap only."""

from __future__ import annotations

import numpy as np
import pytest
from countries import different, everything
from outlooks import Outlook, instruments, numbers, small
from positions import I_OUTREACH

from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import SERVICE, STATE
from werkagenda.scenarios import bias, compose
from werkagenda.scenarios.rollout import START
from werkagenda.tables.vocabulary import HISTORY_MONTHS


@pytest.fixture(scope="module")
def reached(outlook: Outlook) -> dict[float, Country]:
    """Three doses after 30 months; read only."""
    return {dose: outlook(30, bias={"dose": dose}) for dose in (0.0, 0.5, 1.0)}


def adopted(made: Country) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["bias.adopted"]) == 1


def contacted(made: Country) -> np.ndarray:
    each = next(i for i in made.state.hooks.instruments if i.name == "bias")
    assert isinstance(each, bias.Bias)
    return np.asarray(each.open & (each.rank < each.schedule.share(made.month - 1)))


def test_more_outreach_reaches_more_of_the_same_employers(reached: dict[float, Country]) -> None:
    """Who is contacted under a dose is contacted under a higher one; more of them screen in a structured way."""
    none, half, all_ = (contacted(reached[dose]) for dose in (0.0, 0.5, 1.0))
    assert not none.any() and half.sum() > 1000
    assert not (half & ~all_).any() and all_.sum() > half.sum()
    assert 0 == adopted(reached[0.0]).sum() < 100 < adopted(reached[0.5]).sum() < adopted(reached[1.0]).sum()


def test_committed_euros_grow_with_the_dose_in_the_first_month(reached: dict[float, Country]) -> None:
    paid = [int(made.state.ledger.cents[START, STATE, SERVICE, I_OUTREACH]) for made in reached.values()]
    assert paid[0] == 0 < paid[1] < paid[2]


def test_large_and_structured_employers_are_left_alone(reached: dict[float, Country]) -> None:
    e = reached[1.0].state.employers
    took = adopted(reached[1.0])
    assert (e.size_class[took] <= 2).all() and (e.structured[took] == 0).all()


def test_the_gap_in_callbacks_falls_and_nothing_else_is_touched(reached: dict[float, Country]) -> None:
    """Identical applications: as many answers to the Dutch name per letter, more to the other one."""
    plain, dosed = (reached[d].state.record["audit"][HISTORY_MONTHS + 24 : HISTORY_MONTHS + 30] for d in (0.0, 1.0))
    ratio = [
        (a[..., 1, 1].sum() / a[..., 1, 0].sum()) / (a[..., 0, 1].sum() / a[..., 0, 0].sum()) for a in (plain, dosed)
    ]
    assert ratio[0] < ratio[1] < 1.0


def test_it_wears_off_without_contacts_and_peers(outlook: Outlook, kept: object) -> None:
    """Wear of 1 a month and no peers: only who was reached last month screens in a structured way."""
    choices = {name: {"dose": 1.0 if name == "bias" else 0.0} for name in compose.NAMES}
    sharp = compose.build(choices, numbers(bias__wear_per_month=1.0, bias__peer_weight_per_month=0.0), {})
    made = checkpoint.restore(small(), kept, sharp)  # type: ignore[arg-type]
    made.run(HISTORY_MONTHS + 12)
    reached_last = 1.0 / (191 - START + 1)
    share = adopted(made).sum() / len(made.state.employers.hash)
    assert 0.0 < share < reached_last * 0.3


def test_dose_zero_is_no_instrument_bit_for_bit(kept: object) -> None:
    """The outlook without the instrument at all and with dose zero: the same bits."""
    with_it = checkpoint.restore(small(), kept, instruments({}))  # type: ignore[arg-type]
    without = [each for each in instruments({}) if each.name != "bias"]
    bare = checkpoint.restore(small(), kept, without)  # type: ignore[arg-type]
    for made in (with_it, bare):
        made.run(HISTORY_MONTHS + 14)
    assert not different(everything(with_it), everything(bare))
