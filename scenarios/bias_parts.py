"""Parts of bias reduction beside outreach: the Charter, fair internships, agencies that are asked to discriminate."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import AGENCIES, REGIONS
from werkagenda.agents.state import F64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.purse import Once, Purse
from werkagenda.scenarios.rollout import progress
from werkagenda.scenarios.visits import Visits

Memory = dict[str, np.ndarray[Any, Any]]
YOUNG = 27 * 12
"""Age in months under which a student looks for an internship (assumption)."""


def luck(w: State, what: str, month: int = 0) -> F64:
    """A draw of each employer for a decision of the instrument."""
    return draws(w.keys(decision("bias", what), month), w.employers.hash)


def signed(w: State, growth_per_year: float, candidates: int) -> float:
    """Share of candidates in the sample that has signed the Charter: growth a year, evenly from July 2025."""
    return growth_per_year * 4.5 * progress(w.month) * w.spec.scale / max(1, candidates)


class Charter:
    """Employers of ten people and more sign the Charter Diversiteit (251 by 2020, LM204, 41 a year, LM205)."""

    def __init__(self, w: State, growth: float, share: float, euros: float, where: np.ndarray[Any, Any]) -> None:
        e = w.employers
        self.growth, self.euros = growth, cents(euros * 100.0)
        self.memory: Memory = {"signs": np.zeros(len(e.hash), np.int16)}
        candidates = (e.size_class >= 1) & (e.charter == 0) & where
        self.visits = Visits(luck(w, "sign"), candidates, self.memory["signs"])
        self.means_it = luck(w, "mean") < share

    def act(self, w: State, purse: Purse, once: Once) -> int:
        """New signatories; those who mean it select in a structured way from then on. Returns cents."""
        if self.growth == 0.0:
            return 0
        share, price = signed(w, self.growth, int(self.visits.open.sum())), w.priced(self.euros)
        rows = self.visits.go(w, purse, share, price)
        w.employers.charter[rows] = 1
        purse.note(w, reached=once.met(rows), started=once.began(rows[self.means_it[rows]]) - len(rows))
        lever = w.hooks.move("structured")
        np.maximum(lever, self.visits.done() & self.means_it, out=lever)
        return len(rows) * price


class Internships:
    """Training firms are visited about fair internships; fewer young newcomers leave school early.

    Only newcomers study as rows, so young people with a migration background who were born here are not seen.
    """

    def __init__(self, w: State, dose: float, numbers: Any, where: np.ndarray[Any, Any]) -> None:
        self.dose, self.effect = dose, numbers.internship_quit_share
        self.euros = cents(numbers.internship_eur * 100.0)
        self.memory: Memory = {"trained": np.zeros(len(w.employers.hash), np.int16)}
        self.trains = luck(w, "train") < numbers.training_firm_share
        self.visits = Visits(luck(w, "internship"), self.trains & where, self.memory["trained"])
        self.firms = np.bincount(w.employers.region, weights=self.trains.astype(float), minlength=REGIONS)

    def help(self, w: State) -> None:
        """Part of leaving that is prevented: quit share * structured effect * share of the region's training firms."""
        if self.dose == 0.0:
            return
        seen = np.bincount(w.employers.region, weights=self.visits.done().astype(float), minlength=REGIONS)
        share = np.divide(seen, self.firms, out=np.zeros(REGIONS), where=self.firms > 0)
        prevented = self.effect * w.p.callback.structured_effect * share
        p, n, lever = w.people, w.entered, w.hooks.move("internship")
        rows = np.flatnonzero((p.active[:n] == 1) & (p.studying[:n] == 1) & (w.month - p.birth[:n] < YOUNG))
        lever[rows] = 1.0 - (1.0 - lever[rows]) * (1.0 - prevented[p.region[rows]])

    def act(self, w: State, purse: Purse, once: Once) -> int:
        """Visits to training firms. Returns cents."""
        if self.dose == 0.0:
            return 0
        price = w.priced(self.euros)
        rows = self.visits.go(w, purse, self.dose * progress(w.month), price)
        purse.note(w, reached=once.met(rows), started=-len(rows))
        return len(rows) * price


class Agencies:
    """Every agency can be called and visited; of those that obey discriminatory requests a part stops, for a while."""

    def __init__(self, w: State, dose: float, numbers: Any, where: np.ndarray[Any, Any]) -> None:
        e = w.employers
        self.dose, self.wear, self.euros = dose, numbers.agency_wear_per_month, cents(numbers.agency_eur * 100.0)
        self.memory: Memory = {"called": np.zeros(len(e.hash), np.int16), "complies": np.zeros(len(e.hash), np.uint8)}
        self.visits = Visits(luck(w, "agency"), (e.sector == AGENCIES) & where, self.memory["called"])
        self.listens = (luck(w, "comply") < numbers.agency_comply_share) & (e.obeys == 1)
        self.complies = self.memory["complies"]

    def act(self, w: State, purse: Purse, once: Once) -> int:
        """Some fall back, visits make others stop; who has stopped obeys nobody. Returns cents."""
        if self.dose == 0.0:
            return 0
        self.complies[luck(w, "relapse", w.month) < self.wear] = 0
        price = w.priced(self.euros)
        rows = self.visits.go(w, purse, self.dose * progress(w.month), price)
        stops = rows[self.listens[rows]]
        self.complies[stops] = 1
        purse.note(w, reached=once.met(rows), started=once.began(stops) - len(rows))
        lever = w.hooks.move("compliant")
        np.maximum(lever, self.complies, out=lever)
        return len(rows) * price
