"""Who lives in the oracle: people, households, employers, other searchers, openings - objects, one attribute a fact.

Attributes are called as the columns of the fast model are, so that the two can be laid side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import mesa

from werkagenda.agents.kinds import ASYLUM, CHILD, EMPLOYED, INACTIVE, NEVER, RETIRED, SEARCHING, STATUS
from werkagenda.model.policy.levers import LEVERS


def neutral(kind: str) -> dict[str, float]:
    """Levers of a kind of agent when policy does nothing."""
    return {name: element for name, (whose, element) in LEVERS.items() if whose == kind}


class Thing(mesa.Agent):  # type: ignore[misc]
    """A Mesa agent that takes its facts by name."""

    def __init__(self, model: Any, **facts: Any) -> None:
        super().__init__(model)
        self.__dict__.update(facts)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{type(self).__name__} has no {name}")


class Person(Thing):
    """A newcomer; ``household`` and ``home`` are households, ``employer`` an employer or None."""

    household: Household
    home: Household
    employer: Employer | None

    @property
    def here(self) -> bool:
        """In the country."""
        return bool(self.active == 1)

    @property
    def works(self) -> bool:
        """Has a job."""
        return bool(self.state == EMPLOYED)

    @property
    def searches(self) -> bool:
        """Looks for work."""
        return bool(self.state == SEARCHING)

    @property
    def is_child(self) -> bool:
        """Not yet of age (as far as the model has noticed)."""
        return bool(self.reason == CHILD)

    @property
    def retired(self) -> bool:
        """Past working age."""
        return bool(self.reason == RETIRED)

    @property
    def in_reception(self) -> bool:
        """Not yet housed by a municipality."""
        return bool(self.housed == NEVER)

    @property
    def seeks_asylum(self) -> bool:
        """Asylum seeker."""
        return bool(self.kind == ASYLUM)

    @property
    def holds_status(self) -> bool:
        """Status holder."""
        return bool(self.kind == STATUS)

    def months_old(self, month: int) -> int:
        """Age in months."""
        return int(month - self.birth)

    def years_old(self, month: int) -> float:
        """Age in years."""
        return (month - self.birth) / 12.0

    def is_adult(self, month: int) -> bool:
        """18 to 65."""
        return 216 <= self.months_old(month) < 792

    def partner(self) -> Person | None:
        """The other adult of the household who is in the country."""
        home = self.household
        if home.adult_b is None:
            return None
        other = home.adult_b if home.adult_a is self else home.adult_a
        return other if other is not None and other.here else None

    def stop_working(self) -> None:
        """Out of the job, which closes."""
        if self.employer is not None and self.works:
            self.employer.staff_newcomers -= 1
        self.state, self.employer = INACTIVE, None
        self.on_notice = self.subsidised = self.hours = self.tenure = 0


class Household(Thing):
    """At most two adults, with children until they are 18; ``dwelling`` is a household, itself as a rule."""

    adult_a: Person | None
    adult_b: Person | None
    dwelling: Household

    def adults_here(self) -> tuple[Person | None, Person | None]:
        """Adults who are in the country and (the first) still of this household."""
        a, b = self.adult_a, self.adult_b
        first = a if a is not None and a.here and a.household is self else None
        return first, b if b is not None and b.here else None


class Employer(Thing):
    """An employer; ``lever`` holds this month's levers."""

    def lay_off(self, lasting: int) -> None:
        """One counted worker less."""
        if lasting:
            self.staff_permanent -= 1
        else:
            self.staff_flexible -= 1

    def take_on(self, lasting: bool) -> None:
        """One counted worker more."""
        if lasting:
            self.staff_permanent += 1
        else:
            self.staff_flexible += 1

    def experienced(self) -> float:
        """Experience, or practical support that stands for it."""
        return max(self.experience, self.lever["known"])

    def gives_in(self) -> bool:
        """An agency that obeys discriminatory requests and that nobody keeps from it."""
        return bool(self.obeys == 1 and self.lever["compliant"] < 1.0)

    def screens(self) -> float:
        """1 with structured selection, of their own or through policy."""
        return max(float(self.structured), self.lever["structured"])


class Resident(Thing):
    """Somebody else who searches."""


class Opening(Thing):
    """An open post, and this month's contest for it."""

    employer: Employer
    candidate: Candidate | None
    runner_up: Candidate | None


@dataclass(eq=False)
class Seeker:
    """Somebody in this month's list of those who apply."""

    number: int
    person: Person | None
    other: Resident | None
    hash: int
    region: int
    level: int
    language: float
    skill: float
    background: int
    scarf: int
    send: float
    guidance: float
    on_the_job: bool
    offers: list[Opening] = field(default_factory=list)
    hired: bool = False

    @property
    def resident(self) -> int:
        """1 for other people."""
        return 0 if self.other is None else 1


@dataclass(frozen=True)
class Candidate:
    """Who stands for an opening: a seeker through a channel, or a rival without a row (``kind``)."""

    seeker: Seeker | None
    channel: int
    kind: str = ""

    def code(self) -> int:
        """The number that the fast model keeps."""
        if self.seeker is None:
            return {"changer": -2, "fringe": -3, "outsider": -4}[self.kind]
        return self.seeker.number * 8 + self.channel
