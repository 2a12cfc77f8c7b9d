"""Firms that train people with benefit: who is ready, which firm takes them in, whom it keeps and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from werkagenda.agents.kinds import EMPLOYED
from werkagenda.agents.state import I64, U8
from werkagenda.model.labour_market import placements, training_places
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.placement_offer import hosts, readiness_inputs
from werkagenda.scenarios.training_terms import FIRM

if TYPE_CHECKING:
    from werkagenda.scenarios.training import Training

DECISIONS = ("ready", "search", "agree", "keep", "accept", "kind", "room")


def terms(i: Training, w: State, hours: int) -> placements.Terms:
    """A training or an additional post of so many hours a week at the minimum wage."""
    return placements.Terms(hours, 0, int(w.law.minimum[w.month]), i.numbers.unpaid_share, 0.0, 0.0, i.numbers.pull)


def ready(i: Training, w: State, rows: I64) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether each of the rows is ready to train this month."""
    out: U8 = np.zeros(len(rows), np.uint8)
    key = w.keys(decision(i.name, "ready"), w.month)
    job = terms(i, w, i.choices.hours_per_week)
    training_places.ready(rows, w.month, key, job, w.people, w.households, readiness_inputs(w), out)
    return np.asarray(out == 1)


def find(i: Training, w: State, rows: I64) -> I64:
    """The firm that takes each of the rows in, -1 for none."""
    out = np.full(len(rows), -1, np.int64)
    ready_, search = (w.keys(decision(i.name, what), w.month) for what in ("ready", "search"))
    accept, agree = (w.keys(decision(i.name, what)) for what in ("accept", "agree"))
    keys = placements.PlacementKeys(ready_, search, accept, agree, agree)
    contacts = int(i.numbers.contacts_per_month)
    capacity = placements.HostCapacity(held(i, w), i.numbers.capacity_share, w.keys(decision(i.name, "room")))
    training_places.find_firms(rows, contacts, keys, i.numbers.unpaid_share, w.people, hosts(w, capacity), out)
    return out


def held(i: Training, w: State) -> I64:
    """How many people each firm trains now, and has in a placement."""
    count, p, n = len(w.employers.id), w.people, w.entered
    rows = i.group.taking_part(w)
    at = i.marks["at"][rows[i.marks["form"][rows] == FIRM]]
    placed = placements.running(n, p) & (p.state[:n] == EMPLOYED)
    both = np.concatenate([at, p.employer[:n][placed]])
    return np.asarray(np.bincount(both, minlength=count), np.int64)


def keep(i: Training, w: State, rows: I64) -> None:
    """Firms keep who scores high enough of those whose training at them ends; who accepts begins."""
    rows = placements.in_order(rows, w.people.hash)
    at = np.asarray(i.marks["at"][rows], np.int64)
    out: U8 = np.zeros(len(rows), np.uint8)
    key = w.keys(decision(i.name, "keep"), w.month)
    training_places.keep(rows, at, key, w.people, w.employers, w.p.offer, w.p.placement, out)
    rows, at = rows[out == 1], at[out == 1]
    post: I64 = np.empty(len(w.employers.id), np.int64)
    training_places.own_posts(w.open_n, w.openings, post)
    extra = draws(w.keys(decision(i.name, "kind")), w.people.hash[rows]) < i.additional_share
    kept, accept = training_places.Kept(rows, at, extra.astype(np.uint8)), w.keys(decision(i.name, "accept"))
    job = terms(i, w, i.choices.job_hours)
    training_places.take_on(kept, w.month, accept, job, post, w.labour_market(), readiness_inputs(w), w.hires)
