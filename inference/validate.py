"""Validation against all official figures, fitted or held out: `python -m werkagenda.inference.validate`.

Runs the history with several seeds, writes docs/fit.md, and prints how many figures are within tolerance.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from werkagenda.analysis import fit, official
from werkagenda.inference.country_run import history
from werkagenda.inference.page_options import options, write
from werkagenda.inference.reasons import REASONS

PAGE = Path("docs") / "fit.md"
HEADS = ("id", "figure", "official", "model", "gap", "error", "within", "why, where it is not")

OPENING = """# Official figures beside the model

Written by `python -m werkagenda.inference.validate --scale {scale:g} --seeds {seeds}`: the baseline's history with the
parameters of `evidence/data/parameters.csv`, mean over {count} seeds; the search used others. Shares in percent,
durations in months. Gap is model minus official. Error is the Monte Carlo standard error of that mean; one run strays
{root:.1f} times as much. Within: 5 points (benefit 8, durations 1 month), an assumption. How the fitted figures were
reached and what they leave open: [calibration.md](calibration.md).

"""

SECTIONS = {
    "calibration": (
        "Fitted",
        "These figures were used to choose a few parameters. Meeting them proves nothing.",
    ),
    "validation": (
        "Held out",
        "None of these was used to choose a parameter. Not all are strong tests: C002 to C008 lie beside fitted points "
        "of the same curve; what origins bring was read from the release that has C022 to C051, at month 3; C088 "
        "follows nearly from C073 and C074.",
    ),
}


def table(seeds: Sequence[int], scale: float) -> pd.DataFrame:
    """Every target against histories of these seeds; the columns of `analysis.fit.COLUMNS`."""
    return fit.fit_targets(history(seeds, scale), official.targets())


def page(found: pd.DataFrame, seeds: Sequence[int], scale: float) -> str:
    """The table as Markdown; deterministic for the same table."""
    shown = " ".join(str(seed) for seed in seeds)
    text = OPENING.format(scale=scale, seeds=shown, count=len(seeds), root=len(seeds) ** 0.5)
    for use, (title, words) in SECTIONS.items():
        part = found[found["use"] == use].sort_values("id", kind="stable")
        text += f"## {title}: {counted(part)}\n\n{words}\n\n"
        text += f"| {' | '.join(HEADS)} |\n|---|---|{'---:|' * 4}---|---|\n"
        text += "".join(f"| {' | '.join(row(record))} |\n" for record in part.to_dict("records")) + "\n"
    return text.rstrip("\n") + "\n"


def counted(part: pd.DataFrame) -> str:
    """Number of computable figures within tolerance, as text."""
    known = part[part["model"].notna()]
    silent = len(part) - len(known)
    rest = f", {silent} not answered" if silent else ""
    return f"{int(known['within'].sum())} of {len(known)} within tolerance{rest}"


def row(record: dict[Hashable, Any]) -> tuple[str, ...]:
    """One target as cells of the table."""
    name, share = str(record["id"]), record["unit"] == "share"

    def shown(column: str, sign: str = "") -> str:
        value = float(record[column])
        text = f"{100.0 * value if share else value:{sign}.1f}"
        return "–" if math.isnan(value) else text.replace("-", "−")

    known = not math.isnan(record["model"])
    within = bool(record["within"]) if known else False
    reason = REASONS.get(name, "not explained") if known and not within else ""
    why = "; ".join(part for part in (reason, str(record["note"])) if part)
    verdict = ("yes" if within else "no") if known else "–"
    numbers = (shown("official"), shown("model"), shown("gap", "+"), shown("monte_carlo_se"))
    return (name, str(record["definition"]), *numbers, verdict, why)


def main(given: Sequence[str] | None = None) -> int:
    """Run, write the page, print its summary."""
    asked = options("validate", __doc__, PAGE, given)
    found = table(asked.seeds, asked.scale)
    write(page(found, asked.seeds, asked.scale), asked.output)
    console = Console(width=150)
    for use in SECTIONS:
        console.print(f"{use}: {counted(found[found['use'] == use])}", highlight=False)
    console.print(str(asked.output), highlight=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
