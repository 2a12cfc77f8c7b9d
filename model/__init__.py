"""What happens: the month and the mechanisms that agents meet in."""
