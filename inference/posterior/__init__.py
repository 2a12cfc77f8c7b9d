"""Posterior of the model's parameters: screening, history matching, a weighted sample, recovery of known values."""
