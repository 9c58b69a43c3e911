"""The exhibits of a case with the names they came with."""

from dataclasses import dataclass

from django.http import HttpRequest

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.evidence.audit import Act


@dataclass(frozen=True)
class ListedExhibit:
    """An exhibit and the name it had as a file."""

    exhibit: Exhibit
    name: str


def listed_exhibits(request: HttpRequest, case: Case) -> list[ListedExhibit]:
    """In the order they were sealed; showing their names is a look."""
    names = content.open_names(case, audit=look(request, Act.LOOKED_AT_EXHIBIT, case=case.key, what="names"))
    return [ListedExhibit(exhibit, names.get(exhibit.pk, "")) for exhibit in case.exhibits.all()]
