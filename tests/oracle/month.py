"""The oracle's month: the same verbs in the same order."""

from __future__ import annotations

from oracle.arriving import arrive, decide_permits, house_people, leave_country
from oracle.growing import attend_classes, grow_and_ail, guide, take_part_or_not
from oracle.hiring import employers_learn, make_offers
from oracle.money import close_ledger, receive_income
from oracle.openings import open_vacancies
from oracle.recording import record_month, start_month
from oracle.search import search_and_apply
from oracle.staff import continue_contracts, staff_turnover

MONTH = (
    start_month,
    arrive,
    leave_country,
    decide_permits,
    house_people,
    grow_and_ail,
    attend_classes,
    continue_contracts,
    staff_turnover,
    guide,
    take_part_or_not,
    open_vacancies,
    search_and_apply,
    make_offers,
    employers_learn,
    receive_income,
    close_ledger,
    record_month,
)
