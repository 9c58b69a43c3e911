"""Pursuit: unwanted contact over time. Patterns between two sides matter here more than single words."""

from safelight.signals.pursuit.examining import examine
from safelight.signals.pursuit.manifest import MANIFEST

__all__ = ["MANIFEST", "examine"]
