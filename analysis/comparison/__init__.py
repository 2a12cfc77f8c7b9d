"""Compare finished runs: what each scenario changes against its baseline, as tables of paired differences."""

from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.analysis.comparison.text_summary import headline_lines
from werkagenda.analysis.comparison.write_comparison import damaged_files

__all__ = ["compare", "damaged_files", "headline_lines"]
