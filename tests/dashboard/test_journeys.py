"""What a user does, in Chromium: open, choose, share the address, download, move a slider, run, cancel."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from chromium import PHONE, WIDE, Watched

PATIENCE = 240_000
"""Milliseconds that a step may take on a machine that is busy."""
OF_SOLARA = "Failed to evaluate Vue script"
"""A warning about a template of Solara's own."""
Pages = Callable[..., Watched]


@pytest.fixture
def opened(served: str, watched_page: Pages) -> Callable[..., Watched]:
    """Opens an address of the dashboard and waits until its parts are there."""

    def make(query: str = "", width: int = WIDE) -> Watched:
        watched = watched_page(width)
        watched.page.set_default_timeout(PATIENCE)
        watched.page.set_default_navigation_timeout(PATIENCE)
        watched.open(f"{served}?{query}")
        watched.page.wait_for_selector(".wa-tabs")
        return watched

    return make


def sound(watched: Watched) -> None:
    """No error of the console, no request to elsewhere, nothing that axe finds."""
    assert [each for each in watched.errors if OF_SOLARA not in each] == []
    assert watched.outside == []
    assert watched.violations() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_stored_results_are_shown_and_sound(opened: Callable[..., Watched], width: int) -> None:
    watched = opened(width=width)
    watched.page.wait_for_selector(".wa-card svg", state="attached")
    assert watched.page.locator(".wa-card").count() == 7
    assert watched.page.locator(".wa-problems").count() == 0
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sound(watched)


def test_the_address_holds_the_choices(opened: Callable[..., Watched]) -> None:
    first = opened().page
    first.get_by_label("Scenario", exact=True).select_option("bias_mkb")
    first.wait_for_url(re.compile("scenario=bias_mkb"))
    first.get_by_label("Indicator").select_option("employed")
    first.wait_for_url(re.compile("indicator=employed"))
    first.locator(".wa-answer", has_text="Bias reduction, 2029, at work").wait_for()
    said = first.locator(".wa-answer").inner_text()
    second = opened(first.url.partition("?")[2]).page
    second.wait_for_selector(".wa-answer")
    assert second.get_by_label("Scenario", exact=True).input_value() == "bias_mkb"
    assert second.locator(".wa-answer").inner_text() == said
    with second.expect_download() as found:
        second.get_by_role("link", name="Data (CSV)").first.click()
    text = Path(found.value.path()).read_text(encoding="utf-8")
    assert text.splitlines()[1].startswith("bias_mkb,2025-01,status holders,employed")


def test_an_address_that_names_nothing_is_told(opened: Callable[..., Watched]) -> None:
    page = opened("study=mode").page
    told = page.get_by_role("alert").inner_text()
    assert "did you mean 'made'" in told
    assert "Traceback (most recent" not in page.content()
    page.get_by_role("button", name="Back to the start").click()
    page.wait_for_selector(".wa-answer")


def test_sliders_answer_to_keys_and_wrong_values_are_told(opened: Callable[..., Watched]) -> None:
    watched = opened("view=try", PHONE)
    page = watched.page
    slider = page.locator("[id='startbanen.dose']")
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_url(re.compile(quote("startbanen.dose=0.01", safe="")))
    field = page.locator("[id='startbanen.dose-typed']")
    field.fill("7")
    field.press("Tab")
    page.wait_for_selector(".wa-problem")
    assert "must lie between 0 and 1" in page.locator(".wa-problem").inner_text()
    assert page.get_by_role("button", name="Run").is_disabled()
    sound(watched)


@pytest.mark.slow
def test_a_run_answers_keeps_its_inputs_and_is_cancelled(opened: Callable[..., Watched], in_use: Path) -> None:
    watched = opened("view=try&scale=0.005&set=startbanen.dose%3D0.5")
    page = watched.page
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector(".wa-answer")
    page.wait_for_url(re.compile("run="))
    assert "95% interval" in page.locator(".wa-answer").inner_text()
    bias = page.locator("[id='bias.dose']")
    bias.focus()
    bias.press("ArrowRight")
    page.wait_for_selector(".wa-old")
    inputs = page.locator(".wa-old").inner_text()
    assert "instruments.startbanen.dose" in inputs
    assert "instruments.bias.dose" not in inputs
    cancel: Any = page.get_by_role("button", name="Cancel")
    cancel.click()
    page.wait_for_selector("button.main:not([disabled])")
    (live,) = (in_use / "live").iterdir()
    assert [each.name for each in live.rglob(".*unfinished*")] == []
    sound(watched)
