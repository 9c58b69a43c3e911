"""Files as people hand them in by mistake or on purpose, and one good export among them."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

GOOD = "13/01/2026, 07:16 - Ben: bring milk\n13/01/2026, 07:20 - Ada: I will\n"
SPARSE_BYTES = 2 * 1024**3


def zip_of(members: dict[str, bytes]) -> bytes:
    """A zip file of these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def tar_of_links() -> bytes:
    """A tar file of a link out of it and a device."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, sort in (("link", tarfile.SYMTYPE), ("device", tarfile.CHRTYPE)):
            told = tarfile.TarInfo(name)
            told.type, told.linkname = sort, "/etc/passwd"
            archive.addfile(told)
    return held.getvalue()


def locked(archive: bytes) -> bytes:
    """The archive with the mark of a password on its only member, in both of its headers."""
    marked = bytearray(archive)
    marked[6] |= 1
    marked[marked.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def write_hostile(folder: Path) -> dict[str, bytes]:
    """Write them all; the bytes of each, by name."""
    export = GOOD.encode()
    files = {
        "of no kind.bin": bytes(range(256)) * 40,
        "a picture.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40,
        "both pdf and chat.pdf": b"%PDF-1.4\n" + export,
        "both zip and chat.txt": export + zip_of({"_chat.txt": export}),
        "cut short.zip": zip_of({"chat.txt": export * 200})[:-40],
        "empty.txt": b"",
        "good.txt": export,
        "not utf-8.txt": "13/01/2026, 07:16 - Zoë: café\n".encode("latin-1") * 3,
        "not utf-8 at all.bin": bytes(range(128, 256)) * 50,
        "one zip that climbs.zip": zip_of({"../../climbed/chat.txt": export, "/etc/chat.txt": export}),
        "under a password.zip": locked(zip_of({"chat.txt": export})),
        "links.tar": tar_of_links(),
        "packed.txt.gz": gzip.compress(export),
        "packed and cut.txt.gz": gzip.compress(bytes(range(256)) * 900 + export)[:-30],
        "zeros.gz": gzip.compress(bytes(32 * 1024 * 1024)),
        "zeros.zip": zip_of({"zeros.txt": bytes(32 * 1024 * 1024)}),
        "zzz good.txt": export,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return files
