"""Learns the heads from labelled conversations: ``safelight train``. Nothing in it is needed to score."""
