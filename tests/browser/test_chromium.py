"""The watched page sees what is wrong: an error in the console, a request outside, a violation of WCAG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import PHONE, WIDE, Watched, started

BAD = """<!doctype html><html><title>Bad</title><body><img src="https://192.0.2.1/picture.png">
<p style="color: #ccc">faint</p><script>console.error("broken"); throw Error("thrown")</script></body></html>"""
GOOD = """<!doctype html><html lang="en"><title>Good</title><body><main><h1>Good</h1></main></body></html>"""


def test_what_is_wrong_is_seen(watched_page: Callable[..., Watched], tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(BAD, encoding="utf-8")
    watched = watched_page()
    watched.page.context.set_offline(True)
    watched.open(path)
    assert watched.outside == ["https://192.0.2.1/picture.png"]
    assert "error: broken" in watched.errors and any("thrown" in line for line in watched.errors)
    rules = {line.split(":")[0] for line in watched.violations()}
    assert {"html-has-lang", "image-alt", "color-contrast"} <= rules


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_good_page_has_nothing(watched_page: Callable[..., Watched], tmp_path: Path, width: int) -> None:
    path = tmp_path / "good.html"
    path.write_text(GOOD, encoding="utf-8")
    watched = watched_page(width).open(path)
    assert (watched.errors, watched.outside, watched.violations()) == ([], [], [])
    assert watched.page.evaluate("innerWidth") == width


def test_without_a_browser_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match="Chromium is not on the PATH"):
        next(started())
