"""The part of a report that is content: sealed in the vault, never in the database."""

import msgspec

KEPT_UNDER = "reports"
"""What the vault takes for a case here, until a case is opened: then the words are sealed under the case's key."""


class ReportWords(msgspec.Struct, frozen=True):
    """Who told it, in which words, and how they can be reached safely."""

    told_by: str
    words: str
    safe_contact: str
