"""Records for tests: only what a test is about needs saying."""

from typing import Any

from safelight.records.record import AtQuality, Kind, Record

EXHIBIT = "ab" * 32


def message(offset: int = 0, **parts: Any) -> Record:
    """A message of 10 bytes at ``offset``."""
    given: dict[str, Any] = {
        "kind": Kind.MESSAGE,
        "member": "chat.txt",
        "offset": offset,
        "length": 10,
        "platform": "WhatsApp",
        "thread": "Jo",
        "at_quality": AtQuality.EXACT,
    }
    return Record(**{**given, **parts})
