"""Completions of NAME=VALUE for the shell."""

from __future__ import annotations

from hydra import initialize_config_module
from hydra.core.global_hydra import GlobalHydra

from werkagenda.words import RUN, Names, Surface


def options(incomplete: str, surface: Surface = RUN) -> list[str]:
    """Names that begin so, or the options of a choice once it is named."""
    with initialize_config_module("werkagenda.configs", version_base="1.3"):
        names = Names(GlobalHydra.instance().config_loader(), surface)
    if "=" in incomplete:
        group = incomplete.split("=")[0]
        found = [f"{group}={option}" for option in names.options.get(group, [])]
    else:
        found = [f"{name}=" for name in [*names.options, *names.leaves]]
    return [text for text in found if text.startswith(incomplete)]
