"""Joint uncertainty on tables with known answers: components, split, pairs, drivers, boxes, information, mixes."""

from __future__ import annotations

import itertools
import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_draws import chance, frame, inputs
from scipy.stats import norm

from werkagenda import cli, problems
from werkagenda.analysis.uncertainty import discovery, drivers, headlines, information, mixes, split, study, table
from werkagenda.analysis.uncertainty.components import components
from werkagenda.analysis.uncertainty.resampling import bootstrap
from werkagenda.problems import BadInput

WORK, LAST, ALL = "everybody_regular", "2029", "2025-2029"


def effects(values: pd.DataFrame, truth: np.ndarray, **given: float) -> table.Draws:
    return table.made(frame(values, {("a", WORK, LAST): truth}, **given))


def truth_of(values: pd.DataFrame) -> np.ndarray:
    """Variance 4 by a parameter, structure and circumstances as below, 1 by an interplay no regression knows."""
    economy = values["economy"].map({"low": -1.0, "central": 0.0, "high": 2.0}).to_numpy()
    structure = values["placement.after"].map({0.0: 0.0, 1.0: 1.0, 2.0: -1.0, 3.0: 0.5}).to_numpy()
    rest = chance(9).normal(0, 1, len(values))
    return 5.0 + 2.0 * values["women.care_help"].to_numpy() + structure + economy + rest


def test_chance_is_separated_from_parameters() -> None:
    values = inputs(3000)
    truth = truth_of(values)
    draws = effects(values, truth, noise=3.0)
    found = components(draws.effects("a", WORK, LAST), draws.numeric())
    assert found.chance == pytest.approx(9.0, rel=0.25)
    assert found.between == pytest.approx(truth.var(), rel=0.2)
    assert found.shrunk.std() ** 2 == pytest.approx(found.between)
    assert found.means.std() ** 2 > 1.6 * truth.var(), "the means hold chance too"
    quantiles = (0.025, 0.25, 0.75, 0.975)
    assert np.quantile(found.shrunk, quantiles) == pytest.approx(np.quantile(truth, quantiles), abs=0.9)
    own = np.corrcoef(found.shrunk, truth)[0, 1]
    assert own > np.corrcoef(found.means, truth)[0, 1]


def test_an_effect_of_chance_alone_has_no_parameter_part() -> None:
    values = inputs(400)
    draws = effects(values, np.full(400, 2.0), noise=3.0)
    row = headlines.summary(components(draws.effects("a", WORK, LAST), draws.numeric()))
    assert row["high_95"] - row["low_95"] < 5.0, "the spread of the means is 11.8"
    assert row["median"] == pytest.approx(2.0, abs=0.4) and row["monte_carlo_sd"] == pytest.approx(2.85, rel=0.2)


def test_intervals_and_probability_of_the_sign() -> None:
    values = inputs(2000)
    truth = 1.0 + values["women.care_help"].to_numpy()
    draws = effects(values, truth, noise=0.3)
    row = headlines.summary(components(draws.effects("a", WORK, LAST), draws.numeric()))
    for level, edge in ((50, 0.674), (80, 1.282), (95, 1.960)):
        assert row[f"low_{level}"] == pytest.approx(1 - edge, abs=0.15)
        assert row[f"high_{level}"] == pytest.approx(1 + edge, abs=0.15)
    assert row["positive_probability"] == pytest.approx(norm.cdf(1.0), abs=0.03)


def test_four_parts_add_up_and_are_right() -> None:
    values = inputs(3000)
    truth = truth_of(values)
    draws = effects(values, truth, noise=2.0)
    found = components(draws.effects("a", WORK, LAST), draws.numeric())
    parts = split.split(found, draws.inputs).set_index("part")
    assert parts["share"].sum() == pytest.approx(1.0)
    assert parts["variance"].sum() == pytest.approx(found.means.var(ddof=1))
    economy, structure = np.var([-1, 0, 2]), np.var([0, 1, -1, 0.5])
    noise = 4.0 * (0.8 + 0.2 / 2)
    expected = {"monte_carlo": noise, "parameters": 5.0, "structure": structure, "circumstances": economy}
    for name, value in expected.items():
        assert parts.loc[name, "variance"] == pytest.approx(value, rel=0.2, abs=0.1), name
        assert parts.loc[name, "low"] <= parts.loc[name, "share"] <= parts.loc[name, "high"]


def test_parts_that_are_none_are_none() -> None:
    values = inputs(300)
    draws = effects(values, values["women.care_help"].to_numpy(), noise=0.2)
    found = components(draws.effects("a", WORK, LAST), draws.numeric())
    parts = split.split(found, draws.inputs).set_index("part")["share"]
    assert parts["parameters"] > 0.85 and parts["circumstances"] < 0.05 and parts["structure"] < 0.05


def test_pairs_are_taken_draw_by_draw() -> None:
    """Two scenarios whose intervals overlap wholly, of which one is always half a person better."""
    values = inputs(300)
    truth = 10 * values["women.care_help"].to_numpy()
    both = frame(values, {("a", WORK, LAST): truth + 0.5, ("b", WORK, LAST): truth}, noise=0.05)
    row = headlines.pairs(table.made(both)).iloc[0]
    assert (row["scenario"], row["other"]) == ("a", "b")
    assert row["probability_above_other"] > 0.99 and row["median"] == pytest.approx(0.5, abs=0.05)


def test_drivers_and_the_variable_that_does_nothing() -> None:
    values = inputs(300)
    truth = 3.0 * values["women.care_help"].to_numpy() + 1.5 * (values["placement.after"].to_numpy() == 2)
    draws = effects(values, truth, noise=0.5)
    found = drivers.pawn(draws.effects("a", WORK, LAST).mean(axis=1), draws.numeric())
    assert found.loc[0, "input"] == "women.care_help" and found.loc[0, "matters"]
    rows = found.set_index("input")
    assert not rows.loc["parameters.jobs.end_fixed", "matters"] and not rows.loc["taste_share", "matters"]
    assert not rows.loc[drivers.IDLE, "matters"] and rows.loc[drivers.IDLE, "index"] > 0
    assert (rows["low"] <= rows["high"]).all()


def test_too_few_draws_for_an_index() -> None:
    with pytest.raises(BadInput, match="30 draws: a sensitivity index needs 40"):
        drivers.slices(30)
    assert [drivers.slices(n) for n in (40, 80, 160, 300)] == [4, 5, 8, 10]


def test_a_box_is_found_and_said() -> None:
    values = inputs(300)
    happens = (values["taste_share"] > 0.6) & (values["women.care_help"] < 0.2)
    found = discovery.box(happens.to_numpy(), values)
    assert {limit.input for limit in found.limits} >= {"taste_share", "women.care_help"} and len(found.limits) <= 3
    assert found.coverage > 0.8 and found.density > 0.8
    assert "taste_share is at least 0." in found.description and "women.care_help is at most 0." in found.description
    told = {limit.input: limit for limit in found.limits}
    assert told["taste_share"].low == pytest.approx(0.6, abs=0.06)
    assert told["taste_share"].probability < 1e-4


def test_a_box_of_names() -> None:
    values = inputs(400)
    found = discovery.box((values["economy"] == "low").to_numpy(), values)
    assert [limit.description for limit in found.limits] == ["economy is low"] and found.density == 1.0


def test_what_hardly_ever_happens_has_no_box() -> None:
    values = inputs(100)
    rare = np.arange(100) < 4
    assert discovery.box(rare, values).description == "happens hardly ever: in 4 of 100 draws"
    assert discovery.box(~rare, values).description == "happens nearly always: in 96 of 100 draws"


def analytic(mean: float, spread: float) -> float:
    return spread * norm.pdf(mean / spread) + mean * norm.cdf(mean / spread) - max(0.0, mean)


@pytest.mark.parametrize("mean", [-0.5, 0.3])
def test_value_of_information_of_the_linear_normal_case(mean: float) -> None:
    """Payoff mean + 1.5 x + 2 z with x and z normal: learning x is worth what the formula says, learning w nothing."""
    stream = chance(3)
    x, z, w = stream.normal(0, 1, (3, 4000))
    of = information.decision(pd.DataFrame({"a": mean + 1.5 * x + 2.0 * z}), "persons")
    known = pd.DataFrame({"x": x, "z": z, "w": w})
    found = {name: information.partial(of, known[[name]]) for name in known}
    found["both"] = information.partial(of, known[["x", "z"]])
    for name, spread in (("x", 1.5), ("z", 2.0), ("both", 2.5)):
        value = analytic(mean, spread)
        assert found[name]["value"] == pytest.approx(value, abs=0.12)
        assert found[name]["low"] <= value <= found[name]["high"] + 0.05
    assert found["w"]["value"] < 0.05
    assert information.perfect(of) == pytest.approx(analytic(mean, 2.5), abs=0.12)
    assert found["x"]["instead"] == ("a" if mean < 0 else information.NOTHING)


def test_fitting_chance_is_no_knowledge() -> None:
    """With few draws and many inputs that do nothing, the value must not be more than chance allows."""
    stream = chance(4)
    values = [
        information.partial(
            information.decision(pd.DataFrame({"a": stream.normal(0.2, 1, 80)}), "persons"),
            pd.DataFrame(stream.normal(0, 1, (80, 8))),
        )["value"]
        for _ in range(10)
    ]
    assert float(np.mean(np.array(values, dtype=float))) < 0.1


def test_groups_hold_what_one_study_would_measure() -> None:
    names = {"women.care_help": "women.care_help", "x": "participation.care_young_factor", "y": "jobs.end_fixed"}
    found = information.groups(names)
    assert found["a trial of child care for newcomers"] == ["women.care_help", "x"]
    assert "a register link of jobs and benefits" not in found, "one input stands by itself"


def test_mixes() -> None:
    work = pd.DataFrame({"a": [3.0, 3.0], "b": [2.0, 2.0], "c": [1.0, 4.0]})
    saved = pd.DataFrame({"a": [0.0, 0.0], "b": [1.0, 1.0], "c": [-1.0, -1.0]})
    found = mixes.pareto({"work": work, "saved": saved}).set_index("scenario")
    assert list(found.loc[["a", "b", "c"], "probability"]) == [1.0, 1.0, 0.5]
    assert list(found.loc[["a", "b", "c"], "undominated"]) == [True, True, False]


def brute(values: np.ndarray) -> list[bool]:
    """Pareto set by the definition, pair by pair."""
    beaten = set()
    for i, j in itertools.permutations(range(len(values)), 2):
        if (values[j] >= values[i]).all() and (values[j] > values[i]).any():
            beaten.add(i)
    return [i not in beaten for i in range(len(values))]


def test_undominated_by_definition() -> None:
    for seed in range(5):
        values = chance(seed).integers(0, 4, (12, 3)).astype(float)
        assert list(mixes.undominated(values)) == brute(values)


def test_bootstrap_intervals_hold_a_mean() -> None:
    data = chance(1).normal(0, 1, 400)
    low, high = (float(each[0]) for each in bootstrap(lambda rows: np.array([data[rows].mean()]), 400, 1))
    assert high - low == pytest.approx(2 * 1.96 / math.sqrt(400), rel=0.2)


def whole(count: int = 120, repeated: int = 4) -> pd.DataFrame:
    values = inputs(count)
    first = 1.0 + values["women.care_help"].to_numpy()
    euros = 1e6 * (2.0 + values["taste_share"].to_numpy())
    sizes = {"startbanen_breed": 1.0, "bias_mkb": 0.4}
    answers = {}
    for name, size in sizes.items():
        for period in (LAST, ALL):
            answers[name, WORK, period] = 100 * size * first
            answers[name, "government_euros", period] = size * euros
    return frame(values, answers, noise=20.0, repeated=repeated)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole().to_parquet(tmp_path / table.FILE)
    assert cli.main(["uncertainty", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    for part in (
        "startbanen_breed, everybody_regular, 2029: median",
        "What the spread of everybody_regular in 2029 is made of",
        "chance",
        "What drives",
        "women.care_help",
        "the government pays for startbanen_breed and everybody_regular falls",
        "What to find out first, in persons",
        "What to find out first, in euros",
        "Mixes that no other beats",
        "equality is left out",
    ):
        assert part in said, part
    assert said.splitlines()[-1] == str(tmp_path / "uncertainty.md")
    made = {path.name for path in tmp_path.glob("uncertainty_*.csv")}
    kinds = ("headlines", "pairs", "split", "drivers", "information", "mixes", "boxes")
    assert made == {f"uncertainty_{kind}.csv" for kind in kinds}
    before = {path.name: path.read_bytes() for path in tmp_path.glob("uncertainty*")}
    assert cli.main(["uncertainty", str(tmp_path)]) == 0
    assert before == {path.name: path.read_bytes() for path in tmp_path.glob("uncertainty*")}


def test_equality_is_an_objective_where_the_table_has_it() -> None:
    values = inputs(60)
    ones = np.ones(60)
    names = (WORK, study.WOMEN, study.MEN, "government_euros")
    answers = {(s, m, LAST): size * ones for s, size in (("a", 2.0), ("b", 1.0)) for m in names}
    draws = table.made(frame(values, answers, noise=0.1, repeated=3))
    found = study.analysed(draws, study.request(draws, None, None, 0.0, 1))
    assert list(found.tables["uncertainty_mixes"].columns[1:4]) == [WORK, "government_saves", "women_less_men"]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["uncertainty", *arguments]) == 2
    return capsys.readouterr().err


def test_bad_input_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no table of draws" in refused(capsys, str(tmp_path))
    whole(10).to_parquet(tmp_path / table.FILE)
    assert "10 draws: intervals need 20 or more" in refused(capsys, str(tmp_path))
    whole(40, repeated=0).to_parquet(tmp_path / table.FILE)
    assert "0 draws have two replicates or more" in refused(capsys, str(tmp_path))
    whole(40).to_parquet(tmp_path / table.FILE)
    assert "did you mean 'everybody_regular'?" in refused(capsys, str(tmp_path), "--measure", "everybody_regula")
    assert "2031: no period of everybody_regular" in refused(capsys, str(tmp_path), "--period", "2031")
    assert "must be 0 or more euros" in refused(capsys, str(tmp_path), "--price", "-1")
    (tmp_path / table.FILE).write_bytes(b"PAR1")
    assert "is damaged" in refused(capsys, str(tmp_path))
    assert not list(tmp_path.glob("uncertainty*"))


def test_a_damaged_table_is_told_all_at_once() -> None:
    good = whole(20)
    with pytest.raises(BadInput) as bad:
        table.made(good.drop(columns=["unit", "effect"]))
    assert [line.split()[-3] for line in bad.value.problems] == ["unit", "effect"]
    odd = pd.concat([good, good.iloc[:1]])
    odd.loc[odd.index[3], "effect"] = np.inf
    odd.loc[odd.index[5], "taste_share"] = 0.123
    with pytest.raises(BadInput) as bad:
        table.made(odd)
    found = "\n".join(bad.value.problems)
    assert "stand twice" in found and "no finite number" in found and "taste_share differs within a draw" in found


def test_empty_cells_stand_for_the_central_value() -> None:
    some = whole(20)
    some.loc[some["draw"] == 3, "taste_share"] = np.nan
    some.loc[some["draw"] == 4, "economy"] = None
    found = table.made(some).inputs
    assert found.loc[3, "taste_share"] == table.registry.load().number("callback.taste_share")
    assert found.loc[4, "economy"] == "central"


def test_kinds_of_inputs() -> None:
    assert table.is_structural("placement.after") and table.is_structural("parameters.participation.norm_link")
    assert not table.is_structural("taste_share") and table.is_scenario("inflow")
    assert table.parameter("taste_share") == "callback.taste_share"
    assert table.parameter("parameters.jobs.end_fixed") == "jobs.end_fixed"


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(40).to_parquet(tmp_path / table.FILE)
    monkeypatch.setattr(problems.importlib.util, "find_spec", lambda _name: None)
    said = refused(capsys, str(tmp_path))
    assert "SALib and scikit-learn and ema-workbench not installed: pip install 'werkagenda[uncertainty]'" in said
    assert sys.modules
