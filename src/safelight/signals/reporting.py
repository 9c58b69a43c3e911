"""Whether a message passes on words by somebody else: then they are no threat of whoever sent it."""

import re
from collections.abc import Iterable

from safelight.signals.context import CaseContext
from safelight.signals.finding import Span
from safelight.signals.pursuit.parties import Parties

_ANOTHER = re.compile(
    r"\b(?:(?i:he|she|they|someone|somebody|account|man|lad|bloke|woman)|[A-Z][a-z]+)"
    r"(?:['’]?(?:s|re|ll|d)| is| are| was| will| would)?(?: (?:just|now|still|also|really|even))?"
    r"(?: (?:gonna|going to|about to|planning to))? ?$"
    r"|\b(?i:saying|says|said|claiming|claims|threatening|threatened|threatens)(?: that| to| how)? ?$"
)
_TOLD = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|messaged|texted|rang|posted|threaten(?:s|ed|ing)|heard|heads up|"
    r"apparently|should know|so (?:yo)?u know|don['’]?t panic|warn(?:s|ed|ing))\b",
    re.IGNORECASE,
)


class Reporting:
    """Tells a warning from a threat, in messages by anybody but people of concern."""

    def __init__(self, context: CaseContext) -> None:
        self._parties = Parties(context)

    def is_of_another(self, sender: str | None, text: str, spans: Iterable[Span]) -> bool:
        """Whether the words at all these spans have somebody else as their subject, in a message that reports."""
        if sender is not None and self._parties.key_of(sender) in self._parties.concern:
            return False
        starts = [span.start for span in spans]
        return bool(starts) and bool(_TOLD.search(text)) and all(_ANOTHER.search(text[:start]) for start in starts)
