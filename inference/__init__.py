"""Calibration, validation and experiments."""
