"""Rows of people and households: partners, children, ages, education and places, all functions of the id."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from werkagenda.agents.kinds import (
    ASYLUM,
    CHILD,
    FAMILY,
    HIGH,
    KIND_FAMILY,
    KIND_SPONSOR,
    KIND_UKRAINIAN,
    NEVER,
    RECEPTION,
    STATUS,
    UKRAINIAN,
    WAIVED,
)
from werkagenda.agents.language import LanguageParams
from werkagenda.agents.life import LifeParams
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64, I64, U8, U64, fields
from werkagenda.evidence import series
from werkagenda.evidence.places import Places
from werkagenda.evidence.structure import Profiles
from werkagenda.model.parameters import Parameters
from werkagenda.model.population.care_norms import norms
from werkagenda.model.population.newcomers import Roots, poisson_weights
from werkagenda.model.random.column_draws import choose, draws, normals, powers
from werkagenda.model.random.identity import hash_ids
from werkagenda.model.random.keyed_random import Decision, Keys

Arrays = dict[str, np.ndarray[Any, Any]]
BANDS = ((18, 25), (25, 35), (35, 45), (45, 55), (55, 65))
BEYOND_HORIZON = 1000
"""Delay in months that lies beyond the model's horizon."""
WAITING_CEILING = 0.4
"""Level of Dutch (A2) beyond which waiting without class does not lead (assumption)."""
MEMBERS = 8  # root, partner, at most six children


def _ages(u: F64, v: F64, shares: F64, row: I64) -> F64:
    """Age in years from the band shares, uniform within the band."""
    band = choose(u, shares, row)
    low = np.array([b[0] for b in BANDS], float)[band]
    high = np.array([b[1] for b in BANDS], float)[band]
    return np.asarray(low + (high - low) * v)


def _children(u: F64, means: F64, rows: I64) -> I64:
    """Number of children: truncated Poisson by inversion."""
    table = np.array([poisson_weights(float(m)) for m in means])
    return choose(u, table, rows)


class FamilyPlan:
    """Members of each root's household and the arrival month of those who follow (arrays with one entry per root)."""

    def __init__(self, roots: Roots, keys: Keys, profiles: Profiles, limited: bool) -> None:
        o, who = roots.origin, roots.hash
        sponsor = roots.kind == KIND_SPONSOR
        u = draws(keys(Decision.PARTNER), who)
        along = profiles.partner_along_share[o]
        abroad = along + profiles.partner_abroad_share[o]
        lone = profiles.lone_minor_share[o] / (1.0 + profiles.lone_minor_share[o])
        self.minor = sponsor & (draws(keys(Decision.AGE, 2), who) < lone)
        self.along = (u < along) & (roots.kind != KIND_FAMILY) & ~self.minor
        self.abroad = (u >= along) & (u < abroad) & sponsor & ~self.minor
        coupled = self.along | self.abroad
        number = _children(draws(keys(Decision.CHILDREN), who), profiles.children_mean, o)
        self.male = draws(keys(Decision.SEX), who) < profiles.sponsor_male_share[o]
        parents = sponsor | (roots.kind == KIND_UKRAINIAN)
        alone = parents & ~coupled & ~self.minor & ~self.male
        self.lone_parent = alone & (draws(keys(Decision.PARTNER, 1), who) < profiles.lone_parent_share[o])
        self.children = np.where(coupled, number, np.where(self.lone_parent, np.maximum(number, 1), 0))
        shares = profiles.age_shares
        v = draws(keys(Decision.AGE, 1), who)
        age = _ages(draws(keys(Decision.AGE), who), v, shares, o)
        age = np.where(coupled | self.lone_parent, np.maximum(age, 20.0), age)
        self.age = np.where(self.minor, 12.0 + 6.0 * v, age)
        delay = series.reunification_delay_months()
        at = np.minimum(np.where(roots.permit == NEVER, 0, roots.permit), len(delay) - 1)
        v = draws(keys(Decision.FAMILY_DELAY), who)
        follow = roots.permit + np.floor(delay[at] * (0.5 + v) + 0.5).astype(np.int64)
        if limited:
            follow = follow + held_back(roots, keys)
        self.family_month = np.where(self.abroad & (roots.permit != NEVER), follow, NEVER)
        self.follows = self.family_month < NEVER


def held_back(roots: Roots, keys: Keys) -> I64:
    """Months by which limits to family reunification delay each root's family (evidence.family_limits)."""
    limits = series.family_limits()
    under = (roots.permit >= limits.month) & (draws(keys(Decision.FAMILY_DELAY, 1), roots.hash) < limits.share)
    never = draws(keys(Decision.FAMILY_DELAY, 2), roots.hash) < limits.never
    return np.where(under, np.where(never, BEYOND_HORIZON, limits.wait), 0)


def _member_rows(roots: Roots, plan: FamilyPlan) -> tuple[I64, I64]:
    """Root index and member number of every person: 0 root, 1 partner, 2 and up children."""
    n = len(roots.id)
    has_partner = plan.along | plan.follows
    count = np.where(has_partner, 1 + plan.children, np.where(plan.lone_parent, plan.children, 0))
    root = np.repeat(np.arange(n), 1 + count)
    first = np.concatenate([[0], np.cumsum(1 + count)[:-1]])
    place = np.arange(len(root)) - first[root]
    return root, place + ((place > 0) & plan.lone_parent[root])


def build(
    roots: Roots, keys: Keys, profiles: Profiles, places: Places, p: Parameters, limited: bool
) -> tuple[Arrays, Arrays]:
    """Columns of people and households, sorted by (arrival, id), all inactive.

    ``limited``: limits to family reunification apply.
    """
    plan = FamilyPlan(roots, keys, profiles, limited)
    root, member = _member_rows(roots, plan)
    ids = roots.id[root] + member.astype(np.uint64)
    arrival = np.where((member > 0) & plan.follows[root], plan.family_month[root], roots.arrival[root])
    keep = arrival < len(series.reunification_delay_months())
    root, member, ids, arrival = root[keep], member[keep], ids[keep], arrival[keep]
    order = np.lexsort((ids, arrival))
    root, member, ids, arrival = root[order], member[order], ids[order], arrival[order]
    people: Arrays = {name: np.zeros(len(ids), t) for name, t in fields(People).items()}
    people["id"][:], people["hash"][:] = ids, hash_ids(ids)
    people["member"][:], people["arrival"][:] = member, np.maximum(arrival, -600)
    _identity(people, root, member, roots, plan)
    _attributes(people, root, member, roots, plan, keys, profiles, p)
    households = _households(people, root, member, keys, p)
    _places(people, root, roots, keys, places)
    return people, households


def _identity(people: Arrays, root: I64, member: I64, roots: Roots, plan: FamilyPlan) -> None:
    """Set kind, origin, permit, decision and housing of every row."""
    of = roots.kind[root]
    kind = np.where(of == KIND_FAMILY, FAMILY, np.where(of == KIND_UKRAINIAN, UKRAINIAN, ASYLUM))
    free = (kind == FAMILY) | (kind == UKRAINIAN)
    later = (member > 0) & plan.follows[root]
    people["kind"][:] = np.where(later, STATUS, kind)
    people["origin"][:] = roots.origin[root]
    people["permit"][:] = np.where(later, people["arrival"], roots.permit[root])
    people["decision"][:] = roots.decision[root]
    people["housed"][:] = np.where(free, people["arrival"], NEVER)
    people["integration"][kind == UKRAINIAN] = WAIVED
    for name in ("first_job", "started", "lost", "applied", "offered", "placed", "placement_ends"):
        people[name][:] = NEVER
    people["employer"][:] = -1
    people["reason"][:] = np.where((member > 1) | plan.minor[root], CHILD, RECEPTION)


def _attributes(
    people: Arrays,
    root: I64,
    member: I64,
    roots: Roots,
    plan: FamilyPlan,
    keys: Keys,
    profiles: Profiles,
    p: Parameters,
) -> None:
    """Set sex, age, education, health, language and persistent individual traits."""
    who: U64 = people["hash"]
    o = roots.origin[root]
    child_male = draws(keys(Decision.SEX), who) < 0.51
    male = np.where(member == 0, plan.male[root], np.where(member == 1, ~plan.male[root], child_male))
    people["sex"][:] = male
    u = draws(keys(Decision.AGE), who)
    partner_age = np.clip(plan.age[root] + (u - 0.5) * 12.0 + np.where(male, 2.0, -2.0), 18.0, 64.0)
    child_age = u * np.clip(plan.age[root] - 19.0, 0.5, 17.9)
    age = np.where(member == 0, plan.age[root], np.where(member == 1, partner_age, child_age))
    at = np.minimum(people["permit"], people["decision"])
    people["birth"][:] = at - np.floor(age * 12.0).astype(np.int64)
    people["reason"][people["arrival"] - people["birth"] < 216] = CHILD
    schooling = choose(draws(keys(Decision.EDUCATION), who), profiles.education_shares, o)
    people["education"][:] = np.where(member > 1, np.minimum(schooling, HIGH), schooling)
    ill = waited_share(profiles.poor_health_share[o], at - people["arrival"], p.life)
    people["poor_health"][:] = draws(keys(Decision.HEALTH), who) < ill
    scarf = draws(keys(Decision.HEADSCARF), who) < profiles.headscarf_share[o]
    people["headscarf"][:] = scarf & ~male
    people["norm_carer"][:] = norms(roots, plan.male, keys, profiles, p.participation)[root]
    people["frailty"][:] = normals(keys(Decision.FRAILTY), who)
    people["attachment"][:] = draws(keys(Decision.ATTACHMENT), who)
    people["skill"][:] = 0.5 * normals(keys(Decision.SKILL), who)
    brought = profiles.language_at_arrival[o] + waiting_level(at - people["arrival"], people["education"], p.language)
    people["language"][:] = brought * (0.4 + 1.2 * draws(keys(Decision.LANGUAGE), who))
    people["intent"][:] = draws(keys(Decision.INTENTION), who)


def waited_share(share: F64, waited: I64, p: LifeParams) -> F64:
    """Share in poor health after ``waited`` months between arrival and decision.

    odds = share / (1 - share) * exp(wait_illness * years beyond the first half year, at most 3) (assumption).
    """
    late = np.clip(waited / 12.0 - 0.5, 0.0, 3.0)
    odds = share / (1.0 - share) * powers(np.full(len(late), math.e), p.wait_illness * late)
    return np.asarray(odds / (1.0 + odds))


def waiting_level(waited: I64, education: U8, p: LanguageParams) -> F64:
    """Dutch learnt between arrival and decision, at most ``WAITING_CEILING``: waiting_gain a month, more or less by
    schooling in the proportions of class (rule ``class_gain``). Levels are 0-1; ``waited`` in months (assumption)."""
    pace = np.array([p.gain_low, p.gain_middle, p.gain_high])[education] / p.gain_middle
    return np.asarray(np.minimum(WAITING_CEILING, p.waiting_gain * np.maximum(0, waited) * pace))


def _households(people: Arrays, root: I64, member: I64, keys: Keys, p: Parameters) -> Arrays:
    """One household per root and one per child (used from age 18), in the order of people's rows."""
    heads = member != 1
    n = int(heads.sum())
    households: Arrays = {name: np.zeros(n, t) for name, t in fields(Households).items()}
    home = np.cumsum(heads) - 1
    of_root = np.full(int(root.max()) + 1, -1, np.int64)
    firsts = member == 0
    of_root[root[firsts]] = home[firsts]
    people["household"][:] = of_root[root]
    people["home"][:] = np.where(heads, home, of_root[root])
    households["id"][:] = people["id"][heads]
    households["hash"][:] = people["hash"][heads]
    households["adult_a"][:] = households["adult_b"][:] = -1
    households["youngest"][:] = -NEVER
    households["dwelling"][:] = np.where(member[heads] == 0, home[heads], of_root[root[heads]])
    refused = draws(keys(Decision.NON_TAKE_UP), households["hash"]) < p.income.non_take_up_share
    households["non_take_up"][:] = refused
    outside = draws(keys(Decision.FAMILY_ABROAD), households["hash"]) < 0.9
    households["outside_income"][:] = (people["kind"][heads] == FAMILY) & outside
    return households


def _places(people: Arrays, root: I64, roots: Roots, keys: Keys, places: Places) -> None:
    """Set the municipality by population, with one draw per root (used at housing)."""
    u = draws(keys(Decision.MUNICIPALITY), roots.hash)
    cumulative = np.cumsum(places.population) / float(np.sum(places.population))
    municipality = np.minimum(np.searchsorted(cumulative, u, side="right"), len(cumulative) - 1)
    people["municipality"][:] = municipality[root]
    people["region"][:] = places.region[municipality[root]]
