"""What was said of each app, as it is sealed; and what that comes to for the phone, in three values."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from safelight.apps_check.app import InstalledApp
from safelight.knowledge.answer import Answer
from safelight.planning.footprint import Thing, Who

ODD_APPS = "odd_apps"
"""The question of the footprint that the answers bear on: an app they did not put there, or were made to."""
_STRENGTH = (Answer.NOT_ASKED, Answer.NO, Answer.NOT_SURE, Answer.YES)


class AppAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one app, by whom it was written down, and when."""

    known: Answer = Answer.NOT_ASKED
    """Whether the person knew that it is there."""
    put_there_by: Who = Who.NOT_KNOWN
    made_to: Answer = Answer.NOT_ASKED
    """Whether they were made to put it there, or let it be put there."""
    by: str
    at: datetime

    @property
    def is_asked(self) -> bool:
        """Whether anything was said."""
        said = (self.known, self.made_to) != (Answer.NOT_ASKED, Answer.NOT_ASKED)
        return said or self.put_there_by is not Who.NOT_KNOWN

    @property
    def is_odd(self) -> Answer:
        """Whether the app is one they did not put there or were made to: *no* needs all three to be said."""
        if self.made_to is Answer.YES or self.put_there_by not in {Who.VICTIM, Who.NOT_KNOWN}:
            return Answer.YES
        if self.known is Answer.NO:
            return Answer.YES
        if Answer.NOT_SURE in {self.known, self.made_to}:
            return Answer.NOT_SURE
        told = self.known is Answer.YES and self.made_to is Answer.NO and self.put_there_by is Who.VICTIM
        return Answer.NO if told else Answer.NOT_ASKED

    def same_as(self, other: "AppAnswer | None") -> bool:
        """Whether the same was said, whoever wrote it down and when."""
        mine = (self.known, self.put_there_by, self.made_to)
        return other is not None and mine == (other.known, other.put_there_by, other.made_to)


class KeptAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """The answers about one list. ``device`` is the thing of the footprint whose apps these are."""

    device: str = ""
    answers: dict[str, AppAnswer] = {}
    """By ``key_of`` the app."""


def key_of(app: InstalledApp) -> str:
    """What an app is known by in one list: its package, or the name somebody typed."""
    return app.id or app.name


def odd_apps(answers: Iterable[AppAnswer]) -> Answer:
    """Whether there is an app they did not put there, as far as these were asked about.

    *Yes* where one is; *not sure* where one may be. Never *no*: only some of the apps were asked about.
    """
    found = {one.is_odd for one in answers}
    if Answer.YES in found:
        return Answer.YES
    return Answer.NOT_SURE if Answer.NOT_SURE in found else Answer.NOT_ASKED


def told_of(thing: Thing, answers: Iterable[AppAnswer]) -> Thing:
    """The thing with the answers in it. What was said before about the whole device is never weakened."""
    now, before = odd_apps(answers), thing.answer(ODD_APPS)
    if _STRENGTH.index(now) <= _STRENGTH.index(before):
        return thing
    return msgspec.structs.replace(thing, answers={**thing.answers, ODD_APPS: now})
