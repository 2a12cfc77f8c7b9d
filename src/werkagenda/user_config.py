"""Settings of this user, for all commands: a YAML file `config.yaml` in the user's folder for settings.

It may say `scenarios: FOLDER`, a folder with scenarios of one's own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from werkagenda import folders
from werkagenda.problems import near
from werkagenda.yaml_text import Document, read

SCENARIOS = "scenarios"
KNOWN = (SCENARIOS,)


def file() -> Path:
    """The file: WERKAGENDA_CONFIG, or config.yaml in `werkagenda` of the user's folder for settings."""
    if own := os.environ.get("WERKAGENDA_CONFIG"):
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "werkagenda" / "config.yaml"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "werkagenda" / "config.yaml"


def said() -> Document:
    """What the file says; a file that is not there says nothing."""
    place = file()
    if not folders.exists(place):
        return Document(str(place))
    document = read(place, str(place))
    for name in document.values:
        if name not in KNOWN:
            document.at((name,), f"{name}: unknown name{near(name, KNOWN)}")
    return document


def scenarios() -> tuple[Path | None, list[str]]:
    """The user's folder of scenarios (None where none is set), and what is wrong with it."""
    document = said()
    text = document.values.get(SCENARIOS)
    if text is None or document.problems:
        return None, document.problems
    folder = Path(str(text)).expanduser()
    if why := folders.unreadable(folder):
        document.at((SCENARIOS,), f"scenarios={text}: {why}")
    return folder, document.problems
