"""Write configs/instrument/NAME.yaml from the class of each instrument, and its line in configs/config.yaml.

With --check nothing is written: exit code 1 and a line for each file that is not in step.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from werkagenda.scenarios import catalogue
from werkagenda.scenarios.setting import yaml

CONFIGS = Path(__file__).resolve().parents[1] / "configs"
LINES = re.compile(r"(?:  - instrument@instruments\.\w+: \w+\n)+")


def wanted() -> dict[Path, str]:
    """What each file should hold."""
    found = {
        CONFIGS / "instrument" / f"{name}.yaml": yaml(kind.summary, kind.choices_type)
        for name, kind in catalogue.PROJECT.items()
    }
    config = CONFIGS / "config.yaml"
    lines = "".join(f"  - instrument@instruments.{name}: {name}\n" for name in catalogue.PROJECT)
    found[config] = LINES.sub(lines, config.read_text(encoding="utf-8"))
    return found


def main() -> int:
    """Write, or with --check compare."""
    files = wanted()
    known = {file.name for file in files}
    odd = [file for file in (CONFIGS / "instrument").glob("*.yaml") if file.name not in known]
    off = [file for file, text in files.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for file in [*off, *odd]:
            print(f"{file}: not in step with the instruments; run scripts/instruments_config.py")
        return int(bool(off or odd))
    for file in off:
        file.write_text(files[file], encoding="utf-8", newline="\n")
    for file in odd:
        file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
