"""Realised figures beside the fans of baseline and scenarios: within, above or below which percentile."""
