"""What changed on a case since somebody last looked, in words."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safelight.desk.cases.models import Case
from safelight.desk.people.models import Person

TOLD_FROM = (
    "exhibits",
    "decisions",
    "membership_set",
    "contact_versions",
    "risk_gradings",
    "risk_events",
    "footprints",
    "plans__signatures",
    "plan_entries__person",
)
"""What the sentences are made from: fetched together for many cases at once."""


def changes_since_last_look(case: Case, person: Person) -> list[str]:
    """Sentences; empty where nothing changed, and where the person never looked before."""
    last_look = next((one.last_looked_at for one in case.membership_set.all() if one.person_id == person.pk), None)
    return list(_changes(case, person, last_look)) if last_look else []


def _changes(case: Case, person: Person, since: datetime) -> Iterator[str]:
    if any(version.at > since and version.by_id != person.pk for version in case.contact_versions.all()):
        yield _("How the victim can be contacted safely was changed. Read it before anybody makes contact.")
    if any(grading.at > since and grading.by_id != person.pk for grading in case.risk_gradings.all()):
        yield _("A colleague judged the risk anew.")
    if any(event.at > since and event.by_id != person.pk for event in case.risk_events.all()):
        yield _("Something was written down that changes the risk.")
    added = sum(exhibit.sealed_at > since for exhibit in case.exhibits.all())
    if added:
        yield ngettext("%(n)d exhibit was added.", "%(n)d exhibits were added.", added) % {"n": added}
    read = sum(bool(exhibit.read_at and exhibit.read_at > since) for exhibit in case.exhibits.all())
    if read:
        yield ngettext("%(n)d exhibit was read.", "%(n)d exhibits were read.", read) % {"n": read}
    examination = getattr(case, "examination", None)
    if examination and examination.examined_at and examination.examined_at > since:
        yield _("Everything read was examined again.")
    if case.context_changed_at and case.context_changed_at > since:
        yield _("What officers know was changed.")
    decided = sum(decision.at > since and decision.by_id != person.pk for decision in case.decisions.all())
    if decided:
        yield ngettext(
            "Colleagues decided about findings %(n)d time.",
            "Colleagues decided about findings %(n)d times.",
            decided,
        ) % {"n": decided}
    yield from _of_the_plan(case, person, since)
    joined = sum(one.added_at > since for one in case.membership_set.all())
    if joined:
        yield ngettext("%(n)d person joined the case.", "%(n)d people joined the case.", joined) % {"n": joined}


def _of_the_plan(case: Case, person: Person, since: datetime) -> Iterator[str]:
    """What others did about the plan, without a word of what it says."""
    if any(one.at > since and one.by_id != person.pk for one in case.footprints.all()):
        yield _("Answers about devices and accounts were added or changed.")
    drafted = [one for one in case.plans.all() if one.drafted_at > since and one.drafted_by_id != person.pk]
    if drafted:
        yield _("Plan %(number)d was drafted.") % {"number": max(one.number for one in drafted)}
    for signature in (each for one in case.plans.all() for each in one.signatures.all()):
        if signature.at > since and signature.by_id != person.pk:
            yield _("The plan was signed: %(who)s.") % {"who": signature.get_signer_display()}
    entries = [one for one in case.plan_entries.all() if one.at > since and one.by_id != person.pk]
    given = sum(one.deed == "given" and one.person_id == person.pk for one in entries)
    if given:
        yield ngettext("You were given %(n)d task.", "You were given %(n)d tasks.", given) % {"n": given}
    if any(one.deed == "danger" for one in entries):
        yield _("Imminent danger was put on record.")
    others = sum(one.deed not in {"given", "danger"} for one in entries)
    if others:
        yield ngettext(
            "%(n)d thing was put on record about the plan.",
            "%(n)d things were put on record about the plan.",
            others,
        ) % {"n": others}
