"""Order of the steps of a month; each step is defined in ``model.steps``."""

from __future__ import annotations

from collections.abc import Callable

from werkagenda.model.state import State
from werkagenda.model.steps.income import close_ledger, receive_income
from werkagenda.model.steps.labour_market import (
    continue_contracts,
    employers_learn,
    make_offers,
    open_vacancies,
    search_and_apply,
    staff_turnover,
)
from werkagenda.model.steps.newcomers import (
    arrive,
    attend_classes,
    decide_permits,
    grow_and_ail,
    guide,
    house_people,
    leave_country,
    take_part_or_not,
)
from werkagenda.model.steps.recording import record_month, start_month

MONTH: tuple[Callable[[State], None], ...] = (
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
"""Steps of a month, in order."""


def run_month(state: State) -> None:
    """Run one month and increase ``state.month`` by one."""
    for step in MONTH:
        step(state)
    state.month += 1
