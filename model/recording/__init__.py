"""What is counted each month."""
