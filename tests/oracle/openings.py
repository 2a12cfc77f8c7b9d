"""Openings lapse and new ones open; they lie on shelves of slots, where those who look for work find them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from oracle.luck import added, draw, next_word, word_of
from oracle.things import Employer, Opening

from werkagenda.agents import employer_rules
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import AGENCIES, AGENCY, FIXED, HOSPITALITY, PERMANENT
from werkagenda.evidence.exact import exp, log
from werkagenda.model.random.keyed_random import Decision, mix_plain

if TYPE_CHECKING:
    from oracle.country import Oracle


def open_vacancies(c: Oracle) -> None:
    """Some openings are withdrawn; every employer opens posts by the sector's series and its size."""
    t, p = c.month, c.p.openings
    key = c.luck(Decision.LAPSE, t)
    c.durations, c.opened, c.in_contest = Counter(), Counter(), False
    for post in c.openings:
        if post.open == 0:
            post.remove()
        elif draw(key, post.hash) < (p.lapse_per_month if post.posted == 1 else p.unposted_lapse_per_month):
            c.durations[post.sector, post.posted, min(12, t - post.opened), 1] += 1
            post.remove()
    national = _national(c)
    number = c.luck(Decision.OPENINGS, t)
    keys = {d: c.luck(d, t) for d in Decision if d.name.startswith("OPENING_")}
    for employer in c.employers:
        mean, u = national[employer.sector] * employer.turnover, draw(number, employer.hash)
        for k in range(0 if u < 1.0 - mean else _events(u, mean)):
            _open(c, employer, word_of(number, employer.hash, k + 1), keys)


def _national(c: Oracle) -> list[float]:
    """Openings of each sector in the whole country this month."""
    t, p = c.month, c.p.openings
    hotels = float(c.economy.hospitality_openings_thousand_per_month[t]) * 1000.0
    others = float(c.economy.posted_openings_thousand_per_month[t]) * 1000.0 - hotels
    out = []
    for s, share in enumerate(c.posted_share):
        posted = hotels if s == HOSPITALITY else others * share / (1.0 - c.posted_share[HOSPITALITY])
        out.append(posted / (1.0 - p.unposted_share) * _response(c.fill_rate[s], c.usual_fill[s], p.vacancy_response))
    return [posts * p.initial_months for posts in out] if t == 0 else out


def _response(rate: float, usual: float, elasticity: float) -> float:
    if usual <= 0.0 or rate <= 0.0:
        return 1.0
    return min(1.5, max(0.5, exp(elasticity * log(rate / usual))))


def _events(u: float, mean: float) -> int:
    """Poisson number by inversion."""
    term = total = exp(-mean)
    n = 0
    while u > total and n < 5000 and not (term < 1e-17 and n > mean):
        n += 1
        term = term * mean / n
        total += term
    return n


def _open(c: Oracle, employer: Employer, who: int, keys: dict[Decision, int]) -> None:
    p, s = c.p.openings, employer.sector
    post = Opening(c, employer=employer, hash=who, region=employer.region, sector=s, opened=c.month, open=1, taken=0)
    post.posted = 1 if draw(keys[Decision.OPENING_POSTED], who) >= p.unposted_share else 0
    _ask(c, post, draw(keys[Decision.OPENING_LANGUAGE], who), draw(keys[Decision.OPENING_SKILL], who))
    _pay(c, post, draw(keys[Decision.OPENING_TERMS], who), draw(keys[Decision.OPENING_WAGE], who))
    post.bar = post.best = post.second = 0.0
    post.best_who = post.second_who = 0
    post.candidate = post.runner_up = None
    c.opened[s] += 1


def _ask(c: Oracle, post: Opening, u: float, v: float) -> None:
    """Dutch and skill asked."""
    p, low = c.p.openings, c.low_language[post.sector]
    if u < low:
        none = min(1.0, p.no_dutch_share * (2.0 if post.sector == AGENCIES else 1.0))
        some = p.low_language_floor + p.low_language_span * (v - none) / (1.0 - none + 1e-12)
        post.language, post.skill = (0.0 if v < none else some), 0
        return
    post.language = p.high_language_floor + p.high_language_span * ((u - low) / (1.0 - low))
    middle_from = 1.0 - p.middle_skill_share - p.high_skill_share
    post.skill = 0 if v < middle_from else 1 if v < 1.0 - p.high_skill_share else 2


def _pay(c: Oracle, post: Opening, u: float, v: float) -> None:
    """Contract, hours, wage."""
    p, minimum, s = c.p.openings, int(c.law.minimum[c.month]), post.sector
    post.contract = AGENCY if s == AGENCIES else PERMANENT if u < p.permanent_share else FIXED
    w = (u * 1000.0) % 1.0
    short = p.part_time_hospitality if s == HOSPITALITY else p.part_time_share
    if w < short:
        post.hours = (12, 16, 20, 24, 28)[int(5.0 * w / short)]
    else:
        post.hours = (32, 36, 38, 40)[int(4.0 * (w - short) / (1.0 - short))]
    usual = c.wage_2017[s] * 100.0 * float(minimum) / float(c.law.minimum[42])
    pay = usual * (0.75 + 0.2 * post.skill) * (1.0 + p.wage_spread * (2.0 * v - 1.0))
    if post.skill == 0:
        pay = minimum * (1.0 + p.low_wage_premium + p.wage_spread * v)
    post.wage = int(max(float(minimum), pay) + 0.5)


def begin_contest(c: Oracle) -> None:
    """Nobody is ahead yet; wages follow the minimum wage; every opening gets its place on a shelf."""
    minimum, t = int(c.law.minimum[c.month]), c.month
    for post in c.openings:
        months = float(t - post.opened)
        post.bar = plain(employer_rules.interview_bar)(months, post.employer.adjusts, c.p.offer)
        post.best = post.second = post.bar
        post.best_who = post.second_who = post.taken = 0
        post.candidate = post.runner_up = None
        post.wage = max(minimum, post.wage)
    c.in_contest = True
    c.shelves = Shelves(list(c.openings), c.slots, c.luck(Decision.SLOT_PLACE))


def shelf_of(post: Opening) -> tuple[int, int, int]:
    """Region, sector, shelf: posted high, middle, low skill, little Dutch; then unposted little Dutch to high skill."""
    step = 0 if post.skill == 0 and post.language <= 0.4 else 1 + post.skill
    return post.region, post.sector, 3 - step if post.posted == 1 else 4 + step


class Shelves:
    """Slots with openings; ``sizes`` is the number of slots of each shelf and remembers from month to month."""

    def __init__(self, posts: list[Opening], sizes: dict[tuple[int, int, int], int], key: int) -> None:
        self.counts = Counter(shelf_of(post) for post in posts)
        for shelf, count in self.counts.items():
            while count > 0.7 * sizes[shelf]:
                sizes[shelf] *= 2
        self.sizes = sizes
        self.slots: dict[tuple[int, int, int], list[Opening | None]] = {
            shelf: [None] * sizes[shelf] for shelf in self.counts
        }
        for post in posts:
            slots = self.slots[shelf_of(post)]
            word = mix_plain(post.hash ^ key)
            while slots[_place(word, len(slots))] is not None:
                word = next_word(word)
            slots[_place(word, len(slots))] = post

    def find(
        self, region: int, sector: int, posted_only: bool, level: int, language: float, word: int
    ) -> Opening | None:
        """An opening that asks no more Dutch than somebody has, in at most 60 looks."""
        step = 1 + level if language >= 0.4 else 0
        shelves = [(region, sector, k) for k in range(3 - step, 4 if posted_only else 5 + step)]
        run: list[Opening | None] = []
        for shelf in shelves:
            run += self.slots.get(shelf) or [None] * self.sizes[shelf]
        if not any(post is not None and post.language <= language for post in run):
            return None
        for _ in range(60):
            post = run[_place(word, len(run))]
            if post is not None and post.language <= language:
                return post
            word = next_word(word)
        return None


def _place(word: int, size: int) -> int:
    return (word >> 32) * size >> 32


def sector_shares(c: Oracle) -> dict[object, list[float]]:
    """Cumulative shares of sectors by type of seeker: educations, little Dutch, network, municipality, own group."""
    p, share, low = c.p.openings, c.posted_share, c.low_language
    skills = (1.0 - p.middle_skill_share - p.high_skill_share, 1.0 - p.high_skill_share, 1.0)
    rows: dict[object, list[float]] = {}
    for level, skill in enumerate(skills):
        rows[level] = [s * (x + (1.0 - x) * skill) for s, x in zip(share, low, strict=True)]
    products = [s * x for s, x in zip(share, low, strict=True)]
    easy = [x / added(products) for x in products]
    reach = c.p.search.low_skill_reach
    rows["little Dutch"] = [reach * e + (1.0 - reach) * s for e, s in zip(easy, share, strict=True)]
    weight = c.p.search.network_memory * c.scale
    rows["network"] = [n + weight * x for n, x in zip(c.sector_newcomers, easy, strict=True)]
    prior = [e * (c.p.search.own_group_hospitality if s == HOSPITALITY else 1.0) for s, e in enumerate(easy)]
    rows["municipality"] = easy
    rows["own group"] = [0.0 if s == AGENCIES else x for s, x in enumerate(prior)]
    return {name: _running([x / added(row) for x in row]) for name, row in rows.items()}


def _running(row: list[float]) -> list[float]:
    out, total = [], 0.0
    for x in row:
        total += x
        out.append(total)
    return out
