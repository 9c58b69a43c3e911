"""Keeping what was said of apps. The act, its entry in the ledger and what follows for the footprint are one step."""

from django.db import transaction
from django.db.models import Max

from safelight.desk.apps.kept import KeptAnswers, told_of
from safelight.desk.apps.models import AppAnswersVersion
from safelight.desk.apps.permissions import check_may_answer_about_apps
from safelight.desk.apps.policies import check_nobody_answered_meanwhile
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.footprint.actions import keep
from safelight.desk.footprint.kept import KeptFootprint, Said, Whose
from safelight.desk.looks import event_of
from safelight.desk.people.models import Person
from safelight.desk.sealed_words import seal_words
from safelight.evidence.audit import Act
from safelight.knowledge.questions import footprint_questions
from safelight.records.moment import now


@transaction.atomic
def keep_answers(
    exhibit: Exhibit,
    member: int,
    by: Person,
    kept: KeptAnswers,
    *,
    seen: int,
    footprint: tuple[KeptFootprint, int],
) -> AppAnswersVersion:
    """Seal what was said of the apps of a list, and say of the device in the footprint what follows.

    ``seen`` and the number of the footprint are the newest the person had before them. Raises ``NotAllowed``.
    """
    case = exhibit.case
    check_may_answer_about_apps(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    newest = newest_of(exhibit, member)
    check_nobody_answered_meanwhile(seen, newest)
    asked = sum(one.is_asked for one in kept.answers.values())
    event = event_of(
        by, Act.APPS_ANSWERED, case=case.key, subject=exhibit.sha256, number=newest + 1, answered=asked
    )
    version = AppAnswersVersion.objects.create(
        case=case,
        exhibit=exhibit,
        member=member,
        number=newest + 1,
        by=by,
        answers_sha256=seal_words(case, kept, audit=event),
    )
    _tell_footprint(case, by, kept, footprint)
    return version


def newest_of(exhibit: Exhibit, member: int) -> int:
    """The number of the newest answers about a list; nought where nothing was asked yet."""
    versions = AppAnswersVersion.objects.filter(exhibit=exhibit, member=member)
    return int(versions.aggregate(highest=Max("number"))["highest"] or 0)


def _tell_footprint(case: Case, by: Person, kept: KeptAnswers, footprint: tuple[KeptFootprint, int]) -> None:
    before, number = footprint
    thing = before.footprint.thing(kept.device) if kept.device else None
    kind = footprint_questions().kind(thing.kind) if thing else None
    if thing is None or kind is None:
        return
    told = told_of(thing, kept.answers.values())
    if told != thing:
        said = Said(whose=Whose.VICTIM, by=by.name, at=now())
        keep(case, by, before.with_thing(told, said), domain=kind.domain, seen=number)
