"""Runs, the country and evaluations from Python, at a tiny scale."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import werkagenda as wa

TINY = {"scale": 0.0021, "end": "2025-12"}


def test_a_run_gives_its_tables(tmp_path: Path) -> None:
    made = wa.run(scenario="bias_mkb", seed=1, output=tmp_path / "run", **TINY)
    assert made.scenarios == ("bias_mkb",)
    assert made.table("monthly")["month"].max() == "2025-12"


def test_the_country_is_a_mesa_model() -> None:
    country = wa.country(seed=2, **TINY)
    country.step()
    assert country.month == 1
    assert {kind.__name__ for kind in country.agents_by_type} >= {"Person", "Employer", "Municipality"}


def test_bad_settings_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(wa.InputError) as told:
        wa.run(scenario="bias_mbk", output=tmp_path / "run", settings={"instruments.bias.dosis": 1}, **TINY)
    assert any("bias_mkb" in line for line in told.value.problems)
    assert not (tmp_path / "run").exists()
    with pytest.raises(wa.InputError) as told:
        wa.evaluate({"startbanen.pul": 1, "taste_share": 7}, ["regular_employd"], **TINY)
    text = "\n".join(told.value.problems)
    assert "startbanen.pull" in text and "taste_share" in text and "regular_employed" in text


def test_an_evaluation_is_the_paired_effect_of_the_study(study_folder: Path) -> None:
    heads = wa.load(study_folder).headlines().set_index(["indicator", "period"])["effect"]
    found = wa.evaluate({}, ["regular_employed", "government_euros"], replicates=2, **TINY)
    assert found == {name: pytest.approx(heads[(name, "2025")]) for name in found}


def test_a_parameter_moves_the_answer() -> None:
    low, high = (
        wa.evaluate({"instruments__startbanen__dose": dose}, ["government_euros__2025"], **TINY) for dose in (0.0, 1.0)
    )
    assert low == {"government_euros__2025": 0.0}
    assert high != low


def test_salib_example() -> None:
    """Morris screening of two parameters; in earnest: more trajectories, a larger scale, more replicates."""
    morris_sample = pytest.importorskip("SALib.sample.morris")
    morris_analyze = pytest.importorskip("SALib.analyze.morris")

    problem = {
        "num_vars": 2,
        "names": ["taste_share", "startbanen.pull"],
        "bounds": [[0.25, 1.0], [1.0, 6.0]],
    }
    x = morris_sample.sample(problem, N=2, num_levels=4, seed=1)
    y = np.array(
        [
            wa.evaluate(dict(zip(problem["names"], row, strict=True)), ["government_euros"], **TINY)["government_euros"]
            for row in x
        ]
    )
    found = morris_analyze.analyze(problem, x, y, num_levels=4, seed=1)
    assert len(y) == 6
    assert found["mu_star"].shape == (2,)
    assert np.isfinite(found["mu_star"]).all()


@pytest.mark.filterwarnings("ignore")
def test_ema_workbench_example() -> None:
    """Open exploration over an assumption and a dose with the workbench's own sampler."""
    em = pytest.importorskip("ema_workbench")

    def model(taste_share: float = 0.5, instruments__startbanen__dose: float = 0.5) -> dict[str, float]:
        parameters = {"taste_share": taste_share, "instruments__startbanen__dose": instruments__startbanen__dose}
        return wa.evaluate(parameters, ["regular_employed", "government_euros"], **TINY)

    described = em.Model("werkagenda", function=model)
    described.uncertainties = [em.RealParameter("taste_share", 0.25, 1.0)]
    described.levers = [em.RealParameter("instruments__startbanen__dose", 0.0, 1.0)]
    described.outcomes = [em.ScalarOutcome("regular_employed"), em.ScalarOutcome("government_euros")]
    experiments, outcomes = em.perform_experiments(described, scenarios=2, policies=1)
    assert len(experiments) == 2
    assert np.isfinite(outcomes["government_euros"]).all()
