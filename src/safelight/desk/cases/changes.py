"""What changed on a case since somebody last looked, in words."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safelight.desk.cases.models import Case, Membership
from safelight.desk.exhibits.models import Examination
from safelight.desk.people.models import Person


def changes_since_last_look(case: Case, person: Person) -> list[str]:
    """Sentences; empty where nothing changed, and where the person never looked before."""
    membership = Membership.objects.filter(case=case, person=person).first()
    if membership is None or membership.last_looked_at is None:
        return []
    return list(_changes(case, person, membership.last_looked_at))


def _changes(case: Case, person: Person, since: datetime) -> Iterator[str]:
    added = case.exhibits.filter(sealed_at__gt=since).count()
    if added:
        yield ngettext("%(n)d exhibit was added.", "%(n)d exhibits were added.", added) % {"n": added}
    read = case.exhibits.filter(read_at__gt=since).count()
    if read:
        yield ngettext("%(n)d exhibit was read.", "%(n)d exhibits were read.", read) % {"n": read}
    if Examination.objects.filter(case=case, examined_at__gt=since).exists():
        yield _("Everything read was examined again.")
    if case.context_changed_at and case.context_changed_at > since:
        yield _("What officers know was changed.")
    decided = case.decisions.filter(at__gt=since).exclude(by=person).count()
    if decided:
        yield ngettext(
            "Colleagues decided about findings %(n)d time.",
            "Colleagues decided about findings %(n)d times.",
            decided,
        ) % {"n": decided}
    joined = Membership.objects.filter(case=case, added_at__gt=since).count()
    if joined:
        yield ngettext("%(n)d person joined the case.", "%(n)d people joined the case.", joined) % {"n": joined}
