"""The snapshot of the history: a restored run goes on as if never stopped; a stale one is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from countries import Policy, country, different, different_tables, everything, setup

from werkagenda.model import checkpoint
from werkagenda.model.checkpoint import CheckpointProblem, key, restore, save
from werkagenda.model.country import Country
from werkagenda.tables.vocabulary import HISTORY_MONTHS

LATER = HISTORY_MONTHS + 8


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of the central world at 1%."""
    path = tmp_path_factory.mktemp("history") / "snapshot.npz"
    save(country(HISTORY_MONTHS), path)
    return path


@pytest.mark.parametrize(("economy", "inflow"), [("central", "central"), ("recession", "high"), ("tight", "low")])
def test_a_restored_run_equals_an_uninterrupted_one(snapshot: Path, economy: str, inflow: str) -> None:
    """One world ran on from 2014, the other was put together from the file of the *central* history."""
    through = country(LATER, economy=economy, inflow=inflow)
    again = restore(setup(economy=economy, inflow=inflow), snapshot)
    assert again.month == HISTORY_MONTHS
    again.run(LATER)
    assert not different(everything(through), everything(again))
    assert not different_tables(through.tables(), again.tables())


def test_the_outlook_differs_between_levels() -> None:
    """The comparison above is not between equal worlds."""
    one, other = country(LATER), country(LATER, economy="recession", inflow="high")
    assert different_tables(one.tables(), other.tables())


def test_a_restored_country_is_the_one_that_was_saved(snapshot: Path) -> None:
    """Every column and the record, before the next month; the municipalities and Mesa's own counter too."""
    through, again = country(HISTORY_MONTHS), restore(setup(), snapshot)
    assert not different(everything(through), everything(again))


def test_a_restored_country_has_its_municipalities(snapshot: Path) -> None:
    """What municipalities know (caseload, outcomes, peers' results) and Mesa's counter of steps are restored."""
    through, again = country(HISTORY_MONTHS), restore(setup(), snapshot)
    assert again.steps == through.steps
    for name in ("clients", "capacity_hours", "guidance", "status_holders", "employed", "on_benefit"):
        assert [getattr(t, name) for t in again.towns] == [getattr(t, name) for t in through.towns], name


def test_an_instrument_that_does_nothing_keeps_the_restored_run(snapshot: Path) -> None:
    """With and without an instrument at dose zero, from the same file."""
    plain, dosed = restore(setup(), snapshot), restore(setup(), snapshot, [Policy()])
    plain.run(LATER)
    dosed.run(LATER)
    assert not different(everything(plain), everything(dosed))


@pytest.mark.parametrize(
    "changes",
    [{"seed": 2}, {"scale": 0.02}, {"search__own_region_share": 0.81}, {"money__course_eur_per_hour": 1.0}],
    ids=lambda c: next(iter(c)),
)
def test_a_history_of_other_inputs_is_refused(snapshot: Path, changes: dict[str, float]) -> None:
    with pytest.raises(CheckpointProblem, match="other inputs"):
        restore(setup(**changes), snapshot)


def test_another_replicate_is_another_history(snapshot: Path) -> None:
    with pytest.raises(CheckpointProblem, match="other inputs"):
        restore(replace(setup(), replicate=1), snapshot)


def test_economy_inflow_law_and_scenario_share_a_history() -> None:
    assert key(setup()) == key(setup(law="realised", inflow="two_status"))
    assert key(setup()) == key(setup(economy="tight", inflow="low")) == key(replace(setup(), scenario="other"))


def test_a_changed_source_changes_the_key(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(setup())
    monkeypatch.setattr(checkpoint, "sources_hash", lambda: "another")
    assert key(setup()) != before
    with pytest.raises(CheckpointProblem, match="other inputs"):
        restore(setup(), snapshot)


@pytest.mark.parametrize("where", [0.02, 0.3, 0.5, 0.7, 0.98])
def test_a_damaged_file_is_refused(snapshot: Path, tmp_path: Path, where: float) -> None:
    content = bytearray(snapshot.read_bytes())
    at = int(len(content) * where)
    for k in range(at, at + 200):
        content[k] ^= 0xFF
    damaged = tmp_path / "damaged.npz"
    damaged.write_bytes(bytes(content))
    with pytest.raises(CheckpointProblem, match="delete it"):
        restore(setup(), damaged)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
def test_a_truncated_file_is_refused(snapshot: Path, tmp_path: Path, share: float) -> None:
    cut = tmp_path / "cut.npz"
    content = snapshot.read_bytes()
    cut.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(CheckpointProblem, match="cannot be read"):
        restore(setup(), cut)


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.npz"
    np.savez(foreign, a=np.zeros(3))
    for path in (tmp_path / "none.npz", foreign):
        with pytest.raises(CheckpointProblem):
            restore(setup(), path)


def without(source: Path, target: Path, name: str) -> Path:
    """A copy of a snapshot that lacks an array."""
    with np.load(source) as stored:
        np.savez(target, **{n: stored[n] for n in stored.files if n != name})
    return target


@pytest.mark.parametrize("name", ["people.state", "record.flows", "past", "scalars"])
def test_a_file_that_lacks_an_array_is_refused(snapshot: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(CheckpointProblem):
        restore(setup(), without(snapshot, tmp_path / "lacking.npz", name))


def test_only_the_end_of_the_history_is_saved(two_years: Country, tmp_path: Path) -> None:
    with pytest.raises(CheckpointProblem, match="ends at month"):
        save(two_years, tmp_path / "early.npz")
    assert not list(tmp_path.iterdir())


def test_a_save_leaves_nothing_half(snapshot: Path) -> None:
    """Only the whole file stands in the folder."""
    assert [p.name for p in snapshot.parent.iterdir()] == [snapshot.name]


def test_the_hash_of_sources_sees_every_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A changed byte of code, a changed figure and a renamed file change it; line ends do not."""

    def digest(files: dict[str, bytes]) -> str:
        folder = tmp_path / f"v{len(list(tmp_path.iterdir()))}"
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        monkeypatch.setattr(checkpoint.resources, "files", lambda _: folder)
        checkpoint.sources_hash.cache_clear()
        return checkpoint.sources_hash()

    try:
        first = digest({"a.py": b"x = 1\n", "data/b.csv": b"1,2\n"})
        assert digest({"a.py": b"x = 1\n", "data/b.csv": b"1,2\n"}) == first
        assert digest({"a.py": b"x = 2\n", "data/b.csv": b"1,2\n"}) != first
        assert digest({"a.py": b"x = 1\n", "data/b.csv": b"1,3\n"}) != first
        assert digest({"a.py": b"x = 1\n", "data/c.csv": b"1,2\n"}) != first
        assert digest({"a.py": b"x = 1\r\n", "data/b.csv": b"1,2\n"}) == first
    finally:
        monkeypatch.undo()
        checkpoint.sources_hash.cache_clear()
