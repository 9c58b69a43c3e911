"""Exposure of who somebody is or where they can be found."""

from safelight.signals.exposure.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
