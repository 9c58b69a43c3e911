"""Intrusion into accounts and devices, and knowledge nobody was told."""

from safelight.signals.intrusion.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
