"""The list of apps in a member of an exhibit, read in the reading process."""

from django.http import Http404, HttpRequest

from safelight.apps_check.app import AppList
from safelight.desk import content
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.desk.reading.members import member_numbered, tally_of
from safelight.evidence.audit import Act
from safelight.readers.apart.asked.answers import AppsListed
from safelight.readers.apart.asked.questions import ListApps


def members_of(request: HttpRequest, exhibit: Exhibit) -> list[str]:
    """The paths of the members, in the order of their numbers; of what was not read yet, the file's own name."""
    members = [member.member for member in tally_of(request, exhibit).members]
    if members:
        return members
    event = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, subject=exhibit.sha256, what="names")
    return [content.open_names(exhibit.case, audit=event)[exhibit.pk]]


def apps_in(request: HttpRequest, exhibit: Exhibit, number: int) -> AppList:
    """The apps a member lists. Raises ``NotAnswered`` with a sentence where it is no such list."""
    tally = tally_of(request, exhibit)
    path = member_numbered(tally, number).member if tally.members else members_of(request, exhibit)[0]
    event = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, subject=exhibit.sha256, what="apps")
    try:
        return content.ask_of(exhibit, path, ListApps(), AppsListed, audit=event).listed
    except content.NoSuchMember as missing:
        raise Http404 from missing
