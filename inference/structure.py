"""Headlines under each structural choice, and effects of each measure by sex: `python -m
werkagenda.inference.structure`.

A structural choice is a parameter whose values are codes, or an assumption about the labour market that no evidence
settles; each is moved alone, from January 2025 on. Every scenario is paired with the baseline of the same seed under
the same choice. Writes docs/structural_choices.md. Nothing here is fitted.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from werkagenda.evidence import registry
from werkagenda.evidence.entry import WHOLE
from werkagenda.inference import structure_page
from werkagenda.inference.country_run import of_model, with_values
from werkagenda.inference.takeup_runs import choices
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.run_spec import RunSpec
from werkagenda.scenarios import compose
from werkagenda.tables.comparison import ASSUMED
from werkagenda.tables.vocabulary import HISTORY_MONTHS, INDICATORS, MONTHS

PAGE = Path("docs") / "structural_choices.md"
BASELINE, WHOLE_LETTER = "baseline", "werkagenda"
CONCERNS = {
    "participation.care_relief": "vrouwen_begeleiding",
    "participation.norm_link": "vrouwen_begeleiding",
    "placement.after": "startbanen_breed",
    "startbanen.additional_job_share": "startbanen_breed",
    "openings.vacancy_response": "opleiding_vaardigheden",
    "rivals.fringe_share": "opleiding_vaardigheden",
    "callback.taste_share": "bias_mkb",
}
"""The measure whose headline alone is shown under a choice, beside that of the whole letter."""
YEAR = slice(MONTHS - 12, MONTHS)
REGULAR = list(INDICATORS).index("regular_employed")
Effects = NDArray[np.float64]
"""Seeds x (women, men, all): status holders more in regular work, mean of 2029."""


@dataclass(frozen=True)
class Choice:
    """A parameter moved to another value from 2025 on; no parameter is the registry's values."""

    parameter: str = ""
    value: float = 0.0

    @property
    def changes(self) -> dict[str, float]:
        """Parameters that differ."""
        return {self.parameter: self.value} if self.parameter else {}


def structural() -> tuple[Choice, ...]:
    """Every other code of each structural parameter, and both ends of each assumption about the labour market."""
    known = registry.load().parameters()
    found = []
    for name, entry in known.items():
        if entry.distribution == WHOLE:
            codes = range(int(entry.low or 0), int(entry.high or 0) + 1)
            found += [Choice(name, float(code)) for code in codes if code != entry.number]
    for name in ASSUMED.values():
        ends = (known[name].low, known[name].high)
        found += [Choice(name, float(end)) for end in ends if end is not None and end != known[name].number]
    return tuple(found)


class Worlds:
    """Outlooks of one seed from one history; regular employment of status holders by sex, mean of 2029."""

    def __init__(self, seed: int, scale: float, folder: Path) -> None:
        self.seed, self.scale, self.path = seed, scale, folder / f"history{seed}.npz"
        self.past = compose.baseline(with_values({}))
        made = Country(self._spec(Choice(), HISTORY_MONTHS), self.past)
        made.run()
        checkpoint.save(made, self.path)

    def _spec(self, choice: Choice, months: int = MONTHS) -> RunSpec:
        own, moved = of_model(with_values({})), of_model(with_values(choice.changes))
        outlook = moved if choice.parameter else None
        return RunSpec(BASELINE, self.seed, 0, self.scale, "central", "central", own, months, outlook)

    def level(self, scenario: str, choice: Choice) -> NDArray[np.float64]:
        """Women, men and all in regular work, raised to the country."""
        assume = {short: choice.value if choice.parameter == long else None for short, long in ASSUMED.items()}
        made = compose.build(choices((scenario,)), with_values(choice.changes), assume)
        country = checkpoint.restore(self._spec(choice), self.path, made, past=self.past)
        country.run()
        counts = country.state.record["monthly"][YEAR, 0, :, :, REGULAR].sum(axis=2).mean(axis=0) / self.scale
        return np.array([*counts, counts.sum()])


def effects(worlds: Sequence[Worlds], scenarios: Sequence[str], choice: Choice) -> dict[str, Effects]:
    """Effect of each scenario under a choice, by seed and sex."""
    none = [each.level(BASELINE, choice) for each in worlds]
    return {
        name: np.array([each.level(name, choice) - level for each, level in zip(worlds, none, strict=True)])
        for name in scenarios
    }


def main(given: Sequence[str] | None = None) -> int:
    """Run all outlooks and write the page."""
    reader = argparse.ArgumentParser(prog="python -m werkagenda.inference.structure", description=__doc__)
    reader.add_argument("--scale", type=float, default=0.06, help="share of the country simulated (0.06)")
    reader.add_argument("--seeds", type=int, default=4, help="paired replicates (4)")
    reader.add_argument("--page", type=Path, default=PAGE, help="page to write")
    asked = reader.parse_args(given)
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        worlds = [Worlds(seed, asked.scale, Path(folder)) for seed in range(1, asked.seeds + 1)]
        by_measure = effects(worlds, [*structure_page.TRIALS, WHOLE_LETTER], Choice())
        console.print("measures done")
        under = {
            (each.parameter, each.value): effects(worlds, (WHOLE_LETTER, CONCERNS[each.parameter]), each)
            for each in structural()
        }
    text = structure_page.page(by_measure, under, asked.scale, asked.seeds)
    asked.page.write_text(text, encoding="utf-8")
    console.print(str(asked.page))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
