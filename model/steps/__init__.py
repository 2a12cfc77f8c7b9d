"""The verbs of the month, applied to the state."""
