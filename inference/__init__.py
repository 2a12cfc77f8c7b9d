"""Whether to believe it: targets, validation, calibration."""
