"""Notes and receipts keep the C2SP formats, and forged ones are refused with a sentence."""

from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from safelight.evidence import checkpoint, receipt
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checkpoint import BadCheckpoint, Checkpoint
from safelight.evidence.ledger import Ledger
from safelight.evidence.receipt import BadReceipt
from safelight.evidence.signing import Signer

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
HEAD = Checkpoint(SIGNER.origin, 11, bytes(32))
NOTE = checkpoint.sign(HEAD, SIGNER)


def test_note_is_laid_out_as_the_specification_says() -> None:
    text, signature = NOTE.split("\n\n")
    assert text.split("\n") == [SIGNER.origin, "11", b64encode(bytes(32)).decode()]
    dash, name, encoded = signature.removesuffix("\n").split(" ")
    assert (dash, name, len(b64decode(encoded))) == ("—", SIGNER.origin, 68)
    assert checkpoint.verified(NOTE, SIGNER.verifier_key) == HEAD


def test_lines_of_other_signers_do_no_harm() -> None:
    cosigned = NOTE + "— witness.example AAAAAAAA\n"
    assert checkpoint.verified(cosigned, SIGNER.verifier_key) == HEAD


@given(st.integers(0, len(NOTE) - 1), st.characters(max_codepoint=0x2100))
def test_a_changed_character_is_refused(place: int, character: str) -> None:
    changed = NOTE[:place] + character + NOTE[place + 1 :]
    if changed != NOTE:
        with pytest.raises(BadCheckpoint):
            checkpoint.verified(changed, SIGNER.verifier_key)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n\n",
        NOTE.split("\n\n")[0],
        NOTE.split("\n\n")[0] + "\n\n",
        NOTE.replace("\n11\n", "\n011\n"),
        NOTE.replace("\n11\n", "\n-11\n"),
        NOTE.replace("\n11\n", "\n١١\n"),
        NOTE.replace("\n11\n", f"\n{'9' * 5000}\n"),
    ],
)
def test_notes_that_are_none(note: str) -> None:
    with pytest.raises(BadCheckpoint):
        checkpoint.verified(note, SIGNER.verifier_key)


def test_same_name_with_another_key_is_refused() -> None:
    other = Signer(Ed25519PrivateKey.generate())
    other.origin, other.key_id = SIGNER.origin, SIGNER.key_id
    with pytest.raises(BadCheckpoint, match="not signed by"):
        checkpoint.verified(checkpoint.sign(HEAD, other), SIGNER.verifier_key)


@pytest.mark.parametrize("key", ["", "name", "name+00000000+AAAA", SIGNER.verifier_key.replace("+", "-")])
def test_a_key_that_cannot_be_read(key: str) -> None:
    with pytest.raises(BadCheckpoint):
        checkpoint.verified(NOTE, key)


@pytest.fixture
def proof(ledger: Ledger) -> tuple[str, str]:
    ledger.append_all([AuditEvent(act=Act.SEARCHED, actor=f"person:{n}") for n in range(13)])
    return ledger.receipt(5), ledger.verifier_key


@given(st.integers(0, 10_000), st.sampled_from("Aa0+/= \n#"))
def test_a_changed_receipt_is_refused(proof: tuple[str, str], place: int, character: str) -> None:
    text, key = proof
    place %= len(text)
    changed = text[:place] + character + text[place + 1 :]
    if changed != text:
        with pytest.raises(BadReceipt):
            receipt.verified(changed, key)


def test_an_entry_changed_into_bytes_that_are_no_text_is_refused_like_any_other(proof: tuple[str, str]) -> None:
    text, key = proof
    lines = text.split("\n")
    lines[1] = "extra " + b64encode(b'{"at":"\xd1\xd1"}').decode()
    with pytest.raises(BadReceipt, match="not in the ledger"):
        receipt.verified("\n".join(lines), key)


def test_receipts_that_show_something_else(proof: tuple[str, str], ledger: Ledger) -> None:
    text, key = proof
    lines = text.split("\n")
    other = ledger.receipt(6).split("\n")
    forged = {
        "another entry": [lines[0], other[1], *lines[2:]],
        "another place": [*lines[:2], other[2], *lines[3:]],
        "a missing step": [*lines[:3], *lines[4:]],
        "a step too many": [*lines[:4], *lines[3:]],
        "steps exchanged": [*lines[:3], lines[4], lines[3], *lines[5:]],
        "another path": [*lines[:3], *other[3:]],
        "a huge place": [*lines[:2], "index " + "9" * 18, *lines[3:]],
        "no entry": [lines[0], *lines[2:]],
        "a path without end": [*lines[:3], *([lines[3]] * 100), *lines[4:]],
    }
    accepted = {what for what, changed in forged.items() if accepts("\n".join(changed), key)}
    assert accepts(text, key)
    assert accepted == set()


def accepts(text: str, key: str) -> bool:
    try:
        receipt.verified(text, key)
    except BadReceipt:
        return False
    return True
