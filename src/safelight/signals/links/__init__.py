"""Links: accounts that may share a hand. Candidates with reasons for and against; nothing is ever merged."""

from safelight.signals.links.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
