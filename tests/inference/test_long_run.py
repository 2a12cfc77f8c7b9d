"""Long-run curves: what the change of the share at work is made of, and the figure with its official points."""

from __future__ import annotations

import numpy as np
import pytest

from werkagenda.inference import curve_figure, long_run
from werkagenda.inference.targets import SURVEY_SPREAD, aims, residuals
from werkagenda.tables.vocabulary import MONTHS


def counts(rate: float) -> np.ndarray:
    """Twelve people of every permit year at every duration; each year since the permit adds ``rate`` employed."""
    made = np.zeros((MONTHS // 12, MONTHS, 2, 9, 13))
    made[:, :, 0, 0, 0] = 12.0
    made[:, :, 0, 0, 1] = rate * (np.arange(MONTHS) // 12)
    return made


def test_a_change_of_duration_alone_is_told_as_such() -> None:
    """Rates at a duration are the same in both years, so all of the change is duration."""
    found = long_run.parts(counts(0.6))
    assert found["share 2029"] - found["share 2024"] == pytest.approx(found["duration"])
    assert found["work at equal duration"] == pytest.approx(0.0)
    assert found["duration"] > 5.0


def test_shares_end_with_the_horizon() -> None:
    assert long_run.share(counts(0.6), 2014, 24) == pytest.approx(10.0)
    assert long_run.share(counts(0.6), 2021, 102) is None
    assert long_run.share(counts(0.6), 2014, 24, origin=3) is None


def test_every_official_point_of_a_cohort_is_in_the_figure() -> None:
    """C001 to C009 of the permits of 2014, those that are held out too."""
    found = dict(long_run.points(2014, "all", "all"))
    assert found[90.0] == pytest.approx(45.0) and found[66.0] == pytest.approx(43.0)
    drawn = curve_figure.figure(long_run.panels(counts(0.5), counts(0.6)), long_run.LAST)
    official = sum(len(curve.official) for panel in long_run.panels(counts(0.5), counts(0.6)) for curve in panel.curves)
    assert drawn.count("<circle") == official >= len(found)


def test_a_survey_has_a_gap_of_its_own() -> None:
    """The same gap in every survey costs less than in registers; a gap between surveys costs as before."""
    wanted = [aim for aim in aims() if aim.target.collected == "survey"]
    assert [aim.id for aim in wanted] == ["C062", "C063"]
    same = residuals(wanted, {aim.id: aim.target.value + 0.04 for aim in wanted})
    plain = sum(aim.miss(aim.target.value + 0.04) ** 2 for aim in wanted)
    assert 0.0 < sum(miss**2 for miss in same) < plain
    assert same[-1] == pytest.approx(0.04 * 2 / (2 + (wanted[0].tolerance / SURVEY_SPREAD) ** 2) / SURVEY_SPREAD)
    apart = residuals(wanted, {w.id: w.target.value + d for w, d in zip(wanted, (0.04, -0.04), strict=True)})
    assert sum(miss**2 for miss in apart) == pytest.approx(plain)


def test_registers_are_missed_as_they_are() -> None:
    wanted = [aim for aim in aims() if aim.target.collected == "register"]
    found = {aim.id: aim.target.value + 0.01 for aim in wanted}
    assert residuals(wanted, found) == [aim.miss(found[aim.id]) for aim in wanted]
