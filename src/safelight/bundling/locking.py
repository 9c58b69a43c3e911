"""Locking a bundle for the people it is for, with age: their keys, or a passphrase told to them another way."""

import hmac
from collections.abc import Sequence
from typing import BinaryIO

import msgspec
import pyrage

SHORTEST_PASSPHRASE = 16
"""Characters."""
MOST_UNDER_PASSPHRASE = 1 << 30
"""Bytes; a bundle under a passphrase is locked in memory."""
NO_KEY = (
    "This is not a public key of age. One begins with age1 and has 62 letters and digits; ask the person it is "
    "for to send it to you again. Never take a key that begins with AGE-SECRET-KEY: that one is theirs alone."
)


class NotLocked(ValueError):
    """A bundle could not be locked. The message is a sentence."""


class Recipient(msgspec.Struct, frozen=True):
    """Whom a bundle is for, and their public key (X25519, ``age1...``); without one, a passphrase is used."""

    name: str
    key: str = ""


def check_key(key: str) -> None:
    """Raises ``NotLocked`` for what is not a public key of age."""
    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as refused:
        raise NotLocked(NO_KEY) from refused


def check_passphrase(passphrase: str) -> None:
    """Raises ``NotLocked`` for one that is too short to hold."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise NotLocked(
            f"A passphrase needs at least {SHORTEST_PASSPHRASE} characters. Five or six ordinary words are good."
        )


def lock(source: BinaryIO, sink: BinaryIO, keys: Sequence[str]) -> None:
    """Lock for all of these keys together: each opens it alone. Raises ``NotLocked``."""
    for key in keys:
        check_key(key)
    if not keys:
        raise NotLocked("Name at least one key to lock the bundle for.")
    pyrage.encrypt_io(source, sink, [pyrage.x25519.Recipient.from_str(key) for key in keys])


def lock_with_passphrase(source: BinaryIO, sink: BinaryIO, passphrase: str) -> None:
    """Lock under a passphrase. Raises ``NotLocked``."""
    check_passphrase(passphrase)
    plain = source.read(MOST_UNDER_PASSPHRASE + 1)
    if len(plain) > MOST_UNDER_PASSPHRASE:
        raise NotLocked("This bundle is too large for a passphrase: more than 1 GiB. Lock it for a key instead.")
    sink.write(pyrage.passphrase.encrypt(plain, passphrase))


def digest_of(recipient: Recipient, secret: str) -> str:
    """What the ledger holds of a recipient: a hash under a secret of the bundle, so that no name is guessed."""
    return hmac.digest(bytes.fromhex(secret), msgspec.json.encode(recipient), "sha256").hex()
