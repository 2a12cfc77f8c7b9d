"""Simple rivals: what they are fitted on, that they find known curves, and how they are scored."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from werkagenda.evidence.registry import Target, targets
from werkagenda.inference import predictive, rival_models, rivals
from werkagenda.inference.rival_models import Forecast
from werkagenda.problems import BadInput


def figure(months: int, value: float, **changes: object) -> Target:
    one = next(each for each in targets() if each.id == "C001")
    return replace(one, months_since_permit=months, value=value, **changes)  # type: ignore[arg-type]


def test_the_hazard_model_finds_a_known_curve() -> None:
    true = np.array([-5.5, 0.5, -0.7, 0.1])
    asked = [
        figure(m, 0.0, sex=sex, permit_year=y)
        for m in (12, 36, 72)
        for sex in ("male", "female")
        for y in ("2014", "2017")
    ]
    made = rival_models.logit_hazard([replace(each, value=rival_models.share(true, each)) for each in asked])
    for months, sex, year in ((24, "all", "2014"), (60, "female", "2016")):
        new = figure(months, 0.0, sex=sex, permit_year=year)
        found = made(new)
        assert found.value == pytest.approx(rival_models.share(true, new), abs=0.02)
        assert found.low < found.value < found.high


def test_the_share_is_one_less_who_never_started() -> None:
    hazard = 1 / (1 + np.exp(4.0))
    assert rival_models.share(np.array([-4.0, 0, 0, 0]), figure(3, 0.0)) == pytest.approx(1 - (1 - hazard) ** 3)
    stays = figure(3, 0.0, indicator="on_benefit")
    assert rival_models.share(np.array([-4.0, 0, 0, 0]), stays) == pytest.approx((1 - hazard) ** 3)


def test_the_last_value_holds_on_and_its_interval_widens() -> None:
    made = rival_models.last_value([figure(12, 0.1), figure(36, 0.3)])
    assert made(figure(24, 0.0)).value == 0.1 and made(figure(90, 0.0)).value == 0.3
    assert made(figure(6, 0.0)).value == 0.1, "before the first figure the first holds"
    near, far = made(figure(37, 0.0)), made(figure(90, 0.0))
    assert far.high - far.low > near.high - near.low


def test_stocks_average_over_permits() -> None:
    stock = next(each for each in targets() if each.id == "C074")
    found = rival_models.cells(stock)
    assert {year for year, _, _ in found} == set(range(2014, 2022)) and all(weight > 0 for _, _, weight in found)
    assert min(months for _, months, _ in found) == 6 and max(months for _, months, _ in found) == 101


def test_the_interval_score() -> None:
    forecast = Forecast(0.5, 0.4, 0.6)
    assert rivals.score(0.55, forecast) == pytest.approx(0.2)
    assert rivals.score(0.65, forecast) == pytest.approx(0.2 + 40 * 0.05)
    assert rivals.score(0.3, forecast) == pytest.approx(0.2 + 40 * 0.1)


def test_nothing_is_fitted_and_scored() -> None:
    held = {each.id for each in rivals.held_out()}
    fitted = {each.id for each in targets("calibration")}
    assert held and not held & fitted and all(each.use == "validation" for each in rivals.held_out())


def test_tables_page_and_verdict() -> None:
    chosen = [figure(12, 0.10, id="a"), figure(24, 0.20, id="b", origin="Syria"), figure(24, 0.3, id="c")]
    models = {
        rivals.SIMULATOR: lambda t: None if t.id == "c" else Forecast(t.value + 0.02, t.value - 0.1, t.value + 0.1),
        "last value": lambda t: Forecast(t.value - 0.01, t.value - 0.05, t.value + 0.05),
    }
    table = rivals.compared(models, chosen)
    assert list(table["id"]) == ["a", "b"], "what one cannot answer is scored for none"
    found = rivals.summary(table, list(models)).set_index("figures")
    assert found.loc["all (2)", "simulator, error"] == pytest.approx(2.0)
    assert found.loc["employment by origin (1)", "last value, score"] == pytest.approx(10.0)
    page = rivals.page(table, list(models), [5], 0.1)
    assert "Smallest error: last value; best interval score: last value" in page
    better = {**models, rivals.SIMULATOR: lambda t: Forecast(t.value, t.value - 0.01, t.value + 0.01)}
    assert "The simulator has the smallest error" in rivals.page(
        rivals.compared(better, chosen), list(models), [5], 0.1
    )


def test_the_simulator_over_the_posterior(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = tuple(each for each in targets() if each.id in ("C002", "C004"))
    values = np.column_stack([np.full(50, 0.1), np.full(50, np.nan)])
    monkeypatch.setattr(predictive, "predicted", lambda *_: predictive.Predicted(chosen, values))
    (forecast,) = rivals.over_the_posterior(0.05).values()
    found = forecast(chosen[0])
    assert found is not None and found.low < found.value < found.high and found.value == pytest.approx(0.1, abs=0.01)
    assert forecast(chosen[1]) is None

    def stale(*_: object) -> None:
        raise BadInput(["stale"])

    monkeypatch.setattr(predictive, "predicted", stale)
    assert rivals.over_the_posterior(0.05) == {}


def test_wrong_scale(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        rivals.main(["--scale", "3"])
    assert "not above 0" in capsys.readouterr().err
