"""Where figures go: one JSON file each in ``build/``, with the machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"


def write(path: Path, content: dict[str, Any]) -> None:
    """Write the JSON and say where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
    inside = path.resolve().is_relative_to(ROOT)
    print(f"written to {path.resolve().relative_to(ROOT).as_posix() if inside else path}")


def table(head: list[str], rows: list[list[str]]) -> str:
    """Columns under their names, the first to the left and the others to the right."""
    lines = [head, *rows]
    wide = [max(len(line[k]) for line in lines) for k in range(len(head))]
    return "\n".join(
        "  ".join(cell.rjust(wide[k]) if k else cell.ljust(wide[k]) for k, cell in enumerate(line)) for line in lines
    )
