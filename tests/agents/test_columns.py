"""The column table: types, errors."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

from werkagenda.agents.columns import ColumnProblem, Columns
from werkagenda.agents.state import F64, U64

FIELDS = {"id": np.uint64, "language": "float64", "sector": np.int8, "active": np.bool_}


class People(Columns):
    id: U64
    language: F64


def test_columns_have_the_declared_names_types_and_length() -> None:
    table = People(FIELDS, 5, count=3)
    assert table.names == ("id", "language", "sector", "active")
    assert (table.capacity, table.count) == (5, 3)
    assert {name: array.dtype for name, array in {name: table.column(name) for name in table.names}.items()} == {
        name: np.dtype(dtype) for name, dtype in FIELDS.items()
    }
    assert table.language.shape == (5,) and not table.language.any()


def test_an_attribute_is_the_array_itself() -> None:
    table = People(FIELDS, 2)
    table.language[:] = [0.5, 0.25]
    table.language += 1.0
    assert table.language is table.column("language")
    assert table.language.tolist() == [1.5, 1.25]


def test_replacing_or_misspelling_a_column_is_refused() -> None:
    table = People(FIELDS, 2)
    with pytest.raises(AttributeError, match=r"write into it"):
        table.language = np.ones(2)
    with pytest.raises(AttributeError, match="did you mean 'language'"):
        _ = table.langauge
    with pytest.raises(AttributeError, match="did you mean 'language'"):
        table.langauge = 1
    with pytest.raises(ColumnProblem, match="outside 0 to 2"):
        table.count = 3


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no column declared"),
        ({"write": "f8"}, "'write' can't be the name"),
        ({"_x": "f8", "two words": "f8"}, "'_x' .*; .*'two words'"),
        ({"name": object}, "no plain number"),
        ({"name": "U3"}, "no plain number"),
        ({"pair": "(2,)f8"}, "no plain number"),
    ],
)
def test_a_bad_declaration_is_refused(fields: dict[str, str], words: str) -> None:
    with pytest.raises(ColumnProblem, match=words):
        Columns(fields, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("sector", 300), ("sector", -129), ("sector", 1.5), ("sector", float("nan")), ("active", 2)],
)
def test_a_value_that_the_type_cannot_hold_is_refused(name: str, value: float) -> None:
    table = People(FIELDS, 2)
    with pytest.raises((ColumnProblem, OverflowError)):
        table.write(name, 0, value)
    assert not table.column(name).any()


def test_writing_fits_types() -> None:
    table = People(FIELDS, 3)
    table.write("sector", 1, 4.0)
    table.write("language", np.array([0, 2]), [1, 2])
    table.write("active", slice(None), [1, 0, True])
    assert table.sector.tolist() == [0, 4, 0]
    assert table.language.tolist() == [1.0, 0.0, 2.0]
    assert table.active.tolist() == [True, False, True]


def test_saved_arrays_come_back_without_a_copy() -> None:
    table = People(FIELDS, 3, count=2)
    table.language[:] = [1.0, 2.0, 3.0]
    back = People.from_arrays(FIELDS, {name: table.column(name) for name in table.names}, count=2)
    assert isinstance(back, People)
    assert (back.count, back.capacity) == (2, 3)
    assert back.language is table.language


def test_read_only_arrays_are_copied() -> None:
    empty = People(FIELDS, 2)
    saved = {name: empty.column(name) for name in empty.names}
    saved["language"].flags.writeable = False
    back = People.from_arrays(FIELDS, saved)
    back.language[0] = 1.0
    assert (back.count, saved["language"][0]) == (2, 0.0)


def test_all_misfits_are_told_at_once() -> None:
    arrays = {
        "id": np.zeros(2, np.int64),
        "langauge": np.zeros(2),
        "sector": np.zeros((3, 1), np.int8),
    }
    arrays["active"] = np.zeros(3, np.bool_)
    with pytest.raises(ColumnProblem) as caught:
        People.from_arrays(FIELDS, arrays)
    assert caught.value.problems == [
        "People: column 'language' is missing",
        "People: column 'langauge' is unknown; did you mean 'language'?",
        "People: column 'id' is int64, declared uint64",
        "People: column 'sector' has 2 dimensions, needs 1",
        "People: columns have different lengths [2, 3]",
    ]


def test_tables_can_be_copied_and_pickled() -> None:
    table = People(FIELDS, 2, count=1)
    for other in (copy.deepcopy(table), pickle.loads(pickle.dumps(table))):
        other.language[0] = 9.0
        assert (other.count, table.language[0]) == (1, 0.0)
