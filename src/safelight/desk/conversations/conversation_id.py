"""What a conversation is called in addresses and in the ledger."""

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from safelight.desk.cases.models import Case
from safelight.records.conversation import ConversationSummary


def conversation_id(case: Case, conversation: ConversationSummary) -> str:
    """32 hexadecimal digits: the same however often the case is read again, and no way back to anybody's name.

    Keyed with this desk's secret: whoever holds the ledger cannot try names until one fits.
    """
    named = "\0".join((case.key, conversation.platform, conversation.thread))
    return salted_hmac("safelight.conversation", named, algorithm="sha256").hexdigest()[:32]


def conversations_by_id(
    case: Case, conversations: Iterable[ConversationSummary]
) -> dict[str, ConversationSummary]:
    """Each conversation of a case by what it is called, in the order given."""
    return {conversation_id(case, each): each for each in conversations}
