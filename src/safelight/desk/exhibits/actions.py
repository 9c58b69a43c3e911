"""Handing in: bytes to a sealed exhibit to work for the worker."""

from collections.abc import Callable, Sequence
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_hand_in
from safelight.desk.exhibits.jobs import ask_for_reading
from safelight.desk.exhibits.models import Exhibit, Upload
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.vault import Seal


def hand_in(case: Case, by: Person, name: str, stream: BinaryIO) -> Exhibit:
    """Seal a stream as an exhibit of the case and have it read. ``name`` is the file's name as it came."""
    check_may_hand_in(by, case)
    seal = the_vault().seal(case.key, stream, audit=sealing_event(case, by))
    return take_in(case, by, name, seal)


@transaction.atomic
def take_in(case: Case, by: Person, name: str, seal: Seal) -> Exhibit:
    """Give a sealed original its exhibit reference and ask the worker to read it."""
    check_may_hand_in(by, case)
    named = the_vault().seal_words(case.key, name.encode(), audit=sealing_event(case, by, what="name"))
    exhibit = Exhibit.objects.create(
        case=case,
        initials=by.initials[:8],
        number=_next_number(case, by.initials[:8]),
        handed_in_by=by,
        sha256=seal.sha256,
        blake3=seal.blake3,
        size_bytes=seal.size,
        name_sha256=named,
    )
    ask_for_reading(exhibit)
    return exhibit


@transaction.atomic
def take_in_all(case: Case, by: Person, files: Sequence[tuple[str, Callable[[], Seal]]], form: str) -> Upload:
    """Takes in all files of one form, or none; the same form again changes nothing, whoever stopped in between.

    ``files`` are names, and what files their bytes in the vault; ``form`` is the number in the form.
    """
    check_may_hand_in(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    done = Upload.objects.filter(case=case, form=form).select_related("first").first()
    if done:
        return done
    exhibits = [take_in(case, by, name, keep()) for name, keep in files]
    return Upload.objects.create(case=case, form=form, first=exhibits[0], exhibits=len(exhibits))


def sealing_event(case: Case, by: Person, *, what: str = "original") -> AuditEvent:
    """The entry that sealing leaves; the vault adds what only it knows, the hash and the size."""
    return event_of(by, Act.EXHIBIT_SEALED, case=case.key, what=what)


def _next_number(case: Case, initials: str) -> int:
    Case.objects.select_for_update().get(pk=case.pk)
    highest = case.exhibits.filter(initials=initials).aggregate(highest=Max("number"))["highest"]
    return int(highest or 0) + 1
