"""A bundle's contents as its preview shows them and as the worker writes them: the same function for both."""

from collections.abc import Hashable
from typing import NamedTuple

from safelight.bundling.choice import Choice
from safelight.bundling.contents import Contents, contents_of
from safelight.bundling.on_file import CaseOnFile
from safelight.desk import content
from safelight.desk.bundles.models import Bundle
from safelight.desk.bundles.on_file import case_on_file
from safelight.desk.cases.models import Case
from safelight.evidence.audit import AuditEvent


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

    def make() -> Shown:
        on_file = case_on_file(bundle.case, audit=audit)
        return Shown(on_file, choice, contents_of(on_file, choice))

    made_from = (bundle.choice_sha256, *_depends_on(bundle.case))
    return content.derived(bundle.case, made_from, make, size_of=_size, audit=audit)


def _size(shown: Shown) -> int:
    return int(shown.on_file.table.estimated_size() + shown.contents.rows.estimated_size())


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
