"""Life course of newcomers: arrival, housing, civic integration, participation."""
