"""A bundle's contents as its preview shows them and as the worker writes them: the same function for both."""

from typing import NamedTuple

from safelight.bundling.choice import Choice
from safelight.bundling.contents import Contents, contents_of
from safelight.bundling.on_file import CaseOnFile
from safelight.desk import content
from safelight.desk.bundles.models import Bundle
from safelight.desk.bundles.on_file import case_on_file
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
    """The contents as they would be made now. Raises ``NotThereYet`` or ``ChoiceRefused``."""
    on_file = case_on_file(bundle.case, audit=audit)
    choice = open_choice(bundle, audit=audit)
    return Shown(on_file, choice, contents_of(on_file, choice))
