"""What was not read, told once for each reason: an archive of 20,000 odd files is one line."""

from collections.abc import Iterable, Iterator

import msgspec

from safelight.examining.exhibit import NotRead
from safelight.records.visible import visible

_NAMED = 3


class Unread(msgspec.Struct, frozen=True):
    """Parts of one exhibit that were not read for one reason. Names are fit to be shown."""

    exhibit: str
    members: tuple[str, ...]
    """The first few; ``count`` says how many there are."""
    count: int
    bytes: int
    sentence: str

    def __str__(self) -> str:
        """As one line for people."""
        more = self.count - len(self.members)
        names = ", ".join(self.members) + (f" and {more:,} more" if more else "")
        return f"{names} ({self.bytes:,} bytes). {self.sentence}"


def by_reason(not_read: Iterable[tuple[str, NotRead]]) -> Iterator[Unread]:
    """One entry for each exhibit and reason, in the order they were met."""
    grouped: dict[tuple[str, str], list[NotRead]] = {}
    for exhibit, part in not_read:
        grouped.setdefault((exhibit, part.sentence), []).append(part)
    for (exhibit, sentence), parts in grouped.items():
        names = list(dict.fromkeys(_named(exhibit, part.member) for part in parts))
        yield Unread(
            exhibit=visible(exhibit),
            members=tuple(map(visible, names[:_NAMED])),
            count=len(names),
            bytes=sum(part.bytes for part in parts),
            sentence=visible(sentence),
        )


def _named(exhibit: str, member: str) -> str:
    return exhibit if exhibit.endswith(member) else f"{exhibit}: {member}"
