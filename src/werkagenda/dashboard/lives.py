"""The life of an agent month by month, in words: what it was and what was decided. Counts are of the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from werkagenda.agents.kinds import IN_CLASS, PASSED
from werkagenda.analysis.colours import BLUE, GREY, ORANGE
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.language import current, named, say
from werkagenda.analysis.scene import GRID, INK, Scene, Words
from werkagenda.evidence import places
from werkagenda.tables.vocabulary import CHANNELS, FIRST_MONTH, ORIGINS, month_index

Row = Mapping[str, Any]
CENTS = 100.0
MONTHS = 12
STATES = {"employed": BLUE, "searching": ORANGE, "inactive": GREY}
"""Colours of what a person does."""
WIDTH, STRIP = 900.0, 26.0


def title(kind: str, name: str, rows: Sequence[Row]) -> str:
    """Who an agent is, in a few words."""
    first = rows[0]
    if kind == "municipality":
        return name
    if kind == "employer":
        sector, size = named("level", str(first["sector"])), named("level", str(first["size_class"]))
        return say("Employer {number}: {sector}, {size} people", number=name, sector=sector, size=size)
    about = {
        "number": name,
        "sex": named("agent", str(first["sex"])),
        "origin": named("level", ORIGINS[int(first["origin"])]),
        "education": named("level", str(first["education"])),
        "age": (month_index(str(first["month"])) - int(first["birth"])) // MONTHS,
    }
    return say("Person {number}: {sex}, {age}, {origin}, education {education}", **about)


def eventful(lives: Mapping[str, Sequence[Row]]) -> str:
    """The name of the agent in whose life most was decided (of employers and municipalities the first)."""
    if "state" not in next(iter(lives.values()))[0]:
        return next(iter(lives))
    return max(lives, key=lambda name: sum(len([*decided(*pair)]) for pair in pairwise(lives[name])))


def table(kind: str, rows: Sequence[Row]) -> Table:
    """A row a month."""
    make = {"person": _person, "employer": _employer, "municipality": _town}[kind]
    return make(rows)


def _person(rows: Sequence[Row]) -> Table:
    heads = (
        say("month"),
        say("state"),
        say("work"),
        say("hours a week"),
        say("wage, € an hour"),
        say("bijstand, € a month"),
        say("net wage, € a month"),
        say("Dutch, 0-1"),
        say("what was decided"),
    )
    events = ["", *("; ".join(decided(before, now)) for before, now in pairwise(rows))]
    body = [_month_of(row, said) for row, said in zip(rows, events, strict=True)]
    return Table(heads, body, frozenset(range(3, 8)), say("Month by month"))


def _month_of(row: Row, events: str) -> tuple[str, ...]:
    words, works = current(), row["state"] == "employed"
    job = f"{named('level', str(row['sector']))}, {named('level', str(row['contract']))}" if works else "–"
    numbers = [
        words.number(float(row["hours"])) if works else "–",
        words.number(row["wage"] / CENTS, 2) if works else "–",
        words.number(row["bijstand"] / CENTS),
        words.number(row["net"] / CENTS),
        words.number(float(row["language"]), 2),
    ]
    return (words.month(str(row["month"])), state(row), job, *numbers, events)


def state(row: Row) -> str:
    """What a person does, and why not more."""
    if not row["active"]:
        return say("has left the country")
    if row["state"] == "inactive":
        return f"{named('level', 'inactive')} ({named('reason', str(row['reason']))})"
    what = named("level", str(row["state"]))
    placed = row["subsidised"] and row["state"] == "employed"
    return say("{what} (subsidised placement)", what=what) if placed else what


def decided(before: Row, now: Row) -> Iterator[str]:
    """What happened in a month, from two rows of a person."""
    month = month_index(str(now["month"]))
    for key, text in DATED.items():
        if now[key] == month:
            yield text()
    if now["started"] == month and now["state"] == "employed":
        about = {"hours": int(now["hours"]), "channel": named("level", CHANNELS[int(now["channel"])])}
        yield say("begins a job of {hours} hours ({channel})", **about)
    if now["lost"] == month:
        yield say("the job ends")
    if before["integration"] != PASSED == now["integration"]:
        yield say("passes civic integration")
    for holds, begins, ends in CHANGES:
        if bool(holds(before)) != bool(holds(now)):
            yield (begins if holds(now) else ends)()
    if now["municipality"] != before["municipality"]:
        yield say("moves to {town}", town=places.municipalities().name[int(now["municipality"])])


DATED: Mapping[str, Callable[[], str]] = {
    "housed": lambda: say("is housed"),
    "applied": lambda: say("applies for bijstand"),
    "offered": lambda: say("is offered a startbaan"),
    "placed": lambda: say("accepts, the placement begins"),
}
"""What a column that holds a month says of that month."""
CHANGES: Sequence[tuple[Callable[[Row], Any], Callable[[], str], Callable[[], str]]] = (
    (lambda row: row["bijstand"] > 0, lambda: say("bijstand is granted"), lambda: say("bijstand ends")),
    (lambda row: row["integration"] == IN_CLASS, lambda: say("class begins"), lambda: say("class ends")),
    (lambda row: row["studying"], lambda: say("begins a study"), lambda: say("the study ends")),
    (lambda row: row["active"], lambda: say("comes back"), lambda: say("leaves the country")),
)
"""What is so or not, what is said when it begins, and when it ends."""


def _employer(rows: Sequence[Row]) -> Table:
    heads = (
        say("month"),
        say("people at full staff"),
        say("staff, flexible"),
        say("staff, permanent"),
        say("newcomers employed"),
        say("newcomers hired"),
        say("experience with newcomers, 0-1"),
        say("selects with structure"),
        say("signed the charter"),
    )
    body = [
        (
            current().month(str(row["month"])),
            *(current().number(float(row[key])) for key in ("size", "staff_flexible", "staff_permanent")),
            *(current().number(float(row[key])) for key in ("staff_newcomers", "newcomers_hired")),
            current().number(float(row["experience"]), 2),
            *(say("yes") if row[key] else say("no") for key in ("structured", "charter")),
        )
        for row in rows
    ]
    return Table(heads, body, frozenset(range(1, 7)), say("Month by month"))


def _town(rows: Sequence[Row]) -> Table:
    heads = (
        say("month"),
        say("adult status holders (sample)"),
        say("at work"),
        say("on benefit"),
        say("in placements"),
        say("clients"),
        say("case-manager hours"),
        say("share of the guidance needed that each client gets"),
    )
    keys = ("status_holders", "employed", "on_benefit", "placements", "clients", "capacity_hours")
    body = [
        (
            current().month(str(row["month"])),
            *(current().number(float(row[key])) for key in keys),
            current().percent(float(row["guidance"]), 0),
        )
        for row in rows
    ]
    return Table(heads, body, frozenset(range(1, len(heads))), say("Month by month"))


def strip(rows: Sequence[Row]) -> Scene:
    """What a person did in each month, as a strip of colours, benefit beneath; the table says the same in words."""
    words = current()
    text = say("A strip of months; above what the person does, below whether there is bijstand.")
    scene = Scene(WIDTH, 118.0, say("State and benefit by month"), text, headed=False)
    step = (WIDTH - 20) / max(1, len(rows))
    for number, row in enumerate(rows):
        x = 10 + step * number
        colour = STATES[str(row["state"])] if row["active"] else "#ffffff"
        tip = f"{words.month(str(row['month']))}: {state(row)}"
        scene.rectangle(x, 34, step, STRIP, colour, stroke="#ffffff", width=0.5, tip=tip)
        benefit = "#0b3d5c" if row["bijstand"] > 0 and row["active"] else GRID
        scene.rectangle(x, 66, step, STRIP / 2, benefit, stroke="#ffffff", width=0.5)
        if str(row["month"]).endswith("-01"):
            scene.add(Words((x, 102), str(row["month"])[: len(FIRST_MONTH) - 3], 12))
    x = 10.0
    for name, colour in (
        *((named("level", each), colour) for each, colour in STATES.items()),
        (say("bijstand"), "#0b3d5c"),
    ):
        scene.rectangle(x, 8, 12, 12, colour, stroke=INK, width=0.4)
        scene.add(Words((x + 17, 19), name, 12))
        x += 40 + 6.8 * len(name)
    return scene
