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
from safelight.readers.reader import Recognition
from safelight.records.record import Kind, Record

FLOOD = 20_000


def recognise(member) -> Recognition:
    return Recognition(100, ("A test says so.",)) if member.head.startswith(b"do: ") else Recognition(0)


def read(member, hints, book) -> Iterator[Record]:
    data = member.whole()
    half = len(data) // 2
    deed = data.decode().removeprefix("do: ").split()[0]
    for _ in range(FLOOD if deed == "flood_and_leave" else 1):
        yield record(member, 0, half, "first half")
    book.read(0, half)
    yield record(member, half, len(data) - half, str(DEEDS[deed]()))
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


def phone() -> str:
    """A port of this machine on which nothing listens: refused by the network means that it was reached."""
    try:
        socket.create_connection(("127.0.0.1", 9), 1).close()
    except ConnectionRefusedError:
        return "reached"
    except OSError as refusal:
        return f"refused: {type(refusal).__name__}"
    return "reached"


def listen() -> str:
    return tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).bind(("127.0.0.1", 0)))


def write() -> str:
    return tried(Path("/tmp/safelight-was-here").write_bytes, b"here")


def look() -> str:
    return tried(Path("/etc/passwd").read_bytes)


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
    from safelight.readers.apart import report

    for held in (each for each in __import__("gc").get_objects() if isinstance(each, report.Report)):
        held.flush()
        held._wire.send(frame if isinstance(frame, bytes) else msgspec.msgpack.encode(frame))


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


DEEDS = {
    each.__name__: each
    for each in (
        nothing, stumble, loop, sleep, hoard, crash, leave, flood_and_leave, half_character, phone, listen, write,
        look, multiply, run, shoot, lie_in_bytes, lie_in_types, lie_in_tags, ask_too_far, ask_for_another, shout,
    )
}  # fmt: skip


def install() -> None:
    whatsapp_text.recognise, whatsapp_text.read = recognise, read
