"""What the pages of validation say, read from those pages: headlines and the figures missed by most."""

from __future__ import annotations

import re
from pathlib import Path

from werkagenda.inference.description.markdown import table

MISSED = 12
"""Figures shown."""
FIGURE = re.compile(
    r"^\| (C\d+|LM\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| no \| ([^|]*) \|$", re.M
)
SECTION = re.compile(r"^## (Fitted|Held out): (.+)$", re.M)
SAID = {
    "predictive.md": re.compile(r"(?<=## Held out\n\n)(\d+ of \d+ inside the 95% interval)"),
    "background.md": re.compile(r"(\d+ of \d+ figures met [^.;]+?)(?:, of|;|\.)"),
    "rivals.md": re.compile(r"^(Smallest error: [^.]+|The simulator has [^.]+)\.", re.M),
    "trials.md": re.compile(r"^(Sign of \d+: [^.]+)\.", re.M),
}
"""The sentence of a page that says how it went."""
LATER = ("predictive.md", "trials.md")
"""Pages that a version may lack."""


def headlines(root: Path) -> str:
    """One row a page of validation: what it says of itself, and the command that writes it."""
    fit = _text(root, "fit.md")
    rows = [("[fit.md](fit.md)", f"{use}: {words}", command(fit)) for use, words in SECTION.findall(fit)]
    for page, pattern in SAID.items():
        if page in LATER and not (root / "docs" / page).is_file():
            continue
        text = _text(root, page)
        found = pattern.search(text)
        if found is None:
            raise ValueError(f"docs/{page}: the sentence that sums it up is not there")
        held = "Held out: " if page == "predictive.md" else ""
        rows.append((f"[{page}]({page})", held + " ".join(found.group(1).split()), command(text)))
    return table(("page", "what it says", "written by"), rows)


def _text(root: Path, page: str) -> str:
    return (root / "docs" / page).read_text(encoding="utf-8")


def command(text: str) -> str:
    """The command that a page says it was written by."""
    found = re.search(r"[Ww]ritten by\s+(`[^`]+`)", text)
    return found.group(1) if found else ""


def missed(root: Path) -> str:
    """Figures outside their tolerance, largest gap first; those with too few people are left out."""
    text = _text(root, "fit.md")
    border = text.index("## Held out")
    rows = []
    for found in FIGURE.finditer(text):
        name, what, official, model, gap, error, why = (each.strip() for each in found.groups())
        if "too small to judge" in why:
            continue
        use = "fitted" if found.start() < border else "held out"
        rows.append((abs(float(gap.replace("−", "-"))), (name, what, use, official, model, gap, error)))
    ordered = [row for _, row in sorted(rows, key=lambda each: (-each[0], each[1]))]
    heads = ("id", "figure", "use", "official", "model", "gap", "error")
    return (
        table(heads, ordered[:MISSED], heads[3:])
        + f"\n{len(rows)} figures with enough simulated people are outside their tolerance.\n"
    )


def rivals(root: Path) -> str:
    """The table of errors and scores of the simulator and of simple rivals."""
    text = _text(root, "rivals.md")
    found = re.search(r"^\| figures \|.*?(?=\n\n)", text, re.M | re.S)
    if found is None:
        raise ValueError("docs/rivals.md: the table of errors is not there")
    return found.group() + "\n"
