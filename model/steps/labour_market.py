"""Steps of the month for the labour market: jobs, turnover of others, vacancies, search, offers, learning."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.employer_rules import JobParams, cyclical_rate
from werkagenda.agents.kinds import AGENCIES, EMPLOYED, HOSPITALITY, KINDS, REGIONS, SECTORS
from werkagenda.agents.resident_rules import permanent_weights
from werkagenda.agents.state import F64, zeros
from werkagenda.evidence import series
from werkagenda.evidence.exact import power
from werkagenda.model import row_lists
from werkagenda.model.labour_market import (
    application_draws,
    applications,
    employer_learning,
    hiring,
    job_seekers,
    offer_choice,
    other_job_seekers,
    search,
    separations,
    vacancies,
    vacancy_index,
    vacancy_terms,
)
from werkagenda.model.policy.levers import acceptance_levers, employer_levers, search_levers
from werkagenda.model.population import residents
from werkagenda.model.random import alias
from werkagenda.model.random.keyed_random import Decision
from werkagenda.model.recording import correspondence_test
from werkagenda.model.state import State
from werkagenda.tables.vocabulary import HISTORY_MONTHS

USUAL_TIGHTNESS = slice(36, 96)
"""Months of 2017 to 2021."""


def jobs_this_month(w: State) -> JobParams:
    """Job parameters with this month's separation rates; flexible jobs end more often in a downturn."""
    jobs, entry = w.p.jobs, float(w.economy.unemployment_entry_thousand_per_month[w.month])
    agency = cyclical_rate(jobs.end_agency, entry, jobs.cycle_agency, jobs)
    return jobs._replace(end_agency=agency, end_fixed=cyclical_rate(jobs.end_fixed, entry, jobs.cycle_fixed, jobs))


def continue_contracts(w: State) -> None:
    """Newcomers' jobs continue, end or become permanent."""
    t, k = w.month, w.keys
    hourly = int(w.law.minimum[t])
    minimum = separations.MinimumWage(hourly, hourly / w.minimum_before)
    w.minimum_before = hourly
    ended = zeros(KINDS, 3)
    w.hooks.act("contracts", w)
    buffer = w.row_buffers[row_lists.FIRST]
    workers = buffer[: row_lists.in_state(w.adults, EMPLOYED, w.people, buffer)]
    keys, support = separations.JobKeys(k(Decision.SEPARATION, t), k(Decision.CONTRACT, t)), w.hooks.lever["support"]
    p = w.p
    rules = separations.JobRules(jobs_this_month(w), p.income, p.participation, p.placement, p.attachment)
    block = separations.buffer()
    separations.continue_jobs(workers, t, minimum, keys, support, w.labour_market(), rules, block, ended)
    w.ended = ended


def staff_turnover(w: State) -> None:
    """Turnover of other people: search exits, job losses, exits from work, permanent contracts, fringe."""
    t, k, p, r = w.month, w.keys, w.p.residents, w.residents
    gone = zeros(2, 4)
    n, key = w.residents_n, k(Decision.RESIDENT_EXIT, t)
    flags = np.empty(n, np.uint8)
    w.residents_n = other_job_seekers.compact(
        n, key, p.exit_per_month, r, flags, row_lists.buffer(n), row_lists.buffer(n), gone, w.counts.outside
    )
    thousand = float(w.economy.unemployment_entry_thousand_per_month[t])
    first = w.residents_n
    last = w.append_residents(residents.entrants(t, thousand, w.region_share, w.spec.scale, k, p))
    if t > 0:
        w.counts.outside[:] += w.others_by_month[t] - w.others_by_month[t - 1]
    key = k(Decision.RESIDENT_LEAVES, t)
    came = row_lists.buffer(last - first), alias.picks_buffer(last - first)
    lost = other_job_seekers.lose_jobs(
        first, last, key, p.from_flexible_share, r, w.employers, w.counts, w.alias, *came
    )
    other_job_seekers.come_from_outside(first, last, _entry(w), r, w.counts.outside)
    left = _others_leave(w)
    fringe = other_job_seekers.fringe_leaves(
        k(Decision.FRINGE_EXIT, t), w.p.rivals.fringe_exit_per_month, w.employers, w.counts
    )
    w.record["resident_hist"][t, 1] = gone
    w.turnover = {"entered": last - first, "lost": lost, "left": left, "fringe_left": fringe}


def _entry(w: State) -> other_job_seekers.Entry:
    """Who comes from outside the labour force, by background."""
    known, p, k = w.backgrounds, w.p.residents, w.keys
    returning = (float(known.returning[0]), float(known.returning[1]), float(known.returning[2]))
    keys = k(Decision.RESIDENT_BACKGROUND), k(Decision.RESIDENT_EDUCATION)
    return other_job_seekers.Entry(*keys, returning, residents.schooling(p.education_low, p.education_middle, known))


def _others_leave(w: State) -> int:
    """Workers without rows leave the labour force or become permanent, by region; returns how many left."""
    t, k, p = w.month, w.keys, w.p.residents
    parts = k.row(Decision.CELL_ROUNDING, t * 128, 3 * REGIONS)
    keys = k(Decision.RESIDENT_COUNT, t), k(Decision.TO_PERMANENT, t)
    weights = permanent_weights(p.permanent_ratio, w.p.callback.european_share)
    moves = other_job_seekers.Moves(p.other_exit_per_month, p.to_permanent_per_month, *keys, weights, parts)
    return other_job_seekers.leave_or_become_permanent(moves, w.employers, w.counts, w.alias)


def open_vacancies(w: State) -> None:
    """Withdraw and open vacancies; openings respond to the ease of filling (``vacancy_response``)."""
    t, k, p = w.month, w.keys, w.p.openings
    w.durations = zeros(9, 2, 13, 2)
    w.open_n = vacancies.lapse(t, w.open_n, k(Decision.LAPSE, t), w.openings, p, w.durations)
    national = w.national_openings()
    for s in range(SECTORS):
        national[s] *= vacancies.response(w.fill_rate[s], w.usual_fill[s], p.vacancy_response)
    if t == 0:
        national *= p.initial_months
    decisions = (
        Decision.OPENINGS,
        Decision.OPENING_LANGUAGE,
        Decision.OPENING_SKILL,
        Decision.OPENING_TERMS,
        Decision.OPENING_POSTED,
        Decision.OPENING_WAGE,
        Decision.LAPSE,
    )
    keys = vacancy_terms.OpeningKeys(*(k(d, t) for d in decisions))
    w.opened = zeros(SECTORS)
    demand = vacancies.Demand(national, w.cells.low_language_share, _sector_wage(w), int(w.law.minimum[t]))
    buffers = vacancies.opening_buffers(len(w.employers.hash))
    n = vacancies.open_posts(t, w.open_n, demand, keys, w.employers, w.openings, p, buffers, w.opened)
    if n < 0:
        raise MemoryError("more openings than foreseen; the economy series asks for too many")
    w.open_n = n


def _sector_wage(w: State) -> F64:
    """Usual hourly wage of each sector in cents: 2017 figures indexed to the minimum wage (LM283-LM297)."""
    base = float(w.law.minimum[42])
    return np.asarray(w.cells.hourly_wage_2017_eur * 100.0 * float(w.law.minimum[w.month]) / base)


def sector_table(w: State) -> F64:
    """Cumulative sector shares (7 seeker types x 9): three educations, little Dutch, network, municipality, own group.

    Employers of the own group are in the sectors that ask little Dutch, in hospitality ``own_group_hospitality`` times
    as often, and are no agencies (C111, S090; assumption).
    """
    share, low = w.cells.posted_openings_share, w.cells.low_language_share
    p = w.p.openings
    skills = (1.0 - p.middle_skill_share - p.high_skill_share, 1.0 - p.high_skill_share, 1.0)
    rows = [share * (low + (1.0 - low) * skill) for skill in skills]
    easy = share * low / float((share * low).sum())
    reach = w.p.search.low_skill_reach
    rows.append(reach * easy + (1.0 - reach) * share)
    known = w.sector_newcomers + w.p.search.network_memory * w.spec.scale * easy
    own_group = easy.copy()
    own_group[HOSPITALITY] *= w.p.search.own_group_hospitality
    own_group[AGENCIES] = 0.0
    rows += [known, easy, own_group]
    table = np.array(rows)
    return np.cumsum(table / table.sum(axis=1, keepdims=True), axis=1)


def search_and_apply(w: State) -> None:
    """Job seekers apply; job changers and the fringe compete; the correspondence test is run."""
    t, k = w.month, w.keys
    vacancies.prepare(t, w.open_n, int(w.law.minimum[t]), w.employers, w.openings, w.p.offer)
    tiers = np.empty(w.open_n, np.uint32)
    vacancy_index.occupancy(w.open_n, w.openings, tiers, w.occupied)
    w.slot_sizes = vacancy_index.sizes(w.occupied, w.slot_sizes)
    table = applications.index_vacancies(w.open_n, tiers, w.occupied, w.slot_sizes, w.openings)
    s = w.seekers_buffer()
    levers = search_levers(w.hooks.lever)
    known = w.profiles.network
    people = job_seekers.gather_people(w.entered, k(Decision.ON_THE_JOB, t), known, w.people, s, w.p.search, levers)
    effort = job_seekers.sending(w.residents.months[: w.residents_n], w.p.search)
    w.applicants = application_draws.Applicants(people, s, w.residents_n, w.residents, effort)
    contact = w.cells.customer_contact.astype(np.uint8)
    market = search.Market(sector_table(w), w.neighbour_start, w.neighbour, contact)
    decisions = (Decision.WHERE, Decision.SLOT, Decision.CALLBACK, Decision.INTERVIEW, Decision.RIVAL, Decision.FRINGE)
    keys = search.SearchKeys(*[k(d, t) for d in decisions] + [k(Decision.SLOT_PLACE)])
    contest = search.empty_contest()
    p, policy = w.p, employer_levers(w.hooks.lever)
    gaps = applications.callback_gaps(w.employers, policy, p.callback)
    rules = applications.screening(gaps, p.callback, p.offer)
    applications.apply(w.applicants, keys, market, table, w.openings, p.search, rules, contest)
    flags, buffer = np.empty(w.open_n, np.uint8), row_lists.buffer(w.open_n)
    search.rivals(w.open_n, keys, w.openings, p.rivals, p.offer.noise, flags, buffer, np.empty(w.open_n))
    w.contest, w.gaps = contest, gaps
    key, out = k(Decision.CALLBACK, t), w.record["audit"][t]
    correspondence_test.correspond(
        w.open_n, key, w.openings, gaps.whole, w.employers.size_class, p.callback, flags, buffer, out
    )


def make_offers(w: State) -> None:
    """Vacancies offer to their best contestants; people accept or refuse; vacancies are filled."""
    t, k, seekers = w.month, w.keys, w.applicants
    best = offer_choice.no_offers(seekers.people + seekers.others)
    buffer, origin = row_lists.buffer(w.open_n), alias.picks_buffer(w.open_n)
    decisions = (Decision.OFFER_VALUE, Decision.ACCEPT, Decision.RIVAL_ORIGIN, Decision.WORK_PERMIT)
    keys = hiring.HireKeys(*(k(d, t) for d in decisions))
    r = w.record
    hires = w.hires = hiring.empty_hires()._replace(
        sector_size=r["sector_size"][t], durations=w.durations, displaced=r["displaced"][t]
    )
    w.hooks.act("offers", w)
    flags, block = np.empty(w.open_n, np.uint8), offer_choice.offers_buffer()
    offers = offer_choice.rank_offers(w.open_n, keys.value, w.openings, seekers, flags, buffer, block, best)
    _newcomers_choose(w, keys, best)
    staff = hiring.Staffing(w.openings, w.employers, w.counts, w.alias)
    hiring.hire_others(offers, buffer, t, seekers, best, staff, row_lists.buffer(offers), hires)
    hiring.hire_rivals(w.open_n, t, keys, staff, _rivals(w), buffer, origin, hires)
    people, listed = seekers.people, seekers.list
    hiring.count_displaced(w.open_n, t, people, buffer, w.openings, listed, w.people, best.hired, hires)


def _rivals(w: State) -> hiring.Rivals:
    """Who the rivals without rows are: by contract left, background and schooling."""
    known, p = w.backgrounds, w.p.residents
    levels = np.diff(residents.schooling(p.education_low, p.education_middle, known), axis=1, prepend=0.0)
    able = known.returning[:, None] * levels
    return hiring.Rivals(p.from_flexible_share, w.gaps.whole, w.p.callback.european_share, able)


def permits_asked(w: State) -> float:
    """Share of employers who apply for a work permit for an asylum seeker they chose (C367-C369; sizes assumed).

    ``employer_applies`` without the limit of 24 weeks a year. Under it employer_applies_24_weeks * (tightness /
    usual)^applies_tightness, at most ``employer_applies``: employers short of people ask although the job must end
    soon. ``usual`` is the mean tightness of 2017 to 2021.
    """
    asylum = w.p.asylum
    if not series.work_permit_rule()[w.month]:
        return asylum.employer_applies
    tightness = w.economy.tightness
    ratio = float(tightness[w.month]) / float(tightness[USUAL_TIGHTNESS].mean())
    return min(asylum.employer_applies, asylum.employer_applies_24_weeks * power(ratio, asylum.applies_tightness))


def _newcomers_choose(w: State, keys: hiring.HireKeys, best: offer_choice.BestOffers) -> None:
    """Newcomers accept or refuse their best offer, under the month's work-permit rule and tax law."""
    p = w.p
    permits = hiring.WorkPermits(permits_asked(w), p.asylum.granted_share)
    law, tax = w.law.benefits(w.month), w.law.tax(w.month)
    claimed, levers = p.money.own_contribution_share, acceptance_levers(w.hooks.lever)
    inputs = hiring.AcceptanceInputs(law, tax, w.acceptance(), claimed, levers)
    hiring.hire(w.applicants, w.month, keys, best, w.labour_market(), permits, inputs, w.hires)


def employers_learn(w: State) -> None:
    """Employers learn from hires and peers; update each sector's usual fill rate."""
    w.hooks.act("learning", w)
    buckets = REGIONS * SECTORS
    employer_learning.learn(w.employers, w.p.learning, np.zeros(buckets), zeros(buckets))
    standing = w.occupied.reshape(REGIONS, SECTORS, vacancy_index.TIERS).sum(axis=(0, 2)).astype(float)
    filled = w.durations[:, :, :, 0].sum(axis=(1, 2)).astype(float)
    keep = w.memory_decay()
    for s in range(SECTORS):
        w.fill_rate[s] = filled[s] / standing[s] if standing[s] > 0 else 0.0
        if w.month == 0:
            w.usual_fill[s] = w.fill_rate[s]
        elif w.month < HISTORY_MONTHS:
            w.usual_fill[s] = keep * w.usual_fill[s] + (1.0 - keep) * w.fill_rate[s]
