"""Locks: members that a key opens, and the keys that were handed in with them. No key is sought elsewhere."""
