"""Runs of the real model with instruments: the same at any number of workers, and at dose zero the baseline."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from omegaconf import OmegaConf

from werkagenda import settings
from werkagenda.scenarios import catalogue, compose
from werkagenda.study import run
from werkagenda.tables.schemas import SCHEMAS

SMALL = ("population.scale=0.015", "outlook.end=2026-06", "replicates=2")
BIAS = ("dose", "charter_growth", "internships", "agencies_dose")
ZERO = ("instruments.startbanen.dose=0", "instruments.sowis.dose=0", *(f"instruments.bias.{each}=0" for each in BIAS))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Histories of this module."""
    return tmp_path_factory.mktemp("cache")


def made(folder: Path, cache: Path, *words: str) -> Path:
    """A finished run."""
    return run.run(settings.read([*SMALL, *words, f"output={folder.as_posix()}", f"cache={cache.as_posix()}"])[0])


@pytest.mark.slow
def test_workers_change_no_byte(tmp_path: Path, cache: Path) -> None:
    """Two replicates of all instruments in one process and over two: the same bytes in every table."""
    one, two = (
        made(tmp_path / str(n), cache, "scenario=werkagenda_kern", "instruments.startbanen.dose=1", f"workers={n}")
        for n in (1, 2)
    )
    for name in SCHEMAS:
        assert (one / f"{name}.parquet").read_bytes() == (two / f"{name}.parquet").read_bytes(), name
    assert pq.read_table(one / "applicants.parquet", columns=["offered"])["offered"].to_pylist().count(True) > 0


@pytest.mark.slow
def test_all_doses_at_zero_are_the_baseline_in_every_column_but_the_name(tmp_path: Path, cache: Path) -> None:
    zero = made(tmp_path / "zero", cache, "scenario=werkagenda_kern", *ZERO)
    plain = made(tmp_path / "plain", cache, "scenario=baseline")
    for name in SCHEMAS:
        left, right = (pq.read_table(folder / f"{name}.parquet") for folder in (zero, plain))
        assert left.drop(["scenario"]).equals(right.drop(["scenario"])), name


def test_settings_in_the_configuration_are_those_of_the_instruments(root: Path) -> None:
    """The YAML of an instrument names every choice, with the value that stands in its file."""
    for name in compose.NAMES:
        config = OmegaConf.to_container(OmegaConf.load(root / "configs" / "instrument" / f"{name}.yaml"))
        assert isinstance(config, dict)
        choices = catalogue.PROJECT[name].choices_type()
        assert config == choices.model_dump()
