"""Loaded into a template in place of the WhatsApp reader: it does what a file that took a reader over might.

A member's text names what is done; what came of it is the text of a record.
"""

import ctypes
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import msgspec

from safelight.readers import whatsapp_text
from safelight.readers.apart.asked import tables
from safelight.readers.apart.guards import GUARDS
from safelight.readers.reader import Recognition
from safelight.readers.tables import opening
from safelight.records.record import Kind, Record

FLOOD = 20_000


def recognise(member) -> Recognition:
    return Recognition(100, ("A test says so.",)) if member.head.startswith(b"do: ") else Recognition(0)


def read(member, hints, book) -> Iterator[Record]:
    data = member.whole()
    half = len(data) // 2
    deed, *given = data.decode().removeprefix("do: ").rstrip(".").split()
    for _ in range(FLOOD if deed == "flood_and_leave" else 1):
        yield record(member, 0, half, "first half")
    book.read(0, half)
    yield record(member, half, len(data) - half, str(DEEDS[deed](*given)))
    book.read(half, len(data) - half)


def record(member, offset: int, length: int, text: str) -> Record:
    return Record(kind=Kind.MESSAGE, member=member.path, offset=offset, length=length, text=text)


def nothing() -> str:
    return "done"


def stumble() -> None:
    raise RuntimeError("bring milk, says the evidence")


def loop() -> None:
    while True:
        pass


def sleep() -> None:
    signal.pause()


def hoard() -> None:
    held = []
    while True:
        held.append(bytes(64 * 1024 * 1024))


def crash() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(9)


def flood_and_leave() -> None:
    os._exit(9)


def half_character() -> str:
    return "\ud800 and so on"


def tried(deed, *given) -> str:
    try:
        deed(*given)
    except OSError as refusal:
        return f"refused: {type(refusal).__name__}"
    return "allowed"


def phone(port: str) -> str:
    return tried(socket.create_connection, ("127.0.0.1", int(port)), 1)


def listen() -> str:
    return tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).bind(("127.0.0.1", 0)))


def write(path: str) -> str:
    return tried(Path(path).write_bytes, b"here")


def look(path: str) -> str:
    return tried(Path(path).read_bytes)


def handles() -> int:
    """How many files and connections it holds; the three standard streams lead nowhere."""
    return sum(is_open(number) for number in range(3, 64))


def is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def multiply() -> str:
    def fork() -> None:
        if not os.fork():
            os._exit(0)

    return tried(fork)


def run() -> str:
    return tried(os.execv, "/bin/true", ["true"])


def shoot() -> str:
    """At the template, which is the parent of this process."""
    return tried(os.kill, os.getppid(), signal.SIGKILL)


def say(frame: object) -> None:
    from safelight.readers.apart.report import Report
    from safelight.readers.apart.wire import Wire

    objects = __import__("gc").get_objects()
    for held in (each for each in objects if isinstance(each, Report)):
        held.flush()
    for wire in (each for each in objects if isinstance(each, Wire)):
        wire.send(frame if isinstance(frame, bytes) else msgspec.msgpack.encode(frame))


def sheets_of(member, separator: str = "", **asked):
    """In place of opening a table: a file that says what is to be done gets it done."""
    if member.head.startswith(b"do: "):
        deed, *given = member.head.decode().removeprefix("do: ").rstrip(".").split()
        DEEDS[deed](*given)
    return opening.sheets_of(member, separator, **asked)


def lie_in_bytes() -> None:
    say(b"\xc1 is no frame")


def lie_in_types() -> None:
    say({"type": "rows", "columns": [1, "message"]})


def lie_in_tags() -> None:
    say({"type": "obey", "key": "please"})


def ask_too_far() -> None:
    say({"type": "fetch", "file": 0, "offset": 2**40, "length": 1})


def ask_for_another() -> None:
    say({"type": "fetch", "file": 7, "offset": 0, "length": 1})


def shout() -> None:
    say({"type": "stumbled", "place": "x" * 2_000_000})


def babble() -> None:
    while True:
        say({"type": "stumbled", "place": "again"})


def answer_another_question() -> None:
    say({"type": "piece", "start": 0, "data": b"another"})


def answer_at_length() -> None:
    say(SHOWN | {"rows": [[1, ["x" * 1_000_000]]]})


def answer_without_end() -> None:
    say(SHOWN | {"names": ["x"] * 1_000_000})


SHOWN = {
    "type": "table shown", "sheets": [""], "rows": [], "names": [], "header_row": 1, "more_columns": 0,
    "names_left_out": 0,
}  # fmt: skip


DEEDS = {
    each.__name__: each
    for each in (
        nothing, stumble, loop, sleep, hoard, crash, leave, flood_and_leave, half_character, phone, listen, write,
        look, handles, multiply, run, shoot, lie_in_bytes, lie_in_types, lie_in_tags, ask_too_far,
        ask_for_another, shout, babble, answer_another_question, answer_at_length, answer_without_end,
    )
}  # fmt: skip


def install(*kept: str) -> None:
    """``kept`` are the only guards that are put up; without any, all are."""
    whatsapp_text.recognise, whatsapp_text.read = recognise, read
    del whatsapp_text.batches
    tables.sheets_of = sheets_of
    for name in set(GUARDS).difference(kept or GUARDS):
        del GUARDS[name]
