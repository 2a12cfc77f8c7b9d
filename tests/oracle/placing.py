"""Startbanen: who is offered a paid job at the bijstand application, who takes it, which employer agrees, who stays."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import positions
from oracle.envelope import Envelope
from oracle.growing import carries_care, far_from_work, free_for_a_job, in_dutch, settling
from oracle.hiring import DUTCH_SPOKEN, accept_probability, begin, fill, gain_share, lost_to, net_wage, paid_wage
from oracle.luck import draw, draw_about, word_about, word_of
from oracle.search import level_for_job, origin_gap, score_of
from oracle.spreading import Spreading
from oracle.staff import cents, month_wage
from oracle.things import Employer, Opening, Person

from werkagenda.agents import employer_rules, household_rules, job_search, language, participation, placement_rules
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import EXEMPT, FIXED, IN_CLASS, MUNICIPAL, NEVER, PERMANENT
from werkagenda.model.income import ledger
from werkagenda.model.policy.hooks import decision
from werkagenda.tables.vocabulary import HISTORY_MONTHS

if TYPE_CHECKING:
    from oracle.country import Oracle

PILOT_START = 121


class Startbanen:
    """Settings ``now`` from January 2025, ``pilots`` before; ``numbers`` are the registry's."""

    points = ("contracts", "guidance", "offers", "money")

    def __init__(self, c: Oracle, fast: Any, pilots: Any) -> None:
        self.c, self.now, self.pilots, self.numbers = c, fast.choices, pilots, fast.numbers
        self.additional = fast.outlook_additional
        self.budget = Envelope(c, fast.choices.envelope_eur, fast.memory["uptake"].tolist())
        self.marks = {k: dict(zip(c.people, v.tolist(), strict=True)) for k, v in fast.marks.items()}
        self.spreading = Spreading(c, fast.choices, fast.numbers, fast.towns.mix)

    @property
    def terms(self) -> Any:
        """The settings that hold this month."""
        return self.now if self.spreading.aim.begun else self.pilots

    def key(self, what: str, month: int = 0) -> int:
        """Key of one of the decisions."""
        return self.c.luck(decision("startbanen", what), month)

    def act(self, point: str) -> None:
        """Called at its points of the month."""
        self.spreading.update()
        if self.c.month >= PILOT_START:
            {"contracts": self.finish, "guidance": self.take_hours, "offers": self.offer, "money": self.pay}[point]()

    def covers(self, town: Any) -> float:
        """Share of the newly housed of a town who are offered a startbaan this month."""
        return self.spreading.covers(town)

    def finish(self) -> None:
        """Placements whose time is over: kept by who knows the person now, or let go this month."""
        c, key = self.c, self.key("keep", self.c.month)
        for person in c.here():
            if not person.works or person.subsidised == 0 or person.placement_ends > c.month:
                continue
            at = person.employer
            assert at is not None
            surplus = person.language - 0.5 * DUTCH_SPOKEN
            score = score_of(person.skill, surplus, at.taste, draw(key, person.hash), c.p.offer)
            bar = plain(placement_rules.kept_bar)(c.p.offer.noise, c.p.placement)
            if person.contract == PERMANENT or score > bar:
                person.subsidised, person.placement_ends = 0, NEVER
            else:
                person.on_notice = 1

    def hours(self) -> list[float]:
        """Case-manager hours that startbanen ask of each town this month."""
        placed, new = Counter[int](), Counter[int]()
        for person in self.c.entered:
            placed[person.municipality] += person.here and person.subsidised == 1
            new[person.municipality] += person.offered == self.c.month - 1
        each, start = self.numbers.hours_per_month, self.numbers.start_hours
        return [float(each * placed[town.index] + start * new[town.index]) for town in self.c.towns]

    def take_hours(self) -> None:
        """Hours without money of their own are missing for other clients; towns note whether they take part."""
        free = 1.0 - self.terms.hours_paid_share
        for town, hours in zip(self.c.towns, self.hours(), strict=True):
            town.adopted = self.covers(town) > 0.0
            if free > 0.0:
                town.guidance = town.attention(free * hours)

    def offer(self) -> None:
        """Offers to last month's applicants; who is ready and accepts is brought to an employer."""
        c, t = self.c, self.c.month
        key, share = self.key("cover"), {town.index: self.covers(town) for town in c.towns}
        for person in c.here():
            new = person.applied == t - 1 and person.offered == NEVER and _free(person) and self._meant(person)
            self.budget.note(eligible=int(new))
            if new and draw(key, person.hash) < share[person.municipality]:
                person.offered = t
                self.budget.note(reached=1)
        window = int(self.numbers.offer_months)
        waiting = [x for x in c.here() if t - window < x.offered <= t and x.placed == NEVER and _free(x)]
        if self._changed():
            waiting = [x for x in waiting if self._meant(x) and draw(key, x.hash) < share[x.municipality]]
        waiting.sort(key=lambda person: (self.spreading.aim.behind(person), person.hash))
        hourly = cents(float(c.law.minimum[t]) * (1.0 + self.terms.pay_above_minimum_share))
        held = Counter(person.employer for person in c.here() if person.works and person.subsidised == 1)
        left, gone = self.budget.left(), False
        for person in [person for person in waiting if self._willing(person, hourly)]:
            price = self._price(person, hourly)
            gone = gone or (left is not None and price > left)
            if gone:
                self._leave_out(person)
            elif self._place(person, hourly, held):
                held[person.employer] += 1
                left = None if left is None else left - price
                self.budget.note(started=1, cents=price)
        running = sum(person.subsidised == 1 for person in c.here())
        self.budget.note(running=running, envelope=self.budget.cents() or 0)

    def _meant(self, person: Person) -> bool:
        return not self.spreading.aim.open() or self.spreading.aim.meant(person)

    def _changed(self) -> bool:
        """Places, period or groups are chosen, so that an offer may no longer stand."""
        chosen = self.now.model_dump()
        plain = {"places_rule": "only", "age_from": 18, "age_to": 66, "sex": "all"}
        names = ("start", "end", "regions", "municipalities", "origins", "educations", "housed_within_months", *plain)
        return any(chosen[name] != plain.get(name) for name in names)

    def _price(self, person: Person, hourly: int) -> int:
        """Cents that a placement is expected to cost: its months of wage costs, hours, and a parent's child care."""
        c, terms, numbers = self.c, self.terms, self.numbers
        gross = month_wage(hourly, terms.hours_per_week)
        wages = gross * (1.0 + c.law.contribution(c.month, FIXED)) * terms.wage_subsidy_share
        hours = numbers.hours_per_month * terms.hours_paid_share * c.prices().guidance_eur_per_hour * 100.0
        parent = carries_care(person) == 1 and c.month - person.household.youngest < 144
        care = terms.care_help_share * (numbers.care_eur_per_month * c.law.price_index(c.month)) * 100.0
        care = care if parent else 0.0
        return int(cents(terms.months * (wages + hours + care)))

    def _leave_out(self, person: Person) -> None:
        last, t = self.marks["refused"][person], self.c.month
        self.budget.note(left_out=int(last == NEVER or last < t // 12 * 12))
        self.marks["refused"][person] = t

    def _has_room(self, employer: Employer, held: Counter[Any]) -> bool:
        share = self.numbers.capacity_share * self.c.low_language[employer.sector]
        return held[employer] < math.floor(share * employer.size + draw(self.key("room"), employer.hash))

    def _ready(self, person: Person) -> float:
        """Chance to be ready this month: to start to search, a job being on the table, while the month lasts."""
        c, part, rules = self.c, self.c.p.participation, self.c.p.integration
        free = free_for_a_job(c, person, self.terms.care_help_share * self.numbers.care_help)
        free = free * in_dutch(c, person)
        free = free * settling(c, person)
        if person.integration == IN_CLASS:
            week = plain(language.class_week)(person.route, rules)
            crowded = plain(language.crowded_out)(week, float(self.terms.hours_per_week), rules)
            free = free * (1.0 - (1.0 - part.class_factor) * crowded)
        free = free * self.numbers.pull * (c.p.attachment.start_factor if far_from_work(c, person) else 1.0)
        starts: float = plain(participation.start_probability)(free, 0.0, 0.0, person.frailty, part)
        lost = self.numbers.moving_weeks / (52.0 / 12.0) if person.offered == c.month else 0.0
        return starts * max(0.0, 1.0 - lost)

    def _willing(self, person: Person, hourly: int) -> bool:
        """Ready by this month's chance; accepts by one that lasts."""
        c, t, rules = self.c, self.c.month, self.c.work_costs()
        net = float(net_wage(c, paid_wage(c, person, hourly, self.terms.hours_per_week)))
        young = int(carries_care(person) == 1 and t - person.household.youngest < 144)
        help_ = person.lever["travel_help"], self.terms.care_help_share
        costs = plain(job_search.working_costs)(young, *help_, rules)
        kept = gain_share(net, lost_to(c, person, net), costs)
        accepts = accept_probability(kept, person.frailty, c.p.acceptance)
        ready = draw(self.key("ready", t), person.hash) < self._ready(person)
        return ready and draw(self.key("accept"), person.hash) < accepts

    def _place(self, person: Person, hourly: int, held: Counter[Any]) -> bool:
        c, t = self.c, self.c.month
        share = self.additional if t >= HISTORY_MONTHS else self.numbers.additional_job_share
        if draw(self.key("kind"), person.hash) < share:
            employer = self._ask_employers(person, held)
            if employer is None:
                return False
            c.hires["additional", employer.sector] += 1
        else:
            post = self._ask_for_posts(person, held)
            if post is None:
                return False
            post.taken, employer = 1, post.employer
            fill(c, post)
        person.contract, person.hours, person.wage = FIXED, self.terms.hours_per_week, hourly
        begin(c, person, employer, 0, MUNICIPAL)
        person.subsidised, person.placed, person.placement_ends = 1, t, t + self.terms.months
        return True

    def _agrees(self, person: Person, employer: Employer, asked: float) -> bool:
        p = self.c.p.callback
        gap = origin_gap(employer.taste, employer.uncertainty, employer.experienced(), employer.screens(), p)
        level, paid = level_for_job(person.language, asked, p), self.terms.wage_subsidy_share
        chance = plain(employer_rules.agreement_probability)(level, gap, paid, p)
        return draw_about(self.key("agree"), person.hash, employer.hash) < chance

    def _ask_employers(self, person: Person, held: Counter[Any]) -> Employer | None:
        """Employers of the region by size who have work that needs little Dutch, until one agrees."""
        c, key, asked = self.c, self.key("search", self.c.month), 0
        most = int(self.numbers.contacts_per_month)
        for look in range(most * 8):
            employer = c.lots[person.region].pick(word_of(key, person.hash, look))
            if employer is None or draw(key, person.hash, 1000 + look) >= c.low_language[employer.sector]:
                continue
            if not self._has_room(employer, held):
                continue
            p = c.p.openings
            met = draw_about(self.key("post"), person.hash, employer.hash)
            dutch = p.low_language_floor + p.low_language_span * met
            if self._agrees(person, employer, dutch):
                return employer
            asked += 1
            if asked == most:
                return None
        return None

    def _ask_for_posts(self, person: Person, held: Counter[Any]) -> Opening | None:
        """Open posts of the region that need little Dutch and no schooling, in an order of the person's own."""
        key = self.key("search", self.c.month)
        posts = [post for post in self.c.openings if post.region == person.region and post.open == 1]
        posts = [post for post in posts if post.taken == 0 and post.skill == 0 and post.language < DUTCH_SPOKEN]
        posts = [post for post in posts if self._has_room(post.employer, held)]
        posts.sort(key=lambda post: word_about(key, person.hash, post.hash))
        for post in posts[: min(20, int(self.numbers.contacts_per_month))]:
            if self._agrees(person, post.employer, post.language):
                return post
        return None

    def pay(self) -> None:
        """The town pays wage subsidy, hours and child care; the state gives it its share."""
        c, terms = self.c, self.terms
        placed = [person for person in c.here() if person.subsidised == 1]
        costs = {x: 1.0 + c.law.contribution(c.month, x.contract) for x in placed}
        wages = sum(cents(person.gross * costs[person] * terms.wage_subsidy_share) for person in placed)
        hours = math.fsum(self.hours()) * terms.hours_paid_share
        parents = [x for x in placed if c.month - x.household.youngest < 144 and carries_care(x) == 1]
        care = cents(
            float(len(parents))
            * terms.care_help_share
            * self.numbers.care_eur_per_month
            * c.law.price_index(c.month)
            * 100.0
        )
        guidance = cents(hours * c.prices().guidance_eur_per_hour * 100.0)
        for payee, what, amount in (
            (ledger.EMPLOYER, positions.I_WAGE_SUBSIDY, wages),
            (ledger.SERVICE, positions.I_PLACEMENT, guidance),
            (ledger.SERVICE, positions.I_CHILD_CARE, care),
        ):
            c.pay(ledger.TOWN, payee, what, amount)
            c.pay(ledger.STATE, ledger.TOWN, what, cents(amount * terms.state_share))
        benefit = cents(child_care_benefit(c, parents) * terms.care_help_share)
        c.pay(ledger.STATE, ledger.SERVICE, positions.I_CARE_BENEFIT, benefit)


def child_care_benefit(c: Oracle, parents: list[Person]) -> int:
    """Cents that the state pays for the child care of parents at work."""
    prices = c.law.care_prices(c.month)
    ages = [(c.month - x.household.youngest) / 12.0 for x in parents]
    rule = plain(household_rules.care_benefit)
    return sum(rule(float(x.hours), age, *prices) for x, age in zip(parents, ages, strict=True))


def _free(person: Person) -> bool:
    """A status holder of working age without work or study."""
    able = person.reason != EXEMPT and not person.retired
    return person.here and person.holds_status and not person.works and person.studying == 0 and able
