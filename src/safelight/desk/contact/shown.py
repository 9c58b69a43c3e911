"""The rules as pages show them: each in a line, nothing left out."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.desk import content
from safelight.desk.cases.models import Case, Membership
from safelight.desk.contact.actions import newest_version
from safelight.desk.contact.models import ContactVersion, Way
from safelight.desk.contact.rules import ContactRules
from safelight.desk.looks import look, person_of, record
from safelight.evidence.audit import Act, AuditEvent

LINES: tuple[tuple[str, Promise], ...] = (
    ("ways", _("How")),
    ("where", _("Where to reach them")),
    ("when", _("When")),
    ("by_whom", _("Who may make contact")),
    ("say", _("What to say it is about")),
    ("never_say", _("Never say or write")),
    ("may_see", _("Who might see or hear it")),
    ("told", _("In their words")),
)


@dataclass(frozen=True)
class ShownContact:
    """What one component shows. ``version`` is ``None`` where there are only the words from opening the case."""

    case: Case
    lines: list[tuple[str, str]]
    code_word: str
    version: ContactVersion | None
    is_news: bool
    """Whether a colleague changed it since this person last looked at the case."""


def open_rules(request: HttpRequest, case: Case, version: ContactVersion | None) -> ContactRules:
    """The rules of a version; without one, the words from opening the case. It is a look."""
    event = look(request, Act.LOOKED_AT_CONTACT, case=case.key, version=version.number if version else 0)
    return _opened(case, version, audit=event)


def rules_that_stand(case: Case, *, audit: AuditEvent) -> ContactRules:
    """The newest rules, for what is made without a page, such as a version of a plan."""
    return _opened(case, newest_version(case), audit=audit)


def _opened(case: Case, version: ContactVersion | None, *, audit: AuditEvent) -> ContactRules:
    if version is None:
        record(audit)
        return ContactRules(told=case.safe_contact)
    return content.open_written(case, version.rules_sha256, ContactRules, audit=audit)


def contact_of(request: HttpRequest, case: Case) -> ShownContact:
    """The rules that stand, for somebody who may see the case."""
    version = newest_version(case)
    rules = open_rules(request, case, version)
    return ShownContact(
        case=case,
        lines=lines_of(rules),
        code_word=rules.code_word,
        version=version,
        is_news=version is not None and _is_news(request, case, version),
    )


def lines_of(rules: ContactRules) -> list[tuple[str, str]]:
    """What is known, line by line, with the name of each line; the code word stands apart."""
    named = dict(Way.choices)
    said = {name: getattr(rules, name) for name, _label in LINES}
    said["ways"] = ", ".join(str(named.get(way, way)) for way in rules.ways)
    return [(str(label), said[name]) for name, label in LINES if said[name]]


def _is_news(request: HttpRequest, case: Case, version: ContactVersion) -> bool:
    person = person_of(request)
    if person is None or version.by_id == person.pk:
        return False
    looked = Membership.objects.filter(case=case, person=person, last_looked_at__gte=version.at)
    return not looked.exists()
