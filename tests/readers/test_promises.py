"""The promises of reading, each held for every reader there is, on one made-up file for each."""

import io
import json
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.readers.made_file import Made
from tests.readers.made_of_every_reader import EVERY
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers.html_escapes import unescaped
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import Reading, recognise
from safelight.readers.registry import READERS
from safelight.records.record import AtQuality, Record
from safelight.records.tally import Outcome, Tally

OWN = {
    "discord-account-json": "test_discord_account.py::test_friends_requests_and_kinds_nobody_named",
    "iphone-backup-list": "test_iphone_backup_list.py::test_files_named_by_hashes_are_read_and_their_names_told",
    "discord-subscriber-text": "test_discord_subscriber_text.py::test_the_account_and_every_session_are_records",
    "leapp-lava-db": "test_leapp_lava_db.py::test_twice_the_rows_twice_the_records_and_their_order_is_theirs",
    "mapped-table": "tables/test_mapped_table.py::test_twice_the_rows_twice_the_records",
    "pdf-pages": "test_printouts.py::test_lines_laid_out_as_a_chat_are_messages",
    "photograph": "test_photograph.py::test_a_picture_without_tags_is_still_there",
    "reported-media": "test_meta_records_html.py::test_reported_media_are_named_and_never_opened",
    "screenshot": "test_screenshot.py::test_nothing_on_the_screen_vanishes",
    "signal-locked-db": "test_signal_desktop_db.py::test_the_lock_is_opened_with_the_key_from_the_settings",
    "sqlite-side-files": "test_sqlite_side_files.py::test_a_database_and_its_log_are_read_together_in_any_order",
    "whatsapp-locked-backup": "test_whatsapp_locked_backup.py::test_a_real_locked_backup_says_what_to_ask_for",
    "word-document": "test_printouts.py::test_lines_laid_out_as_a_chat_are_messages",
}
"""Readers of what cannot stand on its own, holds no records or needs a person first, and a test of theirs."""

TIMES_OF_A_SERVER = (EVERY["apple sign-ons"], EVERY["discord json"], EVERY["tiktok"])
"""Without a zone, and not local to the phone either: read as UTC whatever the zone of the case."""

WITH_BLANKS = (EVERY["instagram page"], EVERY["meta page"])
"""Pages in which every blank is somebody's own."""

WITHOUT_NOUGHTS = tuple(
    EVERY[name]
    for name in (
        "facebook sign-ins", "instagram sign-ins", "android contacts", "iphone contacts", "iphone calls",
        "whatsapp contacts",
    )
)  # fmt: skip
"""What they say stands in ``extra``, where a nought is no news."""

SAID = ["one", "two", "three"]
INDIA = ReadingHints(zone=ZoneInfo("Asia/Kolkata"))
NASTY = (
    "½ ﬁ ① ﷺ Å", "e\u0301 \u00e9", "\u202egnihtemos\u202c", "\u2066iso\u2069late", "a\u00a0b\u3000c",
    "\ufeffstart",
    "👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈", "I ❤\ufe0f you", "&amp; &lt;b&gt; &#39;", "<script>alert(1)</script>",
    "%s %d {0} ${x}", "null", "None", "0", "=1+1", "2024-03-13", "\\n \\u0041", "zalgo\u0336\u0335", "ＦＵＬＬ",
)  # fmt: skip
every = pytest.mark.parametrize("made", EVERY.values(), ids=EVERY.keys())
several = pytest.mark.parametrize(
    "made",
    [made for name, made in EVERY.items() if name != "mail"],
    ids=[name for name in EVERY if name != "mail"],
)
"""A file of one mail holds one message and no more."""


in_words = pytest.mark.parametrize(
    "made",
    [made for made in EVERY.values() if not made.export(["one"]).startswith(b"SQLite")],
    ids=[name for name, made in EVERY.items() if not made.export(["one"]).startswith(b"SQLite")],
)
"""Files whose words can be taken out without breaking them; the tests of databases have rows that name nobody."""


def read(made: Made, said: list[str], hints: ReadingHints | None = None) -> list[Record]:
    return read_all(made.reader, made.export(said), hints or ReadingHints(), made.path)[0]


def words(made: Made, records: list[Record]) -> Counter[str]:
    return Counter(made.words(record) or "" for record in records)


def said_of(made: Made) -> list[str]:
    return SAID[:1] if made is EVERY["mail"] else SAID


def zipped(members: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in members.items():
            archive.writestr(path, data)
    return file


def read_zip(members: dict[str, bytes]) -> tuple[list[Record], Tally]:
    reading = Reading(zipped(members), "all.zip", ReadingHints())
    return list(reading.records()), reading.tally


def test_every_reader_is_held_to_the_promises() -> None:
    held = {made.reader.MANIFEST.name for made in EVERY.values()}
    assert {reader.MANIFEST.name for reader in READERS} == held | OWN.keys()
    assert not held & OWN.keys()


@pytest.mark.parametrize("name", OWN)
def test_the_tests_that_hold_the_others_are_there(name: str) -> None:
    file, _, test = OWN[name].partition("::")
    assert f"def {test}" in (Path(__file__).parent / file).read_text("utf-8")


@every
def test_the_tally_adds_up_to_the_byte_and_its_own_reader_knows_it(made: Made) -> None:
    data = made.export(said_of(made))
    records, stretches = read_all(made.reader, data, path=made.path)
    assert [made.words(record) for record in records] == said_of(made)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert recognise(MemoryMember(made.path, data))[0] is made.reader


@several
def test_twice_the_input_one_more_and_another_order(made: Made) -> None:
    records = words(made, read(made, SAID))
    assert words(made, read(made, SAID * 2)) == doubled(records)
    assert words(made, read(made, [*SAID, "four"])) == records + Counter(["four"])
    assert words(made, read(made, SAID[::-1])) == records


@every
def test_shuffled_members_of_an_archive_give_the_same_and_strangers_are_listed_and_not_read(made: Made) -> None:
    folder, _, name = made.path.rpartition("/")
    members = {f"{place}/{folder}/{name}": made.export([f"said in {place}"]) for place in "abcd"}
    members |= {"strange.bin": bytes(range(256)) * 3, "notes/odd.dat": b"\x00\x01nothing anybody knows\xff"}
    records, tally = read_zip(members)
    assert words(made, records) == Counter(f"said in {place}" for place in "abcd")
    for seed in range(3):
        order = list(members)
        random.Random(seed).shuffle(order)
        again, other = read_zip({path: members[path] for path in order})
        assert without_place(again) == without_place(records)
        assert sorted(other.members, key=lambda one: one.member) == sorted(
            tally.members, key=lambda one: one.member
        )
    for member in tally.members:
        assert sum(stretch.length for stretch in member.stretches) == member.size
        is_known = not member.member.endswith((".bin", ".dat"))
        assert bool(member.reader) == is_known
        assert is_known or (member.reasons[0].endswith("was not read.") and member.sha256)


@every
def test_nothing_is_fetched_executed_or_written(made: Made) -> None:
    members = {made.path: made.export(said_of(made)), "module.py": b"raise SystemExit('executed')"}
    file = zipped(members)
    with audited() as acts:
        reading = Reading(file, "all.zip", ReadingHints())
        assert list(reading.records())
        assert reading.tally
    assert acts == []


_WATCHING: list[list[str]] = []
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.", "urllib.",
    "http.client", "ftplib.", "smtplib.", "ctypes.dlopen", "sqlite3.connect", "pickle.", "webbrowser.",
)  # fmt: skip
_OF_PYTHON = tuple(filter(None, map(str, (sys.prefix, sys.base_prefix, Path(__file__).parents[2]))))


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not _WATCHING:
        return
    if event == "open":
        path, mode, flags = (*arguments, None, None, None)[:3]
        is_writing = any(sign in str(mode or "") for sign in "wax+") or (isinstance(flags, int) and flags & 0b11)
        if is_writing or not str(path).startswith(_OF_PYTHON):
            _WATCHING[-1].append(f"open {path} {mode}")
    elif event == "sqlite3.connect" and arguments[0] == ":memory:":
        pass  # SQLite itself is asked what the columns of a table are called, and may do nothing else.
    elif event == "exec":
        # Python's own modules come in by this too: what counts is code that stands in none of them.
        name = getattr(arguments[0], "co_filename", "")
        if not name.startswith((*_OF_PYTHON, "<frozen", "<string>", "<attrs")):
            _WATCHING[-1].append(f"exec {name}")
    elif event.startswith(_FORBIDDEN):
        _WATCHING[-1].append(event)


sys.addaudithook(_watch)


@contextmanager
def audited() -> Iterator[list[str]]:
    """What the interpreter does meanwhile that reading has no business to do. A hook cannot be taken off again."""
    acts: list[str] = []
    _WATCHING.append(acts)
    try:
        yield acts
    finally:
        _WATCHING.pop()


def test_what_the_audit_would_see(tmp_path: Path) -> None:
    with audited() as acts:
        (tmp_path / "written").write_text("x")
    assert acts


@every
def test_time_is_as_good_as_it_says(made: Made) -> None:
    records = read(made, said_of(made))
    elsewhere = read(made, said_of(made), INDIA)
    for record, there in zip(records, elsewhere, strict=True):
        assert (record.at is None) == (record.at_quality is AtQuality.MISSING)
        assert (record.at_other is not None) == (record.at_quality is AtQuality.AMBIGUOUS)
        assert bool(record.at_text) or record.at is None
        assert record.at_quality is there.at_quality
        if record.at_quality is AtQuality.EXACT:
            assert record.at == there.at
        elif record.at_quality is AtQuality.ZONE_ASSUMED:
            assert record.at is not None
            assert there.at is not None
            ahead = 0 if made in TIMES_OF_A_SERVER else 5.5 * 3600 * 1_000_000
            assert record.at - there.at == ahead


@every
@pytest.mark.parametrize("text", NASTY)
def test_bodies_come_back_as_they_were_written(made: Made, text: str) -> None:
    records = read(made, [text])
    assert [made.words(record) or None for record in records] == [as_shown(made, text)]


@pytest.mark.shared
@every
def test_the_big_list_of_naughty_strings_comes_back(made: Made, shared: Path) -> None:
    listed = json.loads((shared / "nasty/corpora/blns/blns.json").read_text("utf-8"))
    lines = [text for text in listed if text.strip() and is_a_line(text)]
    assert len(lines) > 400
    for text in lines if made is EVERY["mail"] else ():
        assert [made.words(record) for record in read(made, [text])] == [text]
    if made is not EVERY["mail"]:
        assert [made.words(record) or None for record in read(made, lines)] == [
            as_shown(made, text) for text in lines
        ]


def is_a_line(text: str) -> bool:
    """Pages and XML cannot hold control characters and non-characters, and lines no line breaks."""
    return not any(
        (one < " " and one != "\t") or "\x7f" <= one <= "\x9f" or one in "\u2028\u2029\ufffe" for one in text
    )


def as_shown(made: Made, text: str) -> str | None:
    """What comes back where a format itself cannot tell more."""
    if made is EVERY["snapchat old"]:  # It escapes the words itself.
        return unescaped(text)
    if (
        made is EVERY["sms backup"] and text == "null"
    ):  # It writes so where there is no text, and ``extra`` says it.
        return None
    if made.path.endswith(".html") and made not in WITH_BLANKS:  # Other pages set the words between blanks.
        return text.strip(" \t")
    if made in WITHOUT_NOUGHTS and text == "0":
        return None
    return text


@every
def test_senders_are_never_invented(made: Made) -> None:
    data = made.export(said_of(made))
    for record in read(made, said_of(made)):
        assert record.sender is None or in_source(record.sender, data)
        assert all(in_source(one, data) for one in record.recipients)


def in_source(account: str, data: bytes) -> bool:
    user, _, server = account.partition("@")
    return all(part.encode() in data for part in (user, server) if part)


@in_words
def test_where_the_source_names_nobody_there_is_no_sender(made: Made) -> None:
    data = made.export(said_of(made))
    named = {record.sender.partition("@")[0] for record in read(made, said_of(made)) if record.sender}
    for name in named:
        data = data.replace(name.encode(), b"")
    with suppress(UnknownLayout):
        for record in read_all(made.reader, data, path=made.path)[0]:
            assert record.sender is None or (record.sender and in_source(record.sender, data))
