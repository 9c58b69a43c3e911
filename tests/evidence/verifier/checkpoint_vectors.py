"""Pairs of checkpoints, and what witnesses signed."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.evidence.verifier.vector import Made, Vector, files, flipped

from safelight.evidence import checkpoint
from safelight.evidence.checkpoint import Checkpoint
from safelight.evidence.signing import signer_at

WITNESS = Ed25519PrivateKey.from_private_bytes(bytes([5] * 32))
NAME = "witness.example/w1"


def vectors(made: Made) -> Iterator[Vector]:
    yield from pairs(made)
    yield from witnessed(made)


def note(made: Made, size: int, root: bytes | None = None) -> str:
    signer = signer_at(made.folder / "ledger" / "ledger.key")
    return checkpoint.sign(
        Checkpoint(signer.origin, size, made.ledger.root(size) if root is None else root), signer
    )


def request(made: Made, old: int, new: int) -> str:
    steps = [b64encode(step).decode() for step in made.ledger.consistency_proof(old, new)]
    return "\n".join([f"old {old}", *steps]) + "\n\n" + note(made, new)


def pairs(made: Made) -> Iterator[Vector]:
    size = made.ledger.size

    def pair(name: str, earlier: str, later: str, *, holds: bool = False) -> Vector:
        given = [("earlier", earlier.encode()), ("later", later.encode())]
        return files(f"pair: {name}", given, made.key, holds=holds)

    for old, new in ((0, size), (1, size), (3, 7), (4, 7), (size, size)):
        yield pair(f"{old} and {new}", note(made, old), request(made, old, new), holds=True)
    yield pair("the same twice", note(made, 5), note(made, 5), holds=True)
    yield files("pair: one alone", [("checkpoint", note(made, 5).encode())], made.key, holds=True)
    good = request(made, 3, 7)
    first, *steps = good.partition("\n\n")[0].split("\n")
    later = note(made, 7)

    def proof(*lines: str) -> str:
        return "\n".join(lines) + "\n\n" + later

    yield pair("cut off", note(made, 7), note(made, 3))
    yield pair("cut off, with a proof", note(made, 7), request(made, 3, 3))
    yield pair("rebuilt, same size", note(made, 7), note(made, 7, bytes(32)))
    yield pair("rebuilt, later", note(made, 3, bytes(32)), good)
    yield pair("rebuilt from nothing", note(made, 0, bytes(32)), request(made, 0, 7))
    yield pair("no proof", note(made, 3), later)
    yield pair("a proof from elsewhere", note(made, 4), good)
    yield pair("a proof of another size", note(made, 3), proof("old 4", *steps))
    yield pair("sizes with zeros", note(made, 3), proof("old 03", *steps))
    yield pair("a step less", note(made, 3), proof(first, *steps[1:]))
    yield pair("a step more", note(made, 3), proof(first, *steps, steps[0]))
    yield pair("steps exchanged", note(made, 3), proof(first, *steps[::-1]))
    yield pair("70 steps", note(made, 3), proof(first, *(steps * 20)))
    yield pair("a step that is no hash", note(made, 3), proof(first, "AAAA", *steps[1:]))
    yield pair("steps without a beginning", note(made, 3), proof(*steps))
    yield pair("lines after the text", note(made, 3) + "more\n", good)
    yield pair("a line in the text", note(made, 3).replace("\n3\n", "\n3\n\n"), good)
    yield pair("two checkpoints in one", note(made, 3), good + "\n" + later)
    yield pair("a size in words", note(made, 3).replace("\n3\n", "\nthree\n"), good)
    yield pair("words", "hello", "world")
    yield pair("nothing", "", "")
    yield pair("a receipt as a checkpoint", made.ledger.receipt(1), good)
    yield pair("a note about a bundle", made.bundle["bundle.note"].decode(), made.bundle["bundle.note"].decode())
    for place in range(0, len(good), 37):
        changed = [("earlier", note(made, 3).encode()), ("later", flipped(good.encode(), place))]
        yield files(f"pair: bit of byte {place}", changed, made.key, holds=False)


def witness_key(kind: bytes = b"\x04", name: str = NAME) -> str:
    raw = kind + WITNESS.public_key().public_bytes_raw()
    number = sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
    return f"{name}+{number}+{b64encode(raw).decode()}"


def cosigned(text: str, seconds: int, *, said: int | None = None, kind: bytes = b"\x04") -> str:
    """A line of a witness, whose time may be said otherwise than it was signed."""
    body = text.rpartition("\n\n")[0] + "\n"
    signature = WITNESS.sign(f"cosignature/v1\ntime {seconds}\n{body}".encode())
    number = bytes.fromhex(witness_key(kind).split("+")[1])
    stamped = number + (seconds if said is None else said).to_bytes(8, "big") + signature
    return f"\u2014 {NAME} {b64encode(stamped).decode()}\n"


def witnessed(made: Made) -> Iterator[Vector]:
    head, at = note(made, 7), 1_790_000_000
    line = cosigned(head, at)

    def of(name: str, text: str, *, key: str = witness_key(), holds: bool = False) -> Vector:
        return files(f"witness: {name}", [("checkpoint", text.encode())], made.key, holds=holds, witnesses=[key])

    plain = bytes.fromhex(witness_key().split("+")[1]) + WITNESS.sign((head.rpartition("\n\n")[0] + "\n").encode())
    yield of("as it should be", head + line, holds=True)
    yield of("among others", head + "\u2014 other.example AAAAAAAA\n" + line, holds=True)
    yield of("not there", head)
    yield of("of another checkpoint", head + cosigned(note(made, 6), at))
    yield of("another time than it signed", head + cosigned(head, at, said=at + 1))
    yield of("a time that cannot be", head + cosigned(head, 2**63 - 1))
    yield of("twice", head + line + line)
    yield of("with the key of a log", head + line, key=witness_key(b"\x01"))
    yield of("by another name", head + line, key=witness_key(name="witness.example/w2"))
    yield of("a plain signature", head + f"\u2014 {NAME} {b64encode(plain).decode()}\n")
    yield of("a bit changed", head + line[:-10] + ("A" if line[-10] != "A" else "B") + line[-9:])
    yield of("no signature after its time", head + f"\u2014 {NAME} {line.split(' ')[2][:16]}\n")
