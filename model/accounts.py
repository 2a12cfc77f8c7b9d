"""Conservation, checked every month of every run: people, posts, openings and euros neither appear nor vanish."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.kinds import EMPLOYED
from werkagenda.model.ledger import I_BIJSTAND, PERSON, TOWN
from werkagenda.model.record import whole_sum
from werkagenda.model.world import REGIONS, World
from werkagenda.tables.vocabulary import month_label


class AccountsProblem(RuntimeError):
    """Something was created or lost; the message names the account, the month and the difference."""


def check(w: World) -> None:
    """Raise AccountsProblem when an account does not close."""
    broken = [f"{name}: {left} against {right}" for name, left, right in accounts(w) if left != right]
    if broken:
        raise AccountsProblem(f"{month_label(w.month)}: " + "; ".join(broken))


def accounts(w: World) -> list[tuple[str, int, int]]:
    """Both sides of every account of the month."""
    t, p, e, n = w.month, w.people, w.employers, w.entered
    working = whole_sum((p.active[:n] == 1) & (p.state[:n] == EMPLOYED))
    came, left, stock = (int(x) for x in w.record["people"][t])
    before = int(w.record["people"][t - 1, 2]) if t > 0 else 0
    opened, filled, lapsed, still = (int(x) for x in w.record["market"][t, :4])
    open_before = int(w.record["market"][t - 1, 3]) if t > 0 else 0
    hires = whole_sum(w.hires.jobs) + whole_sum(w.hires.residents)
    hires += whole_sum(w.hires.changers) + whole_sum(w.hires.fringe) + whole_sum(w.hires.outsiders)
    additional = whole_sum(w.hires.additional)
    benefit = int(w.ledger.cents[t, TOWN, PERSON, I_BIJSTAND])
    rows: list[tuple[str, int, int]] = [
        ("newcomers who work and posts they fill", working, whole_sum(e.staff_newcomers)),
        ("other people who work and posts they fill", whole_sum(w.counts.working), counted_staff(w)),
        ("fringe who work and posts they fill", whole_sum(w.counts.fringe), whole_sum(e.staff_fringe)),
        ("people: before plus came, left plus stock", before + came, left + stock),
        ("openings: before plus opened, filled plus lapsed plus open", open_before + opened, filled + lapsed + still),
        ("hires, less those in additional posts, and openings closed by a hire", hires - additional, filled),
        ("bijstand of households and of the ledger", households_bijstand(w), benefit),
        ("euros to newcomers and what they received", int(w.ledger.cents[t, :, PERSON].sum()), received(w)),
        ("negative counts", negatives(w), 0),
    ]
    return rows


def counted_staff(w: World) -> int:
    """Posts filled by other people."""
    return whole_sum(w.employers.staff_flexible) + whole_sum(w.employers.staff_permanent)


def received(w: World) -> int:
    """Wages, insurance, student finance and bijstand of newcomers, cents."""
    p, n = w.people, w.entered
    here = p.active[:n] == 1
    return sum(whole_sum(column[:n][here]) for column in (p.gross, p.ui_cents, p.student_cents, p.bijstand))


def households_bijstand(w: World) -> int:
    """Bijstand of all households, cents."""
    return whole_sum(w.households.bijstand)


def negatives(w: World) -> int:
    """Cells of staff and of counts below zero (there may be none)."""
    e = w.employers
    columns = (e.staff_flexible, e.staff_permanent, e.staff_fringe, e.staff_newcomers, w.counts.fringe)
    below = sum(int((column < 0).sum()) for column in columns) + int((w.counts.working < 0).sum())
    regions = np.bincount(e.region, weights=(e.staff_flexible + e.staff_permanent).astype(float), minlength=REGIONS)
    return below + int((regions.astype(np.int64) != w.counts.working.sum(axis=(1, 2))).sum())
