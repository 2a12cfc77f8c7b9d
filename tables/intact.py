"""Whether files are what was written: hashes of tables in a manifest, and the manifest's own hash in itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from werkagenda.tables.writer import digest

OWN = "own_sha256"
"""The hash of a manifest over all that it says besides."""
SEALED_FORMAT = 2
"""From this format on a manifest has its own hash."""


def own_hash(content: Mapping[str, Any]) -> str:
    """sha256 over what a manifest says, without its own hash."""
    rest = {name: value for name, value in content.items() if name != OWN}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """A manifest with its own hash, last."""
    plain = json.loads(json.dumps({name: value for name, value in content.items() if name != OWN}))
    return {**plain, OWN: own_hash(plain)}


def altered(content: Mapping[str, Any], since: int = SEALED_FORMAT) -> bool:
    """Whether a manifest says something else than was written; one of a format before `since` cannot tell."""
    written, form = content.get(OWN), content.get("format")
    if written is None:
        return isinstance(form, int) and form >= since
    return bool(written != own_hash(content))


def same_bytes(path: Path, sha256: object) -> bool:
    """Whether a file has the hash that was written down for it; a file is hashed once a process while it stays."""
    state = path.stat()
    return _digest(path, state.st_size, state.st_mtime_ns) == sha256


@lru_cache(maxsize=4096)
def _digest(path: Path, _size: int, _changed: int) -> str:
    return digest(path)


def changed(folder: Path, outputs: object) -> list[str]:
    """Names of files in a folder that are missing or not what `outputs` ({name: {sha256}} or {name: sha256}) says."""
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
