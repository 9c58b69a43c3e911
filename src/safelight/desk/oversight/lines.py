"""Entries of the ledger as lines people can read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from safelight.desk.cases.models import Case
from safelight.desk.oversight.words import done
from safelight.desk.people.models import Person, Role
from safelight.evidence.audit import AuditEvent
from safelight.evidence.ledger_entry import LedgerEntry

PERSON = "person:"
UNSEEN = {
    "worker": "The worker",
    "clock": "The clock",
    "command-line": "The command line",
    "nobody": "Somebody who had not signed in",
}


@dataclass(frozen=True)
class Line:
    """What somebody did, and when; the same done again at once is one line, counted in ``times``.

    ``subject`` is the exhibit or the person it was done to; hashes of other things say nothing to people.
    """

    at: datetime
    who: str
    role: str
    did: str
    subject: str
    times: int = 1


def lines_of(entries: Sequence[LedgerEntry], case: Case) -> list[Line]:
    """Lines in the order of the entries. The ledger holds no names: they come from accounts and exhibits."""
    names = _names([entry.event for entry in entries])
    names |= {exhibit.sha256: exhibit.reference for exhibit in case.exhibits.all()}
    return [_as_one(list(same)) for _, same in groupby((_line(entry, names) for entry in entries), _what_and_when)]


def _what_and_when(line: Line) -> tuple[str, str, str, datetime]:
    return line.who, line.did, line.subject, line.at.replace(second=0, microsecond=0)


def _as_one(same: list[Line]) -> Line:
    """Opening a case anew enters a look for each sealed part of it: one act to the person who did it."""
    return replace(same[0], times=len(same))


def _line(entry: LedgerEntry, names: dict[str, str]) -> Line:
    event = entry.event
    return Line(
        at=entry.at,
        who=names.get(event.actor) or _(UNSEEN.get(event.actor, event.actor)),
        role=str(dict(Role.choices).get(event.role, "")),
        did=done(event),
        subject=names.get(event.subject, ""),
    )


def _names(events: Sequence[AuditEvent]) -> dict[str, str]:
    opaque = {one for event in events for one in (event.actor, event.subject) if one.startswith(PERSON)}
    keys = [
        key for one in opaque if (key := one.removeprefix(PERSON)).isascii() and key.isdecimal() and len(key) < 19
    ]
    return {person.opaque: person.name for person in Person.objects.filter(pk__in=keys)}
