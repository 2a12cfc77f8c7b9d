"""Texts, numbers and dates in Dutch or English: one catalogue of texts a language, forms of numbers by Babel.

Texts are written in English in the code and looked up by that text; names of codes (scenarios, indicators, parties,
columns) are looked up by context and code. Catalogues are gettext files in `werkagenda/locale`. What a report says is
in the language that `spoken` sets: English outside of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale
from babel.dates import format_date
from babel.messages import pofile
from babel.numbers import format_decimal

LANGUAGES = ("nl", "en")
DOMAIN = "werkagenda.po"
NO_BREAK = "\u00a0"
MINUS = "−"


def path(code: str) -> Traversable:
    """The catalogue of a language."""
    return files("werkagenda") / "locale" / code / "LC_MESSAGES" / DOMAIN


class Deferred(str):
    """A text of a module, in English; where it is shown it is said in the language then spoken."""

    def __str__(self) -> str:
        return say(str.__str__(self))

    def __format__(self, form: str) -> str:
        return format(str(self), form)


def deferred(text: str) -> Deferred:
    """A text that is looked up when it is shown, not when its module is read."""
    return Deferred(text)


class Language:
    """One language: `say("text")` gives a text, `name(context, code)` a code's name, the others numbers and dates."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = Locale.parse(code)
        with path(code).open("rb") as source:
            catalogue = pofile.read_po(source, locale=code)
        self.texts = {(each.context or "", str(each.id)): str(each.string) for each in catalogue if each.id}

    def say(self, text: str, /, **values: object) -> str:
        """A text in this language with its {values} filled in; KeyError where the catalogue lacks it."""
        found = self.texts.get(("", str.__str__(text))) or ""
        if not found:
            raise KeyError(f"{path(self.code)} has no text for {str.__repr__(text)}")
        return found.format(**values) if values else found

    def name(self, context: str, code: str) -> str:
        """The name of a code; what the catalogue does not know is the code without underscores."""
        return self.texts.get((context, str.__str__(code))) or code.replace("_", " ")

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with its thousands apart and a true minus; an unknown one is a dash."""
        if not math.isfinite(value):
            return "–"
        shown = format_decimal(
            round(abs(value), decimals), format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=self.locale
        )
        return f"{MINUS}{shown}" if value < 0 and float(f"{abs(value):.{decimals}f}") else str(shown)

    def signed(self, value: float, decimals: int = 0) -> str:
        """A difference with its sign."""
        shown = self.number(value, decimals)
        return f"+{shown}" if value > 0 and shown != self.number(0.0, decimals) else shown

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share (0-1) as a percentage: 12,5%."""
        return f"{self.number(100 * share, decimals)}%" if math.isfinite(share) else "–"

    def euros(self, value: float, decimals: int = 0) -> str:
        """Euros with the sign of the currency and a space that does not break: € 1.234."""
        return f"{MINUS if value < 0 else ''}€{NO_BREAK}{self.number(abs(value), decimals)}"

    @property
    def euro(self) -> str:
        """The sign of the currency before a number in running text."""
        return "€" if self.code == "en" else f"€{NO_BREAK}"

    def more_euros(self, value: float) -> str:
        """A difference in euros with its sign."""
        return f"+{self.euros(value)}" if value > 0 else self.euros(value)

    def month(self, label: str) -> str:
        """A month (2029-12) in words."""
        year, month = label.split("-")
        return format_date(date(int(year), int(month), 1), "MMMM y", locale=self.locale)

    def period(self, label: str) -> str:
        """A year, all years (2025–2029) or a month in words."""
        if len(label) == len("2029"):
            return label
        return self.month(label) if len(label) == len("2029-12") else label.replace("-", "–")


@cache
def language(code: str) -> Language:
    """A language, its catalogue read once."""
    return Language(code)


_SPOKEN: ContextVar[str] = ContextVar("language of reports", default="en")


@contextmanager
def spoken(code: str) -> Iterator[Language]:
    """Within it texts, numbers and dates of reports are in this language."""
    before = _SPOKEN.set(code)
    try:
        yield language(code)
    finally:
        _SPOKEN.reset(before)


def current() -> Language:
    """The language that is spoken now."""
    return language(_SPOKEN.get())


def say(text: str, /, **values: object) -> str:
    """A text in the language that is spoken now, with its {values} filled in."""
    return current().say(text, **values)


def named(context: str, code: str) -> str:
    """The name of a code in the language that is spoken now."""
    return current().name(context, code)
