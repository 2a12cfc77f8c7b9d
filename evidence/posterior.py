"""The posterior sample on file (posterior.csv): parameter draws with weights, and the versions they are valid for.

The first line is a comment with the stamp of the model and the evidence and the command that made it; then a table with
a row a draw: `draw`, `weight` (they add up to 1), `point` (1 for the one draw used by single runs) and a column for
every parameter that was searched.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.files import folder
from werkagenda.evidence.priors import all_priors, moments
from werkagenda.evidence.registry import load
from werkagenda.evidence.stamp import OUTCOME, Stamp, current
from werkagenda.problems import BadInput

Vector = NDArray[np.float64]
HEAD = ("draw", "weight", "point")
AGAIN = "make it again with python -m werkagenda.inference.posterior run, then adopt"
INNER = (0.025, 0.5, 0.975)


@dataclass(frozen=True)
class Posterior:
    """Weighted draws: `values` by parameter, one number a draw; `weights` add up to 1; `point` is a row number."""

    stamp: Stamp
    command: str
    weights: Vector
    point: int
    values: Mapping[str, Vector]

    @property
    def stale(self) -> str:
        """Why the sample is not valid for this installation; "" if it is."""
        moved = [name for name, then, now in zip(Stamp._fields, self.stamp, current(), strict=True) if then != now]
        return f"the {' and the '.join(moved)} changed since it was made; {AGAIN}" if moved else ""

    def quantiles(self, name: str, parts: Sequence[float] = INNER) -> Vector:
        """Weighted quantiles of a parameter."""
        return weighted_quantiles(self.values[name], self.weights, parts)

    def spread(self, name: str) -> float:
        """Weighted standard deviation of a parameter."""
        mean = float(self.weights @ self.values[name])
        return math.sqrt(float(self.weights @ (self.values[name] - mean) ** 2))

    @property
    def effective_size(self) -> float:
        """Number of equally weighted draws that would be worth as much: 1 / sum of squared weights."""
        return 1.0 / float(self.weights @ self.weights)


def weighted_quantiles(values: Vector, weights: Vector, parts: Sequence[float]) -> Vector:
    """Quantiles of weighted values, linear between the middles of the weights."""
    order = np.argsort(values, kind="stable")
    heights = np.cumsum(weights[order]) - weights[order] / 2.0
    found: Vector = np.interp(np.asarray(parts) * weights.sum(), heights, values[order])
    return found


@cache
def on_file() -> Posterior | None:
    """The sample of the shipped evidence; None if none has been adopted. BadInput if it is damaged."""
    return read_posterior(folder())


def read_posterior(where: Traversable) -> Posterior | None:
    """The sample of a folder; None without a file. Raises BadInput with all problems of the file at once."""
    path = where / OUTCOME
    if not path.is_file():
        return None
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    stamp, command, problems = _header(head)
    rows = list(csv.reader(io.StringIO(body, newline="")))
    columns = rows[0] if rows else []
    problems += _columns(columns)
    numbers, wrong = _numbers(rows[1:], len(columns))
    problems += wrong
    if not problems:
        problems = _sample(columns, numbers)
    if problems or stamp is None:
        raise BadInput(problems)
    table = {name: numbers[:, place] for place, name in enumerate(columns)}
    weights, point = table["weight"], int(np.argmax(table["point"]))
    values = {name: column for name, column in table.items() if name not in HEAD}
    return Posterior(stamp, command, weights / weights.sum(), point, values)


def _header(line: str) -> tuple[Stamp | None, str, list[str]]:
    """Stamp and command of the first line: `# model=HASH evidence=HASH command=...`."""
    text, _, command = line.removeprefix("# ").strip().partition(" command=")
    split = [field.partition("=") for field in text.split()]
    fields = {name: value for name, _, value in split}
    if not line.startswith("# ") or not all(fields.get(name) for name in Stamp._fields):
        return None, "", [f"{OUTCOME} line 1: must be '# model=HASH evidence=HASH command=...'; {AGAIN}"]
    return Stamp(*(fields[name] for name in Stamp._fields)), command, []


def _columns(columns: list[str]) -> list[str]:
    """What is wrong with the names of the columns."""
    known = load().parameters()
    problems = [f"{OUTCOME} line 2: the column {name} is missing" for name in HEAD if name not in columns]
    others = [name for name in columns if name not in HEAD]
    problems += [f"{OUTCOME} line 2: {name} is no parameter; {AGAIN}" for name in others if name not in known]
    problems += [
        f"{OUTCOME} line 2: the column {name} stands twice" for name in sorted({*columns}) if columns.count(name) > 1
    ]
    return problems


def _numbers(rows: list[list[str]], width: int) -> tuple[Vector, list[str]]:
    """The cells as numbers, and what is wrong with them."""
    found, problems = [], []
    for line, row in enumerate(rows, start=3):
        try:
            numbers = [float(cell) for cell in row]
        except ValueError:
            problems.append(f"{OUTCOME} line {line}: holds a cell that is no number")
            continue
        if len(numbers) != width or not all(math.isfinite(number) for number in numbers):
            problems.append(f"{OUTCOME} line {line}: needs {width} finite numbers")
        found.append(numbers)
    return (np.empty((0, width)) if problems else np.array(found).reshape(-1, width)), problems


def _sample(columns: list[str], numbers: Vector) -> list[str]:
    """What is wrong with the draws as a whole."""
    weights, point = (numbers[:, columns.index(name)] for name in ("weight", "point"))
    problems = [] if len(numbers) else [f"{OUTCOME}: holds no draws; {AGAIN}"]
    if (weights < 0.0).any() or not weights.sum() > 0.0:
        problems.append(f"{OUTCOME}: weights must be 0 or more and not all 0")
    if sorted(point) != [0.0] * (len(point) - 1) + [1.0]:
        problems.append(f"{OUTCOME}: the column point must be 1 for one draw and 0 for the others")
    return problems


def narrowed(name: str) -> str:
    """What the data did to a parameter's prior, as text: quantiles and the ratio of standard deviations."""
    sample = on_file()
    if sample is None:
        return "none on file; python -m werkagenda.inference.posterior run, then adopt"
    if sample.stale:
        return f"stale: {sample.stale}"
    if name not in sample.values:
        return "not searched: equal to the prior"
    low, middle, high = sample.quantiles(name)
    ratio = sample.spread(name) / moments(all_priors()[name])[1]
    return f"median {middle:.3g}, 95% from {low:.3g} to {high:.3g}; standard deviation {ratio:.2f} of the prior's"
