"""Names of folders: taken as they are written, whatever their characters, and judged before anything is made there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import werkagenda

KEYS = ("output", "cache", "extensions")
"""Folders that a command can be given; they go past Hydra, whose grammar has a meaning for = , & ( and accents."""
LONGEST = 200
"""Most bytes of one name: hidden folders beside it carry it with a mark, and file systems end at 255."""
OWN = ("agents", "analysis", "configs", "evidence", "inference", "model", "scenarios", "study", "tables")
BESIDE = ("src", "tests", "scripts", "docs", "benchmarks", ".git", ".ci", ".venv")
"""Folders of a checkout that hold no results."""


def apart(words: Iterable[str]) -> tuple[list[str], dict[str, str], list[str]]:
    """The other words of a command, the folders by name, and what is wrong with giving them so."""
    rest: list[str] = []
    places: dict[str, str] = {}
    problems: list[str] = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or name not in KEYS:
            rest.append(word)
        elif name in places:
            problems.append(f"{name}: given twice ({name}={places[name]} and {word})")
        else:
            places[name] = unquoted(value)
    return rest, places, problems


def unquoted(value: str) -> str:
    """A name without the pair of quotes around it."""
    pair = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if pair else value


def chosen(places: Mapping[str, str], name: str) -> tuple[Path | None, list[str]]:
    """The folder given under a name (None: none, or null), and what is wrong with it."""
    text = places.get(name)
    if text is None or text == "null":
        return None, []
    if complaint := odd(text):
        return None, [f"{name}={shown(text)}: {complaint}"]
    path = home(text)
    if path is None:
        return None, [f"{name}={text}: there is no such user; write the whole path"]
    inside = within_sources(path)
    if inside:
        return None, [f"{name}={text}: lies in {inside}, which belongs to the simulator; name a folder elsewhere"]
    return path, []


def odd(text: str) -> str:
    """Why a text cannot name a folder; "" where it can."""
    if not text.strip():
        return "must be a folder's name"
    if text[0] + text[-1] in ("[]", "{}"):
        return "must be a folder's name, one for all runs, not a list"
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        return "a folder's name cannot hold line breaks, tabs or other control characters"
    try:
        longest = max(len(part.encode()) for part in Path(text).parts or (text,))
    except UnicodeEncodeError:
        return "a folder's name must be text that UTF-8 can write"
    return f"a part of the name has {longest} bytes; use at most {LONGEST}" if longest > LONGEST else ""


def shown(text: str) -> str:
    """A name as it can be printed on one line."""
    line = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
    return line if len(line) <= LONGEST else f"{line[:40]}..."


def home(text: str) -> Path | None:
    """A path with ~ filled in; None where there is no such user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return None


def within_sources(path: Path) -> Path | None:
    """The folder of sources or evidence in which a path lies, or None."""
    try:
        whole = path.resolve()
    except (OSError, RuntimeError):
        whole = path.absolute()
    return next((folder for folder in sources() if whole == folder or folder in whole.parents), None)


def sources() -> list[Path]:
    """Folders that hold the simulator itself: of the package and, in a checkout, those beside it."""
    package = Path(werkagenda.__file__).resolve().parent
    root = package.parents[1]
    checkout = [root / name for name in (*OWN, *BESIDE)] if (root / "pyproject.toml").is_file() else []
    return [package, *checkout]


def exists(path: Path) -> bool:
    """Whether there is something at a path; what may not be seen counts as not there."""
    try:
        path.lstat()
    except OSError:
        return False
    return True


def existing(path: Path) -> Path:
    """The nearest folder above (or at) a path that exists."""
    return next((folder for folder in (path, *path.parents) if exists(folder)), Path(path.anchor))


def unreadable(path: Path) -> str:
    """Why a folder's files cannot be read: it is not there, is a file, or may not be opened; "" where they can."""
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            return "is a file; give a folder"
        with os.scandir(path):
            return ""
    except FileNotFoundError:
        return "there is no such folder"
    except NotADirectoryError:
        return "there is no such folder (a part of the path is a file)"
    except PermissionError:
        return "may not be read by this user"
    except (OSError, ValueError) as error:
        return f"cannot be read ({getattr(error, 'strerror', None) or error})"
