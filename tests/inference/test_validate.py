"""The page of official figures beside the model."""

from __future__ import annotations

import pandas as pd
import pytest

from werkagenda.analysis import fit
from werkagenda.evidence import registry
from werkagenda.inference import validate
from werkagenda.inference.reasons import REASONS

ROW = {
    "id": "C074",
    "use": "calibration",
    "definition": "employed, female",
    "official": 0.17,
    "model": 0.25,
    "monte_carlo_se": 0.004,
    "gap": 0.08,
    "within": False,
    "tolerance": 0.05,
    "unit": "share",
    "weight": 1.0,
    "note": "Divosa",
}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, **row} for row in rows], columns=list(fit.COLUMNS)).astype({"within": "boolean"})


def test_a_gap_out_of_tolerance_has_its_reason() -> None:
    text = validate.page(frame({}, {"id": "C073", "model": 0.45, "gap": -0.02, "within": True}), (1, 2), 0.1)
    assert f"| C074 | employed, female | 17.0 | 25.0 | +8.0 | 0.4 | no | {REASONS['C074']}; Divosa |" in text
    assert "| C073 | employed, female | 17.0 | 45.0 | −2.0 | 0.4 | yes | Divosa |" in text
    assert "## Fitted: 1 of 2 within tolerance" in text


def test_months_and_silence() -> None:
    silent = {"id": "C350", "use": "validation", "model": float("nan"), "gap": float("nan"), "within": pd.NA}
    months = {"id": "LM044", "use": "validation", "unit": "months", "official": 3.4, "model": 1.2, "gap": -2.2}
    text = validate.page(frame(silent, months), (1,), 0.1)
    assert "| C350 | employed, female | 17.0 | – | – | 0.4 | – | Divosa |" in text
    assert "| 3.4 | 1.2 | −2.2 |" in text
    assert "## Held out: 0 of 1 within tolerance, 1 not answered" in text


def test_a_gap_nobody_explained_says_so() -> None:
    assert "not explained" in validate.page(frame({"id": "C999"}), (1,), 0.1)


def test_every_reason_belongs_to_a_target() -> None:
    assert set(REASONS) <= {target.id for target in registry.targets()}


def test_a_wrong_scale_stops_before_anything_runs() -> None:
    with pytest.raises(SystemExit) as stop:
        validate.main(["--scale", "3"])
    assert stop.value.code == 2
