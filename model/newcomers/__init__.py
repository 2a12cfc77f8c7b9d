"""What newcomers go through: arrival, housing, civic integration, taking part."""
