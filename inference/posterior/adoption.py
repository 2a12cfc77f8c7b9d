"""Take a finished fit into the evidence: evidence/data/posterior.csv, with the versions it is valid for."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pandas as pd

from werkagenda.evidence.stamp import OUTCOME, current
from werkagenda.inference.page_options import write
from werkagenda.inference.posterior.results import ABOUT, DRAWS, PAGE, About, markdown
from werkagenda.problems import BadInput

HERE = Path(__file__).resolve().parents[2] / "evidence" / "data"
"""Folder of the evidence in a checkout."""
PUBLISHED = Path("docs") / "posterior.md"
"""Page on the sample."""
COVERAGE = "recovery_coverage.csv"
LEAST = 0.5
"""Effective sample size that a sample must have, in parts of its draws."""


def read_about(folder: Path) -> About:
    """Settings of the fit in a folder; BadInput if there is none."""
    path = folder / ABOUT
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return About(**{**content, "parameters": tuple(content["parameters"])})
    except (OSError, ValueError, KeyError, TypeError):
        again = f"python -m werkagenda.inference.posterior run --folder {folder}"
        raise BadInput([f"{folder}: holds no finished fit ({ABOUT} is missing or damaged); {again}"]) from None


def adopt(folder: Path, into: Path = HERE) -> Path:
    """Write the sample of a folder into the evidence; the path written.

    Raises BadInput with all reasons why not: no fit, another version of model or evidence, too few effective draws.
    """
    about = read_about(folder)
    try:
        table = pd.read_csv(folder / DRAWS)
    except (OSError, ValueError):
        raise BadInput([f"{folder / DRAWS}: is missing or damaged; run the fit again"]) from None
    problems = moved(about)
    size = 1.0 / float((table["weight"] ** 2).sum())
    if size < LEAST * len(table):
        problems.append(f"effective sample size {size:.0f} of {len(table)} draws is below half: add a wave")
    if not into.is_dir():
        problems.append(f"{into}: no such folder; the sample is adopted in a checkout")
    if problems:
        raise BadInput(problems)
    head = f"# model={about.model} evidence={about.evidence} command={about.command}\n"
    body = table[["draw", "weight", "point", *about.parameters]].to_csv(
        index=False, float_format="%.6g", lineterminator="\n"
    )
    part = into / f"{OUTCOME}.part"
    part.write_text(head + body, encoding="utf-8", newline="\n")
    part.replace(into / OUTCOME)
    return into / OUTCOME


def publish(folder: Path, path: Path = PUBLISHED) -> Path:
    """Write the report of the fit in a folder as a page, with its command and, once recovered, how well it covers."""
    about = read_about(folder)
    report = (folder / PAGE).read_text(encoding="utf-8").partition("\n")[2]
    words = shlex.split(about.command)
    short = shlex.join(words[: words.index("--parameters")] if "--parameters" in words else words)
    made = "Written by `python -m werkagenda.inference.posterior adopt` from the fit that"
    over = f"made over the {len(about.parameters)} parameters below. `docs/uncertainty.md` says how."
    head = f"# Posterior sample\n\n{made}\n`{short}`\n{over}\n"
    write(head + report + recovery_text(folder), path)
    return path


def recovery_text(folder: Path) -> str:
    """Coverage of known values as a section; that there is none where `recover` was not run."""
    title = "\n## Recovery of known values\n\n"
    if not (folder / COVERAGE).is_file():
        return f"{title}Not run for this fit.\n"
    grouped = pd.read_csv(folder / COVERAGE).groupby("level")
    table = grouped.agg(covered=("covered", "mean"), holds=("holds", "sum"), parameters=("holds", "size"))
    words = "Share of known values inside the interval; for how many parameters the rate lies in its 95% interval."
    return f"{title}{words}\n\n{markdown(table.reset_index())}\n"


def moved(about: About) -> list[str]:
    """Which version differs from the one that a fit was made with."""
    pairs = (("model", about.model, current().model), ("evidence", about.evidence, current().evidence))
    return [
        f"the {name} changed since the fit ({then}, now {now}): run it again"
        for name, then, now in pairs
        if then != now
    ]
