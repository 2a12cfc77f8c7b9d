"""The design of a joint study: posterior rows kept together, priors of the rest, circumstances; the same by seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from werkagenda.evidence import posterior, priors, stamp
from werkagenda.inference.posterior import __main__ as command
from werkagenda.inference.posterior import joint
from werkagenda.problems import BadInput

FITTED = ("search.applications_per_month", "jobs.end_fixed")


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> posterior.Posterior:
    values = {FITTED[0]: np.array([3.0, 4.0, 5.0]), FITTED[1]: np.array([0.03, 0.04, 0.05])}
    made = posterior.Posterior(stamp.current(), "x", np.array([0.5, 0.25, 0.25]), 0, values)
    monkeypatch.setattr(posterior, "on_file", lambda: made)
    return made


@pytest.mark.usefixtures("sample")
def test_rows_weights_and_priors() -> None:
    table = joint.design(200, 3)
    pairs = table[[f"parameters.{name}" for name in FITTED]].drop_duplicates()
    assert sorted(map(tuple, pairs.to_numpy().tolist())) == [(3.0, 0.03), (4.0, 0.04), (5.0, 0.05)]
    assert (table[f"parameters.{FITTED[0]}"] == 3.0).mean() == pytest.approx(0.5, abs=0.01)
    assert (table["economy"] == "central").mean() == pytest.approx(0.5, abs=0.01)
    assert set(table["economy"]) == set(joint.config_store.options("economy"))
    assert "taste_share" in table and "callback.taste_share" not in table
    codes = priors.all_priors()["placement.after"].arguments
    for code, weight in codes.items():
        assert (table["placement.after"] == int(code)).mean() == pytest.approx(weight, abs=0.01)
    assert not [name for name in table if name in FITTED], "what was fitted holds from 2014 on"
    assert table.equals(joint.design(200, 3)) and not table.equals(joint.design(200, 4))


@pytest.mark.usefixtures("sample")
def test_further_parameters_and_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["design", "--draws", "30", "--output", str(tmp_path / "joint.csv"), "--also", "offer.pass_through"]
    assert command.main(asked) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(tmp_path / "joint.csv")
    assert "offer.pass_through" in (tmp_path / "joint.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert command.main([*asked[:-1], "offer.pass_trough"]) == 2
    assert "did you mean 'offer.pass_through'?" in capsys.readouterr().err


def test_no_posterior_or_a_stale_one(sample: posterior.Posterior, monkeypatch: pytest.MonkeyPatch) -> None:
    old = posterior.Posterior(stamp.Stamp("0", "1"), "x", sample.weights, 0, sample.values)
    monkeypatch.setattr(posterior, "on_file", lambda: old)
    with pytest.raises(BadInput, match="stale: the model and the evidence changed"):
        joint.design(30, 1)
    monkeypatch.setattr(posterior, "on_file", lambda: None)
    with pytest.raises(BadInput, match="no posterior on file"):
        joint.design(30, 1)
