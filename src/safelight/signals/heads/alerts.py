"""From which probability on an alert is raised: chosen where 5 % of harmless conversations left out would raise one."""

import msgspec


class Alerts(msgspec.Struct, frozen=True):
    """Probabilities from which a conversation is alerted and an account named; kept in the training record."""

    conversation: float = 0.5
    """Of any harm in the conversation, read message by message: one false alarm is enough to count."""
    account: float = 0.5
    """The mean of the account's three highest messages."""
