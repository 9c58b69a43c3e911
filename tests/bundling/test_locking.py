"""Locking for people: each key opens it alone, others do not, and what the ledger holds names nobody."""

import io

import pyrage
import pytest

from safelight.bundling.locking import (
    NotLocked,
    Recipient,
    check_key,
    digest_of,
    lock,
    lock_with_passphrase,
)

BUNDLE = b"a bundle" * 100_000
SECRET_KEY = str(pyrage.x25519.Identity.generate())


def test_each_of_several_keys_opens_it_alone_and_no_other_does() -> None:
    advocate, expert, other = (pyrage.x25519.Identity.generate() for _ in range(3))
    sink = io.BytesIO()
    lock(io.BytesIO(BUNDLE), sink, [str(each.to_public()) for each in (advocate, expert)])
    for identity in (advocate, expert):
        assert pyrage.decrypt(sink.getvalue(), [identity]) == BUNDLE
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sink.getvalue(), [other])


def test_a_passphrase_opens_it() -> None:
    sink = io.BytesIO()
    lock_with_passphrase(io.BytesIO(BUNDLE), sink, "six ordinary words go here")
    assert pyrage.passphrase.decrypt(sink.getvalue(), "six ordinary words go here") == BUNDLE
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sink.getvalue(), "six ordinary words go there")


@pytest.mark.parametrize(
    "key", ["", "age1", "ssh-ed25519 AAAA", SECRET_KEY], ids=["nothing", "short", "of ssh", "secret"]
)
def test_what_is_no_public_key_is_refused_in_a_sentence(key: str) -> None:
    with pytest.raises(NotLocked, match="not a public key"):
        check_key(key)


def test_nothing_is_locked_for_nobody_or_under_a_short_passphrase() -> None:
    with pytest.raises(NotLocked, match="at least one key"):
        lock(io.BytesIO(BUNDLE), io.BytesIO(), [])
    with pytest.raises(NotLocked, match="at least 16"):
        lock_with_passphrase(io.BytesIO(BUNDLE), io.BytesIO(), "short")


def test_the_digest_of_a_recipient_depends_on_a_secret() -> None:
    somebody = Recipient("Ms Gray, counsel")
    assert digest_of(somebody, "00" * 32) != digest_of(somebody, "01" * 32)
    assert digest_of(somebody, "00" * 32) == digest_of(Recipient("Ms Gray, counsel"), "00" * 32)
