"""The files that hold the project together."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import werkagenda

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("agents", "analysis", "configs", "evidence", "inference", "model", "scenarios", "study", "tables")


def sources() -> list[Path]:
    folders = [*PARTS, "src", "scripts", "tests", "benchmarks"]
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def test_every_folder_is_a_part_of_the_package_and_of_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    for part in PARTS:
        assert (ROOT / part / "__init__.py").is_file()
        assert part in wheel["only-include"]
        assert wheel["sources"][part] == f"werkagenda/{part}"
    assert (ROOT / "src" / "werkagenda" / "py.typed").is_file()


def test_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == werkagenda.__version__
    assert f"version: {werkagenda.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_lock_pins_by_hash_and_holds_no_address() -> None:
    text = (ROOT / "dev.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links|@ ", text)
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {re.split(r"==", block)[0].lower() for block in blocks}
    needs = [*project["dependencies"], *(need for extra in project["optional-dependencies"].values() for need in extra)]
    names = {re.split(r"[>=<\[]", need)[0].lower() for need in needs} - {project["name"]}
    assert names <= pinned


def test_parameters_in_the_config_are_in_step_with_the_evidence() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/parameters_config.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_files_are_short_and_finished() -> None:
    for path in sources():
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 500, path
        if path.name != Path(__file__).name:
            assert not re.search(r"\b(TODO|FIXME|XXX)\b", text), path
