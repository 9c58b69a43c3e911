"""From an address to an exhibit this person may see."""

from django.http import Http404, HttpRequest

from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import refuse
from safelight.desk.people.models import Person


def exhibit_for(request: HttpRequest, reference: str, slug: str) -> tuple[Person, Case, Exhibit]:
    """Who asks, the case, and the exhibit with this reference (``AB-1``) in it; 404 where there is none."""
    person, case = case_for(request, reference)
    initials, _, number = slug.rpartition("-")
    if number.isascii() and number.isdigit() and len(number) < 8:
        exhibit = case.exhibits.select_related("handed_in_by", "case").filter(
            initials=initials, number=int(number)
        )
        if found := exhibit.first():
            return person, case, found
    refuse(request, case=case.key)
    raise Http404
