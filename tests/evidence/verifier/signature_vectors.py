"""Ed25519: the examples of RFC 8032 section 7.1, and forgeries of them."""

from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.evidence.verifier.vector import Made, Vector, flipped

ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19
PUBLISHED = {
    "TEST 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
}


def one(name: str, public: bytes, message: bytes, signature: bytes, *, holds: bool) -> Vector:
    return {
        "kind": "signature",
        "name": f"signature: {name}",
        "public": public.hex(),
        "message": message.hex(),
        "signature": signature.hex(),
        "holds": holds,
    }


def vectors(_: Made) -> Iterator[Vector]:
    for name, parts in PUBLISHED.items():
        public, message, signature = map(bytes.fromhex, parts)
        yield one(f"RFC 8032 {name}", public, message, signature, holds=True)
        yield from forged(f"RFC 8032 {name}", public, message, signature)
    key = Ed25519PrivateKey.from_private_bytes(bytes([7] * 32))
    for size in (1, 63, 64, 1_000):
        message = bytes(n % 251 for n in range(size))
        public = key.public_key().public_bytes_raw()
        yield one(f"{size} bytes", public, message, key.sign(message), holds=True)
        yield from forged(f"{size} bytes", public, message, key.sign(message))


def forged(name: str, public: bytes, message: bytes, signature: bytes) -> Iterator[Vector]:
    s = int.from_bytes(signature[32:], "little")
    forgeries = {
        "a bit of R": (public, message, flipped(signature, 3)),
        "the sign of R": (public, message, flipped(signature, 31, 7)),
        "a bit of S": (public, message, flipped(signature, 40)),
        "S and the order of the group": (public, message, signature[:32] + (s + ORDER).to_bytes(32, "little")),
        "S of nothing": (public, message, signature[:32] + bytes(32)),
        "R of nothing": (public, message, bytes(32) + signature[32:]),
        "R beyond the prime": (public, message, (PRIME + 1).to_bytes(32, "little") + signature[32:]),
        "all of nothing": (public, message, bytes(64)),
        "cut": (public, message, signature[:63]),
        "longer": (public, message, signature + b"\0"),
        "no signature": (public, message, b""),
        "another message": (public, message + b"\0", signature),
        "another key": (flipped(public, 0), message, signature),
        "the sign of the key": (flipped(public, 31, 7), message, signature),
        "a key beyond the prime": ((PRIME + 1).to_bytes(32, "little"), message, signature),
        "a key that is no point": ((2).to_bytes(32, "little"), message, signature),
        "a short key": (public[:31], message, signature),
        "a long key": (public + b"\0", message, signature),
    }
    for what, parts in forgeries.items():
        yield one(f"{name}, {what}", *parts, holds=False)
