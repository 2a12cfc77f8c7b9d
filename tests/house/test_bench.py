"""The benchmark: peers walk one path, what is measured is written whole, bad words are told. No clock is judged."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))  # benchmarks/ is no part of the package

from benchmarks import compare, machine, paper, runs, summary  # noqa: E402
from benchmarks.peers import draws, race, workload  # noqa: E402
from werkagenda.model.random import keyed_random  # noqa: E402
from werkagenda.scenarios import compose  # noqa: E402

sys.path.remove(str(ROOT))  # the parts of the package are not to be found under their plain names

PEOPLE, MONTHS = 3000, 10


@pytest.fixture(scope="module")
def paths() -> dict[str, np.ndarray[Any, Any]]:
    """Counts of each peer, month by month."""
    markets = {name: peer.Market(PEOPLE) for name, peer in race.available().items()}
    return {name: np.array([market.step() for _ in range(MONTHS)]) for name, market in markets.items()}


@pytest.mark.parametrize("name", [name for name in race.PEERS if name != "project"])
def test_every_peer_walks_the_path_of_the_project(name: str, paths: dict[str, Any]) -> None:
    if name not in paths:
        assert find_spec("polars") is None
        pytest.skip("Polars is not installed")
    np.testing.assert_array_equal(paths[name], paths["project"])


def test_the_path_is_one_of_a_labour_market(paths: dict[str, Any]) -> None:
    path = paths["project"]
    assert path.shape == (MONTHS, workload.REGIONS, 2, 3)
    employed, hired = path[..., 0].sum((1, 2)), path[..., 2].sum((1, 2))
    assert (hired > 0).all()
    assert (np.diff(employed) < hired[1:]).all()  # some lose their work each month
    assert ((employed > 0.3 * PEOPLE) & (employed < 0.9 * PEOPLE)).all()


def test_a_peer_that_strays_is_refused(paths: dict[str, Any]) -> None:
    race.same(dict(paths), PEOPLE)
    strayed = paths["NumPy"].copy()
    strayed[4, 3, 1, 0] += 1
    with pytest.raises(race.Different, match="from month 4 on"):
        race.same({"project": paths["project"], "NumPy": strayed}, PEOPLE)


def test_draws_on_arrays_have_the_bits_of_the_keyed_draws() -> None:
    who = np.array([0, 1, 2**63, 2**64 - 1], np.uint64)
    key = keyed_random.Keys(7, 0)(draws.Draw.WHERE, 5)
    assert draws.words(key, who).tolist() == [int(keyed_random.bits(key, x)) for x in who]
    expected = [[int(keyed_random.bits_n(key, x, n)) for n in range(3)] for x in who]
    assert draws.words_n(key, who, 3).tolist() == expected
    assert draws.unit(who).tolist() == [keyed_random.unit(x) for x in who]


def test_keys_of_the_peers_are_not_the_models() -> None:
    assert not {int(d) for d in draws.Draw} & {int(d) for d in keyed_random.Decision}


def test_the_bound_of_the_noise_is_never_below_the_noise() -> None:
    project = import_module("benchmarks.peers.with_project")
    words = np.array([((cell + 1) << 54) - 1 for cell in range(1024)], np.uint64)
    top = draws.unit(words)
    noise = workload.NOISE * np.log(top / (1.0 - top))
    assert (noise <= project.NOISE_AT_MOST).all()


def test_posts_open_as_often_as_poisson_says() -> None:
    steps = np.array(workload.poisson_steps(0.08)) / 2**32
    assert steps[0] == pytest.approx(np.exp(-0.08), abs=1e-9)
    assert sum(1.0 - steps) == pytest.approx(0.08, abs=1e-6)


def test_peers_in_turns_are_written_with_their_ratios(tmp_path: Path) -> None:
    result = race.measure([2000], 2000, 2, 2)
    size = result["sizes"][0]
    assert size["paths_equal"] and size["months"] == len(size["employed"]) == 4
    assert set(size["peers"]) | set(result["not_installed"]) == set(race.PEERS)
    assert size["peers"]["project"]["times_project"] == 1.0
    assert all(row["nanoseconds_per_person_month"] > 0 for row in size["peers"].values())
    assert "plain Mesa" in race.told(result)
    paper.write(tmp_path / "peers.json", result)
    assert json.loads((tmp_path / "peers.json").read_text(encoding="utf-8")) == result


def test_plain_mesa_stops_where_asked() -> None:
    assert "plain Mesa" not in race.measure([600], 599, 1, 1)["sizes"][0]["peers"]


def test_one_process_measures_a_country_of_this_checkout() -> None:
    run = runs.one(0.002, 4, "--more")
    assert run["instruments"] == len(compose.NAMES) and run["months"] == 3
    assert "code" not in run  # no path of a machine in the results
    touched = run["bytes_of_a_month"]
    assert touched["total"] == touched["read"] + touched["written"] > 0
    assert 0 < touched["changed"] < touched["columns"]
    limit = summary.floor(run, 1e10)
    assert limit["times_floor"] == pytest.approx(run["seconds_per_month"] * 1e10 / touched["total"])
    assert 0 < sum(summary.shares(run).values()) < 1
    spent = sum(run["milliseconds_by_verb"].values()) / 1e3
    assert spent == pytest.approx(run["seconds_per_month"])


def test_the_machine_is_described() -> None:
    told = machine.describe()
    assert told["processor"] and told["cores"] >= 1 and told["memory_gib"] > 0
    assert told["versions"]["numba"] and set(told["versions"]) == set(machine.PACKAGES)
    assert machine.bandwidth(1, 2) > 0


def test_the_exponent_is_that_of_the_times() -> None:
    rows = [{"scale": 0.01, "seconds_per_month": 0.5}, {"scale": 1.0, "seconds_per_month": 50.0}]
    assert summary.exponent(rows) == pytest.approx(1.0)
    assert summary.exponent(rows[:1]) is None


def test_ratios_are_taken_pair_by_pair() -> None:
    found = {"this": [{"x": 1.0}, {"x": 4.0}, {"x": 3.0}], "other": [{"x": 2.0}, {"x": 2.0}, {"x": 3.0}]}
    assert compare.ratio(found, lambda row: row["x"]) == 1.0
    assert compare.ratio(found, lambda row: row.get("y")) is None


@pytest.mark.parametrize("words", [["nosuchrevision"], [""], ["HEAD", "--scales", "3"], ["HEAD", "--rounds", "0"]])
def test_a_comparison_that_cannot_be_made_is_told_plainly(words: list[str]) -> None:
    line = [sys.executable, "-m", "benchmarks.compare", *words]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert "revision" in done.stderr or "must" in done.stderr


def test_bad_words_of_the_benchmark_are_all_told_at_once() -> None:
    line = [sys.executable, "-m", "benchmarks", "0", "2", "--months", "1"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert all(word in done.stderr for word in ("scale 0:", "scale 2:", "--months 1:"))
