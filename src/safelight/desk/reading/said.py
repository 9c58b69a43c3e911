"""What officers said about reading one exhibit. It names members and may hold a key, so it is kept sealed."""

from datetime import datetime

import msgspec

from safelight.readers.choices import MemberChoice, ReadingChoices


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One change of what is chosen: by whom (opaque id), when, why, of which member, and what then held.

    ``member`` is empty where it is about the whole exhibit. ``choice`` is without its key.
    """

    by: str
    at: datetime
    reason: str
    member: str
    choice: MemberChoice
    has_key: bool = False


class SaidOfExhibit(msgspec.Struct, frozen=True, kw_only=True):
    """What is in force, and everything said so far, oldest first."""

    choices: ReadingChoices = ReadingChoices()
    history: tuple[Said, ...] = ()

    def own(self, member: str) -> MemberChoice:
        """What was said of a member itself, or of the whole exhibit where ``member`` is empty."""
        return self.choices.members.get(member, MemberChoice()) if member else self.choices.general

    def last(self, member: str) -> Said | None:
        """The newest word about a member, or about the whole exhibit."""
        return next((said for said in reversed(self.history) if said.member == member), None)

    def with_word(self, said: Said, choice: MemberChoice) -> "SaidOfExhibit":
        """This with one more word; ``choice`` may hold a key."""
        return SaidOfExhibit(choices=self.choices.saying(said.member, choice), history=(*self.history, said))
