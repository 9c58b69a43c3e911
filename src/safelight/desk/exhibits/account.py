"""What became of the bytes of each member, in words: who read it, and why anything was not read."""

from dataclasses import dataclass

from safelight.readers import mapped_table
from safelight.readers.reading import SURE_ENOUGH
from safelight.readers.registry import READERS
from safelight.records.tally import MemberTally, Outcome, Tally


@dataclass(frozen=True)
class Cause:
    """Why bytes were not read, and how many."""

    outcome: Outcome
    reason: str
    bytes: int
    times: int


@dataclass(frozen=True)
class AccountedMember:
    """One member, the title of its reader (empty where none read it), and the causes of what was not read."""

    tally: MemberTally
    reader: str
    causes: list[Cause]
    is_table: bool
    """Whether an officer can say which column is what."""

    @property
    def reasons(self) -> list[str]:
        """Why it was read or not, apart from what is said with the bytes it cost."""
        said = {cause.reason for cause in self.causes}
        return [reason for reason in self.tally.reasons if reason not in said]


def accounted(tally: Tally) -> list[AccountedMember]:
    """Every member, in the order they stand in the exhibit."""
    titles = {reader.MANIFEST.name: reader.MANIFEST.title for reader in READERS}
    return [
        AccountedMember(member, titles.get(member.reader, member.reader), causes_of(member), is_table(member))
        for member in tally.members
    ]


def is_table(member: MemberTally) -> bool:
    """Whether it was recognised as a table, or is read as one."""
    likely = (candidate.reader for candidate in member.candidates if candidate.score >= SURE_ENOUGH)
    return mapped_table.MANIFEST.name in (member.reader, *likely)


def causes_of(member: MemberTally) -> list[Cause]:
    """Each reason once, failures first, then the largest."""
    counted: dict[tuple[Outcome, str], tuple[int, int]] = {}
    for stretch in member.stretches:
        if stretch.outcome is not Outcome.READ:
            length, times = counted.get((stretch.outcome, stretch.reason), (0, 0))
            counted[(stretch.outcome, stretch.reason)] = (length + stretch.length, times + 1)
    causes = [Cause(outcome, reason, *counts) for (outcome, reason), counts in counted.items()]
    return sorted(causes, key=lambda cause: (cause.outcome is not Outcome.FAILED, -cause.bytes))
