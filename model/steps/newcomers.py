"""Steps of the month for newcomers: arrival, departure, permits, housing, class, health, participation."""

from __future__ import annotations

import math

import numpy as np

from werkagenda.agents.kinds import INACTIVE, SEARCHING
from werkagenda.agents.life import monthly
from werkagenda.agents.state import F64
from werkagenda.evidence import series
from werkagenda.model import row_lists
from werkagenda.model.newcomers import arrivals, housing, integration, participation
from werkagenda.model.policy.levers import class_levers
from werkagenda.model.random.keyed_random import Decision
from werkagenda.model.state import State


def arrive(w: State) -> None:
    """People whose arrival month has come enter; children who turn 18 become adults."""
    t = w.month
    last = int(np.searchsorted(w.people.arrival, t, side="right"))
    w.record["people"][t, 0] = arrivals.enter(w.entered, last, t, w.people, w.households)
    w.entered = last
    arrivals.come_of_age(last, t, w.people, w.households, w.flags, w.row_buffers[row_lists.FIRST])


def leave_country(w: State) -> None:
    """Refused people and others leave; people retire at 67."""
    t, key = w.month, w.keys(Decision.DEPARTURE, w.month)
    stay = int(w.p.asylum.after_refusal_months)
    selected = w.households_drawn(key, arrivals.likeliest_departure(w.p.life))
    n, p, e, buffer = w.entered, w.people, w.employers, (w.flags, w.row_buffers[row_lists.SECOND])
    w.record["people"][t, 1] = arrivals.depart(n, selected, t, key, stay, p, w.households, e, w.p.life, *buffer)
    arrivals.retire(n, t, p, e, *buffer)
    present, adults = w.row_buffers[row_lists.PRESENT], w.row_buffers[row_lists.ADULTS]
    w.present = present[: row_lists.present(n, p, present)]
    w.adults = adults[: row_lists.adults(w.present, p, adults)]


def decide_permits(w: State) -> None:
    """Asylum seekers whose permit month has come become status holders."""
    arrivals.grant(w.entered, w.month, w.people, w.flags, w.row_buffers[row_lists.FIRST])


def house_people(w: State) -> None:
    """House permit holders from reception; some housed households move."""
    t = w.month
    rate, known = float(series.housing_rate_per_month()[t]), int(w.p.participation.known_after_months)
    rules = housing.HousingRules(rate, w.profiles.housing_speed, known, w.p.asylum.job_lost_at_housing)
    key, buffer = w.keys(Decision.HOUSING, t), w.row_buffers[row_lists.FIRST]
    housing.house(w.entered, t, rules, key, w.people, w.households, w.flags, buffer)
    move, to = w.keys(Decision.MOVE, t), w.keys(Decision.MOVE_TO, t)
    cumulative, region_of = w.population_cumulative, w.region_of
    selected = w.households_drawn(move, monthly(w.p.life.move_per_year))
    housing.move(selected, to, cumulative, region_of, w.people, w.households)


def grow_and_ail(w: State) -> None:
    """Illness, recovery, births, and full-time study."""
    t, k = w.month, w.keys
    health, birth, life = k(Decision.HEALTH_CHANGE, t), k(Decision.BIRTH, t), w.p.life
    selected = w.drawn(health, max(monthly(life.fall_ill_per_year), monthly(life.recover_per_year)))
    integration.fall_ill_or_recover(selected, health, w.people, life)
    selected = w.drawn(birth, monthly(life.birth_per_year))
    integration.bear(selected, t, birth, w.people, w.households, life)
    w.hooks.act("study", w)
    _study(w)


def _study(w: State) -> None:
    """Students of last month continue, finish or drop out; others start."""
    t, n, p, life = w.month, w.entered, w.people, w.p.life
    start, end = w.keys(Decision.STUDY_START, t), w.keys(Decision.STUDY_END, t)
    students, buffer = w.row_buffers[row_lists.FIRST], w.row_buffers[row_lists.SECOND]
    students = students[: row_lists.flagged(n, p.studying, students)]
    integration.may_start(n, t, start, p, life, w.flags)
    integration.start_study(buffer[: row_lists.sparse(n, w.flags, buffer)], t, start, p, life)
    integration.go_on_studying(students, end, w.hooks.lever["internship"], p, life)


def attend_classes(w: State) -> None:
    """Civic integration: class, exams, waivers; Dutch from class, work and daily life."""
    t, k = w.month, w.keys
    w.hooks.act("class", w)
    keys = integration.ClassKeys(k(Decision.ROUTE), k(Decision.EXAM, t), k(Decision.WAIVER, t))
    levers, rules = class_levers(w.hooks.lever), (w.p.language, w.integration())
    buffer = w.row_buffers[row_lists.FIRST]
    integration.attend_class(w.entered, t, keys, levers, w.people, w.households, *rules, w.flags, buffer)


def guide(w: State) -> None:
    """Case managers divide their hours over the clients on bijstand.

    Hours follow the mean caseload of the last two years (budgets lag behind arrivals): capacity = hours_per_client *
    mean clients * growth * dedicated factor; share = min(1, capacity / need).
    """
    t, m = w.month, w.p.municipality
    clients = w.caseload.astype(float)
    w.clients[t % len(w.clients)] = clients
    hours = m.hours_per_client * math.prod([1.0 + m.capacity_growth_per_year] * (t // 12))
    if t >= m.dedicated_from_month:
        hours *= m.dedicated_factor
    seen = min(t + 1, len(w.clients))
    usual = w.clients[:seen].sum(axis=0) / seen
    if len(w.towns) != len(w.guidance):
        raise RuntimeError("a state runs inside a Country: its municipalities are missing")
    clients = smoothed_caseload(w, clients, usual)
    for town, mean, number in zip(w.towns, usual.tolist(), clients.tolist(), strict=True):
        town.plan(mean, hours)
        town.serve(number, m.need_hours_per_month)
    w.guidance[:] = [town.guidance for town in w.towns]
    w.hooks.act("guidance", w)
    reach = w.hooks.lever["reach"]
    works = m.partner_works_factor
    participation.share_guidance(w.entered, w.adults, w.guidance, works, reach, w.people, w.households)


def smoothed_caseload(w: State, clients: F64, usual: F64) -> F64:
    """Caseload of each municipality; small samples are smoothed over the region so that noise does not cause shortage.

    scale * clients + (1 - scale) * clients of the region * the municipality's share of the region's usual caseload.
    """
    here, used = (np.bincount(w.region_of, column) for column in (clients, usual))
    share = np.divide(usual, used[w.region_of], out=np.zeros_like(usual), where=used[w.region_of] > 0)
    return np.asarray(w.spec.scale * clients + (1.0 - w.spec.scale) * here[w.region_of] * share)


def work_desks(month: int) -> float:
    """Share of reception centres with a work desk: none before 2020, nearly all larger ones by March 2023 (P128).

    Linear in between (assumption).
    """
    return min(1.0, max(0.0, (month - 72) / 38.0))


def take_part_or_not(w: State) -> None:
    """Newcomers without work start or stop searching."""
    t, p, part, lever = w.month, w.people, w.p.participation, w.hooks.lever
    idle, searching = w.row_buffers[row_lists.FIRST], w.row_buffers[row_lists.SECOND]
    idle = idle[: row_lists.in_state(w.adults, INACTIVE, p, idle)]
    searching = searching[: row_lists.in_state(w.adults, SEARCHING, p, searching)]
    held = w.p.attachment
    participation.search_on(searching, t, w.keys(Decision.SEARCH_STOP, t), p, w.households, part, held)
    levers = lever["care_help"], lever["travel_help"], lever["encourage"], lever["sooner"]
    search = participation.Search(w.usual_net(), work_desks(t), float(w.finding[0]), w.network, *levers)
    table = participation.tables(part)
    key = w.keys(Decision.SEARCH_START, t)
    rules = participation.SearchRules(part, held, w.acceptance(), w.p.asylum)
    participation.take_part(idle, t, key, search, table, p, w.households, rules)
