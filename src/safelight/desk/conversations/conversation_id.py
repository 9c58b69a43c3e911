"""What a conversation is called in addresses and in the ledger."""

import hashlib
from collections.abc import Iterable

from safelight.desk.cases.models import Case
from safelight.desk.keeping import the_vault
from safelight.records.conversation import ConversationSummary


def conversations_by_id(
    case: Case, conversations: Iterable[ConversationSummary]
) -> dict[str, ConversationSummary]:
    """Each conversation of a case by what it is called, in the order given.

    32 hexadecimal digits: the same however often the case is read again, and no way back to anybody's name. They
    are hidden under the key of the case (decision 39): whoever holds the ledger cannot try names until one fits.
    """
    key = the_vault().keys.find(case.key)
    return {key.hidden(_digest(each)).hex()[:32]: each for each in conversations}


def _digest(conversation: ConversationSummary) -> bytes:
    return hashlib.sha256(f"{conversation.platform}\0{conversation.thread}".encode()).digest()
