"""A small case to make bundles from: one conversation on a phone, a list of sign-ins, and a finding."""

from datetime import UTC, datetime

import polars as pl

from safelight.bundling.choice import Choice, Records, Removal, Removed, salted
from safelight.bundling.on_file import Accepted, CaseOnFile, ExhibitOnFile, SignalOnFile
from safelight.examining.exhibit import ByteCount
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Kind, Record, State
from safelight.records.table import table_of, together
from safelight.signals.finding import Finding, Gap, Known, OffencePointer, PointToProve, Severity, Span, Strength

PHONE, ACCOUNT = "1" * 64, "2" * 64
SECRET = "Quennell O'Dare"
"""The name of somebody who has nothing to do with it."""
STREET = "Larkmoor Röad"
NUMBER = "+44 7700 900461"
FORMULA = '=HYPERLINK("http://192.0.2.7","open")'

_BEGAN = to_micros(datetime(2026, 3, 1, 20, 0, tzinfo=UTC))
_MINUTE = 60_000_000
_TEXTS = (
    "Are you home?",
    f"I saw {SECRET} leave {STREET} just now",
    FORMULA,
    "I'll break your windows tonight",
    "Ask quennell o&#39;dare, or ring 07700 900461. L\u200barkmoor  röad 9",
    "Stop writing to me",
    "-1",
    "Fine",
)


def a_case() -> CaseOnFile:
    """The case; nobody in it exists."""
    tables = [table_of(_messages(), exhibit=PHONE), table_of(_sign_ins(), exhibit=ACCOUNT)]
    table = together(tables)
    threat = table.filter(pl.col("text").str.starts_with("I'll break"))["record_id"][0]
    return CaseOnFile(
        reference="2026-0042",
        zone="Europe/London",
        exhibits=(
            _exhibit(PHONE, "AB/1", f"WhatsApp Chat with {SECRET}.txt", ("WhatsApp text",)),
            _exhibit(ACCOUNT, "AB/2", "sign-ins.csv", ("Sign-ins",)),
        ),
        table=table,
        accepted=(_accepted(threat),),
        signals=(SignalOnFile("threats", "3", "Threats.", ("It reads English only.",)),),
    )


def everything(case: CaseOnFile, *removals: Removal) -> Choice:
    """All records of all exhibits, with every finding."""
    return salted(
        Choice(
            records=Records.MATCHING,
            exhibits=tuple(one.sha256 for one in case.exhibits),
            findings=tuple(one.finding.id for one in case.accepted),
            originals=(PHONE,),
            removals=removals,
        )
    )


THREE_REMOVED = (
    Removal(Removed.ACCOUNT, SECRET, "third party"),
    Removal(Removed.WORDS, STREET, "address"),
    Removal(Removed.ACCOUNT, NUMBER, "third party's telephone"),
)


def _messages() -> list[Record]:
    return [
        Record(
            kind=Kind.MESSAGE,
            member=f"WhatsApp Chat with {SECRET}.txt",
            offset=number * 100,
            length=90,
            at=_BEGAN + number * _MINUTE,
            at_quality=AtQuality.ZONE_ASSUMED,
            at_text=f"01/03/2026, 20:{number:02}",
            platform="WhatsApp",
            thread="Jordan",
            sender="Jordan" if number != 5 else "Alex",
            recipients=("Alex",),
            direction=Direction.FROM_OWNER if number == 5 else Direction.TOWARDS_OWNER,
            text=text,
            state=State.SENT,
            attachments=(f"{SECRET}.jpg",) if number == 6 else (),
            extra={"quoted": f"Röad of {STREET.upper()}"} if number == 7 else {},
        )
        for number, text in enumerate(_TEXTS)
    ]


def _sign_ins() -> list[Record]:
    return [
        Record(
            kind=Kind.SIGN_IN,
            member="sign-ins.csv",
            offset=number * 50,
            length=40,
            at=_BEGAN + number * 3_600_000_000,
            at_quality=AtQuality.EXACT,
            platform="Example Mail",
            thread="sign-ins",
            sender="alex@example.com",
            extra={"address": f"192.0.2.{number + 1}"},
        )
        for number in range(3)
    ]


def _exhibit(sha256: str, reference: str, name: str, read_as: tuple[str, ...]) -> ExhibitOnFile:
    return ExhibitOnFile(
        sha256=sha256,
        reference=reference,
        name=name,
        size_bytes=1000,
        sealed_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        handed_in_by="Asha Brown, officer",
        read_as=read_as,
        bytes=ByteCount(1000, 900, 60, 40),
    )


def _accepted(record: str) -> Accepted:
    return Accepted(
        finding=Finding(
            id="f" * 32,
            signal="threats",
            version="3",
            harm="threats",
            claim="A message from Jordan appears to threaten to damage property.",
            severity=Severity.HIGH,
            strength=Strength.STRONG,
            probability=0.9,
            records=(record,),
            spans=(Span(record, 5, 23),),
            reasons=(f"It follows a message about {SECRET}.",),
            offences=(
                OffencePointer(
                    "pha-1997-s2a", (PointToProve("course-of-conduct", Known.NOT_YET_KNOWN, "One only."),)
                ),
            ),
            missing=(Gap("Whether windows were broken", "Ask the owner"),),
            limits=("Jokes may be misread.",),
        ),
        by="Asha Brown, officer",
        at=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
        reason="I read the whole conversation.",
        verdict="Accepted",
    )
