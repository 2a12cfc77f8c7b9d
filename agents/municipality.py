"""The 342 municipalities: Mesa agents with a caseload, limited case-manager hours and peers."""

from __future__ import annotations

import itertools
import weakref
from typing import TYPE_CHECKING, Any, ClassVar

import mesa

from werkagenda.agents.municipality_rules import guidance_share

if TYPE_CHECKING:
    from mesa import Model


class Counters(weakref.WeakKeyDictionary[Any, "itertools.count[int]"]):
    """One agent counter per model, held by weak reference."""

    def __getitem__(self, model: Any) -> itertools.count[int]:
        """Counter of a model; created at 1 on first use."""
        return self.setdefault(model, itertools.count(1))


class Municipality(mesa.Agent):  # type: ignore[misc]
    """One municipality. Its state variables:

    index: [row] position in the order of municipality codes, 0-341
    code: [text] municipality code
    name: [text] name
    region: [code] labour-market region, 0-34
    population: [persons] on 1 January 2024
    clients: [persons] on bijstand who are due guidance this month
    capacity_hours: [hours a month] budgeted for case managers
    need_hours: [hours a month] that full guidance of all clients would take
    extra_hours: [hours a month] added by instruments on top of the budget
    taken_hours: [hours a month] that an instrument takes for others
    guidance: [0-1] share of the needed guidance that each client gets
    status_holders: [persons] adults who live here, of the sample
    employed: [persons] of them at work
    on_benefit: [persons] of them on benefit
    placements: [persons] in a placement by policy
    offers_placements: [0/1] offers startbanen
    peers: [rows] the other municipalities of the labour-market region
    """

    _ids: ClassVar[Counters] = Counters()
    """Replaces Mesa 3.3's class-level table, which would keep every model and its columns alive."""

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
        """Set the budgeted case-manager hours a month: hours per client times the usual caseload."""
        self.capacity_hours = usual_clients * hours_per_client

    def serve(self, clients: float, need_hours: float) -> float:
        """Set this month's caseload; returns the share of needed guidance each client gets."""
        self.clients, self.need_hours = int(clients), clients * need_hours
        self.extra_hours = self.taken_hours = 0.0
        self.guidance = guidance_share(self.capacity_hours, self.need_hours)
        return self.guidance

    def serve_with_less(self, hours_taken: float) -> float:
        """Use ``hours_taken`` of this month's hours elsewhere; returns the share of needed guidance."""
        self.taken_hours = hours_taken
        return self._share_hours()

    def serve_with_more(self, hours: float) -> float:
        """Add hours on top of the budget this month; returns the share of needed guidance."""
        self.extra_hours += hours
        return self._share_hours()

    def without_more(self) -> float:
        """Share of needed guidance without the hours added on top of the budget."""
        return guidance_share(max(0.0, self.capacity_hours - self.taken_hours), self.need_hours)

    def _share_hours(self) -> float:
        left = self.capacity_hours + self.extra_hours - self.taken_hours
        self.guidance = guidance_share(max(0.0, left), self.need_hours)
        return self.guidance

    def count(self, status_holders: int, employed: int, on_benefit: int) -> None:
        """Store the month's outcomes, in people of the sample."""
        self.status_holders, self.employed, self.on_benefit = status_holders, employed, on_benefit

    def peer_employment(self) -> float:
        """Employed share of status holders in the other municipalities of the labour-market region."""
        adults = sum(town.status_holders for town in self.peers)
        return sum(town.employed for town in self.peers) / adults if adults else 0.0
