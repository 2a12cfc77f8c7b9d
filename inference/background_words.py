"""Fixed text of `docs/background.md`: how other people by background are modelled, and what is missing."""

from __future__ import annotations

OPENING = """# People with and without a migration background

Written by `python -m werkagenda.inference.background --scale {scale:g} --seeds {seeds}`: the baseline's history with
the parameters of `evidence/data/parameters.csv`, mean over {count} seeds. {met}, of {rows} shown; none was used to
choose a parameter, but those marked were read for the start.
"""

CLOSING = ""
