"""Whether to believe it: targets, calibration, validation, experiments."""
