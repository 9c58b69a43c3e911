"""How many records a second each format gives the whole way in a warm worker: seal, read, tally, Parquet."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.made import downloads, phones
from benchmarks.one_reading import Write, one_reading, whole_process_seconds, written_apart
from benchmarks.row import Row
from benchmarks.whatsapp_export import write_export

_RECORDS = 100_000
_RUNS = 3
_CHATPACK = "import sys, chatpack; print(len(chatpack.parse_{}(sys.argv[1])))"


class Format(NamedTuple):
    """A file of this name, the records a second that are asked for, and code of chatpack that reads it."""

    title: str
    name: str
    write: Write
    goal: int
    peer_code: str = ""


FORMATS = (
    Format("WhatsApp text", "WhatsApp Chat with Netball.txt", write_export, 150_000),
    Format("Telegram JSON", "result.json", downloads.write_telegram, 100_000, _CHATPACK.format("telegram")),
    Format("Messenger JSON", "message_1.json", downloads.write_meta, 100_000),
    Format("Discord JSON", "Netball.json", downloads.write_discord, 100_000, _CHATPACK.format("discord")),
    Format("WhatsApp msgstore.db", "msgstore.db", phones.write_msgstore, 100_000),
    Format("WhatsApp ChatStorage.sqlite", "ChatStorage.sqlite", phones.write_chatstorage, 100_000),
    Format("Android mmssms.db", "mmssms.db", phones.write_mmssms, 100_000),
    Format("SMS Backup & Restore XML", "sms.xml", downloads.write_sms_backup, 60_000),
)


def run() -> list[Row]:
    """A row for each format, and below it a peer's where one reads the format.

    The peer's ratio is its time over ours, both as whole processes.
    """
    with tempfile.TemporaryDirectory() as place:
        return [row for one in FORMATS for row in _rows(one, Path(place) / one.name)]


def _rows(wanted: Format, path: Path) -> Iterator[Row]:
    written_apart(wanted.write, path, messages=_RECORDS)
    best = min(one_reading(path) for _ in range(_RUNS))
    rate = best.records / best.seconds
    on_processor = best.records / best.processor_seconds
    said = f"goal {wanted.goal:,}/s; {on_processor:,.0f} a processor second, at most {best.peak_mb:,.0f} MB"
    kept = f"{best.records:,} of {_RECORDS:,} kept, {best.failed_bytes:,} bytes failed"
    yield Row(f"{wanted.title}: {kept}", f"{rate:,.0f} records/s", said, f"{rate / wanted.goal:.2f}")
    if wanted.peer_code and peers.PYTHON.exists() and (theirs := peers.peer(wanted.peer_code, path)):
        ours = min(whole_process_seconds(path) for _ in range(_RUNS))
        said = f"parse only; {theirs.records:,} of {_RECORDS:,} kept; Safelight as a whole process {ours:.1f} s"
        name = f"  beside it: chatpack {peers.version_of('chatpack')}"
        rate = theirs.records / theirs.seconds
        yield Row(name, f"{rate:,.0f} records/s", said, f"{theirs.seconds / ours:.2f}")
    path.unlink()
