"""Who is who: the owner, people of concern, and the keys under which accounts are compared."""

import re

from safelight.signals.context import CaseContext

_NUMBER = re.compile(r"[+(]?[\d][\d\s().-]{6,}")
_NATIONAL_LENGTH = 11
OWNER = "owner"


def account_key(written: str) -> str:
    """The form in which two spellings of one account are compared.

    Case and spaces around it do not count. A telephone number counts by its digits; a national number of eleven
    digits that starts with 0 is read as British (0 becomes 44).
    """
    plain = written.strip().casefold()
    if not _NUMBER.fullmatch(plain):
        return plain.removeprefix("@")
    digits = re.sub(r"\D", "", plain)
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0") and len(digits) == _NATIONAL_LENGTH:
        return "44" + digits[1:]
    return digits


class Parties:
    """The people of a case as officers named them. Accounts are put together only where officers did."""

    def __init__(self, context: CaseContext) -> None:
        written = (context.owner.name, *context.owner.accounts)
        self.owner_keys = frozenset(account_key(one) for one in written if one)
        self._labels: dict[str, str] = {}
        self._concern: dict[str, str] = {}
        for number, person in enumerate(context.concern, start=1):
            accounts = [one for one in (person.name, *person.accounts) if one]
            key = f"concern:{number}"
            self._labels[key] = accounts[0]
            self._concern.update({account_key(one): key for one in accounts if account_key(one)})

    @property
    def concern(self) -> tuple[str, ...]:
        """The keys of the people of concern."""
        return tuple(self._labels)

    def key_of(self, written: str) -> str:
        """The key of an account as written: the owner, a person of concern, or the account itself."""
        plain = account_key(written)
        return OWNER if plain in self.owner_keys else self._concern.get(plain, plain)

    def label_of(self, key: str, as_written: str) -> str:
        """What a sentence calls them: the name officers gave, otherwise the account as written."""
        return self._labels.get(key, as_written)
