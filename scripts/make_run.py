"""`make run`: the baseline on the defaults, and its report. A run that stands and was made by these sources is kept."""

from __future__ import annotations

import hashlib
import shlex
import sys
from pathlib import Path

from werkagenda import launch, settings
from werkagenda.cli import say
from werkagenda.problems import BadInput
from werkagenda.study import manifest, store


def wanted(words: list[str]) -> Path:
    """The folder for these settings, these sources and this evidence."""
    evidence = "".join(manifest.evidence_hashes().values())
    made_of = hashlib.sha256((manifest.source_hash() + evidence + shlex.join(words)).encode()).hexdigest()[:8]
    return Path("runs") / f"baseline-{made_of}"


def main(words: list[str]) -> int:
    """Run unless the run stands, write the report, end with where it is."""
    from werkagenda.analysis import report

    folder = wanted(words)
    try:
        if store.finished(folder):
            print(f"The run stands: {folder}")
        else:
            launch.carry_out(settings.read([f"output={folder.as_posix()}", *words])[0])
            print(f"The run: {folder}")
        page = folder / "report.html"
        print(f"The report: {page if page.is_file() else report.write(folder)}")
    except BadInput as bad:
        say(bad.problems)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
