"""Grooming: somebody winning a child's trust, by its non-sexual warning signs."""

from safelight.signals.grooming.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
