"""Pages in Chromium: one browser for all tests, a page of a width that is watched, and what axe finds in it.

A conftest makes the fixtures known with `from chromium import chromium, watched_page`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""Names of the browser on the PATH, the first that is there is taken."""
WIDE, PHONE = 1366, 390
"""Widths of a laptop and a phone in CSS pixels."""
HEIGHT = 900
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
"""Rules of WCAG 2.2, levels A and AA."""
LOCAL = ("127.0.0.1", "localhost", "")
"""Hosts that are this machine."""


@dataclass
class Watched:
    """A page with what its console said that is wrong and which addresses outside this machine it asked for."""

    page: Any
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, address: str | Path) -> Watched:
        """Go to an address or a file and wait until it is loaded."""
        self.page.goto(address.resolve().as_uri() if isinstance(address, Path) else address)
        return self

    def note_console(self, message: Any) -> None:
        """Keep errors and warnings of the console."""
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text}")

    def note_request(self, request: Any) -> None:
        """Keep a request that leaves this machine."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("file", "data", "blob", "about") and parts.hostname not in LOCAL:
            self.outside.append(request.url)

    def violations(self) -> list[str]:
        """Violations of WCAG 2.2 A and AA that axe finds: the rule, what it asks and the first places.

        It waits until nothing fades in any more.
        """
        self.page.wait_for_function("document.getAnimations().every(each => each.playState !== 'running')")
        rules = axe().run(self.page, options={**AXE, "resultTypes": ["violations"]}).response["violations"]
        return [f"{rule['id']}: {rule['help']} - {places(rule['nodes'])}" for rule in rules]


def places(nodes: list[dict[str, Any]], most: int = 4) -> str:
    """The first places of a violation as CSS selectors, and how many there are."""
    return f"{len(nodes)} x: " + "; ".join(str(node["target"][0]) for node in nodes[:most])


@cache
def axe() -> Any:
    """Axe as it comes with axe-playwright-python; read once."""
    return pytest.importorskip("axe_playwright_python.sync_playwright").Axe()


def found() -> str | None:
    """Where the browser is, None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser of this machine; tests that need it are skipped where it is missing.

    It ends with each file of tests: while it is open an event loop runs, which other tests cannot share.
    """
    yield from started()


def started() -> Iterator[Any]:
    """Start the browser, give it, close it; skips with the reason where it or Playwright is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = found()
    if path is None:
        pytest.skip(f"Chromium is not on the PATH (looked for {', '.join(NAMES)})")
    with api.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def new_page(browser: Any, width: int = WIDE, **settings: Any) -> Watched:
    """A page of a width in CSS pixels that is watched; further settings as of Playwright's `new_context`."""
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, **settings)
    watched = Watched(context.new_page())
    watched.page.on("console", watched.note_console)
    watched.page.on("pageerror", lambda error: watched.errors.append(f"page: {error}"))
    context.on("request", watched.note_request)
    return watched


@pytest.fixture
def watched_page(chromium: Any) -> Iterator[Callable[..., Watched]]:
    """Makes pages as `new_page` does, and closes them after the test."""
    made: list[Watched] = []

    def make(width: int = WIDE, **settings: Any) -> Watched:
        made.append(new_page(chromium, width, **settings))
        return made[-1]

    yield make
    for watched in made:
        watched.page.context.close()
