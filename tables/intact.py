"""Integrity of result files: hashes of tables in a manifest, and the manifest's own hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from werkagenda.tables.writer import digest

OWN = "own_sha256"
"""Key of a manifest's hash over its other content."""
SEALED_FORMAT = 2
"""First manifest format with its own hash."""


def own_hash(content: Mapping[str, Any]) -> str:
    """sha256 over a manifest without its own hash."""
    rest = {name: value for name, value in content.items() if name != OWN}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """A manifest with its own hash appended."""
    plain = json.loads(json.dumps({name: value for name, value in content.items() if name != OWN}))
    return {**plain, OWN: own_hash(plain)}


def altered(content: Mapping[str, Any], since: int = SEALED_FORMAT) -> bool:
    """True if a manifest differs from what was written; formats before `since` cannot be checked."""
    written, form = content.get(OWN), content.get("format")
    if written is None:
        return isinstance(form, int) and form >= since
    return bool(written != own_hash(content))


def same_bytes(path: Path, sha256: object) -> bool:
    """True if a file has the recorded hash; unchanged files are hashed once per process."""
    state = path.stat()
    return _digest(path, state.st_size, state.st_mtime_ns) == sha256


@lru_cache(maxsize=4096)
def _digest(path: Path, _size: int, _changed: int) -> str:
    return digest(path)


def changed(folder: Path, outputs: object) -> list[str]:
    """Names of files in a folder that are missing or differ from `outputs` ({name: {sha256}} or {name: sha256})."""
    if not isinstance(outputs, Mapping) or not outputs:
        return ["the list of tables"]
    found = []
    for name, said in outputs.items():
        path = folder / str(name)
        sha256 = said.get("sha256") if isinstance(said, Mapping) else said
        try:
            good = same_bytes(path, sha256)
        except OSError:
            good = False
        found += [] if good else [str(name)]
    return found
