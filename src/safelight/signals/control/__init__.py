"""Control: monitoring, isolating, money, credentials, check-ins, dictating and degrading as a course."""

from safelight.signals.control.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
