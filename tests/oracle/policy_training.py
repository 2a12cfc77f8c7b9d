"""Training as plain objects: learning at a firm, short courses, work-learn contracts, and firms that keep people."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import positions
from oracle.growing import care_and_norm, carries_care, far_from_work, in_dutch, settling
from oracle.hiring import DUTCH_SPOKEN, accept_probability, begin, fill, gain_share, lost_to, net_wage, paid_wage
from oracle.luck import draw, draw_about, word_about
from oracle.policy_programmes import Programme
from oracle.search import level_for_job, origin_gap, score_of
from oracle.staff import cents
from oracle.things import Employer, Opening, Person

from werkagenda.agents import employer_rules, job_search, language, participation, placement_rules
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import (
    AGENCIES,
    EXEMPT,
    FAMILY,
    FIXED,
    IN_CLASS,
    INACTIVE,
    MUNICIPAL,
    NEVER,
    NONE,
    SEARCHING,
)
from werkagenda.model.income import ledger
from werkagenda.model.policy.hooks import decision

FIRM, COURSE, CONTRACT = range(3)


class Training(Programme):
    """``marks`` holds by person, beside those of a programme, the month of the end, the form and the employer's row."""

    points = ("contracts", "guidance", "offers", "money")
    name = "training"

    def __init__(self, c: Any, fast: Any) -> None:
        super().__init__(c, fast)
        self.additional = fast.additional_share
        self.row = {employer: row for row, employer in enumerate(c.employers)}
        s, n = self.choices, self.numbers
        self.lasts = (s.firm_months, s.course_months, s.contract_months)
        totals = (n.firm_eur, n.course_eur, n.contract_eur)
        self.euros = [cents(euros * 100.0 / months) for euros, months in zip(totals, self.lasts, strict=True)]
        self.skills = [cents(n.skills_eur * 100.0 / months) for months in self.lasts]

    def act(self, point: str) -> None:
        """Jobs are held, trainings end and are offered, people begin and are kept; then the bill."""
        if self.aim.acts and self.aim.begun:
            {"contracts": self.hold, "guidance": self.guide, "offers": self.bring, "money": self.pay}[point]()

    def form(self, person: Person) -> int:
        """The form of somebody's training."""
        return int(self.marks["form"][person])

    def hold(self) -> None:
        """Fewer jobs end under a contract, and lately trained."""
        t, n = self.c.month, self.numbers
        for person in self.c.entered:
            if self.member(person) and self.form(person) == CONTRACT:
                person.lever["support"] = 1.0 - (1.0 - person.lever["support"]) * (1.0 - n.contract_support)
            if self.marks["done"][person] <= t < self.marks["done"][person] + int(n.support_months):
                person.lever["support"] = 1.0 - (1.0 - person.lever["support"]) * (1.0 - n.skills_support)

    def guide(self) -> None:
        """Ends, offers, levers."""
        t, gains = self.c.month, (self.numbers.firm_skill, self.numbers.course_skill, self.numbers.contract_skill)
        for person in self.c.entered:
            if not self.marks["joined"][person] < t <= self.marks["until"][person]:
                continue
            at_end = self.marks["until"][person] == t
            if not self._stays(person, at_end):
                self.marks["until"][person] = t
            elif at_end:
                self.marks["done"][person] = t
                person.skill = person.skill + gains[self.form(person)]
        self.cover([x for x in self.c.here() if self._able(x)], 0)
        for person in self.c.entered:
            if self.member(person) and self.form(person) != CONTRACT:
                person.lever["in_training"] = self.numbers.lock_in
            if self.marks["done"][person] <= t:
                person.lever["recognised"] = self.numbers.recognised

    def _stays(self, person: Person, at_end: bool) -> bool:
        if not person.here or person.studying == 1:
            return False
        if self.form(person) == CONTRACT:
            fits = person.works and self.row.get(person.employer) == self.marks["at"][person]
        else:
            fits = not person.works
        drop = self.luck("drop", person, self.c.month) < self.numbers.drop_out_per_month
        return bool(fits and (at_end or not drop))

    def _able(self, person: Person) -> bool:
        who = person.holds_status or (self.choices.family_migrants and person.kind == FAMILY)
        old = person.is_child or person.retired or person.reason == EXEMPT
        if not who or old or person.in_reception or person.studying == 1 or person.subsidised == 1:
            return False
        if self.marks["joined"][person] != NEVER or not self.aim.meant(person):
            return False
        if person.works:
            return bool(person.dutch_spoken == 0 and person.hours >= 12 and person.supported_until <= self.c.month)
        return person.integration != IN_CLASS or self._crowded(person) == 0.0

    def _crowded(self, person: Person) -> float:
        rules = self.c.law.integration(self.c.month, self.c.p.integration)
        week = plain(language.class_week)(person.route, rules)
        return float(plain(language.crowded_out)(week, float(self.choices.hours_per_week), rules))

    def bring(self) -> None:
        """Kept people begin to work; others begin to train, as far as the money goes."""
        t = self.c.month
        self._keep([x for x in self.c.people if self.marks["done"][x] == t and self.form(x) == FIRM and not x.works])
        asking = [x for x in self.c.here() if self._able(x) and self.marks["offered"][x] != NEVER]
        asking = asking if self.aim.open() else []
        asking = [x for x in asking if self.luck("take", x) < self.numbers.take_up]
        asking = [x for x in asking if self.marks["refused"][x] == NEVER or self.marks["refused"][x] < t // 12 * 12]
        asking.sort(key=lambda x: (self.aim.behind(x), self.marks["offered"][x], self.luck("queue", x)))
        held = self._held()
        found = [(x, self._agreed(x) if x.works else self._firm(x, held)) for x in asking if self._wants(x)]
        left, full = self.budget.left(), False
        for person, at in found:
            form = CONTRACT if person.works else FIRM if at is not None else COURSE
            price = self._price(form)
            full = full or (left is not None and price > left)
            if full:
                self.marks["refused"][person] = t
                self.budget.note(left_out=1)
                continue
            left = None if left is None else left - price
            self.budget.note(started=1, cents=price)
            self._start(person, form, at)
        self.budget.note(running=sum(map(self.member, self.c.entered)))

    def _start(self, person: Person, form: int, at: Employer | None) -> None:
        t = self.c.month
        self.marks["joined"][person], self.marks["until"][person] = t, t + self.lasts[form]
        self.marks["form"][person], self.marks["at"][person] = form, -1 if at is None else self.row[at]
        if person.state == INACTIVE:
            person.state, person.reason, person.months_searching = SEARCHING, NONE, 0

    def _price(self, form: int) -> int:
        months = self.lasts[form]
        last = self.c.month + months - 1
        return months * (self.c.priced(self.euros[form], last) + self.c.priced(self.skills[form], last))

    def _agreed(self, person: Person) -> Employer:
        assert person.employer is not None
        return person.employer

    def _wants(self, person: Person) -> bool:
        """The own employer agrees to a contract; who has no work is ready this month."""
        n = self.numbers
        if person.employer is not None and person.works:
            factor = n.agency_factor if person.employer.sector == AGENCIES else 1.0
            key = self.c.luck(decision("training", "employer"))
            return draw(key, person.employer.hash) < n.employer_share * factor
        chance = 1.0 if person.searches else self._readiness(person)
        return self.luck("ready", person, self.c.month) < chance

    def _readiness(self, person: Person) -> float:
        c, part = self.c, self.c.p.participation
        free = care_and_norm(c, person, person.lever["care_help"])
        free = plain(participation.free_for_work)(free, person.poor_health, person.years_old(c.month), part)
        free = free * in_dutch(c, person)
        free = free * settling(c, person)
        if person.integration == IN_CLASS:
            week = plain(language.class_week)(person.route, c.p.integration)
            hours = float(self.choices.hours_per_week)
            crowded = plain(language.crowded_out)(week, hours, c.p.integration)
            free = free * (1.0 - (1.0 - part.class_factor) * crowded)
        free = free * self.numbers.pull * (c.p.attachment.start_factor if far_from_work(c, person) else 1.0)
        return float(plain(participation.start_probability)(free, 0.0, 0.0, person.frailty, part))

    def _held(self) -> Counter[Any]:
        held = Counter(self.marks["at"][x] for x in self.c.entered if self.member(x) and self.form(x) == FIRM)
        held.update(self.row[x.employer] for x in self.c.here() if x.works and x.subsidised == 1)
        return held

    def _firm(self, person: Person, held: Counter[Any]) -> Employer | None:
        """Firms with an open post, in an order of the person's own, until one that has room agrees."""
        c, n, name = self.c, self.numbers, "training"
        key = c.luck(decision(name, "search"), c.month)
        posts = [x for x in c.openings if x.region == person.region and self._plain(x)]
        posts = [x for x in posts if self._has_room(x.employer, held)]
        posts.sort(key=lambda post: word_about(key, person.hash, post.hash))
        agree, p = c.luck(decision(name, "agree")), c.p.callback
        for post in posts[: min(20, int(n.contacts_per_month))]:
            at = post.employer
            gap = origin_gap(at.taste, at.uncertainty, at.experienced(), at.screens(), p)
            level = level_for_job(person.language, post.language, p)
            chance = plain(employer_rules.agreement_probability)(level, gap, n.unpaid_share, p)
            if draw_about(agree, person.hash, at.hash) < chance:
                held[self.row[at]] += 1
                return at
        return None

    def _plain(self, post: Opening) -> bool:
        return bool(post.open == 1 and post.taken == 0 and post.skill == 0 and post.language < DUTCH_SPOKEN)

    def _has_room(self, at: Employer, held: Counter[Any]) -> bool:
        share = self.numbers.capacity_share * self.c.low_language[at.sector]
        u = draw(self.c.luck(decision("training", "room")), at.hash)
        return bool(held[self.row[at]] < math.floor(share * at.size + u))

    def _keep(self, done: list[Person]) -> None:
        """In the order of identities: the firm wants who scores, has a post of its own or makes one."""
        c, filled = self.c, set[Employer]()
        bar = plain(placement_rules.kept_bar)(c.p.offer.noise, c.p.placement)
        for person in sorted(done, key=lambda x: x.hash):
            at = c.employers[self.marks["at"][person]]
            surplus, u = person.language - 0.5 * DUTCH_SPOKEN, self.luck("keep", person, c.month)
            if score_of(person.skill, surplus, at.taste, u, c.p.offer) > bar:
                self._hire(person, at, filled)

    def _hire(self, person: Person, at: Employer, filled: set[Employer]) -> None:
        """Into a post of its own, one a month (``filled``), or one that would not exist otherwise."""
        c = self.c
        own = [x for x in c.openings if x.employer is at and self._plain(x)]
        post = min(own, key=lambda x: x.hash) if own and at not in filled else None
        if post is None and self.luck("kind", person) >= self.additional:
            return
        terms = (FIXED, self.choices.job_hours, int(c.law.minimum[c.month]))
        contract, hours, hourly = terms if post is None else (post.contract, post.hours, post.wage)
        if not self._accepts(person, hourly, hours):
            return
        if post is None:
            c.hires["additional", at.sector] += 1
        else:
            post.taken = 1
            fill(c, post)
            filled.add(at)
        person.contract, person.hours, person.wage = contract, hours, hourly
        begin(c, person, at, 0, MUNICIPAL)

    def _accepts(self, person: Person, hourly: int, hours: int) -> bool:
        c, rules = self.c, self.c.work_costs()
        net = float(net_wage(c, paid_wage(c, person, hourly, hours)))
        young = int(carries_care(person) == 1 and c.month - person.household.youngest < 144)
        costs = plain(job_search.working_costs)(young, person.lever["travel_help"], person.lever["care_help"], rules)
        kept = gain_share(net, lost_to(c, person, net), costs)
        return self.luck("accept", person) < accept_probability(kept, person.frailty, c.p.acceptance)

    def pay(self) -> None:
        """Courses and guidance to providers, learning places to employers; the state gives the town its share."""
        course = place = 0
        for person in filter(self.member, self.c.entered):
            form = self.form(person)
            course += self.c.priced(self.skills[form])
            if form == CONTRACT:
                place += self.c.priced(self.euros[form])
            else:
                course += self.c.priced(self.euros[form])
        self.c.pay(ledger.TOWN, ledger.SERVICE, positions.I_TRAINING, course)
        self.c.pay(ledger.TOWN, ledger.EMPLOYER, positions.I_TRAINING, place)
        budget = cents((course + place) * self.choices.state_share)
        self.c.pay(ledger.STATE, ledger.TOWN, positions.I_TRAINING, budget)
