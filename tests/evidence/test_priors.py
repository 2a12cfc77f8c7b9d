"""Priors: every number with a range has one with a reason, quantiles are exact, wrong rows are all reported."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from werkagenda.evidence import files, priors
from werkagenda.evidence.entry import WHOLE
from werkagenda.evidence.prior_file import ENDS, Prior, default
from werkagenda.evidence.registry import EvidenceProblem, load, read_registry
from werkagenda.problems import BadInput

HALF = np.array([0.5])


def made(shape: str, low: float, high: float, **arguments: float) -> Prior:
    return Prior("some.thing", shape, arguments, low, high, "a reason")


def test_every_assumption_with_a_range_has_a_prior_and_a_reason() -> None:
    known = priors.all_priors()
    for name, entry in load().parameters().items():
        assert (name in known) == (entry.low != entry.high)
    assert all(len(prior.reason.split()) >= 4 for prior in known.values())
    assert all(prior.by_rule or prior.basis or "nobody" in prior.reason for prior in known.values())
    assert sum(not prior.by_rule for prior in known.values()) >= 40


def test_all_quantiles_lie_within_the_range_and_rise() -> None:
    parts = np.linspace(0.0, 1.0, 41)
    for prior in priors.all_priors().values():
        found = priors.quantile(prior, parts)
        assert prior.low <= found[0] and found[-1] <= prior.high and (np.diff(found) >= 0.0).all(), prior
        mean, sd = priors.moments(prior)
        assert prior.low < mean < prior.high and 0.0 < sd <= (prior.high - prior.low) / 2.0


def test_exact_quantiles() -> None:
    def at(prior: Prior, part: float) -> float:
        return float(priors.quantile(prior, np.array([part]))[0])

    assert at(made("uniform", 2.0, 6.0), 0.25) == pytest.approx(3.0)
    assert at(made("loguniform", 1.0, 100.0), 0.25) == pytest.approx(10.0**0.5)
    # left of the mode the density rises in a line: quantile = low + sqrt(part * span * (mode - low))
    assert at(made("triangular", 0.0, 10.0, mode=2.0), 0.05) == pytest.approx(math.sqrt(0.05 * 10.0 * 2.0))
    assert at(made("beta", 1.0, 3.0, a=1.0, b=2.0), 0.36) == pytest.approx(1.0 + 2.0 * (1.0 - math.sqrt(1.0 - 0.36)))
    low, high = ndtr(-1.5), ndtr(1.75)
    cut = 0.06 + 0.04 * float(ndtri(low + 0.3 * (high - low)))
    assert at(made("normal", 0.0, 0.13, mean=0.06, sd=0.04), 0.3) == pytest.approx(cut)
    assert at(made("lognormal", 0.5, 8.0, median=2.0, spread=0.7), 0.5) == pytest.approx(2.0)
    assert [at(made("codes", 0, 2, **{"0": 0.5, "1": 0.2, "2": 0.3}), part) for part in (0.49, 0.51, 0.71)] == [0, 1, 2]


@pytest.mark.parametrize("shape", ["lognormal", "normal", "beta", "triangular"])
def test_moments_are_those_of_many_draws(shape: str) -> None:
    arguments = {"lognormal": {"median": 2.0, "spread": 0.7}, "normal": {"mean": 2.0, "sd": 1.0}}
    prior = made(shape, 0.5, 8.0, **arguments.get(shape, {"beta": {"a": 2.0, "b": 3.0}}.get(shape, {"mode": 3.0})))
    draws = priors.quantile(prior, (np.arange(100_000) + 0.5) / 100_000)
    assert priors.moments(prior) == pytest.approx((draws.mean(), draws.std()), rel=1e-3)


def test_the_rule() -> None:
    entries = load().parameters()
    for name, prior in priors.all_priors().items():
        entry = entries[name]
        if not prior.by_rule:
            continue
        if entry.distribution == WHOLE:
            assert prior.shape == "codes"
        elif entry.grade != "D":
            assert prior.shape == "triangular" and prior.arguments["mode"] == entry.number
        else:
            middle = priors.quantile(prior, HALF)[0]
            wide = prior.low > 0 and prior.high / prior.low >= 10
            expected = math.sqrt(prior.low * prior.high) if wide else (prior.low + prior.high) / 2
            assert middle == pytest.approx(expected)
            ends = math.log(prior.high / prior.low) if wide else prior.high - prior.low
            assert ends == pytest.approx(2 * ENDS * prior.arguments["spread" if wide else "sd"])


def test_values_chosen_on_the_targets_do_not_move_the_rule() -> None:
    from dataclasses import replace

    entry = next(each for each in load().parameters().values() if each.grade == "D" and each.distribution == "uniform")
    assert default(entry) == default(replace(entry, number=entry.low, value=str(entry.low)))


@pytest.mark.parametrize("design", priors.DESIGNS)
def test_samples_fill_every_quantile_once(design: str) -> None:
    names = ["women.care_help", "participation.norm_link", "search.applications_per_month"]
    one, two = (priors.sample(64, 7, names, design) for _ in range(2))
    other = priors.sample(64, 8, names, design)
    assert list(one) == names and all((one[name] == two[name]).all() for name in names)
    assert (one[names[0]] != other[names[0]]).any()
    for name in (names[0], names[2]):
        prior = priors.all_priors()[name]
        cells = np.floor(64 * priors.distribution(prior).cdf(one[name])).astype(int)
        assert sorted(cells) == list(range(64))
    weights = priors.all_priors()[names[1]].arguments
    shares = [(one[names[1]] == int(code)).mean() for code in weights]
    assert shares == pytest.approx(list(weights.values()), abs=2 / 64)


def test_all_wrong_names_and_designs_are_told() -> None:
    with pytest.raises(BadInput) as bad:
        priors.sample(3, 1, ["women.care_hlp", "income.ui_first_months", "women.care_help", "women.care_help"])
    assert [line.split(":")[0] for line in bad.value.problems] == [
        "income.ui_first_months",
        "women.care_hlp",
        "women.care_help",
    ]
    assert "did you mean 'women.care_help'?" in bad.value.problems[1]
    with pytest.raises(BadInput) as bad:
        priors.cube(0, 2, 1, "halton")
    assert len(bad.value.problems) == 2


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for item in files.folder().iterdir():
        if item.name.endswith(".csv"):
            (tmp_path / item.name).write_text(item.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def problems(folder: Path, rows: list[tuple[str, str, str, str, str]]) -> list[str]:
    with (folder / "priors.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([("id", "distribution", "arguments", "reason", "basis"), *rows])
    with pytest.raises(EvidenceProblem) as caught:
        read_registry(folder)
    return caught.value.problems


def test_every_wrong_row_is_reported_at_once(copy: Path) -> None:
    share = "women.care_help"
    rows = [
        (share, "normal", "mean=0.5 sd=0.04", "a reason", ""),
        ("women.care_hepl", "uniform", "", "a reason", ""),
        ("income.ui_first_months", "uniform", "", "a reason", ""),
        ("women.take_up", "gaussian", "", "a reason", ""),
        ("women.joint_share", "beta", "a=1 b=x", "a reason", ""),
        ("women.fade_months", "beta", "a=1 c=2", "", ""),
        ("women.programme_eur", "normal", "mean=2000 sd=-1", "a reason", "Z999"),
        ("placement.after", "codes", "0=0.5 1=0.6 7=0.1", "a reason", ""),
        ("participation.norm_link", "uniform", "", "a reason", ""),
        ("women.training_eur", "codes", "0=1", "a reason", ""),
        ("family.take_up", "uniform", "", "a reason", "C002"),
        (share, "uniform", "", "a reason", ""),
        ("women.drop_out_per_month", "loguniform", "", "a reason", ""),
    ]
    found = "\n".join(problems(copy, rows))
    for part in (
        "women.care_help: mean 0.5 lies outside 0 to 0.13",
        "women.care_hepl: no such parameter",
        "income.ui_first_months: the parameter is fixed at 2",
        "'gaussian' is none of uniform",
        "argument 'b=x' is not name=number",
        "beta needs the argument b",
        "beta has no argument c",
        "women.fade_months: reason is missing",
        "sd -1 must be above 0",
        "the basis Z999 is no entry",
        "code 2 has no weight",
        "7 is no code of 0, 1, 2, 3",
        "the weights add up to 1.2, not 1",
        "participation.norm_link: distribution 'uniform' does not fit",
        "women.training_eur: distribution 'codes' does not fit",
        "C002: used to validate, but also fitted or leaned on: C002 (prior: family.take_up)",
        "priors.csv women.care_help: stands twice",
        "loguniform needs a range above 0",
    ):
        assert part in found, part


def test_figures_behind_a_prior_are_used() -> None:
    assert "prior: women.care_help" in load().used_in["E007"]
