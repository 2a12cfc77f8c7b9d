"""What is shown, as the address of the page says it: every choice by name, so that an address can be passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

RESULTS, TRY, AGENTS = "results", "try", "agents"
VIEWS = (RESULTS, TRY, AGENTS)
"""Stored results, a run of one's own, single agents."""
MAPS = ("effect", "level", "municipalities-effect", "municipalities-level")
KINDS = ("person", "employer", "municipality")
SEVERAL = ("set",)
"""Names that an address can give several times."""


@dataclass(frozen=True)
class Address:
    """Choices by name; "" stands for what the page chooses itself."""

    view: str = RESULTS
    language: str = ""
    study: str = ""
    scenario: str = ""
    indicator: str = ""
    year: str = ""
    map: str = MAPS[0]
    start: str = ""
    """Scenario whose settings a run of one's own begins with."""
    economy: str = ""
    inflow: str = ""
    law: str = ""
    scale: str = ""
    seed: str = ""
    set: tuple[str, ...] = ()
    """Settings of instruments that were moved, INSTRUMENT.SETTING=VALUE each."""
    run: str = ""
    """The run of one's own whose results are shown."""
    kind: str = KINDS[0]
    agent: str = ""

    def to(self, **choices: Any) -> Address:
        """The same with other choices."""
        return replace(self, **choices)

    @property
    def query(self) -> str:
        """The choices that differ from the page's own, as the part of an address after the question mark."""
        plain = asdict(Address())
        given = {name: value for name, value in asdict(self).items() if value != plain[name]}
        return urlencode(given, doseq=True)

    @property
    def moved(self) -> Mapping[str, str]:
        """Value by setting of instruments that were moved."""
        pairs = (each.partition("=") for each in self.set)
        return {name: value for name, _, value in pairs}

    def moving(self, name: str, value: str) -> Address:
        """The same with a setting moved; a value that equals another's is kept all the same."""
        return self.to(set=tuple(f"{key}={each}" for key, each in {**self.moved, name: value}.items()))


def read(search: str | None) -> Address:
    """The choices of an address; a view, map or kind that is unknown is the first."""
    given = parse_qs(search or "", keep_blank_values=False, max_num_fields=200)
    names = Address.__dataclass_fields__
    found: dict[str, Any] = {
        name: tuple(given[name]) if name in SEVERAL else given[name][-1] for name in names if name in given
    }
    for name, known in (("view", VIEWS), ("map", MAPS), ("kind", KINDS)):
        if found.get(name, known[0]) not in known:
            found[name] = known[0]
    return Address(**found)
