"""What somebody said when they took a bundle. Names are content: they are sealed."""

import msgspec

from safelight.bundling.locking import Recipient


class HandedOver(msgspec.Struct, frozen=True):
    """For whom it was taken; ``reason`` is why it was not locked, where it was not."""

    recipient: Recipient
    reason: str = ""
    salt: str = ""
    """Chance, so that a hash of this tells nobody whom it names."""
