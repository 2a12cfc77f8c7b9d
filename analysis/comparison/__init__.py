"""What scenarios change against their baseline: finished runs in, tables of differences out."""

__all__ = ["compare", "damaged_files", "headline_lines"]
