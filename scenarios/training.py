"""Training and employee skills: at a firm, in a short course, under a work-learn contract (letter, first pillar).

Who decides: the municipality, with the employer. Eligible: housed status holders, and family migrants, of working age,
not exempt, not in full-time education or a placement, and either without work, with room for the hours beside class, or
in work that asks little Dutch. When: from July 2025; the offer reaches a share of them that grows evenly to the dose at
the end of 2029. Once a person, in one of three forms, each with a course in employee skills:
``firm`` - without work: practical learning with benefit, at a firm of the region that has a vacancy, room, and agrees;
``course`` - without work, when no firm agrees: a short vocational course;
``contract`` - in work: a work-learn contract with the own employer, who must agree.
How much: a price a participant; for a contract the employer gets a subsidy for the learning place. Cap: the envelope.
What it does: at the end skill is higher and part of what employers withhold out of uncertainty is lifted by a
certificate; for a time fewer jobs end; under a contract fewer end meanwhile. A firm knows whom it trained: it keeps who
scores high enough, in its own open post or in an additional one (``training_hiring``).
What can fail: not offered, does not take part, is not ready (care, illness, far from work), no firm agrees, drops out,
finds work first, too little time to apply while it lasts (lock-in), is not kept, does not accept, the certificate says
nothing (zero lies in its range, E060), the money is gone. Hours that firms and colleagues give are not counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import EMPLOYED, NEVER
from werkagenda.agents.state import I64
from werkagenda.model.state import State
from werkagenda.scenarios import programme, training_firms, training_offers
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import euros_by_year
from werkagenda.scenarios.training_terms import CONTRACT, FIRM, Choices, Numbers
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

TRAINING = Heading("training", "opleiding en vaardigheden", place=15)
BUDGET = Flow(flows.STATE, flows.TOWN, TRAINING)
COURSES = Flow(flows.TOWN, flows.SERVICE, TRAINING)
PLACES = Flow(flows.TOWN, flows.EMPLOYER, TRAINING)


class Training(Instrument[Choices, Numbers]):
    """The instrument; see ``Choices`` for what is decided and ``Numbers`` for what is assumed."""

    name = "training"
    title = ("training and skills", "opleiding en vaardigheden")
    summary = "Practical learning, short courses and work-learn contracts, from July 2025 on. Dose 0: none."
    choices_type, numbers_type = Choices, Numbers
    levers = ("in_training", "recognised", "support")
    points = ("contracts", "guidance", "offers", "money")
    decisions = (*programme.DECISIONS, "drop", "employer", *training_firms.DECISIONS)
    flows = (BUDGET, COURSES, PLACES)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "people without work or in work that asks little Dutch",
        "reached": "people offered it for the first time",
        "started": "people who begin",
        "running": "people who take part",
        "left_out": "people refused for want of money",
    }

    def __init__(self, choices: Choices, numbers: Numbers, outlook_additional: float | None = None) -> None:
        super().__init__(choices, numbers)
        share = numbers.additional_job_share if outlook_additional is None else outlook_additional
        self.additional_share, self.aim, self.schedule = share, Aim(choices), schedule(choices)
        self.lengths = np.array([choices.firm_months, choices.course_months, choices.contract_months], np.int64)
        euros = (numbers.firm_eur, numbers.course_eur, numbers.contract_eur)
        self.euros = [cents(each * 100.0 / months) for each, months in zip(euros, self.lengths.tolist(), strict=True)]
        self.skills = [cents(numbers.skills_eur * 100.0 / months) for months in self.lengths.tolist()]

    @classmethod
    def build(
        cls, choices: Mapping[str, Any], numbers: Mapping[str, float], assume: Mapping[str, float | None]
    ) -> Self:
        """Beside settings and parameters it takes the assumption about additional posts."""
        return cls(Choices(**choices), Numbers(**numbers), assume.get("additional_job_share"))

    def begin(self, state: State) -> None:
        """Nobody has had an offer; nothing happens before 2025, so that only what it spends is kept."""
        count, budget = len(state.people.id), YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.group = programme.Programme(self.name, count, budget, self.aim, self.schedule)
        self.memory, self.marks = budget.memory(), self.group.marks
        self.marks["done"] = np.full(count, NEVER, np.int16)
        self.marks["form"] = np.full(count, -1, np.int16)
        self.marks["at"] = np.full(count, -1, np.int32)

    def act(self, point: str, state: State) -> None:
        """Jobs are held, trainings end and are offered, people begin and are kept; in the end the bill."""
        if not self.schedule.acts or not self.schedule.begun(state.month):
            return
        {"contracts": self.hold, "guidance": self.guide, "offers": self.bring, "money": self.pay}[point](state)

    def hold(self, w: State) -> None:
        """Fewer jobs end under a work-learn contract, and for a time after a course in employee skills."""
        m, n, t, lever = self.marks, w.entered, w.month, w.hooks.move("support")
        done = m["done"][:n].astype(np.int64)
        lately = np.flatnonzero((done <= t) & (t < done + int(self.numbers.support_months)))
        running = self.group.taking_part(w)
        under = running[m["form"][running] == CONTRACT]
        for rows, part in ((under, self.numbers.contract_support), (lately, self.numbers.skills_support)):
            lever[rows] = 1.0 - (1.0 - lever[rows]) * (1.0 - part)

    def guide(self, w: State) -> None:
        """Trainings end or break off; new people are offered one; who trains applies less."""
        self.end(w)
        self.group.cover(w, training_offers.eligible(self, w), 0)
        running = self.group.taking_part(w)
        learning = running[self.marks["form"][running] != CONTRACT]
        w.hooks.move("in_training")[learning] = self.numbers.lock_in
        holders = np.flatnonzero(self.marks["done"][: w.entered] <= w.month)
        w.hooks.move("recognised")[holders] = self.numbers.recognised

    def end(self, w: State) -> None:
        """Who has come to the end has learned; others leave for work, study, another country or of their own accord."""
        m, t, p, g = self.marks, w.month, w.people, self.group
        rows = np.flatnonzero((m["joined"] < t) & (m["until"] >= t))
        last = m["until"][rows].copy()
        works = p.state[rows] == EMPLOYED
        same = works & (p.employer[rows] == m["at"][rows])
        stay = (p.active[rows] == 1) & (p.studying[rows] == 0)
        stay &= np.where(m["form"][rows] == CONTRACT, same, ~works)
        stay &= (last == t) | (g.draws(w, "drop", rows, t) >= self.numbers.drop_out_per_month)
        g.break_off(w, rows, stay)
        done = rows[stay & (last == t)]
        m["done"][done] = t
        gain = np.array([self.numbers.firm_skill, self.numbers.course_skill, self.numbers.contract_skill])
        p.skill[done] += gain[m["form"][done]]

    def bring(self, w: State) -> None:
        """Firms keep whom they trained; who was offered a training begins, as far as the money goes."""
        m, t = self.marks, w.month
        done = np.flatnonzero((m["done"] == t) & (m["form"] == FIRM) & (w.people.state != EMPLOYED))
        training_firms.keep(self, w, done)
        rows, form, at = training_offers.begin(self, w)
        number, paid = self.affordable(w, form)
        m["refused"][rows[number:]] = t
        self.group.budget.note(w, started=number, left_out=len(rows) - number, cents=paid)
        rows, form = rows[:number], form[:number]
        m["joined"][rows], m["until"][rows] = t, t + self.lengths[form]
        m["form"][rows], m["at"][rows] = form, at[:number]
        training_offers.search(w, rows)
        self.group.budget.note(w, running=len(self.group.taking_part(w)))

    def affordable(self, w: State, form: I64) -> tuple[int, int]:
        """How many of those who would begin, in their order, the year's money pays for to the end (at the prices of
        the last month); that money."""
        lasts = self.lengths.tolist()
        months = zip(self.euros, self.skills, lasts, strict=True)
        price = np.array([n * (w.priced(a, n - 1) + w.priced(b, n - 1)) for a, b, n in months], np.int64)
        total, left = np.cumsum(price[form]), self.group.budget.left(w)
        number = len(form) if left is None else int((total <= left).sum())
        return number, int(total[number - 1]) if number else 0

    def pay(self, w: State) -> None:
        """The municipality pays courses and guidance, and employers for learning places; the state gives its share."""
        form = self.marks["form"][self.group.taking_part(w)]
        number = np.bincount(form, minlength=len(self.lengths)).tolist()
        place = number[CONTRACT] * w.priced(self.euros[CONTRACT])
        course = sum(many * w.priced(each) for many, each in zip(number[:CONTRACT], self.euros[:CONTRACT], strict=True))
        course += sum(many * w.priced(each) for many, each in zip(number, self.skills, strict=True))
        for flow, amount in ((COURSES, course), (PLACES, place)):
            w.ledger.pay(w.month, flow, amount)
        w.ledger.pay(w.month, BUDGET, cents((course + place) * self.choices.state_share))
