"""The words of a review, as they are sealed."""

import msgspec
from django.utils.translation import gettext_lazy as _

from safelight.records.record import Direction

DIRECTIONS = (
    (Direction.TOWARDS_OWNER.value, _("To the owner of the phone")),
    (Direction.FROM_OWNER.value, _("From the owner of the phone")),
    (Direction.UNKNOWN.value, _("The picture does not show which way it went")),
)


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a person reads on the picture, and why. Where they only confirm, ``reason`` alone counts."""

    reason: str
    text: str = ""
    sender: str = ""
    direction: str = ""
    """A value of ``records.record.Direction``."""
