"""Carry out runs and studies: plan, execute cells, store results, worker pool."""
