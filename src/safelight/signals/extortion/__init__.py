"""Extortion: a demand joined to a threat."""

from safelight.signals.extortion.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
