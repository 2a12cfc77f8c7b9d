"""The page on joint uncertainty, and its tables for the package: `python -m werkagenda.inference.joint_page FOLDER`.

FOLDER is a study with draws (`study=joint`) on which `werkagenda uncertainty FOLDER` has been run. Writes docs/joint.md
and the tables that ship with the version (`analysis/uncertainty/shipped`), stamped with model and evidence. Runs made
by other code or from other evidence are refused.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.analysis.numbers import euros, likely, percent, signed, span
from werkagenda.analysis.uncertainty import shipped
from werkagenda.evidence import posterior
from werkagenda.evidence.stamp import current
from werkagenda.inference.page_options import write
from werkagenda.inference.posterior.results import markdown
from werkagenda.problems import BadInput
from werkagenda.study import manifest, studies
from werkagenda.study.store import MANIFEST

PAGE = Path("docs") / "joint.md"
SHIPPED = Path(__file__).resolve().parents[1] / "analysis" / "uncertainty" / "shipped"
LAST = "2029"
SHOWN = 10
"""Rows of a list that are printed."""
WORDS = {
    "regular_employed": "Status holders in regular work",
    "everybody_regular": "Everybody in regular work",
    "government_euros": "Euros of the government",
}
OPENING = """# Everything uncertain at once

Written by `python -m werkagenda.inference.joint_page {folder}` from `{command}`: {draws} draws at scale {scale:g}. A
draw takes parameters from the posterior sample ({size} draws, effective size {effective:.0f}), what measures are
assumed to set off, structural choices and assumptions about the labour market from their priors, and economy and inflow
beside them; each has its own history, baseline and scenarios. `docs/uncertainty.md` says how intervals, shares and
values are found.

Intervals hold what parameters, choices and circumstances do. Chance is taken out by the draws with two replicates and
shown apart. They do not hold rules of the model without an alternative.

"""


def main(given: Sequence[str] | None = None) -> int:
    """Write page and tables; 0, or 2 for a folder that cannot be used."""
    reader = argparse.ArgumentParser(prog="python -m werkagenda.inference.joint_page", description=__doc__)
    reader.add_argument("folder", type=Path, help="folder of the study")
    reader.add_argument("--output", type=Path, default=PAGE, help=f"the page ({PAGE.as_posix()})")
    reader.add_argument("--ship", type=Path, default=SHIPPED, help="folder of the tables that ship")
    asked = reader.parse_args(given)
    try:
        about, tables = read(asked.folder)
    except BadInput as bad:
        sys.stderr.write("\n".join(bad.problems) + "\n")
        return 2
    shipped.ship(asked.folder, about, asked.ship)
    write(page(asked.folder, about, tables), asked.output)
    sys.stdout.write(f"{asked.output}\n{asked.ship}\n")
    return 0


def read(folder: Path) -> tuple[shipped.About, Mapping[str, pd.DataFrame]]:
    """What the study is, and its tables. BadInput with all that is wrong with the folder."""
    found, said = shipped.own(folder), studies.read_json(folder / "study.json")
    problems = [] if found else [f"{folder}: holds no tables of uncertainty; werkagenda uncertainty {folder}"]
    problems += [] if said else [f"{folder}: is no study"]
    runs = sorted(folder.glob(f"runs/draw-*/baseline/{MANIFEST}"))
    problems += [] if runs else [f"{folder}: has no draws"]
    made = [json.loads(path.read_text(encoding="utf-8")) for path in runs]
    problems += sorted({line for each in made for line in _other(each)})
    if problems or found is None or said is None:
        raise BadInput(problems)
    command = str(said["command"])
    stamp = current()
    return shipped.About(
        stamp.model, stamp.evidence, command, len(runs), float(said["asked"]["population"]["scale"])
    ), found.tables


def _other(made: Mapping[str, Any]) -> Iterator[str]:
    """Why a run is not of this version."""
    if made["code"]["numbers_sha256"] != manifest.numbers_hash():
        yield "the runs were made by other code; carry the study out again"
    if made["evidence"] != manifest.evidence_hashes():
        yield "the runs were made from other evidence; carry the study out again"


def page(folder: Path, about: shipped.About, tables: Mapping[str, pd.DataFrame]) -> str:
    """The page."""
    sample = posterior.on_file()
    assert sample is not None
    opening = OPENING.format(
        folder=folder.as_posix(),
        command=about.command,
        draws=about.draws,
        scale=about.scale,
        size=len(sample.weights),
        effective=sample.effective_size,
    )
    parts = [part for measure in WORDS for part in _measure(tables, measure)]
    return opening + "\n\n".join([*parts, *_lists(tables)]) + "\n"


def _measure(tables: Mapping[str, pd.DataFrame], measure: str) -> Iterator[str]:
    """Intervals, shares of variance and contests of one measure."""
    show = euros if measure.endswith("euros") else None
    table = _rows(tables["headlines"], measure)
    if table.empty:
        return
    yield f"## {WORDS[measure]}, {table['period'].iloc[0]}"
    split = _rows(tables["split"], measure)
    yield markdown(pd.DataFrame([_headline(row, split, show) for row in table.to_dict("records")]))
    if measure == "regular_employed" and "pairs" in tables:
        yield "Probability that the scenario of the row does more than that of the column:"
        yield markdown(contests(_rows(tables["pairs"], measure)))


def _rows(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows of a measure: its last year or, for euros, all years."""
    own = table[table["measure"] == measure].astype({"period": str})
    wanted = max(own["period"], key=len, default="") if measure.endswith("euros") else LAST
    return own[own["period"] == wanted]


def _headline(row: Mapping[Hashable, Any], split: pd.DataFrame, show: Any) -> dict[str, str]:
    shown = (show,) if show else ()
    shares = split[split["scenario"] == row["scenario"]].set_index("part")["share"]
    return {
        "scenario": str(row["scenario"]),
        "median": signed(row["median"], *shown),
        **{f"{level}%": span(row[f"low_{level}"], row[f"high_{level}"], *shown) for level in (50, 80, 95)},
        "above zero": likely(row["positive_probability"]),
        **{f"{part} (share)": percent(float(share)) for part, share in shares.items()},
    }


def contests(pairs: pd.DataFrame) -> pd.DataFrame:
    """A square table of scenarios: in what part of the draws the row does more than the column."""
    names = sorted({*pairs["scenario"], *pairs["other"]})
    chances = {(row["scenario"], row["other"]): row["probability_above_other"] for row in pairs.to_dict("records")}
    both = {**chances, **{(other, one): 1.0 - chance for (one, other), chance in chances.items()}}
    rows = [{"": one, **{other: likely(both[one, other]) if one != other else "" for other in names}} for one in names]
    return pd.DataFrame(rows)


def _lists(tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Drivers, boxes, value of information and mixes, each where the study has it."""
    if "drivers" in tables:
        yield "## What drives it"
        yield "PAWN index of regular work and its 95% interval, where it is told from a variable that does nothing."
        yield markdown(drivers(tables["drivers"]))
    if "boxes" in tables:
        yield "## When\n\nCoverage: part of the cases inside the limits. Density: part of the inside that are cases."
        yield markdown(tables["boxes"])
    if "information" in tables:
        yield "## What to find out first"
        yield markdown(tables["information"].groupby("unit", sort=False).head(SHOWN))
    if "mixes" in tables:
        yield "## Which mix\n\nMeans of the objectives; in what part of the draws no other mix is better on all."
        yield markdown(tables["mixes"])


def drivers(table: pd.DataFrame) -> pd.DataFrame:
    """A row a scenario: its strongest inputs."""
    rows = []
    for scenario, part in table[table["matters"]].groupby("scenario"):
        strong = part.sort_values("index", ascending=False, kind="stable").head(SHOWN).to_dict("records")
        told = (f"{row['input']} {row['index']:.2f} ({row['low']:.2f} to {row['high']:.2f})" for row in strong)
        rows.append({"scenario": scenario, "inputs": ", ".join(told)})
    return pd.DataFrame(rows)


if __name__ == "__main__":
    raise SystemExit(main())
