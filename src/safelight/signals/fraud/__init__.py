"""Fraud: money asked for under a false name or story."""

from safelight.signals.fraud.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
