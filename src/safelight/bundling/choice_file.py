"""A choice written down in a file (YAML or JSON), for making a bundle without a desk."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import yaml

from safelight.bundling.choice import Choice, ChoiceRefused, Conversation, Records, Removal, Removed
from safelight.bundling.on_file import Accepted, CaseOnFile
from safelight.signals.finding import Finding


class AcceptedFinding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding somebody accepted: its id in findings.json, and why."""

    id: str
    reason: str


class ToRemove(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to remove: exactly one of ``words``, ``account`` and ``record`` (an id in records.parquet)."""

    reason: str
    words: str = ""
    account: str = ""
    record: str = ""


class ChoiceFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file. Exhibits are named by the names they were examined under; leave them out for all."""

    case: str
    accepted_by: str
    """Name and office of the person who read the findings and accepted them, and who handed the files over."""
    accepted_at: Annotated[datetime, msgspec.Meta(tz=True)]
    """When, with its offset from UTC."""
    findings: tuple[AcceptedFinding, ...] = ()
    records: Records = Records.OF_FINDINGS
    exhibits: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    accounts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    before: int = 5
    after: int = 5
    remove: tuple[ToRemove, ...] = ()

    def accepted(self, found: Sequence[Finding]) -> list[Accepted]:
        """The findings it accepts, in the order the file gives them. Raises ``ChoiceRefused``."""
        by_id = {finding.id: finding for finding in found}
        missing = [each.id for each in self.findings if each.id not in by_id]
        if missing:
            raise ChoiceRefused(f"findings.json holds no finding with the id {missing[0]}. Nothing was made.")
        return [
            Accepted(
                finding=by_id[each.id],
                by=self.accepted_by,
                at=self.accepted_at,
                reason=each.reason,
                verdict="Accepted",
            )
            for each in self.findings
        ]

    def choice(self, case: CaseOnFile, salt: str) -> Choice:
        """What it chooses. Raises ``ChoiceRefused``."""
        return Choice(
            records=self.records,
            exhibits=tuple(_exhibits(case, self.exhibits)) or tuple(one.sha256 for one in case.exhibits),
            originals=tuple(_exhibits(case, self.originals)),
            conversations=self.conversations,
            accounts=self.accounts,
            since=self.since,
            until=self.until,
            findings=tuple(each.id for each in self.findings),
            before=self.before,
            after=self.after,
            removals=tuple(map(_removal, self.remove)),
            salt=salt,
        )


def load(path: Path) -> ChoiceFile:
    """Reads a choice. Raises ``ChoiceRefused`` with what is wrong with it."""
    try:
        return msgspec.convert(yaml.safe_load(path.read_bytes()), type=ChoiceFile)
    except (OSError, yaml.YAMLError, UnicodeError, msgspec.ValidationError) as problem:
        raise ChoiceRefused(f"The choice cannot be read: {problem}. Nothing was made.") from problem


def _exhibits(case: CaseOnFile, names: Sequence[str]) -> Iterator[str]:
    by_name = {one.name: one.sha256 for one in case.exhibits}
    for name in names:
        if name not in by_name:
            raise ChoiceRefused(f"There is no exhibit named {name} in this examination. Nothing was made.")
        yield by_name[name]


def _removal(one: ToRemove) -> Removal:
    given = [(sort, value) for sort, value in (
        (Removed.WORDS, one.words), (Removed.ACCOUNT, one.account), (Removed.RECORD, one.record)
    ) if value]  # fmt: skip
    if len(given) != 1:
        raise ChoiceRefused("Each thing to remove is one of words, account and record. Nothing was made.")
    ((sort, value),) = given
    return Removal(sort, value, one.reason)
