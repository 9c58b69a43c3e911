"""Receipts: whole ones, and every way to bend one."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.evidence.verifier.vector import Made, Vector, files, flipped

from safelight.evidence import checkpoint, merkle, receipt
from safelight.evidence.checkpoint import Checkpoint
from safelight.evidence.signing import Signer, signer_at

OTHER = Signer(Ed25519PrivateKey.from_private_bytes(bytes([9] * 32)))


def vectors(made: Made) -> Iterator[Vector]:
    for index in (0, 1, 4, made.ledger.size - 1):
        yield files(
            f"receipt {index}", [("r.tlog-proof", made.ledger.receipt(index).encode())], made.key, holds=True
        )
    whole = made.ledger.receipt(1)
    for what, text in bent(whole, made.ledger.receipt(4)).items():
        yield files(f"receipt: {what}", [("r.tlog-proof", text.encode())], made.key, holds=False)
    raw = whole.encode()
    for place in range(0, len(raw), 29):
        yield files(
            f"receipt: bit of byte {place}", [("r.tlog-proof", flipped(raw, place))], made.key, holds=False
        )
    yield from keys(made, raw)
    yield from exhibits(made, raw)
    yield from entries(made)


def bent(whole: str, other: str) -> dict[str, str]:
    lines, others = whole.split("\n"), other.split("\n")
    first, extra, index, *path = whole.partition("\n\n")[0].split("\n")
    rest = lines[3 + len(path) :]
    step = b64decode(path[0])

    def text(*begin: str, path: list[str] = path, rest: list[str] = rest) -> str:
        return "\n".join([*begin, *path, *rest])

    return {
        "empty": "",
        "another first line": text("c2sp.org/tlog-proof@v2", extra, index),
        "no entry": text(first, index),
        "an entry of nothing": text(first, "extra ", index),
        "another entry": text(first, others[1], index),
        "another place": text(first, extra, others[2]),
        "a place with zeros": text(first, extra, "index 01"),
        "a place below nothing": text(first, extra, "index -1"),
        "a place with a sign": text(first, extra, "index +1"),
        "a place in Arabic digits": text(first, extra, "index \u0661"),
        "a place of 18 digits": text(first, extra, "index " + "9" * 18),
        "a place of 19 digits": text(first, extra, "index " + "9" * 19),
        "a place of 5000 digits": text(first, extra, "index " + "9" * 5000),
        "a place that is a half": text(first, extra, "index 1.0"),
        "no place": text(first, extra),
        "index twice": text(first, extra, index, index),
        "a step less": text(first, extra, index, path=path[1:]),
        "the last step missing": text(first, extra, index, path=path[:-1]),
        "a step more": text(first, extra, index, path=[*path, path[0]]),
        "no step": text(first, extra, index, path=[]),
        "steps exchanged": text(first, extra, index, path=[path[1], path[0], *path[2:]]),
        "another path": text(first, extra, index, path=other.partition("\n\n")[0].split("\n")[3:]),
        "70 steps": text(first, extra, index, path=path * 20),
        "2000 steps": text(first, extra, index, path=path * 500),
        "a short step": text(first, extra, index, path=[b64encode(step[:31]).decode(), *path[1:]]),
        "a step with a blank": text(first, extra, index, path=[" " + path[0], *path[1:]]),
        "a step in hexadecimal": text(first, extra, index, path=[step.hex(), *path[1:]]),
        "a step in another spelling": text(first, extra, index, path=[another_spelling(path[0]), *path[1:]]),
        "a step without its end": text(first, extra, index, path=[path[0].rstrip("="), *path[1:]]),
        "a step in the alphabet of addresses": text(first, extra, index, path=["-_" + path[0][2:], *path[1:]]),
        "line ends of Windows": whole.replace("\n", "\r\n"),
        "a mark before it": "\ufeff" + whole,
        "no line end": whole.removesuffix("\n"),
        "a line more": whole + "\n",
        "no checkpoint": whole.partition("\n\n")[0] + "\n\n",
        "no empty line": whole.replace("\n\n", "\n", 1),
        "its checkpoint of another size": whole.replace(f"\n{rest[2]}\n", "\n7\n"),
        "its checkpoint without signature": whole.rpartition("\n\n")[0] + "\n\n",
        "signed twice": whole + lines[-2] + "\n",
        "a broken signature beside": whole + "\u2014 witness.example AAA\n",
        "a signature without a name": whole + "\u2014  AAAA\n",
        "another dash": whole.replace("\u2014", "-"),
        "70 signatures": whole + "\u2014 witness.example AAAAAAAA\n" * 70,
    }


def another_spelling(text: str) -> str:
    """The same bytes with other bits after the end, which base64 ignores."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    place = len(text.rstrip("=")) - 1
    return text[:place] + alphabet[alphabet.index(text[place]) ^ 1] + text[place + 1 :]


def keys(made: Made, raw: bytes) -> Iterator[Vector]:
    given = [("r.tlog-proof", raw)]
    name, number, encoded = made.key.split("+", 2)
    mixed = f"{name}+{number}+{OTHER.verifier_key.split('+', 2)[2]}"
    yield files(
        "receipt: lines of others beside",
        [("r", raw + "\u2014 w.example AAAAAAAA\n".encode())],
        made.key,
        holds=True,
    )
    yield files("receipt: the key with a line end", given, f" {made.key}\n", holds=True)
    for what, key in {
        "no key": "",
        "another ledger's key": OTHER.verifier_key,
        "another key by the same name": mixed,
        "a key cut short": made.key[:-4],
        "a key without its id": f"{name}+{encoded}",
        "a key with another id": f"{name}+00000000+{encoded}",
        "a key with its id in capitals": f"{name}+{number.upper()}+{encoded}",
        "a key of another kind": key_of_kind(name, b"\x02", encoded),
        "a witness's key": key_of_kind(name, b"\x04", encoded),
        "a key with a blank in its name": made.key.replace("/", " ", 1),
        "words": "the key",
    }.items():
        yield files(f"receipt: {what}", given, key, holds=False)


def key_of_kind(name: str, kind: bytes, encoded: str) -> str:
    raw = kind + b64decode(encoded)[1:]
    number = sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
    return f"{name}+{number}+{b64encode(raw).decode()}"


def exhibits(made: Made, raw: bytes) -> Iterator[Vector]:
    given = ("r.tlog-proof", raw)
    yield files("exhibit: the right one", [given, ("AB-1.txt", made.original)], made.key, holds=True)
    yield files("exhibit: a bit changed", [given, ("AB-1.txt", flipped(made.original, 5))], made.key, holds=False)
    yield files("exhibit: a byte more", [given, ("AB-1.txt", made.original + b"\n")], made.key, holds=False)
    yield files("exhibit: empty", [given, ("AB-1.txt", b"")], made.key, holds=False)
    later = ("r.tlog-proof", made.ledger.receipt(4).encode())
    yield files("exhibit: of another entry", [later, ("AB-1.txt", made.original)], made.key, holds=False)


def entries(made: Made) -> Iterator[Vector]:
    """Ledgers of one entry, rightly signed, whose entry is not what a ledger writes."""
    signer = signer_at(made.folder / "ledger" / "ledger.key")
    good = b'{"at":"2026-11-27T00:00:00Z","event":{"act":"a","actor":"b","subject":"c"},"index":0}'
    for what, leaf in {
        "as it should be": good,
        "no JSON": b"\xff\xfe",
        "a list": b"[]",
        "a number": b"1",
        "another index": good.replace(b'"index":0', b'"index":1'),
        "an index that is a fraction": good.replace(b'"index":0', b'"index":0.0'),
        "an index that is false": good.replace(b'"index":0', b'"index":false'),
        "no index": good.replace(b',"index":0', b""),
        "no act": good.replace(b'"act":"a",', b""),
        "an act that is a number": good.replace(b'"act":"a"', b'"act":1'),
        "an event that is a text": good.replace(b'{"act":"a","actor":"b","subject":"c"}', b'"a"'),
        "no event": good.replace(b'"event"', b'"evnt"'),
        "half a text": good[:40],
        "a half character": good.replace(b"2026", b"\xed\xa0\x80"),
    }.items():
        head = Checkpoint(signer.origin, 1, merkle.leaf_hash(leaf))
        text = receipt.write(0, leaf, [], checkpoint.sign(head, signer))
        yield files(f"entry: {what}", [("r.tlog-proof", text.encode())], made.key, holds=leaf is good)
