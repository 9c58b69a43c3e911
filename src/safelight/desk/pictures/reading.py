"""What a machine read, ready to be shown beside the picture."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.desk.conversations.doubts import doubts_in_words
from safelight.records.record import Direction
from safelight.records.visible import visible

_WAYS: dict[str, Promise] = {
    Direction.TOWARDS_OWNER: _("To the owner of the phone: the bubble stands on the left"),
    Direction.FROM_OWNER: _("From the owner of the phone: the bubble stands on the right"),
    Direction.UNKNOWN: _("The picture does not show which way it went"),
}


@dataclass(frozen=True)
class Reading:
    """The words, who sent them and when as read, and how sure the machine was."""

    text: str
    sender: str
    way: Promise
    at_text: str
    lowest: str
    mean: str
    doubts: list[Promise]


def reading_of(row: Mapping[str, Any]) -> Reading:
    """From a row of the table of records."""
    extra = json.loads(row["extra"] or "{}")
    return Reading(
        text=visible(row["text"] or ""),
        sender=visible(row["sender"] or ""),
        way=_WAYS[row["direction"]],
        at_text=visible(row["at_text"]),
        lowest=extra.get("lowest confidence", ""),
        mean=extra.get("mean confidence", ""),
        doubts=doubts_in_words(row["doubts"] or ()),
    )
