"""From the record to the result tables."""
