"""A witness signs what continues what it saw, refuses everything else, and keeps the proof of it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safelight.evidence import checkpoint, receipt
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checkpoint import BadCheckpoint
from safelight.evidence.ledger import Ledger
from safelight.evidence.note import BadNote
from safelight.evidence.verifier import verify
from safelight.evidence.witness.cosignature import seen_at
from safelight.evidence.witness.witness import Witness, WitnessRefused

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
NAME = "witness.example/one"


def fill(ledger: Ledger, count: int) -> None:
    ledger.append_all([AuditEvent(act=Act.SEARCHED, actor=f"person:{n}") for n in range(count)])


@pytest.fixture
def witness(tmp_path: Path, ledger: Ledger) -> Witness:
    made = Witness.create(tmp_path / "witness", NAME)
    made.trust(ledger.verifier_key)
    return made


@pytest.fixture
def fork(tmp_path: Path, ledger: Ledger) -> Iterator[Ledger]:
    """The same ledger with the same key, which goes another way after five entries."""
    fill(ledger, 5)
    ledger.close()
    shutil.copytree(tmp_path / "ledger", tmp_path / "fork")
    made = Ledger(tmp_path / "fork")
    yield made
    made.close()


def test_it_signs_what_continues_what_it_saw(witness: Witness, ledger: Ledger) -> None:
    for count in (3, 4, 0, 90):
        fill(ledger, count)
        cosigned = witness.cosign(ledger.request(NAME), now=NOON)
        assert seen_at(cosigned, witness.verifier_key) == NOON
        assert ledger.take_cosignature(cosigned, witness.verifier_key) == NOON
    assert witness.last(checkpoint.parse(ledger.checkpoint()).origin).size == ledger.size == 97


def test_what_it_signed_goes_with_checkpoints_and_receipts(witness, ledger, tmp_path, capsys) -> None:
    fill(ledger, 9)
    ledger.take_cosignature(witness.cosign(ledger.request(NAME), now=NOON), witness.verifier_key)
    text = ledger.receipt(4)
    assert receipt.verified(text, ledger.verifier_key)[0].index == 4
    (tmp_path / "4.tlog-proof").write_text(text)
    keys = ["--key", ledger.verifier_key, "--witness", witness.verifier_key]
    assert verify.main([*keys, str(tmp_path / "4.tlog-proof")]) == 0
    assert f"The witness {NAME} saw this checkpoint at 2026-11-27T12:00:00Z." in capsys.readouterr().out


def test_a_request_is_what_the_verifier_takes_for_two_checkpoints(witness, ledger, tmp_path, capsys) -> None:
    fill(ledger, 9)
    held = ledger.checkpoint()
    fill(ledger, 30)
    (tmp_path / "held").write_text(held)
    (tmp_path / "later").write_text(ledger.request(NAME, since=9))
    assert verify.main(["--key", ledger.verifier_key, str(tmp_path / "held"), str(tmp_path / "later")]) == 0
    assert "The first 9 entries" in capsys.readouterr().out


def test_a_fork_of_the_same_size_is_refused_and_kept(witness, ledger, fork, tmp_path) -> None:
    fill(ledger, 4)
    fork.append_all([AuditEvent(act=Act.SEARCHED, actor="somebody else")] * 4)
    seen = witness.cosign(ledger.request(NAME))
    with pytest.raises(WitnessRefused, match="Both heads were kept"):
        witness.cosign(fork.request(NAME, since=9))
    [held] = (tmp_path / "witness").glob("refused-*-held")
    [shown] = (tmp_path / "witness").glob("refused-*-shown")
    assert held.read_text() == seen
    assert checkpoint.verified(shown.read_text().partition("\n\n")[2], ledger.verifier_key).size == 9


def test_a_longer_fork_is_refused(witness, ledger, fork) -> None:
    fill(ledger, 4)
    fork.append_all([AuditEvent(act=Act.SEARCHED, actor="somebody else")] * 40)
    witness.cosign(ledger.request(NAME))
    with pytest.raises(WitnessRefused, match="not shown that the first 9 entries are unchanged"):
        witness.cosign(fork.request(NAME, since=9))


def test_a_shorter_ledger_is_refused(witness, ledger, fork) -> None:
    fill(ledger, 4)
    witness.cosign(ledger.request(NAME))
    with pytest.raises(WitnessRefused, match="9 entries when it was last looked at, and shows 5"):
        witness.cosign(fork.request(NAME))


def test_a_request_from_another_size_says_which_to_ask_for(witness, ledger) -> None:
    fill(ledger, 5)
    witness.cosign(ledger.request(NAME))
    fill(ledger, 5)
    with pytest.raises(WitnessRefused, match="starts from 5"):
        witness.cosign(ledger.request(NAME))
    assert seen_at(witness.cosign(ledger.request(NAME, since=5)), witness.verifier_key)


def test_ledgers_it_was_not_told_of(witness: Witness, tmp_path: Path) -> None:
    stranger = Ledger(tmp_path / "stranger")
    with pytest.raises(WitnessRefused, match="not one that this witness was told to look at"):
        witness.cosign(stranger.request(NAME))
    stranger.close()


@pytest.mark.parametrize("text", ["", "old 0\n\n", "old x\n\na", "hello", "old 00\n\n"])
def test_requests_that_are_none(witness: Witness, text: str) -> None:
    with pytest.raises(WitnessRefused, match="Nothing was signed"):
        witness.cosign(text)


def test_a_changed_request(witness: Witness, ledger: Ledger) -> None:
    fill(ledger, 5)
    text = ledger.request(NAME)
    with pytest.raises(WitnessRefused):
        witness.cosign(text.replace("\n5\n", "\n6\n"))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "é", "a\nb"])
def test_names_that_cannot_stand_in_a_note(tmp_path: Path, name: str) -> None:
    with pytest.raises(WitnessRefused):
        Witness.create(tmp_path / "other", name)


def test_it_is_made_once(witness: Witness, tmp_path: Path) -> None:
    with pytest.raises(WitnessRefused, match="already"):
        Witness.create(tmp_path / "witness", "witness.example/two")
    assert Witness(tmp_path / "witness").verifier_key == witness.verifier_key
    with pytest.raises(WitnessRefused, match="Make one first"):
        Witness(tmp_path / "nowhere")


def test_a_ledger_takes_only_its_own_checkpoints(witness, ledger, fork) -> None:
    fill(ledger, 4)
    cosigned = witness.cosign(ledger.request(NAME), now=NOON)
    fork.append_all([AuditEvent(act=Act.SEARCHED, actor="somebody else")] * 4)
    with pytest.raises(BadCheckpoint):
        fork.take_cosignature(cosigned, witness.verifier_key)
    with pytest.raises(BadNote):
        ledger.take_cosignature(ledger.checkpoint(), witness.verifier_key)
    with pytest.raises(BadNote):
        ledger.take_cosignature(cosigned.replace(NAME, "witness.example/two"), witness.verifier_key)


def test_the_examples_of_the_specification_can_be_read() -> None:
    head = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    line = "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"  # noqa: E501
    assert checkpoint.parse(f"{head}\n{line}").size == 20_852_163
