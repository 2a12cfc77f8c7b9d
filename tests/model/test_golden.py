"""The small run gives what it gave; see ``golden.py`` for how to renew the file after a meant change."""

from __future__ import annotations

import golden
import pyarrow as pa
from countries import country


def test_the_small_runs_give_what_they_gave() -> None:
    """Every table of 24 months at 2% and of 192 with all measures at 0.5%: the numbers on file.

    Moved on purpose? ``python -m tests.model.golden``.
    """
    moved = golden.differing(golden.hashes(), golden.known())
    assert not moved, golden.verdict(moved, golden.environment(), golden.environments())


def test_a_move_says_where_the_hashes_were_seen() -> None:
    here, other = {"python": "3.11", "numpy": "2"}, {"python": "3.13", "numpy": "3"}
    assert "not on file. Here: python 3.13, numpy 3. Recorded in: python 3.11" in golden.verdict(
        ["jobs"], other, [here]
    )
    assert "so the model changed" in golden.verdict(["jobs"], here, [here, other])
    assert golden.differing({"a": "1", "b": "2"}, {"b": "3", "c": "4"}) == ["a", "b", "c"]


def test_environments_are_told_once_and_completely() -> None:
    seen = golden.environments()
    assert seen
    assert len({golden.told(one) for one in seen}) == len(seen)
    assert all(one.keys() == golden.environment().keys() for one in seen)


def test_the_hash_sees_values_names_and_types() -> None:
    """One last bit, another name, another type, a missing value: another hash; another layout: the same."""
    base = pa.table({"a": [1.0, 2.0]})
    others = ({"a": [1.0, 2.0000000000000004]}, {"b": [1.0, 2.0]}, {"a": [1, 2]}, {"a": [1.0, None]}, {"a": [2.0, 1.0]})
    seen = {golden.content_hash(base), *(golden.content_hash(pa.table(o)) for o in others)}
    assert len(seen) == 6
    assert golden.content_hash(pa.concat_tables([base[:1], base[1:]])) == golden.content_hash(base)


def test_another_seed_is_seen() -> None:
    made = country(24, 0.02, seed=2)
    assert golden.content_hash(made.tables()["monthly"]) != golden.known()["monthly"]
