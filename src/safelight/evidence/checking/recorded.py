"""What the ledger says was sealed, opened, disposed of and removed, by case."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from safelight.evidence.audit import Act
from safelight.evidence.ledger import Ledger
from safelight.evidence.ledger_entry import LedgerEntry

PAGE = 5_000
_ORIGINAL, _NAME = "original", "name"


class Sealed:
    """One object of a case, by the ledger: how often it came as an original, and whether more was done with it."""

    def __init__(self) -> None:
        self.size = -1
        self.blake3 = ""
        self.as_original = 0
        self.as_name = 0
        self.as_something_else = 0
        self.at = datetime.min.replace(tzinfo=UTC)
        self.worked_on = False
        self.is_removed = False

    def sealed_again(self, entry: LedgerEntry) -> None:
        """Takes an entry of sealing."""
        details = entry.event.details
        self.size, self.blake3 = int(details.get("size", -1)), str(details.get("blake3", ""))
        self.is_removed, self.at = False, entry.at
        what = details.get("what", _ORIGINAL) if entry.event.act is Act.EXHIBIT_SEALED else ""
        self.as_original += what == _ORIGINAL
        self.as_name += what == _NAME
        self.as_something_else += what not in {_ORIGINAL, _NAME}


class RecordedCase:
    """One case, by the ledger."""

    def __init__(self) -> None:
        self.opened = False
        self.entries = 0
        self.is_disposed = False
        self.objects: dict[str, Sealed] = defaultdict(Sealed)


class Recorded:
    """Everything the ledger says that the check needs; ``go_on`` takes what was added since."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.size = 0
        self.cases: dict[str, RecordedCase] = defaultdict(RecordedCase)
        self.go_on()

    def go_on(self) -> None:
        """Reads entries from where it stopped. Raises ``LedgerUnavailable``."""
        for entry in self._entries():
            self.size = entry.index + 1
            if entry.event.case:
                self._take(self.cases[entry.event.case], entry)

    def _entries(self) -> Iterator[LedgerEntry]:
        while page := self._ledger.entries(start=self.size, limit=PAGE):
            yield from page

    def _take(self, case: RecordedCase, entry: LedgerEntry) -> None:
        event = entry.event
        case.entries += event.act is not Act.REFUSED
        if event.act is Act.CASE_OPENED:
            case.opened = True
        elif event.act is Act.CASE_DISPOSED:
            case.is_disposed = True
        elif event.act is Act.ORPHAN_REMOVED:
            case.objects[event.subject].is_removed = True
        elif "stored" in event.details:
            case.objects[event.subject].sealed_again(entry)
        elif event.act in _WORK and event.subject in case.objects:
            case.objects[event.subject].worked_on = True


_WORK = {Act.EXHIBIT_READ, Act.READING_FAILED, Act.READING_CHANGED, Act.FILE_HELD_BACK, Act.LOOKED_AT_EXHIBIT}
