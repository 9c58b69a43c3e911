"""What is handed in, kept as proof: sealing, the vault, the ledger."""
