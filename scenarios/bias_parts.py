"""Other parts of bias reduction: the Charter, fair internships, and discriminatory requests to agencies."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import AGENCIES, REGIONS
from werkagenda.agents.state import F64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import Aim
from werkagenda.scenarios.budget import Once, YearlyBudget
from werkagenda.scenarios.employer_outreach import EmployerOutreach
from werkagenda.scenarios.rollout import Schedule

Memory = dict[str, np.ndarray[Any, Any]]
YOUNG = 27 * 12
"""Maximum age in months of students who look for an internship (assumption)."""


class Round(NamedTuple):
    """What all parts share: places, period, and the mask of employers who may be served."""

    aim: Aim
    schedule: Schedule
    where: np.ndarray[Any, Any]

    def outreach(
        self, w: State, what: str, target: np.ndarray[Any, Any], asks: np.ndarray[Any, Any]
    ) -> EmployerOutreach:
        """Visits to a part's target group, in the keyed order of a decision."""
        mine = target & self.where
        return EmployerOutreach(self.aim.rank(w, luck(w, what), mine), mine, asks)

    def share(self, month: int) -> float:
        """Part of the way to a part's dose; 0 after the period, in which nobody new is visited."""
        return self.schedule.progress(month) if self.schedule.open(month) else 0.0


def luck(w: State, what: str, month: int = 0) -> F64:
    """One draw per employer for a decision of the instrument."""
    return draws(w.keys(decision("bias", what), month), w.employers.hash)


def signed(w: State, growth_per_year: float, candidates: int, when: Round) -> float:
    """Share of sampled candidates that have signed the Charter: growth per year, linear over the period."""
    years = (when.schedule.last + 1 - when.schedule.start) / 12
    return growth_per_year * years * when.share(w.month) * w.spec.scale / max(1, candidates)


class Charter:
    """Employers of ten or more people sign the Charter Diversiteit (251 by 2020, LM204; 41 a year, LM205)."""

    def __init__(self, w: State, choices: Any, numbers: Any, when: Round) -> None:
        e, self.round = w.employers, when
        self.growth, self.euros = choices.charter_growth, cents(numbers.charter_eur * 100.0)
        self.memory: Memory = {"signs": np.zeros(len(e.hash), np.int16)}
        candidates = (e.size_class >= 1) & (e.charter == 0)
        self.outreach = when.outreach(w, "sign", candidates, self.memory["signs"])
        self.committed = luck(w, "mean") < numbers.charter_structured_share

    def act(self, w: State, budget: YearlyBudget, once: Once) -> int:
        """New signatories; the committed ones use structured selection from then on. Returns cents."""
        if self.growth == 0.0:
            return 0
        share, price = signed(w, self.growth, int(self.outreach.open.sum()), self.round), w.priced(self.euros)
        rows = self.outreach.go(w, budget, share, price)
        w.employers.charter[rows] = 1
        budget.note(w, reached=once.met(rows), started=once.began(rows[self.committed[rows]]) - len(rows))
        lever = w.hooks.move("structured")
        np.maximum(lever, self.outreach.done() & self.committed, out=lever)
        return len(rows) * price


class Internships:
    """EmployerOutreach to training firms about fair internships, which reduce school dropout of young newcomers.

    Only newcomers have rows as students; young people with a migration background born in the Netherlands are not
    modelled.
    """

    def __init__(self, w: State, choices: Any, numbers: Any, when: Round) -> None:
        self.dose, self.effect, self.round = choices.internships, numbers.internship_quit_share, when
        self.euros = cents(numbers.internship_eur * 100.0)
        self.memory: Memory = {"trained": np.zeros(len(w.employers.hash), np.int16)}
        self.trains = luck(w, "train") < numbers.training_firm_share
        self.outreach = when.outreach(w, "internship", self.trains, self.memory["trained"])
        self.firms = np.bincount(w.employers.region, weights=self.trains.astype(float), minlength=REGIONS)

    def help(self, w: State) -> None:
        """Set the share of dropout prevented: quit share * structured effect * visited share of training firms."""
        if self.dose == 0.0:
            return
        seen = np.bincount(w.employers.region, weights=self.outreach.done().astype(float), minlength=REGIONS)
        share = np.divide(seen, self.firms, out=np.zeros(REGIONS), where=self.firms > 0)
        prevented = self.effect * w.p.callback.structured_effect * share
        p, n, lever = w.people, w.entered, w.hooks.move("internship")
        rows = np.flatnonzero((p.active[:n] == 1) & (p.studying[:n] == 1) & (w.month - p.birth[:n] < YOUNG))
        lever[rows] = 1.0 - (1.0 - lever[rows]) * (1.0 - prevented[p.region[rows]])

    def act(self, w: State, budget: YearlyBudget, once: Once) -> int:
        """Visit training firms. Returns cents."""
        if self.dose == 0.0:
            return 0
        price = w.priced(self.euros)
        rows = self.outreach.go(w, budget, self.dose * self.round.share(w.month), price)
        budget.note(w, reached=once.met(rows), started=-len(rows))
        return len(rows) * price


class Agencies:
    """EmployerOutreach to agencies; a share of those that obey discriminatory requests stops for some time."""

    def __init__(self, w: State, choices: Any, numbers: Any, when: Round) -> None:
        e, self.dose, self.round = w.employers, choices.agencies_dose, when
        self.wear, self.euros = numbers.agency_wear_per_month, cents(numbers.agency_eur * 100.0)
        self.memory: Memory = {"called": np.zeros(len(e.hash), np.int16), "complies": np.zeros(len(e.hash), np.uint8)}
        self.outreach = when.outreach(w, "agency", e.sector == AGENCIES, self.memory["called"])
        self.listens = (luck(w, "comply") < numbers.agency_comply_share) & (e.obeys == 1)
        self.complies = self.memory["complies"]

    def act(self, w: State, budget: YearlyBudget, once: Once) -> int:
        """Some agencies relapse, visits make others stop. Returns cents."""
        if self.dose == 0.0:
            return 0
        self.complies[luck(w, "relapse", w.month) < self.wear] = 0
        price = w.priced(self.euros)
        rows = self.outreach.go(w, budget, self.dose * self.round.share(w.month), price)
        stops = rows[self.listens[rows]]
        self.complies[stops] = 1
        budget.note(w, reached=once.met(rows), started=once.began(stops) - len(rows))
        lever = w.hooks.move("compliant")
        np.maximum(lever, self.complies, out=lever)
        return len(rows) * price
