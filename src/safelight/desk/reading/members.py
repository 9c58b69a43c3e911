"""From an address to a member of an exhibit: members are known by their number, because names are content."""

from django.http import Http404, HttpRequest

from safelight.desk import content
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.evidence.audit import Act
from safelight.records.tally import MemberTally, Tally


def tally_of(request: HttpRequest, exhibit: Exhibit) -> Tally:
    """The account of an exhibit, as a look; empty where it was not read."""
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, subject=exhibit.sha256, what="tally")
    try:
        return content.open_tally(exhibit, audit=audit)
    except content.NotThereYet:
        return Tally(())


def member_numbered(tally: Tally, number: int) -> MemberTally:
    """The member of this number, counted from one; 404 where there is none that could be opened."""
    if not 1 <= number <= len(tally.members) or not tally.members[number - 1].sha256:
        raise Http404
    return tally.members[number - 1]
