"""Private pictures: held, asked for, threatened with, shared."""

from safelight.signals.intimate_images.signal import MANIFEST, examine

__all__ = ["MANIFEST", "examine"]
