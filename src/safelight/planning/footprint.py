"""The digital footprint: the things somebody uses, who can reach them, and what depends on what."""

from enum import StrEnum

import msgspec

from safelight.knowledge.answer import Answer


class Who(StrEnum):
    """Somebody, seen from the victim. *The other side* is whoever the victim needs to be safe from."""

    VICTIM = "victim"
    OTHER_SIDE = "other_side"
    CHILD = "child"
    SOMEBODY_ELSE = "somebody_else"
    NOT_KNOWN = "not_known"


LINKS = ("recovery_to", "alerts_to", "second_factor_on", "shown_on", "forwards_to", "member_of", "paid_on")
"""The fields of a thing that lead to other things."""


class Thing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing: a mailbox, a phone, a family group.

    Links hold the ``id`` of other things. A link that nobody has read yet is empty and counts as not known, unless
    ``links_read`` says that it was looked at.
    """

    id: str
    kind: str
    """A kind of the footprint pack; its domain follows from it."""
    name: str = ""
    """What the victim calls it. Content: it is not for the ledger or an unsealed column."""
    platform: str = ""
    """The platform in the word of the platform facts; empty where it is not asked or not known."""
    set_up_by: Who = Who.NOT_KNOWN
    could_get_in: Answer = Answer.NOT_ASKED
    """Whether the other side may know the way in: the password, the lock code, an unlocked device."""
    seems_in: Answer = Answer.NOT_ASKED
    """Whether there is a sign that somebody is in: a session, a log, words only to be known from there."""
    recovery_to: tuple[str, ...] = ()
    """Mailboxes and numbers that can be used to get back in."""
    alerts_to: tuple[str, ...] = ()
    """Where the platform sends its alerts."""
    second_factor_on: tuple[str, ...] = ()
    """Devices and numbers that get or make its codes."""
    shown_on: tuple[str, ...] = ()
    """Devices that are signed in to it and show it."""
    forwards_to: tuple[str, ...] = ()
    """Mailboxes that get a copy of what comes in."""
    member_of: tuple[str, ...] = ()
    """Family groups it belongs to."""
    paid_on: tuple[str, ...] = ()
    """The contract, bank account or title it hangs on."""
    links_read: bool = False
    """Whether somebody looked at the recovery, alert and second-factor pages, so that empty means none."""
    answers: dict[str, Answer] = {}
    """Further questions of the pack about this thing."""

    def answer(self, question: str) -> Answer:
        """What was said to a question about this thing."""
        if question in ("could_get_in", "seems_in"):
            return Answer(getattr(self, question))
        return self.answers.get(question, Answer.NOT_ASKED)

    @property
    def called(self) -> str:
        """What to call it in a sentence."""
        return self.name or self.id


class Footprint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Everything that was said of what somebody uses. The order of things and answers means nothing."""

    answers: dict[str, Answer] = {}
    """The questions about the household."""
    things: tuple[Thing, ...] = ()

    def answer(self, question: str) -> Answer:
        """What was said to a question about the household."""
        return self.answers.get(question, Answer.NOT_ASKED)

    def of_kind(self, *kinds: str) -> tuple[Thing, ...]:
        """The things of some kinds, by id."""
        return tuple(sorted((one for one in self.things if one.kind in kinds), key=lambda one: one.id))

    def thing(self, id: str) -> Thing | None:  # noqa: A002 - the field's own name
        """The thing with this id."""
        return next((one for one in self.things if one.id == id), None)
