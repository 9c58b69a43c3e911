"""From an address to a bundle this person may see."""

from collections.abc import Callable

from django.http import Http404, HttpRequest

from safelight.desk.bundles.models import Bundle
from safelight.desk.bundles.permissions import may_see_bundles
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.looks import refuse
from safelight.desk.people.models import Person


def bundle_for(
    request: HttpRequest, reference: str, number: int, may: Callable[[Person, Case], bool] = may_see_bundles
) -> tuple[Person, Case, Bundle]:
    """Who asks, the case, and the bundle with this number in it; 404 where there is none."""
    person, case = case_for(request, reference, may)
    bundle = case.bundles.select_related("case", "chosen_by", "asked_by").filter(number=number).first()
    if bundle is None:
        refuse(request, case=case.key)
        raise Http404
    return person, case, bundle
