"""State of a run: columns, places, dated series, levers and the record, built from a RunSpec."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from werkagenda.agents.exact import exp
from werkagenda.agents.household_rules import cents
from werkagenda.agents.job_search import AcceptanceParams
from werkagenda.agents.kinds import HOSPITALITY, KINDS, ORIGINS, REGIONS, SECTORS, UKRAINIAN
from werkagenda.agents.language import IntegrationParams
from werkagenda.agents.people import Counts, Employers, Households, LabourMarket, Openings, People, Residents
from werkagenda.agents.state import F64, I64, U8, U32, as_tuple, table, zeros
from werkagenda.evidence import backgrounds, places, series, structure
from werkagenda.model import row_lists
from werkagenda.model.income import bijstand
from werkagenda.model.income.ledger import Ledger
from werkagenda.model.income.statutory_series import LawSeries
from werkagenda.model.labour_market.application_draws import Applicants
from werkagenda.model.labour_market.callbacks import Gaps
from werkagenda.model.labour_market.hiring import Hires, empty_hires
from werkagenda.model.labour_market.job_seekers import Seekers, buffer
from werkagenda.model.labour_market.search import empty_contest
from werkagenda.model.labour_market.vacancy_index import TIERS
from werkagenda.model.parameters import MoneyParams
from werkagenda.model.policy.hooks import Hooks, Instrument
from werkagenda.model.population import employers, families, newcomers, residents
from werkagenda.model.random import alias
from werkagenda.model.random.keyed_random import Decision, Keys, check_unique
from werkagenda.model.recording import newcomer_counts
from werkagenda.model.recording.record import SAMPLE, Recorder
from werkagenda.model.run_spec import RunSpec
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

if TYPE_CHECKING:
    from werkagenda.agents.municipality import Municipality

UNPOSTED_FACTOR = 2.0


class State:
    """State of one run.

    ``month`` is the next month to run; ``entered`` is the number of people rows that have arrived.
    """

    def __init__(self, spec: RunSpec, instruments: Sequence[Instrument[State]] = ()) -> None:
        check_unique((name, int(decision)) for name, decision in Decision.__members__.items())
        self.towns: list[Municipality] = []
        self.spec, self.p = spec, spec.parameters
        self.keys = Keys(spec.seed, spec.replicate)
        self.month, self.entered, self.households_n = 0, 0, 0
        self.places, self.profiles = places.municipalities(), structure.origin_profiles()
        self.cells = structure.employer_cells()
        self.economy, self.law = series.economy(spec.economy), LawSeries(spec.law)
        self.region_share = employers.region_shares(self.places)
        self.population_cumulative = np.cumsum(self.places.population) / float(np.sum(self.places.population))
        self.region_of = self.places.region.astype(np.int64)
        self._people(spec)
        self._employers(spec)
        self._market(spec)
        self._residents(spec)
        self.hooks: Hooks[State] = Hooks(instruments, len(self.people.id), len(self.employers.id))
        self.record = Recorder(MONTHS, {name: shape for each in instruments for name, shape in each.records.items()})
        self.ledger = Ledger(MONTHS, [flow for each in instruments for flow in each.flows])
        self.adult_codes, self.claims = (
            newcomer_counts.buffer(len(self.people.id)),
            bijstand.buffer(len(self.people.id)),
        )
        self.past: U8 = np.full((3, len(self.people.id)), 3, np.uint8)
        self.network = np.zeros(ORIGINS)
        self.finding = np.zeros(1)
        self.sector_newcomers = np.zeros(SECTORS)
        self.guidance = np.zeros(len(self.places.code))
        self.clients = np.zeros((24, len(self.places.code)))
        self.municipal = zeros(len(self.places.code), 4)
        self.caseload = zeros(len(self.places.code))
        self.sample_rows = self._sample()
        self._month_counters()

    def enter_outlook(self) -> None:
        """Apply the outlook's parameters, and recompute the employers' origin gaps from them."""
        if self.spec.outlook is None:
            return
        self.p, e = self.spec.outlook, self.employers
        e.taste[:], e.uncertainty[:] = employers.held_back(e.hash, e.size_class, self.cells, self.keys, self.p)

    def _month_counters(self) -> None:
        """Reset what the steps of one month pass to each other."""
        self.durations, self.opened, self.ended = zeros(9, 2, 13, 2), zeros(SECTORS), zeros(KINDS, 3)
        self.turnover: dict[str, int] = {}
        self._seekers_buffer = buffer(0)
        self.applicants = Applicants(0, self._seekers_buffer, 0, self.residents, np.zeros(1))
        self.contest = empty_contest()
        self.gaps = Gaps(np.zeros(0), np.zeros(0))
        self.hires: Hires = empty_hires()

    def _people(self, spec: RunSpec) -> None:
        roots = newcomers.plan_roots(spec.inflow, spec.scale, self.keys, self.profiles, self.p)
        people, households = families.build(
            roots, self.keys, self.profiles, self.places, self.p, spec.inflow == series.LIMITED
        )
        self.people: People = as_tuple(People, people)
        self.row_buffers: U32 = np.empty((4, len(self.people.id)), np.uint32)
        self.flags: U8 = np.zeros(len(self.people.id), np.uint8)  # also long enough for households
        self.present, self.adults = (
            self.row_buffers[0, :0],
            self.row_buffers[1, :0],
        )  # of this month, see model.row_lists
        self.households: Households = as_tuple(Households, households)

    def _employers(self, spec: RunSpec) -> None:
        columns = employers.build(self.places, spec.scale, self.keys, self.p)
        self.employers: Employers = as_tuple(Employers, columns)
        self.alias = alias.build(self.employers.region.astype(np.int64), self.employers.size, REGIONS)
        weights = self.employers.staff_fringe.astype(float)
        fringe = np.bincount(self.employers.region, weights=weights, minlength=REGIONS)
        self.backgrounds = backgrounds.backgrounds()
        working = residents.working_counts(self.employers, self.backgrounds, self.p.residents)
        outside = residents.outside_counts(working, self.backgrounds)
        self.counts = Counts(working, outside, fringe.astype(np.int64))

    def _market(self, spec: RunSpec) -> None:
        highest = float(self.economy.posted_openings_thousand_per_month.max()) * 1000.0 * UNPOSTED_FACTOR
        capacity = int(highest * 1.5 * spec.scale * 8) + 20_000
        self.openings: Openings = table(Openings, capacity)
        self.open_n = 0
        self.slot_sizes: I64 = np.full(REGIONS * SECTORS * TIERS, 4, np.int64)
        self.occupied: I64 = np.zeros(REGIONS * SECTORS * TIERS, np.int64)
        self.usual_fill = np.zeros(SECTORS)
        self.fill_rate = np.zeros(SECTORS)
        pairs = places.neighbours()
        self.neighbour_start = np.cumsum([0, *(len(n) for n in pairs)]).astype(np.int64)
        self.neighbour = np.array([r for n in pairs for r in n], np.int64)
        self.minimum_before = int(self.law.minimum[0])

    def _residents(self, spec: RunSpec) -> None:
        highest = float(self.economy.unemployed_thousand.max()) * 1000.0
        capacity = int(highest * spec.scale * 2.5) + 20_000
        self.residents: Residents = table(Residents, capacity)
        start = residents.entrants(
            -1, float(self.economy.unemployed_thousand[0]), self.region_share, spec.scale, self.keys, self.p.residents
        )
        start = residents.first_searchers(start, self.keys, self.backgrounds, self.p.residents)
        self.residents_n = self.append_residents(start)
        self.others_by_month: I64 = np.floor(self.others_now() * self.backgrounds.growth + 0.5).astype(np.int64)
        """Other people by background (Dutch, European, from outside Europe) at the end of each month [192, 3]."""

    def others_now(self) -> I64:
        """Other people by background: at work, searching (who is not hired) and outside the labour force."""
        n, r = self.residents_n, self.residents
        searching = np.bincount(r.background[:n][r.leaves[:n] == 0], minlength=len(self.counts.outside))
        return np.asarray(self.counts.working.sum(axis=(0, 1, 2, 4)) + searching + self.counts.outside, np.int64)

    def append_residents(self, rows: families.Arrays) -> int:
        """Append new job seekers; returns the new number of rows. Raises MemoryError if the table is full."""
        first = getattr(self, "residents_n", 0)
        last = first + len(rows["id"])
        if last > len(self.residents.id):
            raise MemoryError(f"more searchers than foreseen ({last}); the economy series asks for too many")
        for name, column in rows.items():
            getattr(self.residents, name)[first:last] = column
        self.residents_n = last
        return last

    def _sample(self) -> I64:
        """Rows of the people whose histories are kept: the smallest hashes among status holders of the history."""
        p = self.people
        adult = (p.permit < HISTORY_MONTHS) & (p.permit - p.birth >= 216) & (p.arrival < HISTORY_MONTHS)
        adult &= p.kind != UKRAINIAN
        rows = np.flatnonzero(adult)
        order = np.argsort(p.hash[rows], kind="stable")[:SAMPLE]
        return np.asarray(rows[order], np.int64)

    def national_openings(self) -> F64:
        """Vacancies opened in each sector this month in the whole country, posted and unposted."""
        t = self.month
        total = float(self.economy.posted_openings_thousand_per_month[t]) * 1000.0
        hotels = float(self.economy.hospitality_openings_thousand_per_month[t]) * 1000.0
        shares = self.cells.posted_openings_share
        rest = 1.0 - float(shares[HOSPITALITY])
        out = (total - hotels) * shares / rest
        out[HOSPITALITY] = hotels
        return np.asarray(out / (1.0 - self.p.openings.unposted_share))

    def seekers_buffer(self) -> Seekers:
        """Buffer for every newcomer who could apply this month; reused while large enough."""
        if len(self._seekers_buffer.who) < self.entered:
            self._seekers_buffer = buffer(self.entered + self.entered // 4)
        return self._seekers_buffer

    def labour_market(self) -> LabourMarket:
        """Tables of both sides of the labour market."""
        return LabourMarket(self.people, self.households, self.employers, self.openings)

    def in_country(self) -> int:
        """Number of sampled people in the country."""
        return int(np.count_nonzero(self.people.active[: self.entered] == 1))

    def usual_net(self) -> float:
        """Net monthly wage of 32 hours at the minimum wage, cents (expected wage)."""
        return self.law.usual_net(self.month)

    def prices(self) -> MoneyParams:
        """Prices of the month."""
        return self.law.prices(self.month, self.p.money)

    def integration(self) -> IntegrationParams:
        """Civic-integration parameters of the month."""
        return self.law.integration(self.month, self.p.integration)

    def acceptance(self) -> AcceptanceParams:
        """Acceptance parameters with this month's costs of working."""
        return self.law.work_costs(self.month, self.p.acceptance)

    def priced(self, amount: int, later: int = 0) -> int:
        """Convert cents at January 2025 prices to prices of the month, or of ``later`` months after it."""
        return cents(amount * self.law.price_index(min(MONTHS - 1, self.month + later)))

    def memory_decay(self) -> float:
        """Weight of the previous value in the usual fill rate: exp(-1 / memory in months)."""
        return exp(-1.0 / self.p.openings.response_memory_months)

    def drawn(self, key: np.uint64, below: float) -> U32:
        """Rows of all people who have arrived (including those who left) whose draw is below ``below``."""
        row_lists.flag_drawn(key, below, self.people.hash[: self.entered], self.flags)
        out: U32 = self.row_buffers[row_lists.FIRST]
        return out[: row_lists.sparse(self.entered, self.flags, out)]

    def households_drawn(self, key: np.uint64, below: float) -> U32:
        """Rows of all people who have arrived (including those who left) whose household's draw is below ``below``."""
        row_lists.flag_drawn(key, below, self.households.hash, self.flags)
        out: U32 = self.row_buffers[row_lists.FIRST]
        return out[: row_lists.at_flagged(self.entered, self.people.household, self.flags, out)]
