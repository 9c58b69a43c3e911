"""What a bundle costs to select and write, in processor time, each part by itself."""

import io
import json
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.row import Row
from safelight.bundling.case_uco.graph_file import write_case_uco
from safelight.bundling.choice import Choice, Records, Removal, Removed, salted
from safelight.bundling.contents import Contents, contents_of
from safelight.bundling.copies import write_csv, write_parquet
from safelight.bundling.on_file import CaseOnFile, ExhibitOnFile
from safelight.bundling.reading_copy.pages import pages_of
from safelight.bundling.reading_copy.pdf import pdf_of
from safelight.records.record import AtQuality, Direction, Kind, Record
from safelight.records.table import table_of

MESSAGES = 100_000
CONVERSATIONS = 20
RECORDS_IN_PDF = 400
ROUNDS = 3
GOAL = 20_000
EXHIBIT = "5" * 64
REMOVALS = (
    Removal(Removed.ACCOUNT, "Quennell O'Dare", "third party"),
    Removal(Removed.WORDS, "12 Larkmoor Road", "address"),
    Removal(Removed.ACCOUNT, "+44 7700 900461", "telephone"),
)


def run() -> list[Row]:
    """Selection without and with removal, then each copy of the same records."""
    case = _case(MESSAGES)
    plain, removing = _everything(()), _everything(REMOVALS)
    contents = contents_of(case, plain)
    few = contents_of(_case(RECORDS_IN_PDF), plain)
    return [
        _row("selecting, with the schedule", MESSAGES, lambda: contents_of(case, plain)),
        _row("selecting and removing three names", MESSAGES, lambda: contents_of(case, removing)),
        _row("fingerprint of what is shown", MESSAGES, lambda: contents.fingerprint),
        _case_uco(contents),
        _row("writing CSV", MESSAGES, lambda: write_csv(contents, io.BytesIO())),
        _row("writing Parquet", MESSAGES, lambda: write_parquet(contents, io.BytesIO())),
        _row("writing the reading copy (HTML)", MESSAGES, lambda: _html(contents)),
        _row(
            f"writing it as PDF/UA ({RECORDS_IN_PDF} records)",
            RECORDS_IN_PDF,
            lambda: pdf_of(_html(few)),
            rounds=1,
        ),
    ]


def _case_uco(contents: Contents) -> Row:
    seconds = _least(lambda: _graph(contents), ROUNDS)
    plain = _least(lambda: json.dumps(contents.rows.select("text", "sender", "at_text").to_dicts()), 1)
    rate = MESSAGES / seconds
    beside = f"goal {GOAL:,}; plain JSON of three columns {MESSAGES / plain:,.0f} messages/s"
    return Row("writing CASE/UCO JSON-LD", f"{rate:,.0f} records/s", beside, f"{rate / GOAL:.2f}")


def _row(what: str, records: int, work: Callable[[], object], *, rounds: int = ROUNDS) -> Row:
    seconds = _least(work, rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Row(
        what, f"{records / seconds:,.0f} records/s", f"{seconds:.2f} s of processor, {peak:,} MiB at the peak", ""
    )


def _least(work: Callable[[], object], rounds: int) -> float:
    """Processor seconds of this process, all threads: the least of several rounds."""
    least = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return least


def _graph(contents: Contents) -> None:
    write_case_uco(contents, io.BytesIO(), sizes={"AB/1": 1}, seed="0" * 20)


def _html(contents: Contents) -> str:
    pages = pages_of(contents, (), made_at=datetime(2026, 1, 1, tzinfo=UTC), for_print=True)
    return [page.html for page in pages][-1]


def _everything(removals: tuple[Removal, ...]) -> Choice:
    return salted(Choice(records=Records.MATCHING, exhibits=(EXHIBIT,), removals=removals))


def _case(messages: int) -> CaseOnFile:
    exhibit = ExhibitOnFile(
        sha256=EXHIBIT,
        reference="AB/1",
        name="export.zip",
        size_bytes=1,
        sealed_at=datetime(2026, 1, 1, tzinfo=UTC),
        handed_in_by="Asha Brown, officer",
    )
    table = table_of(map(_message, range(messages)), exhibit=EXHIBIT)
    return CaseOnFile(
        reference="1", zone="Europe/London", exhibits=[exhibit], table=table, accepted=(), signals=()
    )


def _message(number: int) -> Record:
    named = " Quennell O'Dare says 12 Larkmoor Road" if number % 200 == 0 else ""
    return Record(
        kind=Kind.MESSAGE,
        member=f"chat-{number % CONVERSATIONS}.txt",
        offset=number * 80,
        length=80,
        at=1_770_000_000_000_000 + number * 30_000_000,
        at_quality=AtQuality.ZONE_ASSUMED,
        at_text=f"0{number % 9 + 1}/03/2026, 12:{number % 60:02}",
        platform="WhatsApp",
        thread=f"Person {number % CONVERSATIONS}",
        sender="Alex" if number % 2 else f"Person {number % CONVERSATIONS}",
        recipients=("Alex",),
        direction=Direction.TOWARDS_OWNER,
        text=f"Message {number}: are you coming to see about the sofa on Saturday?{named}",
    )
