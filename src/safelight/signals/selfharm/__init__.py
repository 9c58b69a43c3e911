"""Talk of suicide and self-harm: disclosed by anybody, or urged on somebody."""

from safelight.signals.selfharm.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
