"""Every way of looking at the bytes of a file that somebody might try."""

import base64
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pypdfium2


def views_of(path: Path) -> Iterator[bytes]:
    """The bytes as they stand, and everything that can be unpacked or decoded from them."""
    raw = path.read_bytes()
    yield from _views(path.name, raw)


def forms_of(word: str) -> Iterator[bytes]:
    """A word as it may be written."""
    for each in (word, word.lower(), word.upper(), word.casefold()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield each.encode(encoding)
        yield json.dumps(each)[1:-1].encode()
        yield "".join(character if character.isascii() else f"&#{ord(character)};" for character in each).encode()
        yield each.replace("'", "&#39;").encode()
        yield each.replace("'", "&#x27;").encode()
        yield base64.b64encode(each.encode())[:-4] or b"\0none"


def _views(name: str, raw: bytes) -> Iterator[bytes]:
    yield raw
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for member in packed.namelist():
                yield member.encode()
                yield from _views(member, packed.read(member))
    if raw.startswith(b"%PDF"):
        yield from _pdf(raw)
    if raw.startswith(b"PAR1"):
        rows = pl.read_parquet(io.BytesIO(raw))
        yield rows.write_ndjson().encode()
        yield str(pq.read_metadata(io.BytesIO(raw)).to_dict()).encode()
    if name.endswith(".tlog-proof"):
        yield b"\n".join(base64.b64decode(line) for line in re.findall(rb"extra (\S+)", raw))
    if name.endswith((".json", ".jsonld")):
        yield json.dumps(json.loads(raw), ensure_ascii=False).encode()


def _pdf(raw: bytes) -> Iterator[bytes]:
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed
    for written in re.findall(rb"<([0-9a-fA-F]{8,})>", raw):
        yield bytes.fromhex(written.decode())
    document = pypdfium2.PdfDocument(raw)
    yield str(document.get_metadata_dict()).encode()
    for page in document:
        words = page.get_textpage().get_text_bounded()
        yield words.encode()
        yield re.sub(r"\s+", " ", words).encode()
        yield re.sub(r"\s+", "", words).encode()
    document.close()
