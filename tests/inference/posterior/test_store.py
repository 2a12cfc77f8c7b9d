"""Simulated points: kept at once, never twice, mended after a kill, told apart by what they depend on."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from werkagenda.inference.posterior.simulate import points_of, simulated
from werkagenda.inference.posterior.store import Store, opened
from werkagenda.problems import BadInput

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import linear_simulator as synthetic  # noqa: E402

NAMES = synthetic.space().names


def values(count: int) -> np.ndarray:
    return synthetic.space().values(np.random.default_rng(2).random((count, 3)))


def store(folder: Path, stamp: str = "a") -> Store:
    return opened(folder, (stamp, 0.05), NAMES, synthetic.TARGETS)


class Counting(synthetic.Linear):
    calls = 0

    def __call__(self, values: dict[str, float], seed: int) -> dict[str, float]:
        Counting.calls += 1
        return super().__call__(values, seed)


def test_nothing_is_simulated_twice(tmp_path: Path) -> None:
    Counting.calls = 0
    points = points_of(NAMES, values(6), 1)
    one = simulated(Counting(), store(tmp_path), points)
    two = simulated(Counting(), store(tmp_path), [*points[3:], *points[:3], points[0]])
    assert Counting.calls == 6
    assert (two[3:6] == one[:3]).all() and (two[6] == one[0]).all()
    simulated(Counting(), store(tmp_path), points_of(NAMES, values(6), 2))
    assert Counting.calls == 12, "another seed is another simulation"


def test_another_version_scale_or_target_has_another_file(tmp_path: Path) -> None:
    paths = {store(tmp_path, stamp).path for stamp in "ab"} | {opened(tmp_path, ("a", 0.05), NAMES, ("t1",)).path}
    assert len(paths) == 3


def test_a_torn_row_is_cut_off_and_made_again(tmp_path: Path) -> None:
    points = points_of(NAMES, values(4), 1)
    whole = simulated(synthetic.Linear(), store(tmp_path), points)
    path = store(tmp_path).path
    text = path.read_bytes()
    path.write_bytes(text[:-25])
    assert len(store(tmp_path).known) == 3
    assert (simulated(synthetic.Linear(), store(tmp_path), points) == whole).all()
    assert path.read_bytes() == text


def test_a_damaged_row_is_told_with_its_line(tmp_path: Path) -> None:
    simulated(synthetic.Linear(), store(tmp_path), points_of(NAMES, values(3), 1))
    path = store(tmp_path).path
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].rsplit(",", 1)[0] + ",many"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(BadInput) as bad:
        store(tmp_path)
    assert "line 3" in bad.value.problems[0]


def test_workers_do_not_change_the_answers(tmp_path: Path) -> None:
    points = points_of(NAMES, values(5), 1)
    one = simulated(synthetic.Linear(), store(tmp_path / "one"), points)
    two = simulated(synthetic.Linear(), store(tmp_path / "two"), points, workers=2)
    assert (one == two).all()


SLOW = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
import linear_simulator as synthetic
from werkagenda.inference.posterior.simulate import points_of, simulated
from werkagenda.inference.posterior.store import opened
import numpy as np

if __name__ == "__main__":
    values = synthetic.space().values(np.random.default_rng(2).random((60, 3)))
    store = opened(Path({folder!r}), ("a", 0.05), synthetic.space().names, synthetic.TARGETS)
    simulated(synthetic.Linear(seconds=0.05), store, points_of(store.parameters, values, 1))
"""


def test_killed_and_continued(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW.format(here=str(HERE), folder=str(tmp_path / "fit")), encoding="utf-8")
    running = subprocess.Popen([sys.executable, str(script)])
    path = store(tmp_path / "fit").path
    end = time.monotonic() + 120
    while path.read_bytes().count(b"\n") < 6 and time.monotonic() < end:
        time.sleep(0.05)
    running.kill()
    running.wait()
    done = len(store(tmp_path / "fit").known)
    assert 5 <= done < 60
    Counting.calls = 0
    found = simulated(Counting(), store(tmp_path / "fit"), points_of(NAMES, values(60), 1))
    assert Counting.calls == 60 - done
    plain = simulated(synthetic.Linear(), store(tmp_path / "plain"), points_of(NAMES, values(60), 1))
    assert (found == plain).all()
