"""What the page says where something cannot be shown: in words, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import solara

from werkagenda.analysis.language import say, spoken
from werkagenda.dashboard import markup
from werkagenda.dashboard.controls import Action
from werkagenda.problems import BadInput

log = logging.getLogger("werkagenda.dashboard")


@solara.component
def Trouble(title: str, lines: Sequence[str], back: Callable[[], None] | None = None) -> None:
    """What is wrong, and a way back."""
    solara.HTML("div", unsafe_innerHTML=markup.problems(title, lines))
    if back is not None:
        Action(text=say("Back to the start"), event_press=lambda *_: back())


def guarded(make: Callable[[], str], code: str, form: str = "whole") -> None:
    """A card with what `make` returns, or with what is wrong instead; `form` is whole, tall or half."""
    with spoken(code):
        try:
            body = make()
        except BadInput as bad:
            body = markup.problems(say("This cannot be shown"), bad.problems)
        except Exception as error:  # whatever fails here must not end the page
            log.exception("a part of the page failed")
            body = markup.problems(say("This cannot be shown"), [f"{type(error).__name__}: {error}"])
    solara.HTML("section", unsafe_innerHTML=body, classes=["wa-card", form])
