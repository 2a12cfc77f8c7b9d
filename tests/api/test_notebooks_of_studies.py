"""The notebooks that carry out studies of their own run from top to bottom, and are kept without outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"


@pytest.mark.parametrize(
    ("name", "said"), [("own_scenario", "is unknown - did you mean"), ("sensitivity", "startbanen.pull")]
)
def test_a_notebook_runs(name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    small = {"SCALE": "0.0021", "END": "2025-12", "DRAWS": "2", "FOLDER": str(tmp_path / "runs")}
    for key, value in small.items():
        monkeypatch.setenv(f"WERKAGENDA_{key}", value)
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs for cell in code)
    nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert said in str([cell.outputs for cell in code])
    assert list((tmp_path / "runs").rglob("comparison.json"))
