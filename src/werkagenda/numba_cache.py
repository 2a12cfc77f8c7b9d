"""Where compiled functions are kept: a folder named by the hash of all sources they can be made of.

Numba looks only at the file of the function it compiles. A loop in `model/` that calls a rule in `agents/` would go on
using the old rule after the rule's file changed. So its cache folder carries the hash of every source file that
compiled code is made of, the exponential of `evidence/` too: change any and nothing old is found.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import time
from pathlib import Path

PREFIX = "compiled-"
COMPILED = ("agents", "evidence", "model")
KEEP_SECONDS = 14 * 24 * 3600.0


def user_cache() -> Path:
    """The folder for what can be computed again: WERKAGENDA_CACHE, or the user's cache folder."""
    own = os.environ.get("WERKAGENDA_CACHE")
    if own:
        return Path(own)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "werkagenda"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "werkagenda"


def source_hash(folders: list[Path]) -> str:
    """16 hexadecimal digits over names and contents of all Python files below the folders, in a fixed order."""
    total = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix()):
            name = f"{folder.name}/{file.relative_to(folder).as_posix()}"
            total.update(f"{name}\0{file.stat().st_size}\0".encode())
            total.update(file.read_bytes())
    return total.hexdigest()[:16]


def cache_folder(folders: list[Path]) -> Path:
    """Folder for the functions compiled from these sources; NUMBA_CACHE_DIR, if set, is its parent."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    base = Path(given) if given else user_cache() / "numba"
    if base.name.startswith(PREFIX):  # set by the process that started this one
        base = base.parent
    return base / f"{PREFIX}{source_hash(folders)}"


def forget_old(base: Path, keep: Path) -> None:
    """Remove folders of earlier sources that nobody used for two weeks."""
    for folder in base.glob(f"{PREFIX}*"):
        try:
            if folder != keep and time.time() - folder.stat().st_mtime > KEEP_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue


def use(parts: list[str]) -> Path:
    """Point Numba at the folder for the sources found along the package's path; call before anything compiles."""
    folders = [Path(part) / name for part in parts for name in COMPILED if (Path(part) / name).is_dir()]
    folder = cache_folder(folders)
    os.environ["NUMBA_CACHE_DIR"] = str(folder)
    numba = sys.modules.get("numba")
    if numba is not None:
        numba.config.CACHE_DIR = str(folder)
    if folder.is_dir():
        with contextlib.suppress(OSError):
            os.utime(folder)
    if folder.parent.is_dir():
        forget_old(folder.parent, folder)
    return folder
