"""Invariants checked every month: people, posts, vacancies and euros are conserved."""

from __future__ import annotations

from werkagenda.agents.kinds import REGIONS
from werkagenda.agents.state import I64, whole_sum, zeros
from werkagenda.model.income.ledger import I_BIJSTAND, PERSON, TOWN
from werkagenda.model.recording import employer_counts
from werkagenda.model.state import State
from werkagenda.tables.vocabulary import BACKGROUND_CLASSES, month_label


class AccountsProblem(RuntimeError):
    """An invariant is violated; the message names the account, the month and both sides."""


def check(w: State) -> None:
    """Raise AccountsProblem if an account does not balance."""
    broken = [f"{name}: {left} against {right}" for name, left, right in accounts(w) if left != right]
    if broken:
        raise AccountsProblem(f"{month_label(w.month)}: " + "; ".join(broken))


def accounts(w: State) -> list[tuple[str, int, int]]:
    """Name and both sides of every account of the month."""
    t, p, e, n = w.month, w.people, w.employers, w.entered
    posts, regions, received = zeros(4), zeros(REGIONS), zeros(2)
    employer_counts.staff(e, regions, posts)
    employer_counts.paid(n, p, received)
    others, fringe, newcomers, below = (int(x) for x in posts)
    came, left, stock = (int(x) for x in w.record["people"][t])
    before = int(w.record["people"][t - 1, 2]) if t > 0 else 0
    opened, filled, lapsed, still = (int(x) for x in w.record["market"][t, :4])
    open_before = int(w.record["market"][t - 1, 3]) if t > 0 else 0
    hires = whole_sum(w.hires.jobs) + whole_sum(w.hires.residents[..., 0])
    hires += whole_sum(w.hires.changers) + whole_sum(w.hires.fringe) + whole_sum(w.hires.outsiders)
    additional = whole_sum(w.hires.additional)
    benefit = int(w.ledger.cents[t, TOWN, PERSON, I_BIJSTAND])
    received[1] += whole_sum(w.households.allowance)
    rows: list[tuple[str, int, int]] = [
        ("newcomers who work and posts they fill", int(received[0]), newcomers),
        ("other people who work and posts they fill", whole_sum(w.counts.working), others),
        ("fringe who work and posts they fill", whole_sum(w.counts.fringe), fringe),
        ("people: before plus came, left plus stock", before + came, left + stock),
        ("openings: before plus opened, filled plus lapsed plus open", open_before + opened, filled + lapsed + still),
        ("hires, less those in additional posts, and openings closed by a hire", hires - additional, filled),
        ("bijstand of households and of the ledger", households_bijstand(w), benefit),
        ("euros to newcomers and what they received", int(w.ledger.cents[t, :, PERSON].sum()), int(received[1])),
        *others_by_background(w),
        ("negative counts", below + negatives(w, regions), 0),
    ]
    return rows


def households_bijstand(w: State) -> int:
    """Bijstand of all households, cents."""
    return whole_sum(w.households.bijstand)


def others_by_background(w: State) -> list[tuple[str, int, int]]:
    """Other people by background: at work, searching and outside; and at the start plus growth to this month."""
    pairs = zip(BACKGROUND_CLASSES, w.others_now(), w.others_by_month[w.month], strict=True)
    return [(f"other people, background {name}", int(now), int(due)) for name, now, due in pairs]


def negatives(w: State, regions: I64) -> int:
    """Number of negative counts, plus regions whose staff and counts differ; must be 0."""
    below = sum(int((count < 0).sum()) for count in w.counts)
    return below + int((regions != w.counts.working.sum(axis=(1, 2, 3, 4))).sum())
