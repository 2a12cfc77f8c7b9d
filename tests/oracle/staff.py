"""Jobs of newcomers go on or end; other people lose, leave and change jobs; pupils and EU workers go."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from oracle.growing import carries_care, far_from_work, free_for_a_job
from oracle.luck import draw, hashed, next_word, normal, unit, whole, word_of
from oracle.things import Employer, Person, Resident

from werkagenda.agents import employer_rules, household_rules, placement_rules
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import EXEMPT, IN_CLASS, INACTIVE, KIND_RESIDENT, NONE, PERMANENT, SEARCHING
from werkagenda.agents.resident_rules import ResidentParams
from werkagenda.evidence.exact import exp, log
from werkagenda.model.random.keyed_random import Decision, mix_plain

if TYPE_CHECKING:
    from oracle.country import Oracle

cents, month_wage = plain(household_rules.cents), plain(household_rules.month_wage)
REVERSED = [int(f"{k:032b}"[::-1], 2) for k in range(1 << 16)]


def continue_contracts(c: Oracle) -> None:
    """Newcomers' jobs grow older and end, or become permanent."""
    t, jobs = c.month, c.p.jobs
    entry = float(c.economy.unemployment_entry_thousand_per_month[t])
    cyclical = plain(employer_rules.cyclical_rate)
    jobs = jobs._replace(
        end_agency=cyclical(jobs.end_agency, entry, jobs.cycle_agency, jobs),
        end_fixed=cyclical(jobs.end_fixed, entry, jobs.cycle_fixed, jobs),
    )
    minimum = int(c.law.minimum[t])
    rise, c.minimum_before = minimum / c.minimum_before, minimum
    growth = 1.0 + jobs.wage_growth_per_year / 12.0
    c.ended = Counter()
    c.act("contracts")
    end, better = c.luck(Decision.SEPARATION, t), c.luck(Decision.CONTRACT, t)
    for person in c.here():
        if not person.works:
            continue
        person.tenure += 1
        person.worked_months += 1
        person.wage = max(minimum, cents(person.wage * rise * growth))
        ends, tenure = person.on_notice == 1, float(person.tenure)
        if not ends:
            facts = person.contract, tenure, person.language, person.frailty, person.lever["support"]
            if draw(end, person.hash) < plain(employer_rules.end_probability)(*facts, jobs):
                ends = draw(end, person.hash, 1) >= jobs.notice_share
                person.on_notice = 0 if ends else 1
            else:
                chance = plain(employer_rules.permanent_probability)(tenure, person.contract, jobs)
                if draw(better, person.hash) < chance:
                    person.contract = PERMANENT
        stays = not ends and person.on_notice == 0
        if stays and draw(better, person.hash, 1) < jobs.hours_growth_per_month:
            _more_hours(c, person)
        if ends:
            placed = person.subsidised == 1
            _lose_job(c, person)
            if placed and person.state == SEARCHING:
                free = free_for_a_job(c, person, 0.0)
                on = plain(placement_rules.searches_on)(free, c.p.placement)
                person.state = SEARCHING if draw(end, person.hash, 2) < on else INACTIVE


def _more_hours(c: Oracle, person: Person) -> None:
    """Four hours a week more, up to 36; not beside class or study, nor in a placement, nor with a young child."""
    cares = c.month - person.household.youngest < 144 and carries_care(person) == 1
    if person.integration != IN_CLASS and person.subsidised == 0 and person.studying == 0 and not cares:
        person.hours = max(person.hours, min(36, person.hours + 4))


def _lose_job(c: Oracle, person: Person) -> None:
    c.ended[person.kind, person.contract] += 1
    recent, years = bin(person.work_bits).count("1"), bin(person.paid_years).count("1")
    of_five = bin(person.paid_years % 32).count("1")
    insured = plain(household_rules.insurance_months)(recent, of_five, years, c.p.income)
    person.ui_left = 0 if person.seeks_asylum else insured
    person.insured = person.gross
    person.stop_working()
    person.lost, person.months_searching = c.month, 0
    person.state, person.reason = (INACTIVE, EXEMPT) if far_from_work(c, person) else (SEARCHING, NONE)


def staff_turnover(c: Oracle) -> None:
    """Others stop searching or start to; counted workers leave or become permanent; the fringe leaves."""
    t, p = c.month, c.p.residents
    exit_key, leave_key = c.luck(Decision.RESIDENT_EXIT, t), c.luck(Decision.RESIDENT_LEAVES, t)
    c.gone = Counter()
    for other in list(c.residents):
        stops = other.leaves == 0 and draw(exit_key, other.hash) < p.exit_per_month
        if stops:
            c.gone[other.from_job, min(3, other.months)] += 1
            c.outside[other.background] += 1
        if stops or other.leaves == 1:
            other.remove()
        else:
            other.months += 1
    c.turnover = Counter()
    new = newly_searching(c)
    if t > 0:
        for background in range(3):
            c.outside[background] += c.others_by_month[t][background] - c.others_by_month[t - 1][background]
    for other in new:
        c.turnover["entered"] += 1
        if other.from_job == 1:
            lasting = 0 if draw(leave_key, other.hash) < p.from_flexible_share else 1
            found = take_from_job(c, other.region, lasting, other.education, word_of(leave_key, other.hash, 1))
            other.from_job = 0 if found is None else 1
            c.turnover["lost"] += other.from_job
            if found is not None:
                other.education, other.background = found
    for other in new:
        if other.from_job == 0:
            _come_from_outside(c, other)
    for region in range(35):
        _leave_and_settle(c, region)
    c.turnover["fringe_left"] = _fringe_leaves(c)


def newly_searching(c: Oracle) -> list[Resident]:
    """Other people of the sample who start to search this month, region by region."""
    out, t, p = [], c.month, c.p.residents
    thousand = float(c.economy.unemployment_entry_thousand_per_month[t])
    total = before = 0.0
    keys = {d: c.luck(d) for d in Decision if d.name.startswith("RESIDENT_")}  # born with it: month 0
    limit = int(c.scale * 4294967296.0)
    for region in range(35):
        total += thousand * 1000.0 * c.region_share[region]
        count = math.floor(total + 0.5) - int(before)
        before = math.floor(total + 0.5)
        cell = (KIND_RESIDENT << 60) | ((t + 1024) << 48) | (region << 36)
        offset = hashed(cell) >> 32
        for ordinal in range(count):
            if c.scale >= 1.0 or ((REVERSED[ordinal & 0xFFFF] | REVERSED[ordinal >> 16] >> 16) ^ offset) < limit:
                out.append(_resident(c, cell + (ordinal << 8), region, keys, p))
    return out


def _resident(c: Oracle, identity: int, region: int, keys: dict[Decision, int], p: ResidentParams) -> Resident:
    who = hashed(identity)
    u = draw(keys[Decision.RESIDENT_EDUCATION], who)
    levels = p.education_low, p.education_low + p.education_middle
    return Resident(
        c,
        id=identity,
        hash=who,
        region=region,
        sex=int(draw(keys[Decision.RESIDENT_SEX], who) < 0.5),
        background=0,
        education=sum(u >= level for level in levels),
        from_job=int(draw(keys[Decision.RESIDENT_ORIGIN], who) < p.from_job_share),
        skill=p.skill_spread * normal(keys[Decision.RESIDENT_SKILL], who),
        months=0,
        leaves=0,
    )


def _come_from_outside(c: Oracle, other: Resident) -> None:
    """Somebody from outside the labour force: background, then schooling."""
    other.background = one_of(draw(c.luck(Decision.RESIDENT_BACKGROUND), other.hash), c.outside, c.returning)
    c.outside[other.background] -= 1
    low, middle = c.schooling(other.background)
    u = draw(c.luck(Decision.RESIDENT_EDUCATION), other.hash)
    other.education = sum(u >= upto for upto in (low, low + middle))


def one_of(u: float, numbers: Sequence[int], weights: Sequence[float] = (1.0, 1.0, 1.0)) -> int:
    """A background by number times weight; one that has people, whatever is rounded."""
    a, b, c = (number * weight for number, weight in zip(numbers, weights, strict=True))
    x = u * (a + b + c)
    at = sum(x >= upto for upto in (a, a + b))
    for empty, instead in ((2, 1), (1, 0), (0, 1 if numbers[1] > 0 else 2)):
        if at == empty and numbers[at] == 0:
            at = instead
    return at


def worker_of(
    cells: list[list[list[int]]], lasting: int, wanted: int, word: int, weights: Sequence[float]
) -> tuple[int, int] | None:
    """Education and background of somebody at work in a region and size class; None when nobody is."""
    for level in ((wanted + step) % 3 for step in range(3)):
        numbers = [cells[level][background][lasting] for background in range(3)]
        if sum(numbers):
            return level, one_of(unit(mix_plain(word ^ 0xD1B54A32D192ED03)), numbers, weights)
    return None


def take_from_job(
    c: Oracle, region: int, lasting: int, wanted: int, word: int, weights: Sequence[float] = (1.0, 1.0, 1.0)
) -> tuple[int, int] | None:
    """Take a counted worker out of a job: education and background, None when nobody is found."""
    employer = employer_with(c, region, "staff_permanent" if lasting else "staff_flexible", word)
    if employer is None:
        return None
    cells = c.working[region][employer.size_class]
    found = worker_of(cells, lasting, wanted, word, weights)
    if found is not None:
        employer.lay_off(lasting)
        cells[found[0]][found[1]][lasting] -= 1
    return found


def employer_with(c: Oracle, region: int, staff: str, word: int) -> Employer | None:
    """An employer of the region, by size, with somebody in ``staff``; None after 300 looks."""
    for _ in range(300):
        employer = c.lots[region].pick(word)
        if employer is None or getattr(employer, staff) > 0:
            return employer
        word = next_word(word)
    return None


def _leave_and_settle(c: Oracle, region: int) -> None:
    p, t = c.p.residents, c.month
    key = c.luck(Decision.RESIDENT_COUNT, t)
    for lasting in (0, 1):
        expected = _at_work(c, region, lasting) * p.other_exit_per_month
        for k in range(_part(c, expected, region, lasting)):
            word = word_of(key, mix_plain(region * 2 + lasting), k)
            found = take_from_job(c, region, lasting, word % 3, word)
            if found is not None:
                c.outside[found[1]] += 1
                c.turnover["left"] += 1
    number = _part(c, _at_work(c, region, 0) * p.to_permanent_per_month, region, 2)
    key, slow = c.luck(Decision.TO_PERMANENT, t), p.permanent_ratio
    weights = 1.0, 1.0 - c.p.callback.european_share * (1.0 - slow), slow
    for k in range(number):
        word = word_of(key, mix_plain(region), k)
        employer = employer_with(c, region, "staff_flexible", word)
        if employer is None:
            continue
        cells = c.working[region][employer.size_class]
        found = worker_of(cells, 0, word % 3, word, weights)
        if found is not None:
            employer.staff_flexible -= 1
            employer.staff_permanent += 1
            cells[found[0]][found[1]][0] -= 1
            cells[found[0]][found[1]][1] += 1


def _at_work(c: Oracle, region: int, lasting: int) -> int:
    return sum(cell[lasting] for size in c.working[region] for level in size for cell in level)


def _part(c: Oracle, expected: float, region: int, which: int) -> int:
    return whole(expected, c.luck(Decision.CELL_ROUNDING, c.month * 128 + region * 3 + which))


def _fringe_leaves(c: Oracle) -> int:
    key, q, gone = c.luck(Decision.FRINGE_EXIT, c.month), c.p.rivals.fringe_exit_per_month, 0
    for employer in c.employers:
        sizes = [200] * (employer.staff_fringe // 200) + [employer.staff_fringe % 200]
        for part, size in enumerate(size for size in sizes if size):
            left = _leavers(draw(key, employer.hash, part), size, q)
            employer.staff_fringe -= left
            c.fringe[employer.region] -= left
            gone += left
    return gone


def _leavers(u: float, n: int, q: float) -> int:
    """Number of ``n`` that leave with probability ``q`` each: the first k whose summed probabilities reach u."""
    term = exp(n * log(1.0 - q))
    total, k = term, 0
    while u > total and k < n:
        k += 1
        term = term * (n - k + 1) / k * q / (1.0 - q)
        total += term
    return k


class Lots:
    """Employers of a region drawn by size in one look (Walker's alias method)."""

    def __init__(self, employers: list[Employer]) -> None:
        self.employers = employers
        n = len(employers)
        self.keep, self.instead = [1.0] * n, list(range(n))
        total = 0.0
        for employer in employers:
            total += employer.size
        rest = [employer.size * (n / total) for employer in employers]
        poor = [k for k in range(n) if rest[k] < 1.0]
        rich = [k for k in range(n) if rest[k] >= 1.0]
        while poor and rich:
            k, giver = poor.pop(), rich[-1]
            self.keep[k], self.instead[k] = rest[k], giver
            rest[giver] -= 1.0 - rest[k]
            if rest[giver] < 1.0:
                poor.append(rich.pop())

    def pick(self, word: int) -> Employer | None:
        """The employer that 64 bits point at; None in a region without employers."""
        n = len(self.employers)
        if not n:
            return None
        k = min(int(unit(word) * n), n - 1)
        return self.employers[k if unit(mix_plain(word)) < self.keep[k] else self.instead[k]]
