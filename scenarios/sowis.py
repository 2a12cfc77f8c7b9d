"""SOWIS: subsidy for guiding status holders at work, first come first served under a ceiling (P052-P066).

Decides: employers who know the scheme and have an eligible employee. Eligible: status holders in an ordinary job of at
least 20 hours and 12 months, at most six months in service; in 2024 with a temporary permit only; at most four per
yearly application; employers not funded in the previous round (from 2025) and below the de-minimis ceiling. Period:
months of the round. Effects: guidance for two years, which lowers separations, adds vocational Dutch and teaches the
employer. May fail: unknown to employers, ceiling reached, no effect of guidance (zero is in every range).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple, Self

import numpy as np
import pyarrow as pa
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from werkagenda.agents.kinds import EMPLOYED, FIXED, NEVER, PERMANENT, STATUS
from werkagenda.agents.state import I64
from werkagenda.evidence.subsidy import rules
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import FIRST, Aim, schedule
from werkagenda.scenarios.instrument import Instrument
from werkagenda.scenarios.setting import limits, setting, source_hash
from werkagenda.scenarios.sowis_rounds import RECORDS, ROUND_FIELDS, rounds
from werkagenda.scenarios.where_when import InRegions
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading
from werkagenda.tables.vocabulary import HISTORY_MONTHS

DE_MINIMIS_YEARS = 3
"""Years over which state aid to an employer is summed (P062)."""
FIRST_YEAR = 2014
EXCLUDED_FROM = 2025
"""First year in which employers funded in the previous round are excluded (P058)."""
PERMANENT_FROM, TEMPORARY_MONTHS = 2025, 60
"""First year in which permanent permits are eligible (P058, T029), and months a permit counts as temporary.

That the first permit lasts five years is an assumption.
"""

SUBSIDY = Heading("employer subsidy", "werkgeverssubsidie", place=10)
GRANT = Flow(flows.STATE, flows.EMPLOYER, SUBSIDY)


Multiple = Annotated[float, limits(0, 10)]


class Numbers(NamedTuple):
    """Parameters ``sowis.*``."""

    aware_share: float
    apply_if_aware: float
    past_user_factor: float
    year_contract_share: float
    job_end_reduction: float
    vocational_share: float
    experience_per_month: float


class Choices(InRegions):
    """``dose`` * ``ceiling_eur_per_year`` is the yearly ceiling from 2027 to 2029 (0: the scheme lapses)."""

    begins: ClassVar[str] = "2027-01"
    earliest: ClassVar[str] = "2027-01"

    dose: Multiple | tuple[Multiple, Multiple, Multiple, Multiple, Multiple] = setting(
        0.0, "times the ceiling", "the ceiling of each year of 2027-2029 as a multiple of the one below"
    )
    ceiling_eur_per_year: Annotated[float, limits(1, 1e9)] = setting(
        rules().rounds[2026][2],
        "euros a year",
        "ceiling at a dose of 1",
        absent="a round without a ceiling; give euros a year, dose=0 for none",
    )
    first_month: Annotated[int, limits(1, 12)] = setting(6, "calendar month", "first month of a round")
    last_month: Annotated[int, limits(1, 12)] = setting(9, "calendar month", "last month of a round")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.first_month > self.last_month:
            months = {"first": self.first_month, "last": self.last_month}
            text = "a round from month {first} to month {last}; it must end after it begins"
            raise PydanticCustomError("round", text, months)
        return self


class Round(NamedTuple):
    """A round: calendar months ``first`` to ``last``, ceiling in cents of the sample."""

    year: int
    first: int
    last: int
    ceiling: int


class Sowis(Instrument[Choices, Numbers]):
    """The instrument; ``Choices`` holds the policy choices and ``Numbers`` the parameters."""

    name = "sowis"
    title = ("SOWIS", "SOWIS-subsidie")
    summary = "SOWIS, the employer subsidy: open in 2024-2026 in every scenario. Dose 0: it lapses from 2027."
    choices_type, numbers_type = Choices, Numbers
    levers = ("support", "vocational")
    points = ("class", "contracts", "learning", "money")
    decisions = ("know", "apply", "month", "queue", "contract")
    flows = (GRANT,)
    records = RECORDS

    def __init__(self, choices: Choices, numbers: Numbers) -> None:
        super().__init__(choices, numbers)
        self.rules, self.aim, self.schedule = rules(), Aim(choices), schedule(choices)
        self.past = f"{numbers} {self.rules} {source_hash()}"

    def begin(self, state: State) -> None:
        """Create the memory: grants by employer and year (cents), year of last application, awareness, earlier use."""
        count = len(state.employers.hash)
        self.memory = {"granted": np.zeros((count, 16), np.int64), "applied": np.zeros(count, np.int16)}
        self.granted, self.applied = self.memory["granted"], self.memory["applied"]
        self.marks = {"funded": np.full(len(state.people.id), NEVER, np.int16)}
        self.asked = np.zeros(count, bool)
        know = draws(state.keys(decision(self.name, "know")), state.employers.hash) < self.numbers.aware_share
        self.knows, self.used = know.astype(np.uint8), np.zeros(count, np.uint8)
        self.memory |= {"knows": self.knows, "used": self.used}

    def act(self, point: str, state: State) -> None:
        """Apply the effects of guidance; in months of a round, process applications."""
        if point == "money":
            self.hold_round(state)
        elif (rows := self.guided(state)).size:
            {"class": self.teach, "contracts": self.retain, "learning": self.learn}[point](state, rows)

    def guided(self, w: State) -> I64:
        """Rows of people whose guidance at work is funded this month."""
        p, n = w.people, w.entered
        rows = np.flatnonzero(p.supported_until[:n] > w.month)
        return np.asarray(rows[(p.state[rows] == EMPLOYED) & (p.active[rows] == 1)], np.int64)

    def teach(self, w: State, rows: I64) -> None:
        """Vocational Dutch at work."""
        w.hooks.move("vocational")[rows] += self.numbers.vocational_share

    def retain(self, w: State, rows: I64) -> None:
        """Guidance lowers separations."""
        lever = w.hooks.move("support")
        lever[rows] = 1.0 - (1.0 - lever[rows]) * (1.0 - self.numbers.job_end_reduction)

    def learn(self, w: State, rows: I64) -> None:
        """Employers gain experience from guiding."""
        at, e = np.unique(w.people.employer[rows]), w.employers
        e.experience[at] += self.numbers.experience_per_month * (1.0 - e.experience[at])

    def this_round(self, w: State) -> Round | None:
        """The round open this month, or None."""
        year, month, c = FIRST_YEAR + w.month // 12, w.month % 12 + 1, self.choices
        now = year in self.rules.extension and self.schedule.open(w.month)
        extended = self.schedule.level(w.month) * c.ceiling_eur_per_year if now else 0.0
        first, last, euros = self.rules.rounds.get(year, (c.first_month, c.last_month, extended))
        if euros <= 0 or not first <= month <= last:
            return None
        return Round(year, first, last, int(euros * 100 * w.spec.scale + 0.5))

    def hold_round(self, w: State) -> None:
        """Process the month's applications in keyed order, and grant while the ceiling lasts."""
        now = self.this_round(w)
        if now is None:
            return
        rows = self.eligible(w)
        employers = self.applicants(w, now, np.unique(w.people.employer[rows]).astype(np.int64))
        counts = dict.fromkeys(ROUND_FIELDS, 0) | {"ceiling": now.ceiling, "applications": len(employers)}
        counts["new_employers"] = self.first_time(w, employers)
        left = now.ceiling - int(self.granted[:, now.year - FIRST_YEAR].sum())
        before = w.record["rounds"][12 * (now.year - FIRST_YEAR) : w.month, ROUND_FIELDS.index("refused_ceiling")]
        left = 0 if before.any() else left
        queue = draws(w.keys(decision(self.name, "queue"), w.month), w.employers.hash[employers])
        for at in employers[np.lexsort((queue, self.later(now, w, employers)))]:
            left = self.decide(w, now, int(at), rows, left, counts)
        w.record["rounds"][w.month] = [counts[name] for name in ROUND_FIELDS]
        cell = (w.employers.sector[employers].astype(int), w.employers.size_class[employers].astype(int))
        np.add.at(w.record["subsidy"][w.month], cell, 1)
        w.ledger.pay(w.month, GRANT, counts["cents"])

    def eligible(self, w: State) -> I64:
        """Rows of people who meet the rules on job, hours, contract and months in service, and are not yet guided."""
        p, n, t = w.people, w.entered, w.month
        mask = (p.active[:n] == 1) & (p.kind[:n] == STATUS) & (p.state[:n] == EMPLOYED)
        mask &= (p.subsidised[:n] == 0) & (p.hours[:n] >= self.rules.hours) & (p.supported_until[:n] <= t)
        if FIRST_YEAR + t // 12 < PERMANENT_FROM:
            mask &= t - p.permit[:n] < TEMPORARY_MONTHS
        rows = np.flatnonzero(mask & (t - p.started[:n] <= self.rules.service_months))
        year = draws(w.keys(decision(self.name, "contract")), p.hash[rows] + p.started[rows].astype(np.uint64))
        fixed = (p.contract[rows] == FIXED) & (year < self.numbers.year_contract_share)
        return np.asarray(rows[(p.contract[rows] == PERMANENT) | fixed], np.int64)

    def applicants(self, w: State, now: Round, employers: I64) -> I64:
        """Employers with an eligible employee who apply this month: aware, willing, and in their month of the round."""
        who = w.employers.hash[employers]
        year = decision(self.name, "apply")
        used = (self.used[employers] == 1).astype(float)
        knows = (self.knows[employers] == 1) | (used == 1.0)
        chance = np.minimum(1.0, self.numbers.apply_if_aware * (1.0 + used * (self.numbers.past_user_factor - 1.0)))
        wants = knows & (draws(w.keys(year, now.year), who) < chance)
        if now.year in self.rules.extension:
            wants &= self.aim.employers(w)[employers]
        span = now.last - now.first + 1
        month = now.first + np.floor(draws(w.keys(decision(self.name, "month"), now.year), who) * span)
        out = employers[wants & (month <= w.month % 12 + 1) & (self.applied[employers] != now.year)]
        self.applied[out] = now.year
        return np.asarray(out, np.int64)

    def later(self, now: Round, w: State, employers: I64) -> I64:
        """Sort key of applicants: 1 for those who come after the regions that come first, else 0."""
        if now.year not in self.rules.extension or self.aim.regions is None or self.choices.places_rule != FIRST:
            return np.zeros(len(employers), np.int64)
        return np.asarray(~self.aim.regions[w.employers.region[employers]], np.int64)

    def first_time(self, w: State, employers: I64) -> int:
        """Number of employers that apply for the first time in the outlook."""
        if w.month < HISTORY_MONTHS:
            return 0
        new = int((~self.asked[employers]).sum())
        self.asked[employers] = True
        return new

    def fund(self, w: State, people: I64) -> int:
        """Number of people funded for the first time in the outlook; marks them."""
        if w.month < HISTORY_MONTHS:
            return 0
        funded = self.marks["funded"]
        new = int((funded[people] == NEVER).sum())
        funded[people] = w.month
        return new

    def decide(self, w: State, now: Round, at: int, rows: I64, left: int, counts: dict[str, int]) -> int:
        """Grant or refuse one application; returns what is left of the ceiling (0 after a refusal for lack of
        money).
        """
        people = rows[w.people.employer[rows] == at][: self.rules.most]
        amount = self.rules.amounts_eur[len(people)] * 100
        if not self.allowed(now, at, amount):
            counts["refused_rules"] += 1
        elif amount > left:
            counts["refused_ceiling"] += 1
            return 0
        else:
            counts["granted"] += 1
            counts["people"] += len(people)
            counts["cents"] += amount
            self.granted[at, now.year - FIRST_YEAR] += amount
            self.used[at] = 1
            w.people.supported_until[people] = w.month + 1 + self.rules.guided_months
            counts["new_people"] += self.fund(w, people)
            return left - amount
        return left

    def allowed(self, now: Round, at: int, amount: int) -> bool:
        """True if the rules on employers admit an application."""
        year = now.year - FIRST_YEAR
        if now.year >= EXCLUDED_FROM and self.granted[at, year - 1] > 0:
            return False
        recent = int(self.granted[at, year - DE_MINIMIS_YEARS + 1 : year + 1].sum())
        return recent + amount <= self.rules.de_minimis_eur * 100

    def tables(self, state: State) -> dict[str, pa.Table]:
        """Its rounds by year."""
        return {"subsidy": rounds(state)}
