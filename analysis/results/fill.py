"""Result tables of runs with the zeros that files leave out."""

from __future__ import annotations

import pandas as pd
from pandas.api.types import is_numeric_dtype

from werkagenda.tables.schemas import KEYS

RUN = ("scenario", "replicate")
ACROSS = "month"
NOT_FILLED = frozenset({"sample", "applicants", "vacancy_durations", "subsidy", "cohorts", "uptake", "municipalities"})
"""Tables of single people, and tables that name every row they have: nothing is left out of those."""


def filled(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The table with a row for every month and replicate of every key that occurs; numbers that were left out are 0.

    Text columns that are no key (`unit`) are those of the same key.
    """
    if name in NOT_FILLED or frame.empty:
        return frame
    keys = list(KEYS[name])
    own = [key for key in keys if key not in (*RUN, ACROSS)]
    constant = [name for name in frame.columns if name not in keys and not is_numeric_dtype(frame[name])]
    combos = frame[[*own, *constant]].drop_duplicates() if own else None
    whole = frame[list(RUN)].drop_duplicates().merge(frame[[ACROSS]].drop_duplicates(), how="cross")
    if combos is not None:
        whole = whole.merge(combos, how="cross")
    out = whole.merge(frame.drop(columns=constant), how="left", on=keys)
    numbers = [column for column in frame.columns if column not in (*keys, *constant)]
    out[numbers] = out[numbers].fillna(0)
    return out[list(frame.columns)].sort_values(keys, kind="stable").reset_index(drop=True)
