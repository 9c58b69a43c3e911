"""One entry of an address book: what it says by the source's names, and the accounts in it."""

from collections import Counter

import msgspec

from safelight.readers.sqlite.said import Said
from safelight.records.record import Kind

THREAD = "Contacts"
_SCHEMES = ("tel:", "mailto:", "sms:", "xmpp:")


class Entry(msgspec.Struct):
    """Filled value by value, in the order the source has them."""

    extra: dict[str, str] = msgspec.field(default_factory=dict)
    accounts: dict[str, None] = msgspec.field(default_factory=dict)
    times: Counter[str] = msgspec.field(default_factory=Counter)

    def tell(self, name: str, value: str | None) -> None:
        """A value under the source's name; one that comes again gets a number."""
        if not value:
            return
        self.times[name] += 1
        self.extra[f"{name} {self.times[name]}" if self.times[name] > 1 else name] = value

    def reach(self, account: str | None) -> None:
        """A number, address or handle by which somebody is reached."""
        if account:
            scheme = next((scheme for scheme in _SCHEMES if account.lower().startswith(scheme)), "")
            self.accounts[account[len(scheme) :]] = None

    def said(self) -> Said:
        """The entry as a record's fields."""
        return Said(kind=Kind.CONTACT, thread=THREAD, recipients=tuple(self.accounts), extra=self.extra)
