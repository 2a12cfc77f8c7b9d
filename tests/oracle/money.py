"""What people live on, and who pays it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import positions
from oracle.hiring import net_wage, paid_wage
from oracle.staff import cents
from oracle.things import Household, Person

from werkagenda.agents import household_rules, language
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import (
    ALLOWANCE,
    BIJSTAND,
    FAMILY,
    IN_CLASS,
    NO_INCOME,
    STUDENT,
    UKRAINIAN,
    UNEMPLOYMENT,
    WAGE,
)
from werkagenda.model.income import ledger

income_tax = plain(household_rules.income_tax)

if TYPE_CHECKING:
    from oracle.country import Oracle


def receive_income(c: Oracle) -> None:
    """Own money of every adult, bijstand of every household, then each adult's part of it."""
    for person in c.entered:
        person.gross = person.net = person.student_cents = 0
        if person.here and not person.is_child:
            _earn(c, person)
        insurance_tax = income_tax(float(person.ui_cents), 0, c.law.tax(c.month)) if person.ui_cents else 0
        person.ui_net = person.ui_cents - insurance_tax
        _remember(c, person)
    _share_dwellings(c)
    for home in c.households:
        home.norm = home.counted = home.bijstand = home.allowance = 0
        _support(c, home)
        _allow(c, home)
    for person in c.entered:
        person.bijstand = person.partial = 0
        person.income = NO_INCOME
        if person.here and not person.is_child:
            _attribute(person)


def _earn(c: Oracle, person: Person) -> None:
    if person.works:
        person.gross = paid_wage(c, person, person.wage, person.hours)
        person.net = net_wage(c, person.gross)
        person.ui_left = person.ui_cents = 0
        return
    person.ui_cents = 0
    if person.ui_left > 0:
        person.ui_left -= 1
        share = 0.75 if c.month - person.lost < 2 else 0.7
        person.ui_cents = cents(share * person.insured)
    if person.studying == 1 and person.years_old(c.month) < c.p.income.student_age_limit:
        person.student_cents = c.law.benefits(c.month).student


def _remember(c: Oracle, person: Person) -> None:
    """Months worked of the last eight, hours of the year, and years with 208 hours or more."""
    works = person.here and person.works
    person.work_bits = (person.work_bits * 2 + works) % 256
    person.year_hours += person.hours * 52 // 12 if works else 0
    if c.month % 12 == 11:
        person.paid_years = (person.paid_years * 2 + (person.year_hours >= 208)) % 65536
        person.year_hours = 0


def _counts_from(c: Oracle) -> int:
    """Age in months from which housemates share costs: nobody before 2015, then 21, from January 2023 27 years."""
    if c.month < 12:
        return 12_000
    return 252 if c.month < 108 else 324


def _share_dwellings(c: Oracle) -> None:
    for home in c.households:
        home.sharers = 0
    for person in c.here():
        if not person.in_reception and person.months_old(c.month) >= _counts_from(c):
            person.household.dwelling.sharers += 1


def _support(c: Oracle, home: Household) -> None:
    adults = [adult for adult in home.adults_here() if adult is not None]
    if not adults or adults[0].in_reception or adults[0].is_child or adults[0].retired:
        return
    law, one = c.law.benefits(c.month), adults[0]
    for adult in adults:
        other = adult.ui_net + adult.student_cents
        free = law.disregard_share, law.disregard_cap, law.disregard_months
        home.counted += plain(household_rules.counted_income)(adult.net, other, adult.tenure, *free)
    grown = sum(adult.months_old(c.month) >= _counts_from(c) for adult in adults)
    others, couple = max(0, home.dwelling.sharers - grown), len(adults) - 1
    parent = c.month - home.youngest < 18 * 12
    norms = law.parent if parent else law.single, law.couple, law.youth
    home.norm = plain(household_rules.norm)(couple, one.years_old(c.month), others, *norms)
    alone_student = couple == 0 and one.studying == 1
    if not (home.outside_income == 1 or home.non_take_up == 1 or alone_student or one.kind == UKRAINIAN):
        home.bijstand = max(0, home.norm - home.counted)


def _allow(c: Oracle, home: Household) -> None:
    """The allowance of Ukrainians: a sum for each adult and child, none while an adult works."""
    adults = [x for x in home.adults_here() if x is not None and x.kind == UKRAINIAN and not x.is_child]
    if not any(adult.works for adult in adults):
        heads = len(adults) + (home.children if home.adult_a in adults else 0)
        home.allowance = heads * c.priced(cents(c.p.ukrainians.allowance_eur * 100.0))


def _attribute(person: Person) -> None:
    home = person.household
    if home.bijstand > 0:
        a, b = home.adult_a, home.adult_b
        both = a is not None and b is not None and a.here and b.here
        half = home.bijstand // 2
        person.bijstand = (home.bijstand - half if person is b else half) if both else home.bijstand
        person.partial = int(home.counted > 0)
    nothing = ALLOWANCE if person.in_reception or home.allowance > 0 else NO_INCOME
    sources = [(person.bijstand, BIJSTAND if person.bijstand else nothing), (person.student_cents, STUDENT)]
    sources += [(person.ui_net, UNEMPLOYMENT), (person.net, WAGE)]
    person.income = max(sources, key=lambda source: source[0])[1]


def close_ledger(c: Oracle) -> None:
    """Every flow of the month once; then what policy pays."""
    c.ledger = Counter()
    sums: Counter[int] = Counter()
    for person in c.here():
        _flows(c, person, sums)
    sums[ledger.I_ALLOWANCE] = sum(home.allowance for home in c.households)
    for payer, payee, what in ledger.FLOWS:
        c.pay(payer, payee, what, sums[what])
    c.pay(ledger.STATE, ledger.TOWN, ledger.I_COURSE, sums[ledger.I_COURSE])
    c.pay(ledger.TOWN, ledger.SERVICE, ledger.I_GUIDANCE, sums[ledger.I_GUIDANCE])
    c.pay(ledger.STATE, ledger.TOWN, ledger.I_ALLOWANCE, sums[ledger.I_ALLOWANCE])
    c.pay(ledger.PERSON, ledger.COURSE, ledger.I_COURSE, sums[ledger.OWN_COURSE])
    c.act("money")
    _budget_and_overhead(c, sums[ledger.I_BIJSTAND])


def _budget_and_overhead(c: Oracle, paid: int) -> None:
    """The bijstand budget follows last calendar year; policy costs overhead over what it pays to others."""
    c.paid_before.append(paid)
    last = c.paid_before[(c.month // 12 - 1) * 12 : c.month // 12 * 12] if c.month >= 12 else []
    c.pay(ledger.STATE, ledger.TOWN, ledger.I_BUDGET, sum(last) // 12 if last else paid)
    public = (ledger.STATE, ledger.TOWN, ledger.RECEPTION)
    others = (ledger.EMPLOYER, ledger.PERSON, ledger.COURSE, ledger.SERVICE)
    spent = [n for (a, b, what), n in c.ledger.items() if a in public and b in others and what in positions.POLICY]
    c.pay(ledger.STATE, ledger.SERVICE, ledger.I_OVERHEAD, cents(float(sum(spent)) * c.p.money.overhead_share))


def _flows(c: Oracle, person: Person, sums: Counter[int]) -> None:
    m = c.prices()
    if person.in_reception:
        sums[ledger.I_RECEPTION] += c.law.reception(c.month)
    if person.is_child:
        return
    sums[ledger.I_BIJSTAND] += person.bijstand
    sums[ledger.I_INSURANCE] += person.ui_cents
    sums[ledger.I_TAX] += person.ui_cents - person.ui_net
    sums[ledger.I_STUDENT] += person.student_cents
    if person.works:
        sums[ledger.I_WAGES] += person.gross
        sums[ledger.I_TAX] += person.gross - person.net
        sums[ledger.I_CONTRIBUTIONS] += cents(person.gross * c.law.contribution(c.month, person.contract))
        if person.seeks_asylum or person.in_reception:
            sums[ledger.I_OWN] += cents(person.net * (m.own_contribution_share * (1.0 - person.lever["relief"])))
    elif person.guidance > 0.0:
        price = m.guidance_eur_per_hour * 100.0
        sums[ledger.I_GUIDANCE] += cents(person.guidance * c.p.municipality.need_hours_per_month * price)
    if person.class_hours > 0:
        price = plain(ledger.course_price)(person.route, m)
        own = person.kind == FAMILY
        sums[ledger.OWN_COURSE if own else ledger.I_COURSE] += cents(person.class_hours * 100.0 * price)
    late = c.month - person.housed
    if person.integration == IN_CLASS and plain(language.fined)(person.route, late, person.attended, c.p.integration):
        sums[ledger.I_FINE] += cents(m.integration_fine_eur * 100.0)
