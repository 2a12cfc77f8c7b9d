"""Compiled code with a checksum at the end of each file: damaged code is never executed, it is compiled anew.

Numba executes what its cache files hold. One flipped bit there ends the process with a segmentation fault, or gives
other numbers. A pickle ends where it ends, so a digest after it is unseen by Numba; it is written in the same write as
the code, and read before it.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import sys
from pathlib import Path
from typing import Any

from numba.core import caching

PLAIN = caching.IndexDataCacheFile
DIGEST_BYTES = 32
_told: set[Path] = set()


def digest(content: bytes) -> bytes:
    """The checksum of a file's content."""
    return hashlib.sha256(content).digest()


def whole(content: bytes) -> bool:
    """Whether content ends with its own checksum."""
    return digest(content[:-DIGEST_BYTES]) == content[-DIGEST_BYTES:]


class SealedFile(PLAIN):
    """Numba's files of one function, an index and its compiled versions, each with its checksum."""

    def _dump(self, obj: Any) -> bytes:
        content: bytes = super()._dump(obj)
        return content + digest(content)

    def load(self, key: object) -> Any:
        """The compiled version for a key; None where there is none or it is damaged (then it is removed)."""
        index = Path(self._index_path)
        try:
            if not index.exists():
                return None
            found = self.index(index)
            name = found.get(key)
            if name is None:
                return None
            content = Path(self._data_path(name)).read_bytes()
        except FileNotFoundError:
            return None
        except Exception:  # a damaged pickle can raise anything
            return self.forget(index)
        return pickle.loads(content) if whole(content) else self.forget(Path(self._data_path(name)), index)

    def index(self, path: Path) -> dict[Any, str]:
        """Names of compiled versions by key; raises ValueError where the file is damaged."""
        with path.open("rb") as file:
            version = pickle.load(file)
            rest = file.read()
        if version != self._version:
            return {}
        if not whole(rest):
            raise ValueError("not what was written")
        stamp, found = pickle.loads(rest)
        return dict(found) if stamp == self._source_stamp else {}

    def _load_index(self) -> dict[Any, str]:
        path = Path(self._index_path)
        try:
            return self.index(path) if path.exists() else {}
        except FileNotFoundError:
            return {}
        except Exception:  # a damaged pickle can raise anything
            self.forget(path)
            return {}

    def forget(self, *files: Path) -> None:
        """Remove damaged files; told once for each folder."""
        folder = Path(self._cache_path)
        for file in files:
            with contextlib.suppress(OSError):
                file.unlink()
        if folder not in _told:
            _told.add(folder)
            print(
                f"werkagenda: compiled code in {folder} was damaged; it is compiled anew", file=sys.stderr, flush=True
            )


def use(prefix: str) -> None:
    """From now on Numba's files in folders whose name begins with `prefix` are sealed; all others stay as they are."""

    def made(cache_path: str, filename_base: str, source_stamp: object) -> Any:
        kind = SealedFile if Path(cache_path).name.startswith(prefix) else PLAIN
        make: Any = kind
        return make(cache_path=cache_path, filename_base=filename_base, source_stamp=source_stamp)

    numba_own: Any = caching
    numba_own.IndexDataCacheFile = made
