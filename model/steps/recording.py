"""First and last step of the month: reset levers; count and record outcomes."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.kinds import KINDS, ORIGINS, STATUS
from werkagenda.agents.state import whole_sum, zeros
from werkagenda.model import row_lists
from werkagenda.model.recording import (
    benefit_applicants,
    cohort_counts,
    employer_counts,
    group_counts,
    newcomer_counts,
    transitions,
)
from werkagenda.model.state import State
from werkagenda.model.steps import invariants
from werkagenda.tables.vocabulary import HISTORY_MONTHS


def start_month(w: State) -> None:
    """Reset the levers; at the start of the outlook, apply its parameters."""
    w.hooks.reset()
    if w.month == HISTORY_MONTHS:
        w.enter_outlook()


def record_month(w: State) -> None:
    """Count everybody, record the month and check the invariants."""
    t, p, r = w.month, w.people, w.record
    adults = w.adult_codes
    count = newcomer_counts.list_adults(w.entered, t, p, adults)
    buffer = w.row_buffers[row_lists.FIRST]
    newcomer_counts.monthly(w.present, w.entered, count, t, p, w.households, adults, buffer, r["monthly"][t])
    cohort_counts.cohorts(w.entered, count, t, p, adults, w.flags, buffer, r.cohorts)
    group_counts.groups(w.entered, count, t, p, w.households, adults, w.flags, buffer, r["groups"][t])
    transitions.places(w.entered, count, p, adults, w.municipal)
    r["places"][t, :, :3] = w.municipal[:, :3]
    _placements(w)
    at_marks = benefit_applicants.follow_up(w.entered, t, p, w.flags, w.row_buffers[row_lists.FIRST])
    if at_marks is not None:
        w.record.applicants.append(at_marks)
    w.caseload[:] = w.municipal[:, 3]
    for town, numbers in zip(w.towns, w.municipal[:, :3].tolist(), strict=True):
        town.count(*numbers)
    flows = zeros(KINDS, 4, 4)
    transitions.transitions(count, p, adults, w.past[t % 3], flows)
    if t >= 3:
        r["flows"][t - 3] = flows[:, :3, :3]
    r["jobs"][t] = w.hires.jobs
    r["durations"][t] = w.durations
    _residents(w)
    _market(w)
    _employers(w)
    _work_permits(w)
    _networks(w)
    _sample(w)
    invariants.check(w)


def _placements(w: State) -> None:
    """Record placements by municipality, and which municipalities offer them."""
    out = w.record["places"][w.month]
    employer_counts.placed(w.entered, w.people, w.flags, w.row_buffers[row_lists.FIRST], out[:, 3])
    out[:, 4] = [town.offers_placements for town in w.towns]
    for town, number in zip(w.towns, out[:, 3].tolist(), strict=True):
        town.placements = number


def _residents(w: State) -> None:
    """Record other job seekers (stock, hires, durations), other workers and the fringe."""
    t, r, n = w.month, w.residents, w.residents_n
    record = w.record
    hired = record["resident_hist"][t, 0]
    employer_counts.searchers(n, r, record["residents"][t], hired, record["resident_stock"][t])
    finding = float(hired.sum()) / max(1, n)
    w.finding[0] = finding if t == 0 else 0.8 * w.finding[0] + 0.2 * finding
    w.record["fringe"][t] = whole_sum(w.counts.fringe), whole_sum(w.hires.fringe)
    w.record["working"][t] = whole_sum(w.counts.working)
    _backgrounds(w)
    w.record["left"][t] = w.turnover["lost"], w.turnover["left"], w.turnover["fringe_left"]
    w.record["people"][t, 2] = w.in_country()


def _backgrounds(w: State) -> None:
    """Record other people by background: stocks, hires, applications."""
    t, record = w.month, w.record
    record["others_work"][t] = w.counts.working.sum(axis=0)
    record["others_outside"][t] = w.counts.outside
    employer_counts.searching(w.residents_n, w.residents, record["others_search"][t])
    record["others_hired"][t] = w.hires.residents
    record["others_entered_work"][t] = w.hires.outsiders
    record["others_contest"][t] = np.stack([w.contest.sent[1], w.contest.invited[1]], axis=2)


def _market(w: State) -> None:
    """Record vacancies opened, filled, lapsed and open; applications and call-backs; job changers and outsiders."""
    filled, lapsed = whole_sum(w.durations[..., 0]), whole_sum(w.durations[..., 1])
    still = int(np.count_nonzero(w.openings.open[: w.open_n] == 1))
    sent, invited = whole_sum(w.contest.sent), whole_sum(w.contest.invited)
    w.record["market"][w.month] = whole_sum(w.opened), filled, lapsed, still, sent, invited
    w.record["rivals"][w.month] = whole_sum(w.hires.changers), whole_sum(w.hires.outsiders)


def _employers(w: State) -> None:
    """Record by sector and size: open vacancies, employers, structured screening, experience."""
    t, e = w.month, w.employers
    employer_counts.open_posts(w.open_n, w.openings, e, w.record["open"][t])
    employer_counts.employers(e, w.hooks.lever["structured"], w.record["screening"][t])


def _work_permits(w: State) -> None:
    """Record work permits granted this month, asylum seekers allowed to work, and working."""
    out = w.record["permits"][w.month]
    out[0] = w.hires.permits[1]
    delay = w.p.asylum.permit_delay_months
    employer_counts.asylum_seekers(w.entered, w.month, delay, w.hooks.lever["sooner"], w.people, out[1:])


def _networks(w: State) -> None:
    """Update network inputs of next month: employed share of each origin times its network; newcomers by sector."""
    m = w.record["monthly"][w.month]
    adults = m[:, :, :, 1].sum(axis=(0, 1)).astype(float)
    employed = m[:, :, :, 2].sum(axis=(0, 1)).astype(float)
    share = np.divide(employed, adults, out=np.zeros(ORIGINS), where=adults > 0)
    w.network[:] = w.profiles.network * share
    w.sector_newcomers[:] = w.record["groups"][w.month, :, 47:56, 0].sum(axis=0)


def _sample(w: State) -> None:
    """Record the month of the people whose histories are kept."""
    t, p, rows = w.month, w.people, w.sample_rows
    out = w.record["sample"][t]
    columns = (
        (p.active[rows] == 1) & (p.kind[rows] <= STATUS + 1),
        (t - p.birth[rows]) // 12,
        p.municipality[rows],
        p.state[rows],
        p.reason[rows],
        p.language[rows],
        p.hours[rows],
        p.wage[rows],
        p.contract[rows],
        p.sector[rows],
        p.bijstand[rows] + p.ui_cents[rows],
        p.kind[rows],
    )
    for k, column in enumerate(columns):
        out[: len(rows), k] = column
