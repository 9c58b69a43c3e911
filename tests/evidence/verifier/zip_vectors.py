"""Bundles as zips: as they are written, and with everything hidden in them that zips can hide."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

from tests.evidence.verifier.vector import Made, Vector, files

from safelight.evidence.bundle.zip_copy import write_zip

WHOLE = "whole"
"""The zip that those with one bit changed are made from."""


def vectors(made: Made) -> Iterator[Vector]:
    target = made.folder / "bundle.zip"
    write_zip(made.folder / "one", target)
    whole = target.read_bytes()

    def of(name: str, content: bytes, *, key: str = made.key, holds: bool = False) -> Vector:
        return files(f"zip: {name}", [("bundle.zip", content)], key, holds=holds)

    yield of(WHOLE, whole, holds=True)
    yield of("whole, without a key", whole, key="", holds=True)
    for name, content in bent(whole).items():
        yield of(name, content)
    for name, packed in repacked(made.bundle).items():
        yield of(name, packed)
    central = struct.unpack("<L", whole[-6:-2])[0]
    places = [*range(4, 30), *range(central, central + 46), *range(len(whole) - 22, len(whole))]
    for place in places:
        yield {**of(f"bit of byte {place}", b""), "files": [["bundle.zip", {"flip": place}]]}


def bent(whole: bytes) -> dict[str, bytes]:
    start = struct.unpack("<L", whole[-6:-2])[0]
    return {
        "something before it": b"PK" + whole,
        "something after it": whole + b"\0",
        "a comment": whole[:-2] + struct.pack("<H", 3) + b"abc",
        "a comment of another zip": whole[:-2] + struct.pack("<H", len(whole)) + whole,
        "something between": whole[:start] + b"hidden" + whole[start:],
        "cut in half": whole[: len(whole) // 2],
        "its end only": whole[-22:],
        "its first bytes only": whole[:2],
        "two letters and nothing": b"PK" + bytes(20),
        "no list": whole[:start] + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0, 0, 0, start, 0),
        "another name inside": whole.replace(b"records.csv", b"records.txt", 1),
        "another name in the list": whole[:start] + whole[start:].replace(b"records.csv", b"records.txt"),
        "a way out in the list": whole[:start] + whole[start:].replace(b"records.csv", b"../../x.csv"),
        "a way out": whole.replace(b"records.csv", b"../../x.csv"),
        "from the root": whole.replace(b"records.csv", b"/ecords.csv"),
        "a drive": whole.replace(b"records.csv", b"C:\\cords.csv"[:11]),
    }


def repacked(base: dict[str, bytes]) -> dict[str, bytes]:
    """By other writers, and with other members."""

    def pack(change: Callable[[zipfile.ZipFile], None] | None = None, **settings: int) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", settings.get("method", zipfile.ZIP_STORED)) as packed:
            for path, content in base.items():
                member = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
                member.create_system, member.external_attr = 3, settings.get("mode", 0o100644) << 16
                member.compress_type = settings.get("method", zipfile.ZIP_STORED)
                packed.writestr(member, content)
            if change is not None:
                change(packed)
        return target.getvalue()

    def plain(path: str, content: bytes, mode: int = 0o100644) -> Callable[[zipfile.ZipFile], None]:
        member = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
        member.create_system, member.external_attr = 3, mode << 16
        return lambda packed: packed.writestr(member, content)

    return {
        "compressed": pack(method=zipfile.ZIP_DEFLATED),
        "executable": pack(mode=0o100755),
        "a file more": pack(plain("more.txt", b"x")),
        "a way out more": pack(plain("../../../x", b"x")),
        "from the root more": pack(plain("/x", b"x")),
        "a folder more": pack(plain("folder/", b"")),
        "a link more": pack(plain("link", b"/etc/passwd", 0o120777)),
        "a name with a line end": pack(plain("a\nb", b"x")),
        "a name of another alphabet": pack(plain("\u0435xhibit", b"x")),
        "a name twice, first as it should be": twice(base, b"other"),
        "a name twice, both as they should be": twice(base, base["records.csv"]),
        "dates of today": dated(base),
        "a file less": packed_without(base),
    }


def twice(base: dict[str, bytes], content: bytes) -> bytes:
    """As ``pack``, which would warn."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for path, each in [*base.items(), ("records.cs_", content)]:
            member = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o100644 << 16
            packed.writestr(member, each)
    return target.getvalue().replace(b"records.cs_", b"records.csv")


def dated(base: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for path, each in base.items():
            packed.writestr(zipfile.ZipInfo(path, (2026, 11, 27, 12, 0, 0)), each)
    return target.getvalue()


def packed_without(base: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for path, each in base.items():
            if path != "records.csv":
                member = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
                member.create_system, member.external_attr = 3, 0o100644 << 16
                packed.writestr(member, each)
    return target.getvalue()
