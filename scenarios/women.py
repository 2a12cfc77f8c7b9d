"""Guidance of female status holders to work: trained case managers, a group programme, child care (letter; P136-P138).

Decides: the municipality; the state pays its share. Eligible: housed women with a status (and female family migrants if
chosen), of working age, not exempt, not in full-time education, without work, on bijstand or not. Period: from July
2025; coverage grows linearly to the dose at the end of 2029. Four parts, each can be switched off. ``trained``: a
trained case manager raises the rate of starting to search by ``trained_gain``. ``programme``: about 24 sessions of
three hours (P136), once, over ``programme_months``, raises the rate by ``programme_gain``, afterwards in proportion to
attendance and fading; at its end some couples that follow the care norm decide jointly, so that care follows wages.
``care_share``: share of women with a child-care place once they work; it counts while they take part, search or work.
``partner_works``: no loss of guidance when the partner works.

Price: per woman covered, per participant, per month of care used; programme hours are funded and taken from nobody.
Cap: the envelope covers training, programme and care; care is committed until December. May fail: not covered, not
taken up, early exit, no child-care place, budget used up, no gain (zero is in every range; P150, and P142 is a
comparison only), no employer hires. Not modelled: losing a job with the child-care place, minimum group sizes; the
first month of work has no paid care.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import CHILD, EMPLOYED, EXEMPT, FAMILY, FEMALE, NEVER, RETIRED, SEARCHING, STATUS
from werkagenda.agents.state import I64
from werkagenda.model.labour_market.placements import carers
from werkagenda.model.state import State
from werkagenda.scenarios import child_care, programme
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.headings import CHILD_CARE
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import Dose, Envelope, Share, euros_by_year, limits, setting
from werkagenda.scenarios.where_when import OfOrigin
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

PROGRAMME = Heading("women's programme", "vrouwenprogramma", place=16)
PRICE, PRICE_BUDGET = Flow(flows.TOWN, flows.SERVICE, PROGRAMME), Flow(flows.STATE, flows.TOWN, PROGRAMME)
CARE, CARE_BUDGET = Flow(flows.TOWN, flows.SERVICE, CHILD_CARE), Flow(flows.STATE, flows.TOWN, CHILD_CARE)


class Numbers(NamedTuple):
    """Parameters ``women.*``."""

    trained_gain: float
    training_eur: float
    take_up: float
    programme_gain: float
    programme_eur: float
    drop_out_per_month: float
    fade_months: float
    joint_share: float
    care_help: float
    care_eur_per_month: float


class Choices(OfOrigin):
    """``dose``: share of eligible women covered by the end of 2029."""

    dose: Dose = setting(0.0, "share of people", "eligible women who are covered by the end of 2029")
    trained: bool = setting(True, "yes or no", "whether their case managers are trained to guide women")
    programme: bool = setting(True, "yes or no", "whether they are offered a group programme")
    programme_months: Annotated[int, limits(1, 24)] = setting(6, "months", "length of the programme (24 sessions)")
    care_share: Share = setting(
        0.5, "share of people", "covered women for whom there is a child-care place once they work"
    )
    partner_works: bool = setting(
        True, "yes or no", "whether guidance stays when the partner works and there is no bijstand"
    )
    family_migrants: bool = setting(False, "yes or no", "whether female family migrants may take part too")
    state_share: Share = setting(1.0, "share of the costs", "part of the municipality's costs that the state pays")
    envelope_eur: Envelope = setting(None, "euros a year", "what it may spend")


class Women(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "women"
    title = ("guidance of women", "begeleiding van vrouwen")
    summary = "Guidance of female status holders to work, from July 2025 on. Dose 0: none."
    choices_type, numbers_type = Choices, Numbers
    levers = ("encourage", "reach", "care_help")
    points = ("guidance", "money")
    decisions = (*programme.DECISIONS, "drop", "joint", "place")
    flows = (PRICE, PRICE_BUDGET, CARE, CARE_BUDGET, child_care.BENEFIT)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "women without work",
        "reached": "women covered for the first time",
        "started": "women who begin the programme",
        "running": "women in the programme",
        "left_out": "women refused for want of money",
    }

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.aim, self.schedule = Aim(choices), schedule(choices)
        monthly = cents(numbers.programme_eur * 100.0 / choices.programme_months)
        self.euros = (
            cents(numbers.training_eur * 100.0) if choices.trained else 0,
            monthly,
            cents(numbers.care_eur_per_month * 100.0),
        )

    def begin(self, state: State) -> None:
        """Nobody is covered. Nothing happens before 2025, so only spending is saved in checkpoints."""
        budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.group = programme.Programme(self.name, len(state.people.id), budget, self.aim, self.schedule)
        self.memory, self.marks = budget.memory(), self.group.marks
        self.marks["care"] = np.zeros(len(state.people.id), np.int16)
        self.prices, self.bill = [0] * len(self.euros), 0

    def act(self, point: str, state: State) -> None:
        """End and start programmes and set levers, or pay, depending on the point."""
        if not self.schedule.acts or not self.schedule.begun(state.month):
            return
        self.prices = [state.priced(each) for each in self.euros]
        if point == "money":
            self.pay(state)
            return
        self.end(state)
        able = self.eligible(state)
        new = self.group.cover(state, able, self.prices[0])
        self.commit_care(state)
        self.bill = len(new) * self.prices[0] + self.run(state, able)
        self.help(state)

    def eligible(self, w: State) -> I64:
        """Rows of women without work who are eligible."""
        p, n = w.people, w.entered
        kind = (p.kind[:n] == STATUS) | ((p.kind[:n] == FAMILY) & self.choices.family_migrants)
        mask = (p.active[:n] == 1) & kind & (p.sex[:n] == FEMALE) & (p.housed[:n] != NEVER) & (p.studying[:n] == 0)
        mask &= (p.reason[:n] != CHILD) & (p.reason[:n] != RETIRED) & (p.reason[:n] != EXEMPT)
        return self.aim.people(w, np.asarray(np.flatnonzero(mask & (p.state[:n] != EMPLOYED)), np.int64))

    def end(self, w: State) -> None:
        """End programmes of women who work, study or left, and of random drop-outs; some couples then decide
        jointly.
        """
        p, m, g, t = w.people, self.marks, self.group, w.month
        rows = g.taking_part(w)
        stay = (p.active[rows] == 1) & (p.state[rows] != EMPLOYED) & (p.studying[rows] == 0)
        stay &= g.draws(w, "drop", rows, t) >= self.numbers.drop_out_per_month
        g.break_off(w, rows, stay)
        done = np.flatnonzero((m["joined"] + self.choices.programme_months == t) & (m["until"] == t))
        done = done[(p.active[done] == 1) & (p.norm_carer[done] == 1) & self.in_couple(w, done)]
        self.decide(w, done[g.draws(w, "joint", done) < self.numbers.joint_share])

    def in_couple(self, w: State, rows: I64) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Mask of rows with a partner, with or without a row."""
        h, home = w.households, w.people.household[rows]
        return np.asarray((h.adult_b[home] >= 0) | (h.outside_income[home] == 1))

    def decide(self, w: State, rows: I64) -> None:
        """The women and their partners no longer follow the care norm."""
        p, h = w.people, w.households
        for adult in (h.adult_a[p.household[rows]], h.adult_b[p.household[rows]]):
            p.norm_carer[adult[adult >= 0]] = 0

    def run(self, w: State, able: I64) -> int:
        """Start the programme for women who accept, priced at its last month; returns this month's cost in cents."""
        months = self.choices.programme_months
        if self.choices.programme:
            self.group.join(w, able, self.numbers.take_up, months, months * w.priced(self.euros[1], months - 1))
        running = len(self.group.taking_part(w))
        self.group.budget.note(w, running=running)
        return running * self.prices[1]

    def with_place(self, w: State) -> I64:
        """Rows of covered women who are main carer of a child under 12 and have a child-care place."""
        rows = self.covered(w)
        rows = rows[self.group.draws(w, "place", rows) < self.choices.care_share]
        return carers(rows, w.month, w.people, w.households)

    def covered(self, w: State) -> I64:
        """Rows of covered women in the country."""
        n = w.entered
        mask = (self.marks["offered"][:n] != NEVER) & (w.people.active[:n] == 1)
        return np.asarray(np.flatnonzero(mask & (w.people.reason[:n] != RETIRED)), np.int64)

    def at_work(self, w: State, rows: I64) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Mask of rows that work outside a placement (placements have their own child care)."""
        p = w.people
        return np.asarray((p.state[rows] == EMPLOYED) & (p.subsidised[rows] == 0))

    def commit_care(self, w: State) -> None:
        """Commit child care for women at work since last month, or still at work in January, to the end of the year."""
        t, rows = w.month, self.with_place(w)
        rows = rows[self.at_work(w, rows) & (self.marks["care"][rows] <= t)]
        left = 12 - t % 12
        rows = self.group.affordable(w, self.group.waiting(w, rows), left * w.priced(self.euros[2], left - 1))
        self.marks["care"][rows] = t // 12 * 12 + 12

    def help(self, w: State) -> None:
        """Set the levers of the month: search, guidance, child care."""
        rows, c = self.covered(w), self.choices
        if c.trained:
            w.hooks.move("encourage")[rows] += self.numbers.trained_gain
        if c.partner_works:
            w.hooks.move("reach")[rows] = 1.0
        self.encourage(w)
        rows, left = self.with_place(w), self.group.budget.left(w)
        m, standing, t = self.marks, w.people.state, w.month
        takes_part = (m["joined"][rows] <= t) & (m["until"][rows] > t)
        rows = rows[takes_part | (standing[rows] == SEARCHING) | (standing[rows] == EMPLOYED)]
        if left is not None and left < self.prices[2]:
            rows = rows[m["care"][rows] > t]
        lever = w.hooks.move("care_help")
        lever[rows] = 1.0 - (1.0 - lever[rows]) * (1.0 - self.numbers.care_help)

    def encourage(self, w: State) -> None:
        """Set the search lever of participants: the gain during the programme, afterwards fading.

        After the programme: gain * share attended * max(0, 1 - months since / fade_months).
        """
        m, n, t = self.marks, w.entered, w.month
        rows = np.flatnonzero(m["joined"][:n] <= t)
        joined, until = m["joined"][rows].astype(float), m["until"][rows].astype(float)
        attended = np.minimum(until, t) - joined
        fading = np.maximum(0.0, 1.0 - (t - until) / max(1.0, self.numbers.fade_months))
        part = np.where(until > t, 1.0, attended / self.choices.programme_months * fading)
        w.hooks.move("encourage")[rows] += self.numbers.programme_gain * part

    def pay(self, w: State) -> None:
        """Post training, programme and child care of women at work, the state's share, and the child-care benefit."""
        rows = self.with_place(w)
        using = rows[self.at_work(w, rows) & (self.marks["care"][rows] > w.month)]
        care = len(using) * self.prices[2]
        for price, budget, amount in ((PRICE, PRICE_BUDGET, self.bill), (CARE, CARE_BUDGET, care)):
            w.ledger.pay(w.month, price, amount)
            w.ledger.pay(w.month, budget, cents(amount * self.choices.state_share))
        w.ledger.pay(w.month, child_care.BENEFIT, child_care.benefits(w, using))
