"""Abuse, bullying and hate: kept up by one account, or by many against one."""

from safelight.signals.abuse.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
