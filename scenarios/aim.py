"""Where, when and at whom an instrument is aimed, from the settings of ``where_when``; applied to columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.kinds import NEVER
from werkagenda.agents.state import F64, I64
from werkagenda.evidence import places
from werkagenda.model.state import State
from werkagenda.scenarios.adoption import is_pilot
from werkagenda.scenarios.rollout import Schedule
from werkagenda.scenarios.where_when import PILOTS, ForEverybody, ForPeople, InPeriod
from werkagenda.tables import vocabulary
from werkagenda.tables.vocabulary import month_index

Bools = np.ndarray[Any, np.dtype[np.bool_]]
ONLY, FIRST = "only", "first"
AGES = tuple(ForPeople.model_fields[name].default for name in ("age_from", "age_to"))
"""Ages that leave nobody out."""


def schedule(choices: InPeriod) -> Schedule:
    """Period and dose of an instrument."""
    start, end = choices.period
    return Schedule(getattr(choices, "dose"), month_index(start), month_index(end))  # noqa: B009 every subclass has one


class Aim:
    """Places and groups. ``towns`` (342) and ``regions`` (35): masks of the places named; None where none are.

    ``narrows``: whether any setting of place, period or group is given. ``among``: mask of the rows of people who may
    be served at all, such as those treated in a trial; None where there is no such limit.
    """

    among: Bools | None = None

    def __init__(self, choices: Any) -> None:
        self.choices, self.rule = choices, getattr(choices, "places_rule", ONLY)
        self.towns = towns_named(choices)
        names = getattr(choices, "regions", None)
        self.regions = None if names is None else np.isin(places.regions().name, names)
        fields = (name for name in ForEverybody.model_fields if hasattr(choices, name))
        self.narrows = any(getattr(choices, name) != ForEverybody.model_fields[name].default for name in fields)

    @property
    def only(self) -> Bools | None:
        """Mask of the municipalities outside which nobody is served; None where there is no such limit."""
        return self.towns if self.rule == ONLY else None

    @property
    def first(self) -> Bools | None:
        """Mask of the municipalities that come before others; None where there are none."""
        return self.towns if self.rule == FIRST else None

    def people(self, w: State, rows: I64) -> I64:
        """Those of some rows of people who may be served."""
        p, c = w.people, self.choices
        keep = np.ones(len(rows), bool) if self.among is None else self.among[rows]
        if self.only is not None:
            keep &= self.only[p.municipality[rows]]
        for column, names, known in (
            (p.origin, getattr(c, "origins", None), vocabulary.ORIGINS),
            (p.education, getattr(c, "educations", None), vocabulary.EDUCATIONS),
        ):
            if names is not None:
                keep &= np.isin(column[rows], [known.index(name) for name in names])
        if (sex := getattr(c, "sex", "all")) != "all":
            keep &= p.sex[rows] == vocabulary.SEXES.index(sex)
        if hasattr(c, "age_from") and (c.age_from, c.age_to) != AGES:
            age = (w.month - p.birth[rows].astype(np.int64)) // 12
            keep &= (age >= c.age_from) & (age <= c.age_to)
        if (most := getattr(c, "housed_within_months", None)) is not None:
            housed = p.housed[rows].astype(np.int64)
            keep &= (housed != NEVER) & (w.month - housed < most)
        return np.asarray(rows[keep], np.int64)

    def later(self, w: State, rows: I64) -> I64:
        """Sort key of rows of people: 1 for those who come after the places named, else 0."""
        if self.first is None:
            return np.zeros(len(rows), np.int64)
        return np.asarray(~self.first[w.people.municipality[rows]], np.int64)

    def reached(self, w: State, rows: I64, u: F64, share: float) -> Bools:
        """Which of the eligible ``rows``, with keyed draws ``u``, a share of them reaches; places named come first."""
        if self.first is None:
            return np.asarray(u < share)
        return np.asarray(placed_first(u, self.first[w.people.municipality[rows]]) < share)

    def employers(self, w: State) -> Bools:
        """Mask of the employers who may be served."""
        if self.regions is None or self.rule == FIRST:
            return np.ones(len(w.employers.hash), bool)
        return np.asarray(self.regions[w.employers.region])

    def rank(self, w: State, rank: F64, target: Bools) -> F64:
        """Positions (0 to 1) of employers in the order of a round: those of the regions named come first."""
        if self.regions is None or self.rule != FIRST:
            return rank
        out = rank.copy()
        out[target] = placed_first(rank[target], self.regions[w.employers.region[target]])
        return out


def towns_named(choices: Any) -> Bools | None:
    """Mask of the municipalities that settings name, by themselves, in a set or in a region; None where none are."""
    names, regions = getattr(choices, "municipalities", None), getattr(choices, "regions", None)
    if names is None and (regions is None or not hasattr(choices, "municipalities")):
        return None
    where = places.municipalities()
    out = np.isin(np.asarray(places.regions().name)[where.region], regions or ())
    for name in names or ():
        if name == PILOTS:
            out |= is_pilot(where)
        else:
            out |= np.isin(where.name, places.named(name))
    return np.asarray(out)


def placed_first(u: F64, inside: Bools) -> F64:
    """Uniform draws in another order: those ``inside`` fill the interval from 0 to their share, the others the rest."""
    share = float(inside.mean()) if len(inside) else 0.0
    return np.where(inside, u * share, share + u * (1.0 - share))
