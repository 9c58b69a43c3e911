"""What the files in a backup are called."""

OF_THE_FORCE = "of-the-force"
"""What the vault takes for a case where something belongs to none: rows of people, the key of the ledger."""
LEDGER_KEY = "ledger-key.sealed"
REST = "rest.sealed"
LAST_CHECKPOINT = "last-checkpoint"
"""Beside a copy of the keys: the newest head of the ledger that left the machine with a backup."""
