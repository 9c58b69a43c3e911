"""What one account does in one conversation over time, for the families of harm that no single message shows."""
