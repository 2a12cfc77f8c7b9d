"""What households live on, statutory amounts, and the ledger."""
