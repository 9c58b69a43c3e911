"""Labelled conversations: the form in which the corpus is kept and in which an agency adds its reviewed cases."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import polars as pl

from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Kind, Record
from safelight.records.table import table_of
from safelight.signals.context import CaseContext, Owner

ZONE = "Europe/London"
NO_HARM = "none"


class LabelledRefused(ValueError):
    """A file is no labelled conversation. The message says which and why; nothing of it was used."""


class Participant(msgspec.Struct, frozen=True):
    """One account that takes part."""

    id: str
    name: str
    account: str


class Said(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """One message, and what a reader of the whole conversation says it does; ordinary ones have no label."""

    n: int
    at: datetime
    sender: str
    text: str
    labels: tuple[str, ...] = ()


class Judged(msgspec.Struct, frozen=True):
    """What a reader says of the conversation as a whole."""

    harms: tuple[str, ...]
    priority: str
    first_alert_n: int | None = None
    """The first message at which a careful reader would raise an alert; ``None`` where there is no case."""
    missed_if_single_message: bool = False


class Labelled(msgspec.Struct, frozen=True):
    """One labelled conversation."""

    id: str
    platform: str
    owner: str
    participants: tuple[Participant, ...]
    messages: tuple[Said, ...]
    case: Judged
    owner_age: int | None = None
    part: str = ""
    """The folder it lies in: its slice of the corpus."""

    @property
    def has_harm(self) -> bool:
        """Whether a reader saw any harm in it."""
        return self.case.harms != (NO_HARM,)

    @property
    def labels(self) -> list[list[str]]:
        """The labels of each message."""
        return [list(said.labels) for said in self.messages]

    def first(self, count: int) -> "Labelled":
        """Only the first messages: what somebody would have seen at that time."""
        return msgspec.structs.replace(self, messages=self.messages[:count])


def conversations_in(folder: Path) -> list[Labelled]:
    """Every labelled conversation below a folder, by name. Raises ``LabelledRefused``."""
    found = [_read(path) for path in sorted(folder.rglob("*.json"))]
    if not found:
        raise LabelledRefused(f"There is no labelled conversation (*.json) in {folder}.")
    return found


def _read(path: Path) -> Labelled:
    try:
        read = msgspec.json.decode(path.read_bytes(), type=Labelled)
    except msgspec.MsgspecError as fault:
        raise LabelledRefused(f"{path} is no labelled conversation: {fault}. Nothing of it was used.") from fault
    known = {person.id for person in read.participants}
    if read.owner not in known or any(said.sender not in known for said in read.messages):
        raise LabelledRefused(f"{path} names somebody who is not among its participants. Nothing of it was used.")
    return msgspec.structs.replace(read, part=path.parent.name)


def table_with(conversations: Iterable[Labelled]) -> pl.DataFrame:
    """The records of labelled conversations, one thread each; ``pointer`` is the number of the message."""
    records = [record for each in conversations for record in _records(each)]
    return table_of(records, exhibit="")


def context_of(conversation: Labelled) -> CaseContext:
    """The little that an officer would know at first: whose device it is, and their age."""
    owner = next(person for person in conversation.participants if person.id == conversation.owner)
    return CaseContext(
        owner=Owner(name=owner.name, accounts=(owner.account,), age=conversation.owner_age), timezone=ZONE
    )


def _records(conversation: Labelled) -> Iterator[Record]:
    accounts = {person.id: person.account for person in conversation.participants}
    for said in conversation.messages:
        by_owner = said.sender == conversation.owner
        yield Record(
            kind=Kind.MESSAGE,
            member=f"{conversation.id}.json",
            offset=said.n,
            length=1,
            pointer=str(said.n),
            at=to_micros(said.at),
            at_quality=AtQuality.EXACT,
            platform=conversation.platform,
            thread=conversation.id,
            sender=accounts[said.sender],
            recipients=tuple(account for person, account in accounts.items() if person != said.sender),
            direction=Direction.FROM_OWNER if by_owner else Direction.TOWARDS_OWNER,
            text=said.text,
        )
