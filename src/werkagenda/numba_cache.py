"""Where compiled functions are kept: one folder per module, named by the hash of the sources it can be made of.

Numba looks only at the file of the function it compiles. A loop in `model/` that calls a rule in `agents/` would go on
using the old rule after the rule's file changed. So the folder of a module carries a hash of its own file, of every
file it imports directly or through others, of the fields of all named tuples (a loop is handed tables by type) and of
what is added to Numba itself. A change recompiles the modules that depend on it and no others; the folder does not
depend on where the checkout lies, so that several checkouts share what they have in common.

`NUMBA_CACHE_LOCATOR_CLASSES` (documented by Numba) names the class below; other packages' functions are left to Numba.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

PREFIX = "compiled-"
COMPILED = ("agents", "evidence", "model")
"""Folders whose functions may be compiled; `tables` is read by them too."""
SOURCES = (*COMPILED, "tables")
KEEP_SECONDS = 14 * 24 * 3600.0
LOCATORS = (
    "werkagenda.numba_cache.SourceLocator",
    "UserProvidedCacheLocator",
    "InTreeCacheLocator",
    "UserWideCacheLocator",
)
IMPORT = re.compile(r"^[ \t]*from (?:werkagenda\.)?([\w.]+) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
TYPES_ONLY = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t]+[^\n]*\n|\n)+", re.MULTILINE)
NAMED_TUPLE = re.compile(r"^class \w+\(NamedTuple\):\n(?:[ \t]+[^\n]*\n|\n)+", re.MULTILINE)
EXTENDS_NUMBA = "numba.extending"


def user_cache() -> Path:
    """The folder for what can be computed again: WERKAGENDA_CACHE, or the user's cache folder."""
    own = os.environ.get("WERKAGENDA_CACHE")
    if own:
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "werkagenda"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "werkagenda"


class Sources:
    """The Python files below some folders, by module name without the package: `model.month`."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self.file: dict[str, Path] = {}
        for part in reversed(parts):  # the first part wins, as for imports
            for name in SOURCES:
                for file in (Path(part) / name).rglob("*.py"):
                    self.file[".".join(file.relative_to(part).with_suffix("").parts)] = file
        self.text = {name: self.file[name].read_text(encoding="utf-8") for name in sorted(self.file)}
        self.module_of = {str(file): name for name, file in self.file.items()}
        self.common = "".join(
            found for text in self.text.values() for found in NAMED_TUPLE.findall(text) if found
        ) + "".join(text for text in self.text.values() if EXTENDS_NUMBA in text)
        self._hashes: dict[str, str] = {}

    def imported(self, module: str) -> set[str]:
        """Modules of these sources that a module imports when it runs (not for its types only)."""
        found = set()
        for origin, names in IMPORT.findall(TYPES_ONLY.sub("", self.text[module])):
            inside = "" if origin == "werkagenda" else f"{origin}."
            candidates = [origin, *(inside + name for name in re.findall(r"\w+", names))]
            for candidate in candidates:
                found.update({candidate, f"{candidate}.__init__"} & self.text.keys())
        return found

    def closure(self, module: str) -> list[str]:
        """A module and all it imports directly or through others, in order of name."""
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(self.imported(name))
        return sorted(seen)

    def hash_of(self, module: str) -> str:
        """16 hexadecimal digits over all that the compiled functions of a module can be made of."""
        if module not in self._hashes:
            total = hashlib.sha256(self.common.encode())
            for name in self.closure(module):
                total.update(f"\0{name}\0{self.text[name]}".encode())
            self._hashes[module] = total.hexdigest()[:16]
        return self._hashes[module]


@cache
def sources(parts: tuple[str, ...]) -> Sources:
    """The sources below these folders, read once a process."""
    return Sources(parts)


class SourceLocator:
    """Tells Numba where the compiled functions of one of the package's modules lie (Numba's locator protocol)."""

    parts: tuple[str, ...] = ()

    def __init__(self, folder: Path, stamp: str, line: int) -> None:
        self.folder, self.stamp, self.line = folder, stamp, line

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> SourceLocator | None:
        """The locator of a function of the package; None for any other, or where the folder cannot be written.

        Numba calls this before it opens the function's files, which are sealed from now on.
        """
        from werkagenda import numba_sealed  # imports Numba, which is being used by now

        numba_sealed.use(PREFIX)
        known = sources(cls.parts)
        module = known.module_of.get(py_file)
        if module is None:
            return None
        stamp = known.hash_of(module)
        found = cls(cache_base() / f"{PREFIX}{module}-{stamp}", stamp, py_func.__code__.co_firstlineno)
        try:
            found.ensure_cache_path()
        except OSError:
            return None
        return found

    def ensure_cache_path(self) -> None:
        """Make the folder and make sure that it can be written; it counts as used now."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=self.folder):
            os.utime(self.folder)

    def get_cache_path(self) -> str:
        """The folder."""
        return str(self.folder)

    def get_source_stamp(self) -> str:
        """What Numba compares before it uses what lies there."""
        return self.stamp

    def get_disambiguator(self) -> str:
        """Tells functions of one name in one file apart."""
        return str(self.line)


def cache_base() -> Path:
    """Parent of the folders of compiled functions: NUMBA_CACHE_DIR, if set, or below the user's cache."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    return Path(given) if given else user_cache() / "numba"


def forget_old(base: Path) -> None:
    """Remove folders of compiled functions that nobody used for two weeks."""
    for folder in base.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > KEEP_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def use(parts: list[str]) -> Path:
    """Tell Numba about the sources found along the package's path; call before anything compiles."""
    SourceLocator.parts = tuple(parts)
    os.environ["NUMBA_CACHE_LOCATOR_CLASSES"] = ",".join(LOCATORS)
    numba = sys.modules.get("numba")
    if numba is not None:
        numba.config.CACHE_LOCATOR_CLASSES = ",".join(LOCATORS)
    base = cache_base()
    if base.is_dir():
        forget_old(base)
    return base
