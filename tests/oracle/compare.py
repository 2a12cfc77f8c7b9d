"""Lays the oracle beside the fast model after every verb and names the first difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from oracle import month as plain_month
from oracle.country import Oracle

from werkagenda.agents.kinds import NOBODY
from werkagenda.model import month as fast_month
from werkagenda.model.country import Country
from werkagenda.model.policy.levers import LEVERS
from werkagenda.model.state import State
from werkagenda.scenarios.sowis_rounds import ROUND_FIELDS
from werkagenda.tables.vocabulary import INDICATORS, month_label

Pair = tuple[str, Any, list[Any], list[Any]]
"""Table and column, ids to name a row by, values of the fast model, values of the oracle."""


class Different(AssertionError):
    """The two models disagree; the message names verb, month, table, column and id."""


def run_both(country: Country, months: int, every_verb: bool = True) -> Oracle:
    """Run both models from where the fast one stands; raises Different at the first difference."""
    oracle = Oracle(country.state)
    for _ in range(months):
        for fast, slow in zip(fast_month.MONTH, plain_month.MONTH, strict=True):
            fast(country.state)
            slow(oracle)
            if every_verb or fast is fast_month.MONTH[-1]:
                check(country.state, oracle, fast.__name__)
        check_month(country.state, oracle)
        country.state.month += 1
        oracle.month += 1
    return oracle


def check(w: State, o: Oracle, verb: str) -> None:
    """Raise Different for the first column that is not the same."""
    for where, ids, left, right in _columns(w, o):
        if left != right:
            _tell(w, verb, where, ids, left, right)


def _tell(w: State, verb: str, where: str, ids: Any, left: list[Any], right: list[Any]) -> None:
    at = f"{verb}, {month_label(w.month)} (month {w.month}), {where}"
    if len(left) != len(right):
        raise Different(f"{at}: {len(left)} rows in the fast model, {len(right)} in the oracle")
    wrong = [k for k in range(len(left)) if left[k] != right[k]]
    k = wrong[0]
    raise Different(f"{at}, row {k}, id {ids[k]}: fast {left[k]!r}, oracle {right[k]!r} ({len(wrong)} differ)")


def _columns(w: State, o: Oracle) -> Iterator[Pair]:
    yield from _people(w, o)
    yield from _table("residents", w.residents, w.residents_n, list(o.residents))
    yield from _table("employers", w.employers, len(w.employers.id), o.employers)
    yield from _openings(w, o)
    yield "counts", range(35), w.counts.working.tolist(), o.working
    yield "outside", range(3), w.counts.outside.tolist(), o.outside
    yield "fringe", range(35), w.counts.fringe.tolist(), o.fringe
    for name in ("fill_rate", "usual_fill", "network"):
        yield name, range(10), getattr(w, name).tolist(), getattr(o, name)
    yield "finding", [0], [float(w.finding[0])], [o.finding]
    towns = range(len(o.towns))
    yield "guidance", towns, w.guidance.tolist(), [town.guidance for town in o.towns]
    yield "caseload", towns, w.caseload.tolist(), [town.caseload for town in o.towns]
    yield "adopted", towns, [bool(t.offers_placements) for t in w.towns], [town.adopted for town in o.towns]
    for name, (whose, _) in LEVERS.items():
        ids, mine = (w.people.id, o.people) if whose == "people" else (w.employers.id, o.employers)
        yield f"{name} (lever)", ids, w.hooks.lever[name].tolist(), [each.lever[name] for each in mine]


def _people(w: State, o: Oracle) -> Iterator[Pair]:
    n = w.entered
    yield "people", [0], [n], [len(o.entered)]
    rows = {home: row for row, home in enumerate(o.households)}
    employers = {employer: row for row, employer in enumerate(o.employers)}
    people = {person: row for row, person in enumerate(o.people)}
    for name, column in w.people._asdict().items():
        mine = [getattr(person, name) for person in o.entered]
        if name in ("household", "home"):
            mine = [rows[home] for home in mine]
        elif name == "employer":
            mine = [-1 if employer is None else employers[employer] for employer in mine]
        yield f"people.{name}", w.people.id, column[:n].tolist(), mine
    for name, column in w.households._asdict().items():
        mine = [getattr(home, name) for home in o.households]
        if name == "dwelling":
            mine = [rows[home] for home in mine]
        elif name in ("adult_a", "adult_b"):
            mine = [-1 if adult is None else people[adult] for adult in mine]
        yield f"households.{name}", w.households.id, column.tolist(), mine


def _openings(w: State, o: Oracle) -> Iterator[Pair]:
    posts, employers = list(o.openings), {employer: row for row, employer in enumerate(o.employers)}
    for name, values in w.openings._asdict().items():
        column = values
        if name in CONTEST and not o.in_contest:
            continue
        mine = [getattr(post, name) for post in posts]
        if name in BESIDE:  # left as it was where nobody stands
            column = np.where(w.openings._asdict()[BESIDE[name]] == NOBODY, 0, column)
            mine = [0 if getattr(post, BESIDE[name]) is None else getattr(post, name) for post in posts]
        if name == "employer":
            mine = [employers[employer] for employer in mine]
        elif name in ("candidate", "runner_up"):
            mine = [-1 if candidate is None else candidate.code() for candidate in mine]
        yield f"openings.{name}", w.openings.hash, column[: w.open_n].tolist(), mine


CONTEST = ("bar", "best", "best_who", "candidate", "second", "second_who", "runner_up", "taken")
"""Columns of openings that mean something only once this month's contest has begun."""
BESIDE = {"best": "candidate", "best_who": "candidate", "second": "runner_up", "second_who": "runner_up"}
"""Columns of openings that mean something only beside somebody who stands."""


def _table(name: str, table: Any, count: int, mine: list[Any]) -> Iterator[Pair]:
    for column, values in table._asdict().items():
        yield f"{name}.{column}", table.id, values[:count].tolist(), [getattr(each, column) for each in mine]


def check_month(w: State, o: Oracle) -> None:
    """Raise Different when a count, an account or a memory of the month that has just run is not the same."""
    for name, left, right in _counts(w, o):
        fast, slow = {k: v for k, v in left.items() if v}, {k: v for k, v in right.items() if v}
        if fast != slow:
            keys = sorted((k for k in fast.keys() | slow.keys() if fast.get(k) != slow.get(k)), key=str)
            what = f"{name}{keys[0]}: fast {fast.get(keys[0], 0)}, oracle {slow.get(keys[0], 0)} ({len(keys)} differ)"
            raise Different(f"{month_label(w.month)} (month {w.month}), {what}")


def _counts(w: State, o: Oracle) -> Iterator[tuple[str, dict[Any, Any], dict[Any, Any]]]:
    t, h = w.month, w.hires
    yield "ledger", _cells(w.ledger.cents[t]), o.ledger
    yield "durations", _cells(w.durations), o.durations
    yield "opened", _cells(w.opened), {(s,): n for s, n in o.opened.items()}
    yield "job ends", _cells(w.ended), o.ended
    yield "turnover", dict(w.turnover), o.turnover
    yield "stopped searching", _cells(w.record["resident_hist"][t, 1]), o.gone
    yield "sent", _cells(w.contest.sent), o.sent
    yield "invited", _cells(w.contest.invited), o.invited
    yield "audit", _cells(w.record["audit"][t]), o.audit
    yield "jobs", _cells(h.jobs), _of(o.hires, "jobs")
    yield "hires of residents", _cells(h.residents), _of(o.hires, "residents")
    yield "hires by size", _cells(w.record["sector_size"][t]), _of(o.hires, "size")
    yield "fringe hired", _cells(h.fringe), _of(o.hires, "fringe")
    yield "additional", _cells(h.additional), _of(o.hires, "additional")
    for k, who in enumerate(("displaced resident", "displaced fringe", "displaced status holder")):
        yield who, _cells(w.record["displaced"][t, k]), _of(o.hires, who)
    yield "outsiders", _cells(h.outsiders), _of(o.hires, "outsider")
    single = {"changer": h.changers, "refused": h.refused}
    yield "rivals", {k: int(v[0]) for k, v in single.items()}, {k: o.hires[k] for k in single}
    permits = {"permit asked": int(h.permits[0]), "permit granted": int(h.permits[1])}
    yield "permits", permits, {k: o.hires[k] for k in permits}
    if "rounds" in w.record.arrays:
        yield "round", dict(zip(ROUND_FIELDS, w.record["rounds"][t].tolist(), strict=True)), o.round
    names = list(INDICATORS)
    counted = {(*k[:3], names[k[3]]): v for k, v in _cells(w.record["monthly"][t]).items()}
    known = {k[3] for k in o.counted}
    yield "monthly", {k: v for k, v in counted.items() if k[3] in known}, o.counted
    yield "startbanen", _cells(w.record["places"][t, :, 3]), {(x.index,): x.placements for x in o.towns}
    yield "sectors of newcomers", _cells(w.sector_newcomers), {(s,): n for s, n in enumerate(o.sector_newcomers)}
    shelves = {(35 * 0 + r, s, k): n for (r, s, k), n in o.slots.items()}
    yield "slots", _cells(w.slot_sizes.reshape(35, 9, 8)), shelves
    yield from _memories(w, o)


def _memories(w: State, o: Oracle) -> Iterator[tuple[str, dict[Any, Any], dict[Any, Any]]]:
    memories = w.hooks.memories()
    named = {
        "sowis.applied": "applied",
        "sowis.knows": "knows_subsidy",
        "sowis.used": "used_subsidy",
        "bias.adopted": "adopted",
    }
    for name, attribute in named.items():
        if name in memories:
            yield name, _cells(memories[name]), {(k,): getattr(e, attribute) for k, e in enumerate(o.employers)}
    if "sowis.granted" in memories:
        mine = {(k, year): cents for k, e in enumerate(o.employers) for year, cents in enumerate(e.granted)}
        yield "sowis.granted", _cells(memories["sowis.granted"]), mine
    for fast, slow in zip(w.hooks.instruments, o.instruments, strict=True):
        for name, marks in getattr(slow, "marks", {}).items():
            column: Any = getattr(fast, "marks", {})[name]
            yield f"{fast.name}.{name}", _cells(column), {(k,): marks[person] for k, person in enumerate(o.people)}
        for name, marks in getattr(slow, "by_town", {}).items():
            towns = {(town.index,): marks[town] for town in o.towns}
            yield f"{fast.name}.{name}", _cells(memories[f"{fast.name}.{name}"]), towns
        for name, marks in getattr(slow, "staff", {}).items():
            mine_too = {(k,): marks[employer] for k, employer in enumerate(o.employers)}
            yield f"{fast.name}.{name}", _cells(memories[f"{fast.name}.{name}"]), mine_too
        if hasattr(slow, "budget"):
            recorded = {(t, k): n for t, row in enumerate(slow.budget.rows) for k, n in enumerate(row)}
            yield f"{fast.name}.uptake", _cells(memories[f"{fast.name}.uptake"]), recorded


def _cells(array: Any) -> dict[tuple[int, ...], Any]:
    """Cells that are not zero, by position."""
    return {tuple(int(x) for x in at): array[tuple(at)].item() for at in np.argwhere(array)}


def _of(hires: Counter[Any], what: str) -> dict[Any, int]:
    """Counts of one kind, by what follows the name."""
    return {key[1:]: n for key, n in hires.items() if isinstance(key, tuple) and key[0] == what}
