"""A bundle's contents as its preview shows them and as the worker writes them: the same function for both."""

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple, cast

from django.conf import settings

from safelight.bundling.choice import Choice
from safelight.bundling.contents import Contents, contents_of
from safelight.bundling.on_file import CaseOnFile
from safelight.desk import content
from safelight.desk.bundles.models import Bundle
from safelight.desk.bundles.on_file import case_on_file
from safelight.desk.cases.models import Case
from safelight.desk.shelf import Shelf
from safelight.evidence.audit import AuditEvent

_SHARE_OF_CACHE = 4


class Shown(NamedTuple):
    """The case as it stands now, what was chosen, and what comes of it."""

    on_file: CaseOnFile
    choice: Choice
    contents: Contents


def open_choice(bundle: Bundle, *, audit: AuditEvent) -> Choice:
    """What was chosen."""
    return content.open_written(bundle.case, bundle.choice_sha256, Choice, audit=audit)


def open_contents(bundle: Bundle, *, audit: AuditEvent) -> Shown:
    """The contents as they would be made now; from memory where nothing they depend on changed since.

    Each call is a look, whether it is answered from memory or not. Raises ``NotThereYet`` or ``ChoiceRefused``.
    """
    choice = open_choice(bundle, audit=audit)
    key = (bundle.choice_sha256, *_depends_on(bundle.case))
    held = _shelf().get(key)
    if held is not None:
        return cast("Shown", held)
    on_file = case_on_file(bundle.case, audit=audit)
    shown = Shown(on_file, choice, contents_of(on_file, choice))
    _shelf().put(key, shown, int(on_file.table.estimated_size() + shown.contents.rows.estimated_size()))
    return shown


def _depends_on(case: Case) -> tuple[Hashable, ...]:
    """Everything in the database that contents are made from."""
    columns = ("sha256", "name_sha256", "table_sha256", "tally_sha256", "problem", "handed_in_by__name")
    return (
        case.reference,
        *case.exhibits.order_by("pk").values_list(*columns),
        *type(case)
        .objects.filter(pk=case.pk)
        .values_list("examination__sealed_sha256", "examination__records_sha256"),
        case.decisions.order_by("-pk").values_list("pk", flat=True).first(),
    )


@lru_cache(maxsize=1)
def _shelf() -> Shelf:
    return Shelf(settings.CONTENT_CACHE_BYTES // _SHARE_OF_CACHE)
