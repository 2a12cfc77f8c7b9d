"""People whom a scenario offers a placement and its baseline does not, beside themselves in the baseline."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.analysis.comparison.find import Finished
from werkagenda.tables.vocabulary import month_index

WHO = ["replicate", "person", "months_since"]
NOT_ABROAD = ["regular", "subsidised", "on_benefit", "partial_benefit"]
"""States of people who are still in the country; who has left has none of them."""
STATES = ["offered", "accepted", "present", *NOT_ABROAD]


def offered(scenario: Finished, baseline: Finished) -> pd.DataFrame:
    """A row a person, replicate and mark: states in the scenario, and with `_before` in the baseline; `month` by index.

    Who is offered a placement in both, and who has no row in the baseline at that mark, is left out.
    """
    after = table(scenario, [*WHO, "applied", *STATES], only_offered=True)
    before = table(baseline, [*WHO, *STATES], only_offered=False)
    frame: pd.DataFrame = after.join(before, keys=WHO, join_type="inner", right_suffix="_before").to_pandas()
    frame = frame[~frame["offered_before"]].sort_values(WHO, ignore_index=True)
    start = {label: month_index(label) for label in frame["applied"].unique()}
    frame["month"] = frame["applied"].map(start).astype(int) + frame["months_since"]
    for tail in ("", "_before"):
        for name in NOT_ABROAD:
            frame[f"{name}{tail}"] &= frame[f"present{tail}"]
        frame[f"works{tail}"] = frame[f"regular{tail}"] | frame[f"subsidised{tail}"]
    return frame


def table(run: Finished, columns: list[str], only_offered: bool) -> pa.Table:
    """Columns of `applicants`, of all people or of those who are offered a placement."""
    filters = [("offered", "=", True)] if only_offered else None
    return pq.read_table(run.folder / "applicants.parquet", columns=columns, filters=filters)
