"""Family migrants in the municipality's programme: guidance as for who is on bijstand, a first-year programme (P074).

Who decides: the municipality; the state pays. Eligible: family migrants of working age in their first
``entry_months`` in the country, without work, not exempt, not in full-time education; hardly any of them is on bijstand
(C378, C379), so that without it they get little of the case managers. When: from July 2025; the share covered grows
evenly to the dose at the end of 2029. How long: ``months``, once. How much: a price a person, paid as it begins (about
600 euros for migrants who are no refugees, P074); the hours of guidance are counted as such. Cap: the envelope.
What it does: guidance as far as ``guidance_share`` says as if on bijstand, and the rate of starting to search rises by
``programme_gain`` while it lasts. Women among them may join the women's programme (``women.family_migrants``).
What can fail: not covered, does not take part, more work anyway (57% had work, C376), the gain is nothing (zero lies
in its range; P150). It ends before its time with work, full-time education or leaving the country.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import CHILD, EMPLOYED, EXEMPT, FAMILY, RETIRED
from werkagenda.agents.state import I64
from werkagenda.model.income.ledger import I_FAMILY, SERVICE, STATE, TOWN
from werkagenda.model.state import State
from werkagenda.scenarios import programme
from werkagenda.scenarios.choice import Envelope, Range, euros_by_year
from werkagenda.scenarios.purse import Purse


class Numbers(NamedTuple):
    """Entries ``family.*``."""

    take_up: float
    programme_gain: float
    programme_eur: float


@dataclass(frozen=True)
class Choices:
    """``dose`` is the share of eligible family migrants who are covered by the end of 2029."""

    dose: float = 0.0
    months: int = 12
    entry_months: int = 12
    guidance_share: float = 1.0
    envelope_eur: float | None = None


RANGES = {
    "dose": Range(0, 1),
    "months": Range(1, 36, whole=True),
    "entry_months": Range(1, 60, whole=True),
    "guidance_share": Range(0, 1),
    "envelope_eur": Envelope(),
}


class Family:
    """The instrument; see ``Choices`` for what is decided and ``Numbers`` for what is assumed."""

    name = "family"
    levers = ("encourage", "reach")
    points = ("guidance", "money")
    decisions = programme.DECISIONS
    past = ""

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        self.choices, self.numbers = choices, numbers
        self.memory: dict[str, np.ndarray[Any, Any]] = {}
        self.euros = cents(numbers.programme_eur * 100.0)

    def begin(self, state: State) -> None:
        """Nobody is covered; nothing happens before 2025, so that only what it spends is kept."""
        purse = Purse(euros_by_year(self.choices.envelope_eur))
        self.group = programme.Programme(self.name, len(state.people.id), purse)
        self.memory, self.marks = purse.memory(), self.group.marks
        self.bill = 0

    def act(self, point: str, state: State) -> None:
        """Programmes end and begin and act; in the end the bill."""
        if state.month < programme.START or self.choices.dose == 0.0:
            return
        if point == "money":
            state.ledger.post(state.month, STATE, TOWN, I_FAMILY, self.bill)
            state.ledger.post(state.month, TOWN, SERVICE, I_FAMILY, self.bill)
            return
        self.end(state)
        able, c = self.eligible(state), self.choices
        price = self.price = state.priced(self.euros)
        self.group.cover(state, able, c.dose, 0)
        self.bill = len(self.group.join(state, able, self.numbers.take_up, c.months, price)) * price
        self.help(state)

    def eligible(self, w: State) -> I64:
        """Rows of family migrants without work who came lately."""
        p, n = w.people, w.entered
        mask = (p.active[:n] == 1) & (p.kind[:n] == FAMILY) & (p.state[:n] != EMPLOYED) & (p.studying[:n] == 0)
        mask &= (p.reason[:n] != CHILD) & (p.reason[:n] != RETIRED) & (p.reason[:n] != EXEMPT)
        return np.asarray(np.flatnonzero(mask & (w.month - p.arrival[:n] < self.choices.entry_months)), np.int64)

    def end(self, w: State) -> None:
        """Who works, studies or has gone leaves the programme."""
        p, rows = w.people, self.group.taking_part(w)
        stay = (p.active[rows] == 1) & (p.state[rows] != EMPLOYED) & (p.studying[rows] == 0)
        self.group.break_off(w, rows, stay)

    def help(self, w: State) -> None:
        """Guidance and encouragement of who takes part."""
        rows, reach, encourage = self.group.taking_part(w), w.hooks.move("reach"), w.hooks.move("encourage")
        reach[rows] = 1.0 - (1.0 - reach[rows]) * (1.0 - self.choices.guidance_share)
        encourage[rows] += self.numbers.programme_gain
        self.group.purse.note(w, running=len(rows))


def build(choices: Mapping[str, Any], numbers: Mapping[str, float], _assume: Mapping[str, float | None]) -> Family:
    """The instrument from checked settings and the registry's numbers."""
    return Family(Choices(**choices), Numbers(**numbers))
