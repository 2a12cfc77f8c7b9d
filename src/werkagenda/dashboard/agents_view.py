"""The part of the page that follows single agents: a status holder, an employer, a municipality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import solara

from werkagenda.analysis.language import named, say, spoken
from werkagenda.analysis.scene import svg
from werkagenda.dashboard import following, lives, markup
from werkagenda.dashboard.address import KINDS, Address
from werkagenda.dashboard.child import FAILED, PROGRESS, RESULT, Child
from werkagenda.dashboard.controls import Action, Choice, Progress
from werkagenda.dashboard.request import SEED, asked, options
from werkagenda.dashboard.tasks import begin, end
from werkagenda.dashboard.trouble import Trouble, guarded

SCALE = "0.005"
"""Share of the country that is run to follow agents (assumption: enough to find every kind of life)."""
_found: dict[tuple[str, ...], following.Lives] = {}
"""Lives by the words of their run; the same words give the same lives."""


@dataclass(frozen=True)
class Under:
    """A run under way, or what came of it."""

    running: bool = False
    share: float = 0.0
    month: str = ""
    problems: tuple[str, ...] = ()


def words(where: Address) -> tuple[str, ...]:
    """The run of an address, as words of `werkagenda run`."""
    request = asked(where)
    given = [f"{name}={value}" for name, value in request.circumstances.items()]
    return (f"scenario={request.start}", *given, f"population.scale={SCALE}", f"seed={where.seed or SEED}")


@solara.component
def Agents(where: Address, code: str, go: Callable[[Address], None]) -> None:
    """The scenario to run, how far it is, and the agent that is chosen."""
    request, run = asked(where.to(set=())), words(where)
    state, set_state = solara.use_state(Under())
    held: Any = solara.use_ref(None)
    solara.use_effect(lambda: lambda: end(held.current), [])

    def told(kind: str, what: Any) -> None:
        if kind == PROGRESS:
            set_state(lambda now: replace(now, share=what[0], month=what[1]))
        elif kind == RESULT:
            _found[run] = what
        elif kind == FAILED:
            set_state(lambda now: replace(now, problems=tuple(what)))

    def work() -> None:
        held.current = Child(following.carry_out, run)
        held.current.follow(told)
        set_state(lambda now: replace(now, running=False))

    def start() -> None:
        set_state(Under(running=True))
        begin(work, lambda lines: set_state(Under(problems=tuple(lines))), busy)

    with spoken(code):
        busy = say("another run is under way in another page; wait for it, or cancel it there")
        texts = say("Scenario"), say("Follow agents"), say("Cancel"), say("This cannot be run")
        about = say(
            "One small country is run month by month from 2025 on; single agents in it are read through Mesa’s "
            "interface. An agent is nobody in particular: it is made up, and one life says nothing about an effect."
        )
        scenarios = [(name, named("scenario", name)) for name in options("scenario")]
        far = say("{month} done", month=state.month) if state.month else say("preparing")
    solara.HTML("div", unsafe_innerHTML=markup.paragraphs(about))
    with solara.Div(classes=["wa-row"]):
        Choice(
            "start", texts[0], request.start, scenarios, event_choose=lambda name: go(where.to(start=name, agent=""))
        )
        bad = bool(request.problems)
        Action(text=texts[1], event_press=lambda *_: start(), disabled=state.running or bad, kind="main")
        Action(text=texts[2], event_press=lambda *_: end(held.current), disabled=not state.running)
    if request.problems or state.problems:
        Trouble(texts[3], [*request.problems, *state.problems])
    if state.running:
        Progress(text=far, value=state.share)
    if run in _found:
        Life(_found[run], where, code, go)


@solara.component
def Life(found: following.Lives, where: Address, code: str, go: Callable[[Address], None]) -> None:
    """The choice of an agent, and its life."""
    with spoken(code):
        kinds = [(kind, named("agent", kind)) for kind in KINDS]
        names = [(name, lives.title(where.kind, name, rows)) for name, rows in found[where.kind].items()]
        labels = say("Kind of agent"), say("Agent")
        agent = where.agent if where.agent in found[where.kind] else lives.eventful(found[where.kind])
    with solara.Div(classes=["wa-row"]):
        Choice("kind", labels[0], where.kind, kinds, event_choose=lambda kind: go(where.to(kind=kind, agent="")))
        Choice("agent", labels[1], agent, names, event_choose=lambda name: go(where.to(agent=name)))
    guarded(lambda: life(where.kind, agent, found), code)


def life(kind: str, agent: str, found: following.Lives) -> str:
    """An agent's title, for a person the strip, and the table."""
    rows = found[kind][agent]
    heading = markup.heading(lives.title(kind, agent, rows))
    if kind != KINDS[0]:
        return heading + markup.table(lives.table(kind, rows))
    name = lives.title(kind, agent, rows)
    picture = markup.scrolling(name, svg(lives.strip(rows), "life"))
    return heading + picture + markup.table(lives.table(kind, rows))
