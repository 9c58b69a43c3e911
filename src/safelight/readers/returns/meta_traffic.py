"""Logs of messages and calls in Meta's records for WhatsApp: who, to whom, when and from which address; no words.

Facts: public readers of “WhatsApp Business Record” pages, which name the labels. No public sample exists.
"""

import re
from collections.abc import Mapping

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.json_text import Element
from safelight.readers.reader import ReadingHints
from safelight.readers.written_moment import zoned
from safelight.records.record import Direction, Doubt, Kind, Record

KINDS = {"message_log": Kind.MESSAGE, "call_logs": Kind.CALL}
_TIMES = ("Timestamp", "Events / Timestamp")
_SENDERS = ("Sender", "Call Creator", "Events / From")
_RECIPIENTS = ("Recipients", "Events / To")
_GROUP = "Group Id"
_BETWEEN = re.compile(r"[,;\s]+")


def record_of_traffic(
    said: Mapping[str, str], place: Element, *, section: str, member: str, platform: str, hints: ReadingHints
) -> Record:
    """A message or call by its log. A call's events stay together; its time is that of the first."""
    sender = next((account for label in _SENDERS for account in _accounts(said, label)), None)
    listed = dict.fromkeys(account for label in _RECIPIENTS for account in _accounts(said, label))
    recipients = tuple(account for account in listed if account != sender)
    at, at_text, at_label = _moment(said, hints)
    told = {at_label, *(label for label in ("Sender", "Recipients") if label in said)}
    return record_of(
        place,
        member=member,
        platform=platform,
        known=(),
        kind=KINDS[section],
        at=at,
        at_text=at_text,
        thread=said.get(_GROUP) or ", ".join(sorted({*recipients, *([sender] if sender else [])})),
        sender=sender,
        recipients=recipients,
        direction=direction_by((sender,), hints, {sender, *recipients}) if sender else Direction.UNKNOWN,
        extra={**{label: words for label, words in said.items() if label not in told}, "section": section},
    )


def doubts_of(*, is_utf8: bool, is_cut: bool) -> tuple[Doubt, ...]:
    """What a careful reader holds against an entry."""
    return (*(() if is_utf8 else (Doubt.NOT_UTF8,)), *((Doubt.CUT_SHORT,) if is_cut else ()))


def _accounts(said: Mapping[str, str], label: str) -> list[str]:
    return [account for account in _BETWEEN.split(said.get(label, "")) if account]


def _moment(said: Mapping[str, str], hints: ReadingHints) -> tuple[At, str, str]:
    label = next((label for label in _TIMES if said.get(label)), "")
    if not label:
        return NO_TIME, "", ""
    first, more, _ = said[label].partition("\n")
    return zoned(first, hints.zone), first, "" if more else label
