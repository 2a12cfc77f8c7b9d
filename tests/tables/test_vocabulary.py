"""The words and the months."""

from __future__ import annotations

import pytest

from werkagenda.tables import vocabulary as words


def test_months_have_labels_and_indices_that_match() -> None:
    assert words.month_label(0) == words.FIRST_MONTH == "2014-01"
    assert words.month_label(words.HISTORY_MONTHS) == "2025-01"
    assert words.month_label(words.MONTHS - 1) == words.LAST_MONTH == "2029-12"
    assert [words.month_index(words.month_label(i)) for i in range(words.MONTHS)] == list(range(words.MONTHS))


@pytest.mark.parametrize("label", ["2013-12", "2030-01", "2020-13", "2020-00", "2020-1", "20-01", "", "2020/01"])
def test_months_that_do_not_exist_are_refused(label: str) -> None:
    with pytest.raises(ValueError, match="month"):
        words.month_index(label)


@pytest.mark.parametrize("index", [-1, words.MONTHS])
def test_indices_outside_the_series_are_refused(index: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        words.month_label(index)


def test_no_word_stands_twice() -> None:
    for name in ("ORIGINS", "SECTORS", "POPULATIONS", "ORIGIN_GROUPS", "CHANNELS", "REASONS", "PAYERS"):
        tuple_ = getattr(words, name)
        assert len(set(tuple_)) == len(tuple_)
