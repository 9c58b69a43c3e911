"""Measures heads and signals on labelled conversations: ``safelight evaluate``. Shows counts and figures, no text."""
