"""Members that no reader knows and that were not failed: another member says why they are there."""

from collections.abc import Collection, Iterable

import msgspec

from safelight.readers.pictures.known import HELD_BACK
from safelight.readers.pictures.waiting import PICTURE_READERS, RETURN_READERS, is_named_as_picture
from safelight.records.tally import MemberTally, Outcome, Stretch

_ATTACHED = "A file that a message attached. It is kept sealed and was left unopened on purpose."
_HELD = (
    "A file of the phone that the report beside it holds. What the report says of it was read there; the file "
    "itself is kept sealed and was left unopened on purpose."
)
_OF_A_RETURN = (
    "A picture in what a platform returned. Such pictures may have been reported as indecent images of children, "
    "so it is kept sealed and was left unopened on purpose. An officer who knows that it is none can say how it "
    "is to be read."
)
_REPORT, _REPORT_READER = "report.xml", "cellebrite-xml"


def with_set_aside(members: Iterable[MemberTally], attached: Collection[str]) -> tuple[MemberTally, ...]:
    """The same members; those that a message attached, or that a phone's report holds, were left on purpose."""
    listed = tuple(members)
    reports = frozenset(folder for member in listed if (folder := _report_folder(member)) is not None)
    is_return = any(member.reader in RETURN_READERS for member in listed)
    return tuple(
        _with(member, _OF_A_RETURN)
        if is_return and _is_unread_picture(member)
        else _set_aside(member, attached, reports)
        for member in listed
    )


def _is_unread_picture(member: MemberTally) -> bool:
    was_opened = bool(member.reader) or HELD_BACK in member.reasons
    is_picture = any(candidate.reader in PICTURE_READERS for candidate in member.candidates)
    return not was_opened and (is_picture or is_named_as_picture(member.member))


def _set_aside(member: MemberTally, attached: Collection[str], reports: Collection[str]) -> MemberTally:
    if member.reader or HELD_BACK in member.reasons:
        return member
    if member.member.rpartition("/")[2] in attached:
        return _with(member, _ATTACHED)
    could_be_opened = bool(member.sha256)
    if could_be_opened and any(member.member.startswith(folder) for folder in reports):
        return _with(member, _HELD)
    return member


def _report_folder(member: MemberTally) -> str | None:
    """Where a report that was read keeps the phone's files: in the folders beside it, inside one archive."""
    folder, slash, name = member.member.rpartition("/")
    is_report = member.reader == _REPORT_READER and name.lower() == _REPORT and slash
    return f"{folder}/" if is_report else None


def _with(member: MemberTally, sentence: str) -> MemberTally:
    stretches = (Stretch(0, member.size, Outcome.SKIPPED, sentence),) if member.size else ()
    return msgspec.structs.replace(member, reasons=(sentence,), stretches=stretches)
