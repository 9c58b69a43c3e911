"""Backups that destroying a case key reaches: they hold nothing of a case but under that key, and no case key."""
