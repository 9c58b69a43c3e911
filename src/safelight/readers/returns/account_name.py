"""How returns write an account: a name, its number in brackets, and what it is shown as."""

import re
from typing import NamedTuple

_ACCOUNT = re.compile(
    r"([^()\[\n]*+)(?:\[[^\]\n]*+\]\s*+)?\((?:[A-Za-z ]{1,20}:\s{0,3})?(\d{1,25})\)(?:\s{0,3}\[[^\n]*\])?"
)


class Account(NamedTuple):
    """``name`` is the part of the text that names the account; ``identity`` its number, empty if not given."""

    name: str
    identity: str

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it may be known by."""
        return tuple(name for name in self if name)


def account_of(written: str) -> Account:
    """From “fern-1 (instagram: 100) [Fern]”; text that is not written so is a name as it stands."""
    match = _ACCOUNT.fullmatch(written.strip())
    if match is None:
        return Account(written, "")
    return Account(match[1].rstrip() or match[2], match[2])
