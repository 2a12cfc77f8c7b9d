"""Report pages of a run and of a comparison: one HTML file each that needs nothing but a browser."""

from werkagenda.analysis.report.run_page import write

__all__ = ["write"]
