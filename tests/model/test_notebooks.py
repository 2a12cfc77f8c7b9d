"""Notebooks in ``docs/notebooks`` are stored without results and run from top to bottom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from countries import country

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
PLOTLY = "application/vnd.plotly.v1+json"


def executed(path: Path, *last: str) -> list[dict[str, Any]]:
    """The cells of a notebook after running it, with ``last`` appended as one more cell."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    book = nbformat.read(path, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell("\n".join(last)))
    nbclient.NotebookClient(book, timeout=600, kernel_name="python3").execute()
    cells: list[dict[str, Any]] = book.cells
    return cells


def test_notebooks_hold_no_results() -> None:
    assert NOTEBOOKS
    for path in NOTEBOOKS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert code and not any(cell["outputs"] or cell["execution_count"] for cell in code), path.name


def test_the_mesa_notebook_runs_and_counts_as_the_model_does() -> None:
    """What Mesa's collector counted equals the record of the same country run without Mesa's interface."""
    said = "import json", "print(json.dumps({'people': frame['people'].tolist(), 'searching': len(searching)}))"
    cells = executed(ROOT / "docs" / "notebooks" / "mesa.ipynb", *said)
    found = json.loads(cells[-1]["outputs"][0]["text"])
    plain = country(24, scale=0.005)
    w, n = plain.state, plain.state.entered
    assert found["people"] == w.record["people"][:24, 2].tolist()
    assert found["searching"] == int(((w.people.active[:n] == 1) & (w.people.state[:n] == 1)).sum()) > 0
    assert any(PLOTLY in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))
