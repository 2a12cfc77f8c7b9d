"""Write configs/parameters/default.yaml: each parameter of the model refers to its row in the evidence."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS = ROOT / "evidence" / "data" / "parameters.csv"
TARGET = ROOT / "configs" / "parameters" / "default.yaml"
HEAD = "# Written by scripts/parameters_config.py from evidence/data/parameters.csv; ev:ID refers to an entry there.\n"


def text(ids: list[str]) -> str:
    """The YAML for ids `group.field`, groups and fields in the order of the evidence."""
    groups: dict[str, list[str]] = {}
    for name in ids:
        group, field = name.split(".", 1)
        groups.setdefault(group, []).append(field)
    lines = [HEAD]
    for group, fields in groups.items():
        lines.append(f"{group}:\n")
        lines += [f"  {field}: ev:{group}.{field}\n" for field in fields]
    return "".join(lines)


def wanted() -> str:
    """The YAML that belongs to the evidence as it stands."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return text([row["id"] for row in csv.DictReader(file)])


def main() -> int:
    """Write the file; with --check only say whether it is in step."""
    new = wanted()
    if "--check" in sys.argv:
        stale = not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != new
        if stale:
            print("configs/parameters/default.yaml is out of step: run python scripts/parameters_config.py")
        return int(stale)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(new, encoding="utf-8", newline="\n")
    print(f"wrote {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
