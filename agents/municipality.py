"""The 342 municipalities: mesa agents with a caseload, finite case-manager hours and peers."""

from __future__ import annotations

import itertools
import weakref
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import mesa

if TYPE_CHECKING:
    from mesa import Model


class MunicipalityParams(NamedTuple):
    """Entries ``municipality.*``."""

    hours_per_client: float
    need_hours_per_month: float
    capacity_growth_per_year: float
    dedicated_from_month: float
    dedicated_factor: float
    partner_works_factor: float


def guidance_share(hours: float, need: float) -> float:
    """Share of the needed attention that finite hours (0 and up) give: hours / need, 1 when there are enough."""
    return hours / need if hours < need else 1.0


class Counters(weakref.WeakKeyDictionary[Any, "itertools.count[int]"]):
    """A counter of agents for each model, which does not keep the model alive."""

    def __getitem__(self, model: Any) -> itertools.count[int]:
        return self.setdefault(model, itertools.count(1))


class Municipality(mesa.Agent):  # type: ignore[misc]
    """One municipality; ``index`` is its place in the order of codes (0-341)."""

    _ids: ClassVar[Counters] = Counters()
    """Mesa 3.3 counts in a table of the class that holds every model ever made, with all its columns."""

    def __init__(self, model: Model, index: int, code: str, name: str, region: int, population: float) -> None:
        super().__init__(model)
        self.index, self.code, self.name = index, code, name
        self.region, self.population = region, population
        self.clients = 0
        self.capacity_hours = 0.0
        self.need_hours = 0.0
        self.extra_hours = 0.0
        self.taken_hours = 0.0
        self.guidance = 0.0
        self.status_holders = 0
        self.employed = 0
        self.on_benefit = 0
        self.placements = 0
        self.offers_placements = False
        self.peers: tuple[Municipality, ...] = ()

    def plan(self, usual_clients: float, hours_per_client: float) -> None:
        """Set the case-manager hours a month that the budget pays for: hours per client of the usual caseload."""
        self.capacity_hours = usual_clients * hours_per_client

    def serve(self, clients: float, need_hours: float) -> float:
        """Take this month's caseload; return the share of the needed attention that each client gets."""
        self.clients, self.need_hours = int(clients), clients * need_hours
        self.extra_hours = self.taken_hours = 0.0
        self.guidance = guidance_share(self.capacity_hours, self.need_hours)
        return self.guidance

    def serve_with_less(self, hours_taken: float) -> float:
        """The share of the needed attention when part of the hours go elsewhere this month."""
        self.taken_hours = hours_taken
        return self._share_hours()

    def serve_with_more(self, hours: float) -> float:
        """The share of the needed attention with hours on top of the budget this month."""
        self.extra_hours += hours
        return self._share_hours()

    def without_more(self) -> float:
        """The share of the needed attention as it would be without the hours on top of the budget."""
        return guidance_share(max(0.0, self.capacity_hours - self.taken_hours), self.need_hours)

    def _share_hours(self) -> float:
        left = self.capacity_hours + self.extra_hours - self.taken_hours
        self.guidance = guidance_share(max(0.0, left), self.need_hours)
        return self.guidance

    def count(self, status_holders: int, employed: int, on_benefit: int) -> None:
        """Take note of the month's outcomes (people of the sample)."""
        self.status_holders, self.employed, self.on_benefit = status_holders, employed, on_benefit

    def peer_employment(self) -> float:
        """Mean employed share of status holders in the other municipalities of the labour-market region."""
        adults = sum(town.status_holders for town in self.peers)
        return sum(town.employed for town in self.peers) / adults if adults else 0.0
