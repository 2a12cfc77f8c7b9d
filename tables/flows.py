"""Ledger headings: what payments are for, in English and Dutch, and whether they are policy spending.

The model's own headings are defined here; each instrument declares its own with the flows it posts. A run's manifest
lists all of them, and comparisons use it to identify policy spending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from werkagenda.tables.vocabulary import PAYERS

STATE, TOWN, INSURER, RECEPTION, EMPLOYER, PERSON, COURSE, TAX, SERVICE = PAYERS
"""The parties by name."""
LAST = 1000


@dataclass(frozen=True)
class Heading:
    """Purpose of a payment: name in result tables, Dutch name, whether it is policy, position in tables."""

    name: str
    dutch: str
    policy: bool = True
    place: int = LAST
    """Headings are sorted by place, then by name."""


@dataclass(frozen=True)
class Flow:
    """A payment flow of an instrument: payer, payee and heading."""

    payer: str
    payee: str
    heading: Heading


OWN = (
    Heading("bijstand", "bijstand", False, 0),
    Heading("unemployment insurance", "werkloosheidsuitkering", False, 1),
    Heading("student finance", "studiefinanciering", False, 2),
    Heading("wages", "lonen", False, 3),
    Heading("employer contributions", "werkgeverspremies", False, 4),
    Heading("income tax", "inkomstenbelasting", False, 5),
    Heading("guidance", "begeleiding", False, 6),
    Heading("civic integration", "inburgering", False, 7),
    Heading("reception", "opvang", False, 8),
    Heading("reception contribution", "eigen bijdrage opvang", False, 9),
    Heading("civic integration fine", "boete inburgering", False, 15),
    Heading("bijstand budget", "bijstandsbudget", False, 22),
    Heading("overhead", "uitvoeringskosten", True, 23),
    Heading("Ukrainian allowance", "leefgeld Oekraïners", False, 25),
)
"""Headings of the model; overhead is the administrative cost of policy."""


def headings(flows: Iterable[Flow]) -> tuple[Heading, ...]:
    """The model's headings, then those of the flows sorted by place and name, each once."""
    found = {flow.heading for flow in flows}
    return (*OWN, *sorted(found, key=lambda each: (each.place, each.name)))


def problems(flows: Iterable[Flow]) -> Iterator[str]:
    """Errors in flows: unknown parties, headings without a label or with two meanings."""
    known = {each.name: each for each in OWN}
    for flow in flows:
        heading = flow.heading
        for party in (flow.payer, flow.payee):
            if party not in PAYERS:
                yield f"flow '{heading.name}': '{party}' is no party of the ledger ({', '.join(PAYERS)})"
        if not (heading.name.strip() and heading.dutch.strip()):
            yield f"flow from {flow.payer} to {flow.payee}: its heading needs a label in English and in Dutch"
        elif known.setdefault(heading.name, heading) != heading:
            yield f"flow '{heading.name}': another flow gives this heading another Dutch label, kind or place"


def described(all_headings: Iterable[Heading]) -> list[dict[str, object]]:
    """Headings as plain values, sorted by place, as in the manifest."""
    ordered = sorted(all_headings, key=lambda each: (each.place, each.name))
    return [{"name": each.name, "dutch": each.dutch, "policy": each.policy} for each in ordered]
