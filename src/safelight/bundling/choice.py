"""What somebody chose to put into a bundle, and what they chose to remove from it."""

import secrets
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

SHORTEST_REMOVED = 3
"""Characters. Shorter words stand inside too many others to be taken out everywhere."""
MOST_CONTEXT = 50
"""Records before, and after."""


class Records(StrEnum):
    """Which records go in."""

    OF_FINDINGS = "of_findings"
    """Those that the chosen findings rest on."""
    MATCHING = "matching"
    """Those of the chosen exhibits that fit conversations, accounts and dates, and those of the findings."""


class Removed(StrEnum):
    """What sort of thing is taken out."""

    WORDS = "words"
    """These words, wherever they stand."""
    ACCOUNT = "account"
    """The name of an account, wherever it stands; what the account said stays."""
    RECORD = "record"
    """A whole record, named by its id."""


class Removal(msgspec.Struct, frozen=True):
    """One thing to take out, and why in words that may be shown."""

    sort: Removed
    value: str
    reason: str


class Conversation(msgspec.Struct, frozen=True):
    """A conversation as its source names it."""

    platform: str
    thread: str


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The whole choice. It holds removed words, so it is sealed and never part of a bundle (see ``asked``).

    Exhibits are named by their SHA-256, findings by their ids. Days are in the time of the case, both included.
    """

    records: Records = Records.OF_FINDINGS
    exhibits: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    """Exhibits whose originals go along."""
    conversations: tuple[Conversation, ...] = ()
    accounts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    findings: tuple[str, ...] = ()
    before: Annotated[int, msgspec.Meta(ge=0, le=MOST_CONTEXT)] = 0
    after: Annotated[int, msgspec.Meta(ge=0, le=MOST_CONTEXT)] = 0
    removals: tuple[Removal, ...] = ()
    salt: str = ""
    """Chance, so that nobody can try removed words against a hash of this choice."""


class ChoiceRefused(ValueError):
    """A choice cannot be carried out. The message is a sentence."""


def salted(choice: Choice) -> Choice:
    """The choice with chance of its own."""
    return msgspec.structs.replace(choice, salt=secrets.token_hex(32))


def check(choice: Choice) -> None:
    """Refuse a choice that cannot be carried out as it is meant. Raises ``ChoiceRefused``."""
    for removal in choice.removals:
        if not removal.reason.strip():
            raise ChoiceRefused("Say why each thing is removed: the reason is shown in its place.")
        if removal.sort is not Removed.RECORD and len(removal.value.strip()) < SHORTEST_REMOVED:
            raise ChoiceRefused(
                f"Words to remove need at least {SHORTEST_REMOVED} characters: shorter ones stand inside too many "
                "other words. Remove the whole record, or more of the words around them."
            )
    if choice.since and choice.until and choice.until < choice.since:
        raise ChoiceRefused("The last day is before the first day. Change one of them.")
