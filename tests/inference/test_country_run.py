"""Histories in memory: tables as analysis reads them, parameters replaced, the same seed the same chance."""

from __future__ import annotations

import numpy as np
import pytest

from werkagenda.analysis import measures
from werkagenda.evidence import registry, structure
from werkagenda.inference import experiments
from werkagenda.inference.country_run import CountryRun, country, together, with_values
from werkagenda.inference.targets import TargetProblem, aims, answers
from werkagenda.model.parameters import ParameterProblem

SCALE, MONTHS = 0.02, 30


@pytest.fixture(scope="module")
def run() -> CountryRun:
    return together((country(seed, SCALE, months=MONTHS).tables() for seed in (1, 2)), SCALE, MONTHS)


def test_replicates_and_rows_asked_for(run: CountryRun) -> None:
    where = {"month": ["2015-06"], "population": ["status holders"], "indicator": ["adults", "employed"]}
    found = run.table("monthly", ["replicate", "sex", "indicator", "value"], where)
    assert list(found.columns) == ["replicate", "sex", "indicator", "value"]
    assert set(found["replicate"]) == {0, 1} and set(found["indicator"]) == {"adults", "employed"}
    assert run.last_month == "2016-06" and run.replicates == 2


def test_analysis_reads_it_like_a_finished_run(run: CountryRun) -> None:
    curve = measures.cohort(run, "employed")
    assert set(curve["permit_year"]) >= {2014, 2015}
    assert curve["value"].between(0.0, 1.0).all()


def test_what_cannot_be_answered_is_told_at_once(run: CountryRun) -> None:
    with pytest.raises(TargetProblem) as problem:
        answers(run, aims())
    assert len(problem.value.problems) > 3


def test_parameters_are_replaced_by_id() -> None:
    changed, plain = with_values({"search.applications_per_month": 2.5}), with_values({})
    assert changed["search"]["applications_per_month"] == 2.5
    assert changed | {"search": plain["search"]} == plain
    with pytest.raises(ParameterProblem):
        with_values({"search.aplications": 1.0})
    assert registry.load().number("search.applications_per_month") == plain["search"]["applications_per_month"]


def test_exchanged_origins_differ_in_nothing_else() -> None:
    profiles = structure.origin_profiles()
    swapped = experiments.exchanged(profiles, "Syria", "Eritrea")
    assert np.array_equal(swapped.network[[0, 1]], profiles.network[[1, 0]])
    assert np.array_equal(swapped.age_shares[2:], profiles.age_shares[2:])
    assert np.array_equal(experiments.exchanged(swapped, "Eritrea", "Syria").age_shares, profiles.age_shares)
    with experiments.attributes(swapped):
        assert structure.origin_profiles() is swapped
    assert structure.origin_profiles() is profiles


@pytest.mark.slow
def test_a_relabelled_person_lives_the_same_life() -> None:
    assert experiments.clone_holds(1, SCALE)
