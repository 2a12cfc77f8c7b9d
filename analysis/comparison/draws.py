"""Effects of each draw of a design, by replicate: the table that studies of joint uncertainty read (`tables.draws`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.analysis.comparison import accounts, discover_runs, headline_indicators, paired_statistics
from werkagenda.analysis.comparison.check_runs import DrawSet
from werkagenda.tables import draws as shape
from werkagenda.tables import writer


def effects_by_replicate(baseline: Path, scenario: Path) -> pd.DataFrame:
    """Paired effects of the run in a folder by indicator and period (rows) and replicate (columns)."""
    before = headline_indicators.read_measures(discover_runs.open_run(baseline))
    return levels_and_effects(before, headline_indicators.read_measures(discover_runs.open_run(scenario)))[1]


def levels_and_effects(
    before: headline_indicators.RunMeasures, own: headline_indicators.RunMeasures
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Levels of the baseline, and effects, by indicator and period (rows) and replicate (columns)."""
    plain, moved = (
        headline_indicators.headline_levels(each, accounts.discounted_accounts(each, before)) for each in (before, own)
    )
    gap, _, levels = paired_statistics.paired_differences(moved, plain)
    return pd.DataFrame(levels, index=gap.index, columns=gap.columns), gap


def rows(draw: DrawSet) -> Iterator[pd.DataFrame]:
    """The rows of a draw, a frame for each scenario."""
    before = headline_indicators.read_measures(draw.baseline)
    for run in draw.scenarios:
        levels, gap = levels_and_effects(before, headline_indicators.read_measures(run))
        for replicate in gap.columns:
            frame = gap.index.to_frame(index=False).set_axis(["measure", "period"], axis=1)
            frame["unit"] = [headline_indicators.indicator_unit(name) for name in frame["measure"]]
            frame["baseline"], frame["effect"] = levels[replicate].to_numpy(), gap[replicate].to_numpy()
            yield frame.assign(draw=draw.number, scenario=run.scenario, replicate=int(replicate), **draw.values)


def write(work: Path, draws: Sequence[DrawSet]) -> dict[str, str]:
    """Write `draws.parquet` where there are draws, one draw after another; its sha256 by name of the file."""
    if not draws:
        return {}
    schema = shape.schema(each.values for each in draws)
    path = work / f"{shape.NAME}.parquet"
    with pq.ParquetWriter(
        path, schema, compression="zstd", compression_level=3, version="2.6", store_schema=False
    ) as out:
        for each in draws:
            whole = pd.concat(rows(each), ignore_index=True).reindex(columns=schema.names)
            table = pa.Table.from_pandas(whole, schema, preserve_index=False).replace_schema_metadata(None)
            out.write_table(table.sort_by([(name, "ascending") for name in shape.KEY]))
    return {path.name: writer.digest(path)}
