"""In a child process: a small country run month by month, and what single agents are in it, read through Mesa."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from werkagenda.dashboard.child import RESULT
from werkagenda.dashboard.live_run import Reporter
from werkagenda.tables.vocabulary import month_label

Row = dict[str, Any]
Lives = dict[str, dict[str, list[Row]]]
"""By kind and name of an agent, a row a month."""
PEOPLE, EMPLOYERS, TOWNS = 16, 8, 16
"""Agents that are followed of each kind (assumption: what a list can show)."""
PERSON = (
    *("active", "state", "reason", "sector", "contract", "channel", "hours", "wage", "language", "integration"),
    *("studying", "subsidised", "bijstand", "net", "municipality"),
    *("housed", "applied", "offered", "placed", "started", "lost"),
)
"""Attributes of a person that are kept; months are indices, money cents."""
ABOUT = ("sex", "origin", "education", "birth")
EMPLOYER = (
    *("sector", "size_class", "size", "staff_flexible", "staff_permanent", "staff_newcomers", "newcomers_hired"),
    *("experience", "structured", "charter"),
)
TOWN = ("status_holders", "employed", "on_benefit", "placements", "clients", "capacity_hours", "guidance")


def carry_out(words: Sequence[str], say: Callable[[str, object], None]) -> None:
    """Run the country of some words of `werkagenda run`, and tell the lives of its agents from 2025 on."""
    from werkagenda import settings as reading
    from werkagenda.study import execute
    from werkagenda.study.plan import cells

    with tempfile.TemporaryDirectory(prefix="werkagenda-") as aside:
        settings = reading.read([*words, f"output={(Path(aside) / 'run').as_posix()}"])[0]
    report = Reporter(say, 1, settings.months)
    country, _ = execute.begun(cells(settings)[0], lambda month: report(0, month))
    found: Lives = {}
    followed = chosen(country)
    while country.month < settings.months:
        country.step()
        record(found, followed, month_label(country.month - 1))
        report(0, country.month)
    say(RESULT, found)


def spread(agents: Any, number: int) -> list[Any]:
    """So many agents of a set, evenly spaced over its order."""
    each = max(1, len(agents) // number)
    return [agents[place] for place in range(0, len(agents), each)][:number]


def chosen(country: Any) -> Mapping[str, Mapping[str, Any]]:
    """Agents to follow, by kind and name: status holders from the newest permit to the oldest, the employers with most
    newcomers, and the municipalities with most status holders."""
    from werkagenda.agents.municipality import Municipality
    from werkagenda.model.country import Employer, Person

    people = country.agents_by_type[Person]
    adults = people.select((people.get("kind") == "status holder") & (people.get("reason") != "child"))
    employers = country.agents_by_type[Employer].sort("staff_newcomers").select(at_most=EMPLOYERS)
    towns = sorted(country.agents_by_type[Municipality], key=lambda town: (-town.status_holders, town.name))
    return {
        "person": {str(n): each for n, each in enumerate(spread(adults.sort("permit"), PEOPLE), start=1)},
        "employer": {str(n): each for n, each in enumerate(employers, start=1)},
        "municipality": {town.name: town for town in towns[:TOWNS]},
    }


def record(found: Lives, followed: Mapping[str, Mapping[str, Any]], month: str) -> None:
    """Add a row of this month for every agent that is still there."""
    names = {"person": (*ABOUT, *PERSON), "employer": EMPLOYER, "municipality": TOWN}
    for kind, agents in followed.items():
        for name, agent in agents.items():
            if getattr(agent, "alive", True):
                row = {"month": month, **{each: getattr(agent, each) for each in names[kind]}}
                found.setdefault(kind, {}).setdefault(name, []).append(row)
