"""What we know: every number with unit, source, range and grade."""
