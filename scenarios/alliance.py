"""Employer alliance and practical support: members help each other to hire and keep status holders.

Decides: employers. Eligible: ten people or more. Period: from July 2025; membership grows linearly to ``dose`` of them
by the end of 2029. Order: keyed, with employers that have experience with newcomers first
(``alliance.experience_first``; earlier users are far more likely to use again, P156), so part of the effect is
deadweight. Duration: one year, renewed yearly. Price: dues per member and year, paid by the state. Cap: the envelope;
members come before new entrants, and rejected employers ask again in January. Effects: support replaces part of the
experience lacking at a first hire (``known_share``); members learn from members of their sector in any region
(``peer_weight_per_month``; LM193, P157), forget less (``keep_share``), and fewer jobs end in the first year of a status
holder (``job_end_reduction``). May fail: each of the four effects may be zero (nobody has measured them), members may
already be hiring, the budget may run out. It changes neither taste nor applications.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import EMPLOYED, SECTORS, STATUS
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.employer_outreach import EmployerOutreach
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import Dose, Envelope, euros_by_year, setting
from werkagenda.scenarios.where_when import InRegions
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

SMALLEST = 1
"""First eligible size class (10-49 people)."""
YEAR = 12

ALLIANCE = Heading("employer alliance", "werkgeversalliantie", place=19)
DUES = Flow(flows.STATE, flows.SERVICE, ALLIANCE)


class Numbers(NamedTuple):
    """Parameters ``alliance.*``."""

    known_share: float
    peer_weight_per_month: float
    keep_share: float
    job_end_reduction: float
    experience_first: float
    member_eur_per_year: float


class Choices(InRegions):
    """``dose`` is the share of employers of ten people and more who are members by the end of 2029."""

    dose: Dose = setting(
        0.0, "share of employers", "employers of ten people and more who are members by the end of 2029"
    )
    envelope_eur: Envelope = setting(None, "euros a year", "what it may spend")


class Alliance(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "alliance"
    title = ("employer alliance", "werkgeversalliantie")
    summary = "Employer alliance and practical support from July 2025 on. Dose 0: no alliance."
    choices_type, numbers_type = Choices, Numbers
    levers = ("known", "support")
    points = ("contracts", "guidance", "learning", "money")
    decisions = ("join",)
    flows = (DUES,)
    counts: ClassVar[Mapping[str, str]] = {
        "eligible": "employers of ten people and more",
        "reached": "employers that join for the first time",
        "started": "employers that join for the first time",
        "running": "members",
        "left_out": "employers refused or not renewed for want of money",
    }

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.aim, self.schedule = Aim(choices), schedule(choices)
        self.euros = cents(numbers.member_eur_per_year * 100.0)

    def begin(self, state: State) -> None:
        """No members; the order of joining is set when the alliance starts."""
        count = len(state.employers.hash)
        self.budget = YearlyBudget(euros_by_year(self.choices.envelope_eur))
        self.memory = {
            "rank": np.zeros(count),
            "asks": np.zeros(count, np.int16),
            "until": np.zeros(count, np.int16),
            "member": np.zeros(count, np.uint8),
            **self.budget.memory(),
        }
        self.rank, self.until, self.member = (self.memory[name] for name in ("rank", "until", "member"))
        able = (state.employers.size_class >= SMALLEST) & self.aim.employers(state)
        self.outreach = EmployerOutreach(self.rank, able, self.memory["asks"])
        self.bill = 0

    def act(self, point: str, state: State) -> None:
        """Recruit members, support first hires, share experience, retain staff, pay."""
        if not self.schedule.acts or not self.schedule.begun(state.month):
            return
        {"contracts": self.contracts, "guidance": self.guide, "learning": self.learn, "money": self.pay}[point](state)

    def contracts(self, w: State) -> None:
        """Employers join or renew; fewer jobs end in a status holder's first year at a member."""
        if w.month == self.schedule.start:
            self.line_up(w)
        self.join(w)
        p, n = w.people, w.entered
        mask = (p.active[:n] == 1) & (p.state[:n] == EMPLOYED) & (p.kind[:n] == STATUS) & (p.employer[:n] >= 0)
        rows = np.flatnonzero(mask & (w.month - p.started[:n] < YEAR))
        rows = rows[self.member[p.employer[rows]] == 1]
        lever = w.hooks.move("support")
        lever[rows] = 1.0 - (1.0 - lever[rows]) * (1.0 - self.numbers.job_end_reduction)

    def line_up(self, w: State) -> None:
        """Set the order of joining: u * (1 - experience_first * experience), ties by id, evenly spaced from 0 to 1."""
        e = w.employers
        u = draws(w.keys(decision(self.name, "join")), e.hash)
        score = u * (1.0 - self.numbers.experience_first * e.experience)
        rows = np.flatnonzero(self.outreach.open)
        rows = rows[np.lexsort((e.hash[rows], score[rows]))]
        self.rank[rows] = (np.arange(len(rows)) + 0.5) / max(1, len(rows))
        self.rank[:] = self.aim.rank(w, self.rank, self.outreach.open)

    def join(self, w: State) -> None:
        """Employers whose turn has come join or renew for a year, within the budget."""
        t, price = w.month, w.priced(self.euros)
        before = self.until.copy()
        share = self.schedule.share(t) if self.schedule.open(t) else 0.0
        rows = self.outreach.go(w, self.budget, share, price, YEAR)
        self.until[rows] = t + YEAR
        self.bill = len(rows) * price
        self.member[:] = self.until > t
        new = int((before[rows] == 0).sum())
        counts = {"eligible": int(self.outreach.open.sum()), "running": int(self.member.sum())}
        self.budget.note(w, **counts, reached=new, started=new - len(rows))

    def guide(self, w: State) -> None:
        """Support replaces part of the experience that a member lacks."""
        lever, members = w.hooks.move("known"), self.member == 1
        lever[members] = 1.0 - (1.0 - lever[members]) * (1.0 - self.numbers.known_share)

    def learn(self, w: State) -> None:
        """One month of members' learning.

        e' = e + peer_weight * max(0, mean of members of the sector - e) + keep_share * forget * e, at most 1. The last
        term offsets forgetting in advance.
        """
        e, p, rows = w.employers, self.numbers, np.flatnonzero(self.member)
        sector, level = e.sector[rows], e.experience[rows]
        number = np.bincount(sector, minlength=SECTORS)
        sums = np.bincount(sector, weights=level, minlength=SECTORS)
        mean = np.divide(sums, number, out=np.zeros(SECTORS), where=number > 0)
        gained = p.peer_weight_per_month * np.maximum(0.0, mean[sector] - level)
        kept = p.keep_share * w.p.learning.forget_per_month * level
        e.experience[rows] = np.minimum(1.0, level + gained + kept)

    def pay(self, w: State) -> None:
        """The state pays the yearly dues of members who join or renew."""
        w.ledger.pay(w.month, DUES, self.bill)
