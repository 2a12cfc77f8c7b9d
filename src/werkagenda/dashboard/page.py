"""The page: what the address asks for, in a language, with every choice kept in the address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from pathlib import Path

import solara

from werkagenda.analysis.language import LANGUAGES, say, spoken
from werkagenda.dashboard import agents_view, index, try_view
from werkagenda.dashboard.address import AGENTS, RESULTS, TRY, Address, read
from werkagenda.dashboard.controls import Tabs
from werkagenda.dashboard.results import Results
from werkagenda.dashboard.trouble import Trouble

log = logging.getLogger("werkagenda.dashboard")
STYLE = Path(__file__).with_name("style.css")
OTHER = {"nl": ("en", "English"), "en": ("nl", "Nederlands")}
"""The other language of each, and its name."""


@solara.component
def Page() -> None:
    """The page of an address."""
    router = solara.use_router()
    where = read(router.search)
    code = where.language if where.language in LANGUAGES else index.language()

    def go(to: Address) -> None:
        if to != where:
            router.push(f"/?{to.query}" if to.query else "/")

    solara.Style(STYLE)
    with solara.Div(classes=["wa"]):
        Top(where, code, go)
        Part(where, code, go)


@solara.component
def Top(where: Address, code: str, go: Callable[[Address], None]) -> None:
    """Title, the other language, and the parts of the page."""
    other, name = OTHER[code]
    with spoken(code):
        title = say("Werkagenda: what policy does to work among status holders")
        parts = [(RESULTS, say("Stored results")), (TRY, say("Try settings")), (AGENTS, say("Single agents"))]
        label = say("Parts of the page")
    address = escape(f"/?{where.to(language=other).query}", quote=True)
    link = f'<a href="{address}" lang="{other}" hreflang="{other}">{name}</a>'
    solara.HTML("header", unsafe_innerHTML=f"<h1>{escape(title)}</h1>{link}", classes=["wa-top"])
    Tabs(label=label, value=where.view, options=parts, event_choose=lambda view: go(where.to(view=view)))


@solara.component
def Part(where: Address, code: str, go: Callable[[Address], None]) -> None:
    """The part of the page that the address asks for, or what is wrong with it."""
    failed, forget = solara.use_exception()
    if failed is not None:
        log.error("the page failed", exc_info=failed)
        with spoken(code):
            Trouble(say("The page failed"), [f"{type(failed).__name__}: {failed}"], lambda *_: forget())
    elif where.view == TRY:
        try_view.Try(where, code, go)
    elif where.view == AGENTS:
        agents_view.Agents(where, code, go)
    else:
        Results(where, code, go)
