"""A command that is stopped or killed: what it says and leaves, and how it goes on. The model is one of a few lines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from werkagenda import study_settings
from werkagenda.problems import BadInput
from werkagenda.study import finished, histories, lock

DRIVER = (
    "import functools, sys\n"
    "sys.path.insert(0, sys.argv.pop(1))\n"
    "from werkagenda import cli\n"
    "from werkagenda.study import studies\n"
    "studies.carry_out = functools.partial(studies.carry_out, model='fake_model')\n"
    "if __name__ == '__main__':\n"
    "    sys.exit(cli.main(sys.argv[1:]))\n"
)
STUDY = ("study=first_look", "scenarios=[baseline,bias_mkb]", "replicates=3", "world_replicates=0")
"""Three replicates over two processes: for a while two cells of the first run are finished and the run is not."""
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")


def words(tmp_path: Path, workers: int = 2) -> list[str]:
    return [*STUDY, f"workers={workers}", f"output={tmp_path / 'out'}", f"cache={tmp_path / 'cache'}"]


def started(tmp_path: Path, root: Path, slow: float, workers: int = 2) -> subprocess.Popen[str]:
    """A study on its way, in a process group of its own."""
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    path = os.pathsep.join([str(root / "tests" / "study"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, str(script), str(root / "tests" / "study"), "study", *words(tmp_path, workers)],
        env={**os.environ, "FAKE_SLOW": str(slow), "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def cells(tmp_path: Path) -> list[Path]:
    """Finished cells that are kept."""
    folder = tmp_path / "out" / ".cells"
    return sorted(path for path in folder.glob("[!.]*")) if folder.is_dir() else []


def until_one_cell(tmp_path: Path, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 240
    while not cells(tmp_path) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)


@posix
@pytest.mark.parametrize(
    ("number", "whom", "code"),
    [
        (signal.SIGINT, "all", 130),
        (signal.SIGTERM, "parent", 143),
        (signal.SIGKILL, "all", -9),
    ]
    if sys.platform != "win32"
    else [],
)
def test_a_stopped_study_keeps_its_finished_cells(
    number: int, whom: str, code: int, tmp_path: Path, root: Path
) -> None:
    process = started(tmp_path, root, slow=3.0)
    until_one_cell(tmp_path, process)
    assert f"process {process.pid} on " in lock.busy(tmp_path / "out")[0]
    sent = time.monotonic()
    (os.killpg if whom == "all" else os.kill)(process.pid, number)
    _, said = process.communicate(timeout=240)
    assert process.returncode == code
    assert time.monotonic() - sent < 30
    kept = [finished.taken_up(path, 0) for path in cells(tmp_path)]
    assert kept
    assert all(kept)
    if code > 0:
        assert "werkagenda: stopping; a second time ends it at once" in said
        assert "finished runs and replicates are kept" in said
        assert "Traceback" not in said
        assert list(tmp_path.rglob(".making*")) == []
        assert not (tmp_path / ".out.lock").exists()
    _, said = started(tmp_path, root, slow=0.0).communicate(timeout=240)
    assert "of runs that were stopped taken up" in said
    assert cells(tmp_path) == []
    assert len(list((tmp_path / "out").rglob("manifest.json"))) == 2


def test_a_study_that_ends_too_early_to_be_compared_is_refused_before_it_runs(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"outlook.end=2025-11: a study compares whole years from 2025 on"):
        study_settings.read([*words(tmp_path), "outlook.end=2025-11"])


def test_a_bad_limit_of_the_cache_is_refused_before_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(histories.LIMIT, "2,5")
    with pytest.raises(BadInput, match=f"{histories.LIMIT}=2,5: must be a number of GB"):
        study_settings.read(words(tmp_path))
