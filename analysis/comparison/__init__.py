"""What scenarios change against their baseline: finished runs in, tables of differences out."""

from werkagenda.analysis.comparison.lines import headline_lines
from werkagenda.analysis.comparison.together import compare
from werkagenda.analysis.comparison.write import damaged

__all__ = ["compare", "damaged", "headline_lines"]
