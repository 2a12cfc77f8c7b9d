"""Controls of the page: the browser's own elements, which have names, keys and sizes that everybody knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from solara import component_vue

Pairs = Sequence[tuple[str, str]]
"""Values with their texts."""


@component_vue("choice.vue")
def _choice(*, name: str, label: str, value: str, options: Pairs, event_choose: Callable[[str], None]) -> None:
    """What choice.vue takes."""


def Choice(name: str, label: str, value: str, options: Pairs, event_choose: Callable[[str], None]) -> None:
    """A choice of one of several."""
    _choice(name=name, label=label, value=value, options=options, event_choose=event_choose)


@component_vue("setting.vue")
def Setting(
    *,
    name: str,
    label: str,
    value: str,
    unit: str,
    help: str,  # noqa: A002
    exact: str,
    event_move: Callable[[str], None],
    slides: bool = True,
    low: float = 0.0,
    high: float = 1.0,
    step: float = 0.01,
    problem: str = "",
) -> None:
    """A number: a slider, and a field for an exact value; told once it is let go."""


@component_vue("action.vue")
def Action(*, text: str, event_press: Callable[..., None], disabled: bool = False, kind: str = "") -> None:
    """A button."""


@component_vue("tabs.vue")
def Tabs(*, label: str, value: str, options: Pairs, event_choose: Callable[[str], None]) -> None:
    """Buttons of the parts of the page; the one that is shown is marked."""


@component_vue("progress.vue")
def Progress(*, text: str, value: float) -> None:
    """How far a run is, 0 to 1."""
