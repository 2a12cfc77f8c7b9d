"""What the makers of tables share."""

from __future__ import annotations

import numpy as np

from werkagenda.model.output.table_columns import hexadecimal


def test_identities_are_sixteen_digits_each() -> None:
    """As formatting them one by one, the smallest and the largest word and none at all included."""
    words = np.array([0, 1, 255, 2**63, 2**64 - 1, 0x0123456789ABCDEF], np.uint64)
    assert hexadecimal(words).to_pylist() == [f"{int(word):016x}" for word in words]
    assert hexadecimal(words[:0]).to_pylist() == []
