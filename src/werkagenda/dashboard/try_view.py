"""The part of the page with a run of one's own: sliders, progress, and results that show their own inputs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import solara
from solara import v

from werkagenda import defaults
from werkagenda.analysis.language import language, named, say, spoken
from werkagenda.dashboard import index, live_run, markup, registry
from werkagenda.dashboard.address import Address
from werkagenda.dashboard.child import FAILED, PROGRESS, RESULT, Child
from werkagenda.dashboard.controls import Action, Choice, Progress, Setting
from werkagenda.dashboard.request import (
    NAME,
    SCALE,
    SCALES,
    SEED,
    STEPS,
    Request,
    asked,
    begun_with,
    options,
)
from werkagenda.dashboard.results import Shown
from werkagenda.dashboard.selection import selected
from werkagenda.dashboard.tasks import begin, end
from werkagenda.dashboard.trouble import Trouble
from werkagenda.problems import BadInput
from werkagenda.scenarios import catalogue

Go = Callable[[Address], None]


@dataclass(frozen=True)
class Under:
    """A run under way, or what came of it."""

    running: bool = False
    share: float = 0.0
    month: str = ""
    replicates: int = 0
    """Replicates of the answer so far."""
    key: str = ""
    problems: tuple[str, ...] = ()


@solara.component
def Try(where: Address, code: str, go: Go) -> None:
    """Settings on one side, the run and its results on the other."""
    request = asked(where)
    state, set_state = solara.use_state(Under())
    held: Any = solara.use_ref(None)
    latest = solara.use_ref((where, go))
    latest.current = (where, go)
    solara.use_effect(lambda: lambda: end(held.current), [])

    with spoken(code):
        busy = say("another run is under way in another page; wait for it, or cancel it there")

    def show() -> None:
        now, to = latest.current  # the sliders may have moved on since the run was asked for
        to(now.to(run=request.key))

    def run() -> None:
        _start(request, held, set_state, show, busy)

    with solara.Div(classes=["wa-run"]):
        Buttons(request, state, code, run, lambda: end(held.current))
    with solara.Div(classes=["wa-live"]):
        with solara.Div():
            Settings(where, request, code, go)
        with solara.Div():
            Answer(where, request, code)


def _start(request: Request, held: Any, set_state: Callable[[Any], None], shown: Callable[[], None], busy: str) -> None:
    """Start the run in a child process and follow it in a thread."""
    if request.problems:
        return

    def told(kind: str, what: Any) -> None:
        if kind == PROGRESS:
            set_state(lambda now: replace(now, share=what[0], month=what[1]))
        elif kind == RESULT:
            set_state(lambda now: replace(now, replicates=what, share=0.0))
            shown()
        elif kind == FAILED:
            set_state(lambda now: replace(now, problems=tuple(what)))

    def work() -> None:
        set_state(Under(running=True, key=request.key))
        request.write()
        held.current = Child(live_run.carry_out, (request.words, STEPS))
        held.current.follow(told)
        _tidy(request)
        set_state(lambda now: replace(now, running=False))

    begin(work, lambda lines: set_state(Under(problems=tuple(lines))), busy)


def _tidy(request: Request) -> None:
    """Remove the working folder, and everything where there is no answer."""
    shutil.rmtree(request.working if request.answered else request.folder, ignore_errors=True)


def _choosing(go: Go, where: Address, name: str) -> Callable[[str], None]:
    """What a choice of a name does: the page goes to the address with it."""
    return lambda value: go(where.to(**{name: value}))


@solara.component
def Settings(where: Address, request: Request, code: str, go: Go) -> None:
    """Start, circumstances, and a slider for each setting of each instrument."""
    with spoken(code):
        labels = {name: named("about", name) for name in defaults.LEVELS}
        head, exact, more = say("Begin with"), say("exact value"), say("Further settings")
        groups = registry.settings()
        size, seed = say("Share of the country simulated"), named("about", "seed")
        names = [(name, named("scenario", name)) for name in options("scenario")]
        seed_help = say("whole number; every draw of chance is keyed by it")
        about = {name: kind.title[1 if code == "nl" else 0] for name, kind in catalogue.known().items()}
    Choice("start", head, request.start, names, event_choose=lambda name: go(where.to(start=name, set=())))
    for name, label in labels.items():
        with spoken(code):
            words = [(each, named(name, each)) for each in options(name)]
        Choice(
            name,
            label,
            request.circumstances[name],
            words,
            event_choose=_choosing(go, where, name),
        )
    scales = [(each, language(code).percent(float(each))) for each in SCALES]
    Choice("scale", size, where.scale or SCALE, scales, event_choose=lambda each: go(where.to(scale=each)))
    wrong = next((line for line in request.problems if line.startswith("seed=")), "")
    Setting(
        name="seed",
        label=seed,
        value=where.seed or SEED,
        unit="",
        help=seed_help,
        exact=exact,
        event_move=lambda each: go(where.to(seed=each)),
        slides=False,
        problem=wrong,
    )
    for instrument, settings in groups.items():
        with spoken(code):
            One(settings[0], about[instrument], where, request, code, go)
        if settings[1:]:
            summary = v.Html(tag="summary", children=[f"{more}: {about[instrument]}"])
            with v.Html(tag="details", children=[summary]):
                for each in settings[1:]:
                    One(each, "", where, request, code, go)


@solara.component
def One(setting: registry.Setting, title: str, where: Address, request: Request, code: str, go: Go) -> None:
    """One setting: a slider, a field, or a choice of words."""
    instrument, _, key = setting.name.partition(".")
    start = begun_with(request.start) if request.start in options("scenario") else {}
    fallback = setting.written(start.get(instrument, {}).get(key, setting.default))
    value = where.moved.get(setting.name, fallback)
    with spoken(code):
        label = f"{title}: {setting.label}" if title else setting.label
        unit, text, exact = setting.unit, setting.help, say("exact value")
    if setting.options:
        with spoken(code):
            words = [(each, named("choice", each)) for each in setting.options]
        Choice(setting.name, label, value, words, event_choose=lambda each: go(where.moving(setting.name, each)))
        return
    number = setting.number or {}
    Setting(
        name=setting.name,
        label=label,
        value=value,
        unit=unit,
        help=text,
        exact=exact,
        event_move=lambda each: go(where.moving(setting.name, each)),
        slides=setting.slides,
        low=float(number.get("minimum", 0.0)),
        high=float(number.get("maximum", 1.0)),
        step=setting.step,
        problem=request.by_name.get(setting.name, ""),
    )


@solara.component
def Buttons(request: Request, state: Under, code: str, run: Callable[[], None], cancel: Callable[[], None]) -> None:
    """Run and cancel, how far a run is, and what stands in its way."""
    with spoken(code):
        texts = say("Run"), say("Cancel")
        title = say("These settings cannot be run")
        far = say("{month} done; answer so far from {count} replicates", month=state.month, count=state.replicates)
        if state.running and not state.month:
            far = say("preparing")
        failed = say("The run did not end well")
    with solara.Div(classes=["wa-row"]):
        Action(
            text=texts[0], event_press=lambda *_: run(), disabled=state.running or bool(request.problems), kind="main"
        )
        Action(text=texts[1], event_press=lambda *_: cancel(), disabled=not state.running)
    if request.problems:
        Trouble(title, list(request.problems))
    if state.problems:
        Trouble(failed, list(state.problems))
    if state.running:
        Progress(text=far, value=state.share)


@solara.component
def Answer(where: Address, request: Request, code: str) -> None:
    """The results last asked for, marked as old where settings have moved on."""
    shown = where.run or request.key
    with spoken(code):
        hint = say("Move a slider and press Run: an answer from two replicates comes first, then four, then eight.")
        gone = say("The results that this address names are not here; press Run to make them.")
        old = say("These results are of other settings than the sliders show; press Run for an answer to those.")
    try:
        chosen = selected(
            Address(
                study=f"{index.LIVE}/{shown}/{live_run.PUBLISHED}",
                scenario=NAME,
                indicator=where.indicator,
                year=where.year,
            )
        )
    except BadInput:
        solara.HTML("div", unsafe_innerHTML=markup.paragraphs(gone if where.run else "", hint))
        return
    behind = shown != request.key
    if behind:
        solara.HTML("div", unsafe_innerHTML=markup.paragraphs(old), classes=["wa-note"], attributes={"role": "status"})
    with solara.Div(classes=["wa-old"] if behind else []):
        Shown(chosen, where.map, code)
