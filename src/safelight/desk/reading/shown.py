"""How an exhibit is read, ready to be shown: what is in force, who said it, what was said before, what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext

from safelight.desk import content
from safelight.desk.design.local_time import local_time
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.reading.said import Said, SaidOfExhibit
from safelight.evidence.audit import Act
from safelight.readers.choices import MemberChoice
from safelight.readers.said import said_of
from safelight.records.tally import Tally
from safelight.records.two_dates import TwoDates, two_dates_of
from safelight.records.visible import visible


@dataclass(frozen=True)
class Word:
    """One word of an officer: what then held, in sentences (none: as recognised), and who said it when and why."""

    member: str
    sentences: list[str]
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class OpenDates:
    """The question which comes first, day or month: how many records it is about, and one of them."""

    number: int
    member: str
    records: int
    written: str
    at: datetime
    other: datetime


def words_in_force(said: SaidOfExhibit) -> list[Word]:
    """What holds now: of the whole exhibit first, then of its members."""
    members = ["", *said.choices.members]
    newest = [said.last(member) for member in members if said.own(member) != MemberChoice()]
    return words(one for one in newest if one)


def words(said: Iterable[Said]) -> list[Word]:
    """Words as people read them, in the order given."""
    listed = list(said)
    names = _names({one.by for one in listed})
    return [
        Word(
            member=visible(one.member),
            sentences=_sentences(one),
            who=names.get(one.by, gettext("Somebody")),
            at=one.at,
            reason=one.reason,
        )
        for one in listed
    ]


def open_dates(request: HttpRequest, exhibit: Exhibit, said: SaidOfExhibit, tally: Tally) -> list[OpenDates]:
    """The members with dates that can be read two ways; asking for them is a look where there are any."""
    if not exhibit.dates_read_two_ways:
        return []
    audit = look(request, Act.LOOKED_AT_EXHIBIT, case=exhibit.case.key, subject=exhibit.sha256, what="reading")
    numbers = {member.member: number for number, member in enumerate(tally.members, 1)}
    return [
        _question(found, numbers[found.member], zone_of(exhibit, said, found.member))
        for found in two_dates_of(content.open_table_of(exhibit, audit=audit))
        if found.member in numbers
    ]


def zone_of(exhibit: Exhibit, said: SaidOfExhibit, member: str) -> ZoneInfo:
    """The zone a member's local times were read in; UTC where nobody said."""
    return ZoneInfo(said.choices.of(member).zone or exhibit.case.context.timezone or "UTC")


def _question(found: TwoDates, number: int, zone: ZoneInfo) -> OpenDates:
    return OpenDates(
        number=number,
        member=visible(found.member),
        records=found.records,
        written=visible(found.written),
        at=local_time(found.at, zone),
        other=local_time(found.other, zone),
    )


def _sentences(one: Said) -> list[str]:
    return list(said_of(msgspec.structs.replace(one.choice, key="held" if one.has_key else "")))


def _names(opaque: set[str]) -> dict[str, str]:
    keys = [one.removeprefix("person:") for one in opaque]
    return {person.opaque: person.name for person in Person.objects.filter(pk__in=keys)}
