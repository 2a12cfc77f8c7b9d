"""Offers, acceptance, hires, rivals, who is displaced; and what employers learn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from oracle.growing import carries_care
from oracle.luck import draw, draw_about, word_of
from oracle.search import withheld
from oracle.staff import cents, month_wage, one_of, take_from_job
from oracle.things import Candidate, Employer, Opening, Person, Seeker

from werkagenda.agents import employer_rules, household_rules, job_search
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import EMPLOYED, NEVER, NON_EUROPEAN, NONE, OWN_GROUP, PERMANENT
from werkagenda.evidence import series
from werkagenda.evidence.exact import exp, log
from werkagenda.model.random.keyed_random import Decision

if TYPE_CHECKING:
    from oracle.country import Oracle

accept_probability, gain_share = plain(job_search.accept_probability), plain(job_search.gain_share)
offer_value, income_tax = plain(job_search.offer_value), plain(household_rules.income_tax)
DUTCH_SPOKEN = 0.35


def make_offers(c: Oracle) -> None:
    """Policy places people first; then openings offer to their best, people take or refuse, rivals take the rest."""
    c.hires = Counter()
    c.act("offers")
    key = c.luck(Decision.OFFER_VALUE, c.month)
    for post in c.openings:
        if post.candidate is not None and post.candidate.seeker is not None and post.taken == 0:
            post.candidate.seeker.offers.append(post)
    for seeker in c.seekers:
        if seeker.offers:
            _decide(c, seeker, max(seeker.offers, key=lambda post, s=seeker: (_worth(post, s, key), post.hash)))
    for post in c.openings:
        if post.open == 1 and post.candidate is not None and post.candidate.seeker is None:
            _rival_starts(c, post, post.candidate.kind)
    for post in c.openings:
        _displace(c, post)


def _worth(post: Opening, seeker: Seeker, key: int) -> float:
    pay = month_wage(post.wage, post.hours)
    worth: float = offer_value(float(pay), post.contract, draw_about(key, seeker.hash, post.hash))
    return worth


def _decide(c: Oracle, seeker: Seeker, post: Opening) -> None:
    """Somebody with a row takes their best offer, or does not."""
    assert post.candidate is not None
    if seeker.other is not None:
        other = seeker.other
        where = post.employer.size_class, other.education, other.background
        _count_in(c, post, other.education, other.background)
        c.hires[("residents", *where, 0)] += 1
        c.hires[("residents", *where, 1)] += other.months
        other.leaves = 1
    else:
        person = seeker.person
        assert person is not None
        if person.placed == c.month or not _permit(c, person, post):
            return
        if not _takes(c, person, post):
            c.hires["refused"] += 1
            return
        person.contract, person.hours, person.wage = post.contract, post.hours, post.wage
        channel = post.candidate.channel
        begin(c, person, post.employer, int(post.language >= DUTCH_SPOKEN and channel != OWN_GROUP), channel)
    fill(c, post)
    seeker.hired = True


def fill(c: Oracle, post: Opening) -> None:
    """Close an opening by a hire."""
    post.open = 0
    c.durations[post.sector, post.posted, min(12, c.month - post.opened), 0] += 1
    c.hires["size", post.sector, post.employer.size_class, 0] += 1


def begin(c: Oracle, person: Person, employer: Employer, dutch: int, channel: int) -> None:
    """A newcomer starts in a job; the one they had ends the same day."""
    if person.works and person.employer is not None:
        person.employer.staff_newcomers -= 1
    first = person.first_job == NEVER
    if first:
        person.first_job = c.month
    person.state, person.reason, person.employer, person.sector = EMPLOYED, NONE, employer, employer.sector
    person.channel, person.tenure, person.dutch_spoken, person.started = channel, 0, dutch, c.month
    person.on_notice = person.months_searching = person.subsidised = person.supported_until = 0
    person.placement_ends = NEVER
    employer.staff_newcomers += 1
    employer.newcomers_hired += 1
    band = sum(person.hours >= hours for hours in (20, 32))
    job = person.kind, person.origin, employer.sector, person.contract, band, channel, int(first)
    c.hires[("jobs", *job)] += 1
    if person.holds_status:
        c.hires["size", employer.sector, employer.size_class, 1] += 1


def _permit(c: Oracle, person: Person, post: Opening) -> bool:
    """The employer of an asylum seeker asks for a work permit, and gets it."""
    if not person.seeks_asylum:
        return True
    rules, limited = c.p.asylum, bool(series.work_permit_rule()[c.month])
    usual = rules.employer_applies
    if limited:
        normal = float(c.economy.tightness[36:96].mean())
        scarce = exp(rules.applies_tightness * log(float(c.economy.tightness[c.month]) / normal))
        usual = min(usual, rules.employer_applies_24_weeks * scarce)
    asks = usual + (1.0 - usual) * person.lever["permit_help"]
    u = draw_about(c.luck(Decision.WORK_PERMIT, c.month), person.hash, post.hash)
    granted = u < asks * rules.granted_share
    c.hires["permit asked"] += u < asks
    c.hires["permit granted"] += u < asks and granted
    return u < asks and granted


def net_wage(c: Oracle, gross: int) -> int:
    """Month wage after tax, cents."""
    return gross - int(income_tax(float(gross), 1, c.law.tax(c.month)))


def paid_wage(c: Oracle, person: Person, hourly: int, hours: int) -> int:
    """Month wage, cents: the young have part of the adult's hourly wage."""
    age, share = person.months_old(c.month) // 12, c.law.benefits(c.month).youth_pay
    part = share[max(0, age)] if age < len(share) else 1.0
    return int(month_wage(cents(hourly * float(part)), hours))


def lost_to(c: Oracle, person: Person, net: float) -> float:
    """Bijstand that a wage takes away, with the disregard over a first year."""
    law = c.law.benefits(c.month)
    free = min(float(law.disregard_cap), law.disregard_share * net) * min(1.0, law.disregard_months / 12.0)
    return min(float(person.household.bijstand), net - free)


def _takes(c: Oracle, person: Person, post: Opening) -> bool:
    rules, gross = c.work_costs(), month_wage(post.wage, post.hours)
    if person.works and person.on_notice == 0:
        better = float(gross) * (1.1 if post.contract > person.contract else 1.0)
        return bool(better >= rules.better_job_ratio * month_wage(person.wage, person.hours))
    net = float(net_wage(c, paid_wage(c, person, post.wage, post.hours)))
    young = carries_care(person) == 1 and c.month - person.household.youngest < 144
    help_ = person.lever["travel_help"], person.lever["care_help"]
    costs = plain(job_search.working_costs)(int(young), *help_, rules)
    if person.seeks_asylum or person.in_reception:
        costs += net * c.p.money.own_contribution_share * (1.0 - person.lever["relief"])
    lost = lost_to(c, person, net) + min(float(person.household.allowance), net)
    kept = gain_share(net, lost, costs)
    u = draw_about(c.luck(Decision.ACCEPT, c.month), person.hash, post.hash)
    return bool(u < accept_probability(kept, person.frailty, rules))


def _rival_starts(c: Oracle, post: Opening, kind: str) -> None:
    """A pupil or EU worker, a job changer who leaves a post in the region, or somebody from outside."""
    gap = withheld(c, post.employer, NON_EUROPEAN)
    screened = 1.0, 1.0 - c.p.callback.european_share * gap, 1.0 - gap
    if kind == "fringe":
        post.employer.staff_fringe += 1
        c.fringe[post.region] += 1
        c.hires["fringe", post.region] += 1
        fill(c, post)
        return
    if kind == "changer":
        key = c.luck(Decision.RIVAL_ORIGIN, c.month)
        old = 0 if draw(key, post.hash) < c.p.residents.from_flexible_share else 1
        found = take_from_job(c, post.region, old, post.skill, word_of(key, post.hash, 1), screened)
        if found is None:
            return
        _count_in(c, post, *found)
        c.hires["changer"] += 1
    else:
        weights = [
            screening * (able * c.schooling_part(background, post.skill))
            for background, (screening, able) in enumerate(zip(screened, c.returning, strict=True))
        ]
        who = one_of(draw(c.luck(Decision.RIVAL_ORIGIN, c.month), post.hash, 2), c.outside, weights)
        c.outside[who] -= 1
        _count_in(c, post, post.skill, who)
        c.hires["outsider", post.employer.size_class, post.skill, who] += 1
    fill(c, post)


def _count_in(c: Oracle, post: Opening, education: int, background: int) -> None:
    """A worker without a row takes the post."""
    lasting = post.contract == PERMANENT
    post.employer.take_on(lasting)
    c.working[post.region][post.employer.size_class][education][background][lasting] += 1


def _displace(c: Oracle, post: Opening) -> None:
    """The runner-up who stays without work because a status holder or a placement took the post."""
    best, second = post.candidate, post.runner_up
    if post.taken == 1:
        second = best
    else:
        winner = best.seeker.person if best is not None and best.seeker is not None else None
        if post.open == 1 or winner is None or not winner.holds_status:
            return
    who = _stays_without(second, c.month)
    if who:
        c.hires[who, post.sector] += 1


def _stays_without(second: Candidate | None, month: int) -> str:
    if second is None:
        return ""
    if second.seeker is None:
        return "displaced fringe" if second.kind == "fringe" else ""
    if second.seeker.hired or second.seeker.on_the_job:
        return ""
    if second.seeker.person is None:
        return "displaced resident"
    placed = second.seeker.person.placed == month
    return "displaced status holder" if second.seeker.person.holds_status and not placed else ""


def employers_learn(c: Oracle) -> None:
    """Experience from hires and from peers of sector and region; what a sector is used to fill."""
    c.act("learning")
    peers: dict[tuple[int, int], list[float]] = {}
    for employer in c.employers:
        peers.setdefault((employer.region, employer.sector), []).append(employer.experience)
    mean = {where: _in_order(values) / len(values) for where, values in peers.items()}
    for employer in c.employers:
        employer.experience = plain(employer_rules.new_experience)(
            employer.experience, employer.newcomers_hired, mean[employer.region, employer.sector], c.p.learning
        )
        employer.newcomers_hired = 0
    _habits(c)


def _in_order(values: list[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total


def _habits(c: Oracle) -> None:
    keep = exp(-1.0 / c.p.openings.response_memory_months)
    for s in range(9):
        standing = sum(count for (_, sector, _), count in c.shelves.counts.items() if sector == s)
        filled = sum(n for (sector, _, _, how), n in c.durations.items() if sector == s and how == 0)
        c.fill_rate[s] = float(filled) / float(standing) if standing else 0.0
        if c.month == 0:
            c.usual_fill[s] = c.fill_rate[s]
        elif c.month < 132:
            c.usual_fill[s] = keep * c.usual_fill[s] + (1.0 - keep) * c.fill_rate[s]
