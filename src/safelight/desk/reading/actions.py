"""Saying how an exhibit is read: sealed, entered in the ledger and read again, all in one step."""

import msgspec
from django.db import transaction
from django.utils import timezone

from safelight.desk import content
from safelight.desk.exhibits.jobs import ask_for_reading
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.desk.reading.permissions import check_may_change_reading
from safelight.desk.reading.policies import (
    check_can_change_reading,
    check_is_something_else,
    check_nobody_was_quicker,
)
from safelight.desk.reading.said import Said
from safelight.evidence.audit import Act, AuditEvent
from safelight.readers.choices import MemberChoice

_ASPECTS = {"reader": "format", "zone": "zone", "date_order": "date order", "key": "key", "mapping": "table"}


@transaction.atomic
def say_how_to_read(
    exhibit: Exhibit, by: Person, member: str, choice: MemberChoice, *, reason: str, seen: str
) -> None:
    """Put a choice in force for a member, or for the whole exhibit where ``member`` is empty, and read again.

    ``seen`` is the SHA-256 of what was in force when the person looked. Sent twice, it is done once. Raises
    ``NotAllowed`` with a sentence.
    """
    held = Exhibit.objects.select_for_update(of=("self",)).select_related("case").get(pk=exhibit.pk)
    check_may_change_reading(by, held.case)
    before = content.open_said(held, audit=_event(by, held, Act.LOOKED_AT_EXHIBIT, what="reading"))
    said = Said(
        by=by.opaque,
        at=timezone.now(),
        reason=reason,
        member=member,
        choice=choice.without_key(),
        has_key=bool(choice.key),
    )
    if seen != held.choices_sha256 and _is_again(said, before.history):
        return
    check_nobody_was_quicker(seen, held.choices_sha256)
    check_is_something_else(before.own(member), choice)
    check_can_change_reading(held)
    sealed = msgspec.json.encode(before.with_word(said, choice))
    event = _event(by, held, Act.EXHIBIT_SEALED, what="choices")
    held.choices_sha256 = the_vault().seal_words(held.case.key, sealed, audit=event)
    held.stage, held.attempts, held.problem = Stage.SEALED, 0, ""
    held.save(update_fields=("choices_sha256", "stage", "attempts", "problem"))
    changed = ", ".join(_changed(before.own(member), choice))
    record(_event(by, held, Act.READING_CHANGED, changed=changed, of="member" if member else "exhibit"))
    ask_for_reading(held)


def _changed(before: MemberChoice, after: MemberChoice) -> list[str]:
    return [name for field, name in _ASPECTS.items() if getattr(before, field) != getattr(after, field)]


def _is_again(said: Said, history: tuple[Said, ...]) -> bool:
    """Whether the newest word is this one: a form that was sent twice."""
    return bool(history) and msgspec.structs.replace(history[-1], at=said.at) == said


def _event(by: Person, exhibit: Exhibit, act: Act, **details: str) -> AuditEvent:
    return event_of(by, act, case=exhibit.case.key, subject=exhibit.sha256, **details)
