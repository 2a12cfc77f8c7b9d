"""Applications of everybody who looks for work, rivals without a row, and the correspondence test beside it."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from oracle.luck import draw, draw_about, word_of
from oracle.openings import begin_contest, sector_shares
from oracle.things import Candidate, Employer, Opening, Seeker

from werkagenda.agents import employer_rules, job_search
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import (
    AGENCIES,
    AGENT,
    EUROPEAN,
    MUNICIPAL,
    NETWORK,
    NON_EUROPEAN,
    OWN,
    OWN_GROUP,
    PERMANENT,
    UKRAINIAN,
)
from werkagenda.evidence.exact import log
from werkagenda.model.random.keyed_random import Decision

if TYPE_CHECKING:
    from oracle.country import Oracle

send_probability = plain(job_search.send_probability)
origin_gap, level_for_job = plain(employer_rules.origin_gap), plain(employer_rules.level_for_job)
callback, score_of = plain(employer_rules.callback_probability), plain(employer_rules.interview_score)


def search_and_apply(c: Oracle) -> None:
    """The contest for every opening: seekers, rivals, and two fictitious applications."""
    begin_contest(c)
    c.seekers = _newcomers(c)
    c.seekers += _others(c, len(c.seekers))
    c.sent, c.invited, c.audit = Counter(), Counter(), Counter()
    shares = sector_shares(c)
    for seeker in c.seekers:
        _apply(c, seeker, shares)
    for post in c.openings:
        _rivals(c, post)
        _letters(c, post, c.luck(Decision.CALLBACK, c.month))


def _newcomers(c: Oracle) -> list[Seeker]:
    out: list[Seeker] = []
    key, p = c.luck(Decision.ON_THE_JOB, c.month), c.p.search
    for person in c.here():
        if person.works:
            looks = p.on_the_job_per_month * (p.placed_factor if person.subsidised == 1 else 1.0)
            if person.contract == PERMANENT or (person.on_notice == 0 and draw(key, person.hash) >= looks):
                continue
        elif not person.searches:
            continue
        send = send_probability(float(person.months_searching), person.frailty, p)
        left = p.reception_share if person.seeks_asylum or person.in_reception else 1.0
        send *= left * (1.0 - person.lever["in_training"])
        level = 1 if person.education == 2 and person.language < 0.6 else person.education
        background = EUROPEAN if person.kind == UKRAINIAN else NON_EUROPEAN
        facts = level, person.language, person.skill, background, person.headscarf, send, person.guidance, person.works
        out.append(Seeker(len(out), person, None, person.hash, person.region, *facts))
    return out


def _others(c: Oracle, first: int) -> list[Seeker]:
    out = []
    for number, other in enumerate(c.residents, first):
        send = send_probability(float(other.months), 0.0, c.p.search)
        facts = other.education, 1.0, other.skill, other.background, 0, send, 0.0, False
        out.append(Seeker(number, None, other, other.hash, other.region, *facts))
    return out


def _apply(c: Oracle, seeker: Seeker, shares: dict[object, list[float]]) -> None:
    p = c.p.search
    number = p.resident_applications_per_month if seeker.resident else p.applications_per_month
    times = math.ceil(number)
    key = c.luck(Decision.WHERE, c.month)
    for a in range(1 if seeker.on_the_job else times):
        word = word_of(key, seeker.hash, a)
        x0, x1, x2, x3 = (((word >> 16 * k) & 0xFFFF) / 65536.0 for k in range(4))
        if x0 >= seeker.send * (number / times):
            continue
        c.sent[seeker.resident, seeker.level, seeker.background] += 1
        channel, region = _channel(c, seeker, x1), _region(c, seeker, x2)
        post = _look(c, seeker, a, channel, region, x3, shares)
        if post is not None:
            _answer(c, seeker, word, channel, post)


def _channel(c: Oracle, seeker: Seeker, x: float) -> int:
    p = c.p.search
    if seeker.resident:
        network, agent, town, group = p.resident_network_share, p.resident_agency_share, 0.0, 0.0
    else:
        network, agent, town = p.network_share, p.agency_share, p.municipality_share * seeker.guidance
        assert seeker.person is not None
        strength = c.network_strength[seeker.person.origin]
        group = plain(job_search.own_group_part)(seeker.language, strength, p)
    network = group + network
    if x < network:
        return OWN_GROUP if x < group else NETWORK
    if x < network + agent:
        return AGENT
    return MUNICIPAL if x < network + agent + town else OWN


def _region(c: Oracle, seeker: Seeker, x: float) -> int:
    own, beside = c.p.search.own_region_share, c.neighbours[seeker.region]
    if x < own or not beside:
        return seeker.region
    return beside[min(int((x - own) / (1.0 - own) * len(beside)), len(beside) - 1)]


def _look(
    c: Oracle, seeker: Seeker, a: int, channel: int, region: int, x: float, shares: dict[object, list[float]]
) -> Opening | None:
    """An opening found in up to five sectors."""
    key = c.luck(Decision.WHERE, c.month)
    for look in range(5):
        if look > 0:
            x = draw(key, seeker.hash, 16 + a * 5 + look)
        way = OWN if look > 0 and channel == AGENT else channel
        word = word_of(c.luck(Decision.SLOT, c.month), seeker.hash, a * 5 + look)
        sector = _sector(seeker, way, x, shares)
        dutch = max(seeker.language, 0.35) if channel == OWN_GROUP else seeker.language
        post = c.shelves.find(region, sector, channel == OWN, seeker.level, dutch, word)
        if post is not None:
            return post
    return None


def _sector(seeker: Seeker, way: int, x: float, shares: dict[object, list[float]]) -> int:
    if way == AGENT:
        return AGENCIES
    row: object = seeker.level
    if way == OWN_GROUP:
        row = "own group"
    elif way == NETWORK and seeker.language < 1.0:
        row = "network"
    elif way == MUNICIPAL:
        row = "municipality"
    elif seeker.language < 0.4:
        row = "little Dutch"
    return sum(x >= upto for upto in shares[row][:8])


def withheld(c: Oracle, employer: Employer, background: int, certain: bool = False) -> float:
    """Share of call-backs that an employer withholds; ``certain``: without what comes from uncertainty."""
    if background == 0:
        return 0.0
    doubt = 0.0 if certain else employer.uncertainty
    gap = origin_gap(employer.taste, doubt, employer.experienced(), employer.screens(), c.p.callback)
    gap = gap + (1.0 - gap) * c.p.callback.obey_factor if employer.gives_in() else gap
    return c.p.callback.european_share * gap if background == EUROPEAN else gap


def _answer(c: Oracle, seeker: Seeker, letter: int, channel: int, post: Opening) -> None:
    """Call-back, drawn for the letter, and interview, drawn for the two who meet."""
    p, t = c.p.callback, c.month
    gap = withheld(c, post.employer, NON_EUROPEAN)
    if seeker.person is not None:
        certain = withheld(c, post.employer, NON_EUROPEAN, certain=True)
        gap = gap - seeker.person.lever["recognised"] * (gap - certain)
    gap = (0.0, p.european_share, 1.0)[seeker.background] * gap
    contact = p.headscarf_factor if seeker.scarf == 1 and c.contact[post.sector] else 1.0
    dutch, seen = seeker.language, level_for_job(seeker.language, post.language, p)
    if channel == OWN_GROUP:
        gap, contact, dutch, seen = 0.0, 1.0, max(dutch, 0.35), 1.0
    ways = {NETWORK: p.network_factor, AGENT: p.agency_factor, MUNICIPAL: p.municipality_factor, OWN: 1.0}
    ways[OWN_GROUP] = p.network_factor
    chance = callback(seen, gap, contact, ways[channel], p)
    if draw(c.luck(Decision.CALLBACK, t), letter) >= chance:
        return
    c.invited[seeker.resident, seeker.level, seeker.background] += 1
    u = draw_about(c.luck(Decision.INTERVIEW, t), seeker.hash, post.hash)
    score = score_of(seeker.skill, dutch - post.language, gap, u, c.p.offer)
    stand(post, score, seeker.hash, Candidate(seeker, channel))


def stand(post: Opening, score: float, who: int, candidate: Candidate) -> None:
    """The best two above the bar stay; nobody is their own runner-up."""
    if score <= post.bar:
        return
    again = candidate.seeker is not None and post.candidate is not None and post.candidate.seeker is candidate.seeker
    if (score, who) > (post.best, post.best_who):
        if not again:
            post.second, post.second_who, post.runner_up = post.best, post.best_who, post.candidate
        post.best, post.best_who, post.candidate = score, who, candidate
        return
    if not again and (score, who) > (post.second, post.second_who):
        post.second, post.second_who, post.runner_up = score, who, candidate


def _rivals(c: Oracle, post: Opening) -> None:
    p, noise, t = c.p.rivals, c.p.offer.noise, c.month
    rival, fringe = c.luck(Decision.RIVAL, t), c.luck(Decision.FRINGE, t)
    near = 1.0 if post.posted == 1 else p.unposted_factor
    if draw(rival, post.hash) < min(0.9, near * p.job_changers_per_opening):
        score = post.bar + p.changer_advantage - noise * log(draw(rival, post.hash, 1))
        stand(post, score, post.hash, Candidate(None, -1, "changer"))
    if draw(rival, post.hash, 2) < min(0.9, near * p.outsiders_per_opening):
        score = post.bar - noise * log(draw(rival, post.hash, 3))
        stand(post, score, post.hash, Candidate(None, -1, "outsider"))
    if post.language < 0.35 and post.skill == 0 and draw(fringe, post.hash) < p.fringe_share:
        score = post.bar - noise * log(draw(fringe, post.hash, 1))
        stand(post, score, post.hash, Candidate(None, -1, "fringe"))


def _letters(c: Oracle, post: Opening, key: int) -> None:
    """Two applications with full Dutch, one from somebody with a migration background; one draw answers both."""
    if post.posted == 0 or post.skill == 2:
        return
    for migrant in (0, 1):
        where = post.sector, post.employer.size_class, migrant
        c.audit[(*where, 0)] += 1
        gap = withheld(c, post.employer, NON_EUROPEAN if migrant else 0)
        c.audit[(*where, 1)] += draw(key, post.hash) < callback(1.0, gap, 1.0, 1.0, c.p.callback)
