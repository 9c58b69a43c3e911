"""Backups of the whole desk on a running system, and bringing one back."""
