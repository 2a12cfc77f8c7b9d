"""Links between entries for the same figure (same_as.csv); no figure may be both fitted and validated.

Relations: `same`: the same figure in two sources (transitive); `part`: one row lists several figures of which the other
is one; `derived`: one follows from the other by arithmetic. For all three, fitting one and validating the other is an
error. A row named as basis of a parameter, series or profile counts as fitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from werkagenda.evidence.entry import Entry
from werkagenda.evidence.files import read

RELATIONS = ("same", "part", "derived")
FITTED = "fitted"
VALIDATED = "validated"


@dataclass(frozen=True)
class Links:
    """Pairs of ids with their relation, and for each id its group of identical figures."""

    pairs: tuple[tuple[str, str, str], ...]
    group: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, where: Traversable, entries: Mapping[str, Entry], problems: list[str]) -> Links:
        """Links of same_as.csv; unknown ids and relations are added to `problems`."""
        pairs: list[tuple[str, str, str]] = []
        for row in read("same_as", where):
            a, b, relation = row["a"], row["b"], row["relation"]
            problems += [f"same_as.csv {a} {b}: {name} is no entry" for name in (a, b) if name not in entries]
            if relation not in RELATIONS:
                problems.append(f"same_as.csv {a} {b}: relation {relation!r} is none of {', '.join(RELATIONS)}")
            pairs.append((a, b, relation))
        return cls(tuple(pairs), _groups(pairs))

    def of(self, name: str) -> frozenset[str]:
        """Ids that hold the same figure, including the id itself."""
        return self.group.get(name, frozenset((name,)))

    def linked(self, name: str) -> tuple[str, ...]:
        """Ids linked with an entry by any relation, sorted."""
        near = {b if a == name else a for a, b, _ in self.pairs if name in (a, b)}
        return tuple(sorted((near | self.of(name)) - {name}))


def _groups(pairs: Iterable[tuple[str, str, str]]) -> dict[str, frozenset[str]]:
    group: dict[str, frozenset[str]] = {}
    for a, b, relation in pairs:
        if relation == "same":
            joined = group.get(a, frozenset((a,))) | group.get(b, frozenset((b,)))
            group.update(dict.fromkeys(joined, joined))
    return group


def _kinds(users: Iterable[str]) -> dict[str, list[str]]:
    """Users of a figure, by whether they fit or validate."""
    found: dict[str, list[str]] = {}
    for user in users:
        found.setdefault(VALIDATED if user == "target: validation" else FITTED, []).append(user)
    return found


def used_both_ways(used_in: Mapping[str, tuple[str, ...]], links: Links) -> list[str]:
    """Errors: figures, under any id, that are validated and also fitted or used as a basis."""
    neighbours = {frozenset((name,)) | links.of(name) for name in used_in}
    neighbours |= {links.of(a) | links.of(b) for a, b, _ in links.pairs}
    found: list[str] = []
    for ids in sorted(neighbours, key=sorted):
        fitted = [f"{name} ({user})" for name in sorted(ids) for user in _kinds(used_in.get(name, ())).get(FITTED, [])]
        checked = [name for name in sorted(ids) if VALIDATED in _kinds(used_in.get(name, ()))]
        if fitted and checked:
            found.append(f"{', '.join(checked)}: used to validate, but also fitted or leaned on: {'; '.join(fitted)}")
    return list(dict.fromkeys(found))


def _use(entry: Entry, users: Iterable[str]) -> str:
    for use in ("validation", "calibration"):
        if f"target: {use}" in users:
            return use
    return "parameter" if entry.use == "parameter" or tuple(users) else "context"


def with_uses(entries: Mapping[str, Entry], used_in: Mapping[str, tuple[str, ...]], links: Links) -> dict[str, Entry]:
    """Entries with their use and links filled in."""
    return {
        name: replace(entry, use=_use(entry, used_in.get(name, ())), same_as=links.linked(name))
        for name, entry in entries.items()
    }
