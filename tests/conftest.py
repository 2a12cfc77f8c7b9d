"""What tests of several folders share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from werkagenda.study.plan import Parameter, Settings

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of the oracle take longest, so they start first and leave no worker idle at the end."""
    items.sort(key=lambda item: "oracle" not in item.path.parts)


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    """Makes settings of a small run below a temporary folder."""

    def make(**changes: Any) -> Settings:
        plain: dict[str, Any] = {
            "scenario": "baseline",
            "economy": "central",
            "inflow": "central",
            "law": "june_2025",
            "scale": 0.01,
            "seed": 1,
            "replicates": 1,
            "parameters": (Parameter("search.rate", 0.5, "search.rate"),),
            "output": tmp_path / "out",
            "cache": tmp_path / "cache",
        }
        return Settings(**{**plain, **changes})

    return make
