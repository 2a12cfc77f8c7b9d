"""Every scenario as the command reads it, in a very small country, and the accounts of a month worked out again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))

from countries import everything
from positions import (
    I_ALLIANCE,
    I_AT_WORK,
    I_CARE_BENEFIT,
    I_CASELOAD,
    I_CHILD_CARE,
    I_DESKS,
    I_FAMILY,
    I_OUTREACH,
    I_PLACEMENT,
    I_SUBSIDY,
    I_TRAINING,
    I_WAGE_SUBSIDY,
    I_WOMEN,
    POLICY,
)

from werkagenda import config_store, settings
from werkagenda.agents.kinds import EMPLOYED, UKRAINIAN
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import (
    DECLARED,
    I_COURSE,
    I_FINE,
    I_OVERHEAD,
    I_OWN,
    OUTSIDE,
    PERSON,
    RECEPTION,
    SERVICE,
    STATE,
    TOWN,
)
from werkagenda.model.state import State
from werkagenda.study.plan import Settings
from werkagenda.tables.vocabulary import month_index

SCALE = 0.005
END = month_index("2027-10")
"""The month after the first round of the extended subsidy."""
NAMES = tuple(config_store.options("scenario"))
WHOLE, WITHOUT = "werkagenda", "werkagenda_zonder_"
ALONE = {
    "startbanen_breed": "startbanen",
    "sowis_verlengd": "sowis",
    "bias_mkb": "bias",
    "vrouwen_begeleiding": "women",
    "asielzoekers_werk": "reception",
    "vaktaal_duaal": "vocational",
    "werkgevers_alliantie": "alliance",
    "begeleiding_intensief": "caseload",
    "gezinsmigranten": "family",
    "opleiding_vaardigheden": "training",
}
"""The ten measures: the scenario of each alone and its instrument."""
PAYS = {
    "startbanen": (I_WAGE_SUBSIDY, I_PLACEMENT, I_CHILD_CARE, I_CARE_BENEFIT),
    "sowis": (I_SUBSIDY,),
    "bias": (I_OUTREACH,),
    "women": (I_WOMEN, I_CHILD_CARE, I_CARE_BENEFIT),
    "reception": (I_DESKS,),
    "vocational": (I_AT_WORK,),
    "alliance": (I_ALLIANCE,),
    "caseload": (I_CASELOAD,),
    "family": (I_FAMILY,),
    "training": (I_TRAINING,),
}
"""What the ledger calls the payments of each instrument."""
DOSES = ("dose", "charter_growth", "internships", "agencies_dose")
IN_EVERY = ("startbanen", "sowis")
"""Instruments that act in the baseline too: the pilots, the rounds of 2024 to 2026."""
Lived = Callable[..., Country]
Trace = dict[str, str]
Traces = Callable[..., Trace]
Choices = dict[str, dict[str, Any]]


@cache
def read() -> dict[str, Settings]:
    """Settings of all scenarios, by name."""
    words = [f"scenario={','.join(NAMES)}", f"population.scale={SCALE}", "output=nowhere"]
    return {each.scenario: each for each in settings.read(words, sweep=True)}


def changed(name: str, choices: Choices) -> Settings:
    """A scenario with other settings of instruments."""
    whole = read()[name].instruments
    return replace(read()[name], instruments={each: {**whole[each], **choices.get(each, {})} for each in whole})


def without_dose(choices: Choices) -> Choices:
    """The same settings with every dose at zero."""
    return {
        name: {key: 0.0 if key in DOSES else value for key, value in each.items()} for name, each in choices.items()
    }


def dosed(name: str) -> set[str]:
    """Instruments of which a scenario sets a dose."""
    choices = read()[name].instruments
    return {each for each, given in choices.items() if any(given[key] for key in DOSES if key in given)}


def trace(made: Country) -> Trace:
    """A digest of everything a country is made of, and of each table of its results, by name."""
    arrays = everything(made)
    out = {name: hashlib.sha256(repr((a.dtype, a.shape)).encode() + a.tobytes()) for name, a in arrays.items()}
    for name, table in made.tables().items():
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        out[f"table {name}"] = hashlib.sha256(sink.getvalue())
    return {name: digest.hexdigest() for name, digest in out.items()}


def different(left: Trace, right: Trace) -> list[str]:
    """Names of what is not the same bit for bit."""
    assert left.keys() == right.keys()
    return [name for name in left if left[name] != right[name]]


def outside(w: State, months: slice, instrument: int) -> np.ndarray:
    """Cents that leave the public sector by month under a name of the ledger."""
    return np.asarray(w.ledger.cents[months][:, [STATE, TOWN, RECEPTION]][:, :, OUTSIDE, instrument].sum(axis=(1, 2)))


def ids(w: State) -> set[int]:
    """Who is in the country."""
    return set(w.people.id[: w.entered][w.people.active[: w.entered] == 1].tolist())


def accounts(w: State, before: set[int], acting: set[str]) -> list[tuple[str, int, int]]:
    """Both sides of accounts of the month just run, from who there is and what each row says."""
    return [*people(w, before), *posts(w), *persons(w), *public(w, acting)]


def people(w: State, before: set[int]) -> Iterator[tuple[str, int, int]]:
    """Who came and left by identity; adults, as the result tables count them, by what they do."""
    now, recorded, counts = (
        ids(w),
        w.record["people"][w.month - 1],
        w.record["monthly"][w.month - 1].sum(axis=(0, 1, 2)),
    )
    p, n, t = w.people, w.entered, w.month - 1
    same = (p.active[:n] == 0) & (p.arrival[:n] == t) & (p.kind[:n] == UKRAINIAN)  # who came and left within the month
    passed = int(same.sum())
    yield "came", len(now - before) + passed, int(recorded[0])
    yield "left", len(before - now) + passed, int(recorded[1])
    yield "in the country", len(now), int(counts[0])
    adult = (p.active[:n] == 1) & (t - p.birth[:n] >= 216) & (t - p.birth[:n] < 792)
    yield "adults", int(adult.sum()), int(counts[2] + counts[5] + counts[6])
    yield "adults at work", int((adult & (p.state[:n] == EMPLOYED)).sum()), int(counts[3] + counts[4])


def posts(w: State) -> Iterator[tuple[str, int, int]]:
    """Newcomers at work at each employer and its posts for them; openings by row and as counted."""
    p, n = w.people, w.entered
    works = (p.active[:n] == 1) & (p.state[:n] == EMPLOYED)
    held = np.bincount(p.employer[:n][works], minlength=len(w.employers.id))
    yield "employers with other posts than people", int((held != w.employers.staff_newcomers).sum()), 0
    yield "open posts", int(w.openings.open[: w.open_n].sum()), int(w.record["market"][w.month - 1, 3])


def persons(w: State) -> Iterator[tuple[str, int, int]]:
    """What newcomers are left with, by the ledger and by their own rows."""
    p, n, t = w.people, w.entered, w.month - 1
    here = p.active[:n] == 1
    own = sum(int(column[:n][here].sum()) for column in (p.net, p.ui_net, p.student_cents, p.bijstand))
    own += int(w.households.allowance.sum())
    cube = w.ledger.cents[t]
    spent = sum(int(cube[PERSON, :, k].sum()) for k in (I_OWN, I_FINE, I_COURSE))
    got = int(cube[:, PERSON].sum() - cube[PERSON].sum()) + spent
    yield "cents that newcomers are left with", got, own


def public(w: State, acting: set[str]) -> Iterator[tuple[str, int, int]]:
    """Policy: what is passed on is what is paid, by instruments that act, along declared ways, with its overhead."""
    cube = w.ledger.cents[w.month - 1]
    for k in POLICY:
        for middle in (TOWN, RECEPTION):
            yield f"cents passed on for {k}", int(cube[STATE, middle, k]), int(cube[middle, :, k].sum())
    names = {k for name in acting | set(IN_EVERY) for k in PAYS[name]}
    yield "cents of instruments that do not act", int(cube[..., [k for k in POLICY if k not in names]].sum()), 0
    ways = {*DECLARED, (STATE, SERVICE, I_OVERHEAD)}
    used = {tuple(cell) for cell in np.argwhere(cube).tolist() if cell[2] not in POLICY}
    yield "other payments along ways not declared", len(used - ways), 0
    yield "payments below zero or to oneself", int((cube < 0).sum() + np.count_nonzero(cube[range(9), range(9)])), 0
    paid = sum(int(outside(w, slice(w.month - 1, w.month), k)[0]) for k in POLICY)
    yield "overhead", int(cube[STATE, SERVICE, I_OVERHEAD]), int(paid * w.p.money.overhead_share + 0.5)
