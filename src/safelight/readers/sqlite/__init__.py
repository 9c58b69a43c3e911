"""SQLite databases as evidence: pages and cells read by Safelight itself, so that no SQL of theirs ever runs."""
