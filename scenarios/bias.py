"""Bias reduction among small and medium employers: outreach brings structured selection, peers copy it, it wears off.

Who decides: employers of 2 to 249 people that select on a first impression. Reached: a share that grows evenly from
July 2025 to the dose at the end of 2029. Reached employers take structured selection up once or not; the others of the
sector and region copy those who have; who has it can fall back. What it does: part of the gap in call-backs that comes
from uncertainty goes (``callback.structured_effect``, zero in its range), and of the gap in offers as far as one
carries over to the other (``offer.pass_through``). What can fail: not reached, not taken up, no effect (LM255-LM263).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.state import F64
from werkagenda.model.draws import draws
from werkagenda.model.ledger import I_OUTREACH, SERVICE, STATE
from werkagenda.model.ports import decision
from werkagenda.model.world import REGIONS, SECTORS, World
from werkagenda.scenarios.choice import Range
from werkagenda.tables.vocabulary import MONTHS, month_index

START = month_index("2025-07")
LARGEST = 2
"""Last size class that counts as small or medium (50-249)."""


class Numbers(NamedTuple):
    """Entries ``bias.*``."""

    adopt_share: float
    peer_weight_per_month: float
    wear_per_month: float
    contact_eur: float
    support_eur: float


@dataclass(frozen=True)
class Choices:
    """``dose`` is the share of small and medium employers that outreach has reached by the end of 2029."""

    dose: float = 0.0


RANGES = {"dose": Range(0, 1)}


class Bias:
    """The instrument; see ``Choices`` for what is decided and ``Numbers`` for what is assumed."""

    name = "bias"
    levers = ("structured",)
    points = ("guidance", "money")
    decisions = ("reach", "adopt", "peers", "wear")
    past = ""

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        self.choices, self.numbers = choices, numbers
        self.memory: dict[str, np.ndarray[Any, Any]] = {}

    def begin(self, world: World) -> None:
        """Nobody has taken it up; every employer has its place in the order in which outreach goes round."""
        e = world.employers
        self.memory = {"adopted": np.zeros(len(e.hash), np.uint8)}
        self.adopted = self.memory["adopted"]
        self.rank = draws(world.keys(decision(self.name, "reach")), e.hash)
        self.open = (e.size_class <= LARGEST) & (e.structured == 0)
        self.cell = e.region.astype(np.int64) * SECTORS + e.sector
        self.new_contacts = self.new_adopters = 0

    def act(self, point: str, world: World) -> None:
        """Reach out, copy, fall back; then pay."""
        if world.month < START or self.choices.dose == 0.0:
            return
        if point == "money":
            self.pay(world)
            return
        self.change(world)
        lever = world.ports.lever["structured"]
        np.maximum(lever, self.adopted, out=lever)

    def reached(self, month: int) -> float:
        """Share of small and medium employers reached up to and including a month."""
        return self.choices.dose * min(1.0, (month - START + 1) / (MONTHS - START))

    def change(self, w: World) -> None:
        """One month: who is reached for the first time decides; earlier ones copy their peers; adopters fall back."""
        t, who = w.month, w.employers.hash
        now, before = self.reached(t), self.reached(t - 1) if t > START else 0.0
        new = self.open & (self.rank >= before) & (self.rank < now)
        said_yes = draws(w.keys(decision(self.name, "adopt")), who) < self.numbers.adopt_share
        copies = draws(w.keys(decision(self.name, "peers"), t), who) < self.pull()
        stays = draws(w.keys(decision(self.name, "wear"), t), who) >= self.numbers.wear_per_month
        had = self.adopted == 1
        takes_up = self.open & ~had & ((new & said_yes) | copies)
        self.adopted[:] = (had & stays) | takes_up
        self.new_contacts, self.new_adopters = int(new.sum()), int(takes_up.sum())

    def pull(self) -> F64:
        """Monthly probability that an employer copies its peers: weight times the share that has taken it up."""
        number = np.bincount(self.cell, minlength=REGIONS * SECTORS)
        have = np.bincount(self.cell, weights=self.adopted.astype(float), minlength=REGIONS * SECTORS)
        share = np.divide(have, number, out=np.zeros_like(have), where=number > 0)
        return np.asarray(self.numbers.peer_weight_per_month * share[self.cell])

    def pay(self, w: World) -> None:
        """The state pays for each contact and for the help to each employer that takes it up."""
        euros = self.new_contacts * self.numbers.contact_eur + self.new_adopters * self.numbers.support_eur
        w.ledger.post(w.month, STATE, SERVICE, I_OUTREACH, cents(euros * 100.0))


def build(choices: Mapping[str, Any], numbers: Mapping[str, float], _assume: Mapping[str, float | None]) -> Bias:
    """The instrument from checked settings and the registry's numbers."""
    return Bias(Choices(**choices), Numbers(**numbers))
