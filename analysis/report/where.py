"""Where a scenario acts: the tile map of labour-market regions, with the numbers of all of them."""

from __future__ import annotations

import csv
import io

import pandas as pd

from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.language import current, deferred, say
from werkagenda.analysis.maps import tile_map, values
from werkagenda.analysis.pictures.catalogue import map_title
from werkagenda.analysis.results import stored
from werkagenda.analysis.results.stored import Stored
from werkagenda.problems import BadInput

READING = deferred(
    "One tile a municipality, about where it lies; colour by labour-market region, classes the same in every map. "
    "Hatched: the interval includes zero, chance may explain the difference; of 35 regions about two would look "
    "different by chance alone. Grey: too few simulated people."
)


def panel(c: Comparison) -> Panel:
    """The map of the main scenario in the last year; empty where the tables hold no regions."""
    opened: Stored = stored.of(c)
    try:
        found = values.regions(opened, c.main(), c.last_year)
    except BadInput:
        found = pd.DataFrame()
    if found.empty:
        return empty_panel(say("Regions"), say("the tables hold no regions"))
    kind = tile_map.Kind(effect=True, single=False)
    title = map_title(found, kind, c.main(), c.last_year, current())
    scene = tile_map.tile_map(found, kind, title, "", current(), bare=True)
    return Panel(title, str(READING), scene, data=_csv(found))


def _csv(found: pd.DataFrame) -> str:
    """Every region: share at work in the baseline, effect and interval (shares of adults), and adults."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    columns = ["level", "effect", "low", "high", "people"]
    writer.writerow(["region", *columns])
    for name, row in found.sort_index().iterrows():
        writer.writerow([name, *(f"{float(row[column]):.5g}" for column in columns)])
    return out.getvalue()
