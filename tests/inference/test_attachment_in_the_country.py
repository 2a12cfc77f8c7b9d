"""What lasting attachment does in a small country: nobody, everybody, and the same people month after month."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.kinds import EXEMPT, SEARCHING, STATUS
from werkagenda.inference.country_run import country
from werkagenda.model.country import Country

SCALE, MONTHS = 0.01, 40
NOBODY = {"attachment.base": -50.0}
EVERYBODY = {"attachment.base": 50.0, "attachment.start_factor": 0.0}


def searching(made: Country) -> int:
    """Status holders who search at the end."""
    p = made.state.people
    return int(((p.active == 1) & (p.kind == STATUS) & (p.state == SEARCHING)).sum())


def test_who_stands_far_from_work_does_not_search() -> None:
    """With everybody far from work nobody ever searches or works; with nobody far some do."""
    none, all_ = country(1, SCALE, NOBODY, MONTHS), country(1, SCALE, EVERYBODY, MONTHS)
    assert searching(none) > 5
    assert searching(all_) == 0
    assert int((all_.state.people.worked_months > 0).sum()) < int((none.state.people.worked_months > 0).sum())


def test_without_the_mechanism_its_other_numbers_do_nothing() -> None:
    """Nobody far from work: how fast those who are stop to search changes nothing."""
    one = country(1, SCALE, NOBODY, MONTHS)
    other = country(1, SCALE, {**NOBODY, "attachment.stop_per_month": 0.3, "attachment.start_factor": 0.0}, MONTHS)
    assert np.array_equal(one.state.record.cohorts, other.state.record.cohorts)


def test_who_loses_a_job_and_stands_far_from_work_is_told_exempt() -> None:
    """A lost job that counts heavily: those who lost one are inactive, not searching."""
    made = country(1, SCALE, {"attachment.base": -4.0, "attachment.lost_job": 1.5}, 60)
    easy = country(1, SCALE, {"attachment.base": -4.0, "attachment.lost_job": 0.0}, 60)
    counts = [int(((c.state.people.lost < 60) & (c.state.people.reason == EXEMPT)).sum()) for c in (made, easy)]
    assert counts[0] > counts[1]
