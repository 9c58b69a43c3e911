"""The rules themselves, as they lie sealed in the vault."""

import msgspec


class ContactRules(msgspec.Struct, frozen=True, kw_only=True):
    """What the victim said about being contacted. ``ways`` are values of ``models.Way``; anything may be empty."""

    ways: tuple[str, ...] = ()
    where: str = ""
    when: str = ""
    by_whom: str = ""
    say: str = ""
    never_say: str = ""
    code_word: str = ""
    may_see: str = ""
    told: str = ""
    """What they said in their own words, and whatever has no place of its own."""
