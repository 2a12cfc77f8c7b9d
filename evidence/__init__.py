"""Evidence: every number with unit, source, range and grade."""
