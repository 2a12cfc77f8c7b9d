"""Completions of NAME=VALUE for the shell."""

from __future__ import annotations

from werkagenda import defaults


def options(incomplete: str, config: str = "config") -> list[str]:
    """Names that begin so, or the options of a choice once it is named; `config`: of which command."""
    known = defaults.surface(config)
    choice, equals, _ = incomplete.partition("=")
    if equals:
        found = [f"{choice}={option}" for option in known.options(choice)] if choice in known.choices else []
    else:
        found = [f"{name}=" for name in [*known.choices, *known.names]]
    return [text for text in found if text.startswith(incomplete)]
