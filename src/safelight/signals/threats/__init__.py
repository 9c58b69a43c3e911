"""Threats, open and veiled, and talk of self-harm."""

from safelight.signals.threats.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
