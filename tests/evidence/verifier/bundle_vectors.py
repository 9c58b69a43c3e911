"""Bundles as folders: whole, and with anything in them bent."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from tests.evidence.verifier.receipt_vectors import OTHER
from tests.evidence.verifier.vector import Made, Vector, flipped, folder

from safelight.evidence.note import signed
from safelight.evidence.signing import signer_at

ENTRIES = ("ledger/1.tlog-proof", "ledger/4.tlog-proof", "ledger/bundle.tlog-proof")


def vectors(made: Made) -> Iterator[Vector]:
    base, other = made.bundle, made.other_bundle

    def of(name: str, changes: dict[str, bytes | None], *, key: str = made.key, holds: bool = False) -> Vector:
        return folder(f"bundle: {name}", base, changes, key, holds=holds)

    yield of("whole", {}, holds=True)
    yield of("whole, without a key", {}, key="", holds=True)
    yield of("another ledger's key", {}, key=OTHER.verifier_key)
    yield of("a key that is none", {}, key="key")
    for path, content in base.items():
        yield of(f"{path} missing", {path: None})
        yield of(f"{path} empty" if content else f"{path} not empty", {path: b"" if content else b"x"})
        yield of(f"{path} longer", {path: content + b"\n"})
        yield of(f"{path} otherwise", {path: flipped(content, len(content) // 2) if content else b"y"})
        yield of(f"{path} elsewhere", {path: None, f"x/{path}": content})
        yield of(f"{path} twice", {f"{path}.copy": content})
        if path in other and other[path] != content:
            yield of(f"{path} of another bundle", {path: other[path]})
    for extra in (
        ".DS_Store",
        "ledger/5.tlog-proof",
        "é.txt",
        "a b",
        "Records.csv",
        "con",
        "ledger/checkpoint.bak",
    ):
        yield of(f"{extra} added", {extra: b"x"})
    yield of(
        "files exchanged", {"records.csv": base["exhibits/AB-1.txt"], "exhibits/AB-1.txt": base["records.csv"]}
    )
    yield of("proofs exchanged", {ENTRIES[0]: base[ENTRIES[1]], ENTRIES[1]: base[ENTRIES[0]]})
    yield of("another entry as its own", {ENTRIES[2]: base[ENTRIES[0]]})
    yield of("its own entry as another", {ENTRIES[0]: base[ENTRIES[2]]})
    yield of("a later proof of an entry", {ENTRIES[0]: made.ledger.receipt(1).encode()})
    yield of("a checkpoint as its note", {"bundle.note": base["ledger/checkpoint"]})
    yield of("its note as a checkpoint", {"ledger/checkpoint": base["bundle.note"]})
    yield of("everything of another bundle", dict(other), holds=True)
    taken = {path: content for path, content in other.items() if path not in ("exhibits/AB-1.txt", "bundle.json")}
    yield of("all but the list of another bundle", taken)
    yield from lists(made, of)


def lists(made: Made, of: Callable[..., Vector]) -> Iterator[Vector]:
    """Lists of contents that the ledger's key signed and its writer never writes."""
    raw = made.bundle["bundle.json"]
    texts = {
        "a blank in it": raw.replace(b":", b": ", 1),
        "a blank before it": b" " + raw,
        "a mark before it": b"\xef\xbb\xbf" + raw,
        "a line end after it": raw + b"\n",
        "a name twice": raw.replace(b'{"case"', b'{"case":"1","case"', 1),
        "names in another order": b'{"made_at":"1",' + raw[1:],
        "a character escaped": raw.replace(b"sofa", b"\\u0073ofa"),
        "half a character": raw.replace(b"sofa", b"\\ud800"),
        "a size that is a fraction": raw.replace(b'"size":8}', b'"size":8.0}'),
        "a size in powers": raw.replace(b'"size":8}', b'"size":8e0}'),
        "a size that is huge": raw.replace(b'"size":8}', b'"size":' + b"9" * 400 + b"}"),
        "a size below nothing": raw.replace(b'"size":8}', b'"size":-8}'),
        "a number that is none": raw.replace(b'"size":8}', b'"size":NaN}'),
        "a number without end": raw.replace(b'"size":8}', b'"size":Infinity}'),
        "no JSON": b"hello",
        "a list": b"[]",
        "nothing": b"null",
        "bytes that are no text": raw.replace(b"sofa", b"\xff\xfe"),
        "brackets without end": b"[" * 20_000,
    }
    for name, text in texts.items():
        yield of(f"signed, {name}", signed_anew(made, text))
    for name, change in changes().items():
        value = json.loads(raw)
        change(value)
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        yield of(f"signed, {name}", signed_anew(made, text))


def signed_anew(made: Made, text: bytes) -> dict[str, bytes | None]:
    signer = signer_at(made.folder / "ledger" / "ledger.key")
    note = signed(f"safelight/bundle/v1\nsha256 {sha256(text).hexdigest()}\n", signer)
    return {"bundle.json": text, "bundle.note": note.encode()}


def changes() -> dict[str, Callable[[Any], object]]:
    """Each is about the list alone: the ledger's entry about the bundle shows any of them as well."""
    return {
        "another format": lambda made: made.update(format="safelight-bundle/2"),
        "no format": lambda made: made.pop("format"),
        "no files": lambda made: made.pop("files"),
        "files that are a text": lambda made: made.update(files="x"),
        "files that are texts": lambda made: made.update(files=["x"]),
        "a file without digest": lambda made: made["files"][0].pop("sha256"),
        "a file listed twice": lambda made: made["files"].append(made["files"][0]),
        "a file less": lambda made: made["files"].pop(),
        "a file outside": lambda made: made["files"][0].update(path="../outside"),
        "a file from the root": lambda made: made["files"][0].update(path="/etc/passwd"),
        "a file by a number": lambda made: made["files"][0].update(path=1),
        "a file by a list": lambda made: made["files"][0].update(path=["a"]),
        "a digest in capitals": lambda made: made["files"][0].update(sha256=made["files"][0]["sha256"].upper()),
        "a size in quotes": lambda made: made["files"][0].update(size=str(made["files"][0]["size"])),
        "no ledger": lambda made: made.pop("ledger"),
        "entries that are a number": lambda made: made["ledger"].update(entries=1),
        "an entry less": lambda made: made["ledger"]["entries"].pop(),
        "an entry more": lambda made: made["ledger"]["entries"].append(5),
        "another key": lambda made: made["ledger"].update(key=OTHER.verifier_key),
        "a key that is none": lambda made: made["ledger"].update(key="x"),
        "a key that is a number": lambda made: made["ledger"].update(key=1),
        "no exhibits": lambda made: made.pop("exhibits"),
        "an exhibit without reference": lambda made: made["exhibits"][0].pop("reference"),
        "an exhibit of another digest": lambda made: made["exhibits"][0].update(sha256="0" * 64),
        "an exhibit that is not there": lambda made: made["exhibits"][0].update(path="nowhere"),
        "another query": lambda made: made["description"].update(query="all"),
    }
