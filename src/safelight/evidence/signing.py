"""The ledger's signing key: Ed25519, kept in a file that only the ledger's account can read."""

import contextlib
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from safelight.evidence.durable import write_new

ED25519 = b"\x01"
"""The signature type of Ed25519 in C2SP signed-note: a ledger's."""
COSIGNATURE = b"\x04"
"""The signature type of a witness with a time (C2SP tlog-cosignature)."""


class Signer:
    """Signs checkpoints under the ledger's name."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Names the ledger after its public key, so that no two installations share an origin."""
        self._key = key
        self.public_bytes = key.public_key().public_bytes_raw()
        self.origin = f"safelight/ledger/{sha256(self.public_bytes).hexdigest()[:16]}"
        self.key_id = key_id(self.origin, self.public_bytes)

    @property
    def verifier_key(self) -> str:
        """What somebody outside needs to check a signature: ``name+key id+key`` (C2SP signed-note)."""
        return f"{self.origin}+{self.key_id.hex()}+{b64encode(ED25519 + self.public_bytes).decode()}"

    def sign(self, text: str) -> bytes:
        """The raw Ed25519 signature, 64 bytes, over the text of a note."""
        return self._key.sign(text.encode())


def key_id(origin: str, public_bytes: bytes, kind: bytes = ED25519) -> bytes:
    """The four bytes that tell keys of the same name apart (C2SP signed-note)."""
    return sha256(origin.encode() + b"\n" + kind + public_bytes).digest()[:4]


def is_signed(public_bytes: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a key signed a message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_bytes).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signer_at(path: Path) -> Signer:
    """The signer whose key is kept at ``path``; makes the key on first use, once, whoever comes first."""
    return Signer(private_key_at(path))


def private_key_at(path: Path) -> Ed25519PrivateKey:
    """The key that is kept at ``path``, made there on first use."""
    if not path.exists():
        _create(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path.name} does not hold an Ed25519 key.")
    return key


def _create(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with contextlib.suppress(FileExistsError):  # another process was first: its key is the one
        write_new(path, pem)
