"""A time from outside: what an authority signed holds, and nothing else does."""

from datetime import UTC, datetime

import pytest
from tests.evidence.timestamp.an_authority import AnAuthority, serving

from safelight.evidence.timestamp.authority import AuthorityUnreachable, ask
from safelight.evidence.timestamp.token import BadTimestamp, question, stamped_at

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
NOTE = "safelight/ledger/0\n7\nAAAA\n\n\u2014 safelight/ledger/0 AAAA\n"


@pytest.fixture(scope="module")
def authority() -> AnAuthority:
    return AnAuthority("An authority")


def test_an_authority_is_asked_and_its_answer_holds(authority: AnAuthority) -> None:
    asked = question(NOTE)
    with serving(authority, NOON) as address:
        answer = ask(address, asked.der)
    assert stamped_at(answer, NOTE, authority.root_pem, asked) == NOON
    assert stamped_at(answer, NOTE, authority.root_pem) == NOON


def test_what_is_sent_is_a_hash_and_nothing_of_the_text(authority: AnAuthority) -> None:
    assert b"safelight" not in question(NOTE).der
    assert len(question(NOTE).der) < 100


def test_another_text(authority: AnAuthority) -> None:
    answer = authority.answer(question(NOTE).der, NOON)
    with pytest.raises(BadTimestamp, match="no time-stamp of that checkpoint"):
        stamped_at(answer, NOTE + " ", authority.root_pem)


def test_an_answer_to_an_earlier_question(authority: AnAuthority) -> None:
    answer = authority.answer(question(NOTE).der, NOON)
    with pytest.raises(BadTimestamp, match="Nonce"):
        stamped_at(answer, NOTE, authority.root_pem, question(NOTE))


def test_another_authority(authority: AnAuthority) -> None:
    answer = AnAuthority("An authority").answer(question(NOTE).der, NOON)
    with pytest.raises(BadTimestamp):
        stamped_at(answer, NOTE, authority.root_pem)


def test_a_certificate_for_something_else() -> None:
    other = AnAuthority("A web server", for_time_stamps=False)
    with pytest.raises(BadTimestamp):
        stamped_at(other.answer(question(NOTE).der, NOON), NOTE, other.root_pem)


def test_a_time_at_which_the_certificate_was_not_valid(authority: AnAuthority) -> None:
    answer = authority.answer(question(NOTE).der, datetime(2025, 1, 1, tzinfo=UTC))
    with pytest.raises(BadTimestamp):
        stamped_at(answer, NOTE, authority.root_pem)


def test_any_changed_byte(authority: AnAuthority) -> None:
    answer = authority.answer(question(NOTE).der, NOON)
    accepted = []
    for place in range(0, len(answer), 3):
        changed = answer[:place] + bytes([answer[place] ^ 2]) + answer[place + 1 :]
        try:
            accepted.append((place, stamped_at(changed, NOTE, authority.root_pem)))
        except BadTimestamp:
            continue
    assert [place for place, at in accepted if at != NOON] == []


@pytest.mark.parametrize("answer", [b"", b"hello", b"\x30\x00", b"\x30\x84\xff\xff\xff\xff"])
def test_answers_that_are_none(authority: AnAuthority, answer: bytes) -> None:
    with pytest.raises(BadTimestamp):
        stamped_at(answer, NOTE, authority.root_pem)


def test_roots_that_are_none(authority: AnAuthority) -> None:
    with pytest.raises(BadTimestamp, match="certificates of the authority cannot be read"):
        stamped_at(authority.answer(question(NOTE).der, NOON), NOTE, b"hello")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/", "127.0.0.1", ""])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(AuthorityUnreachable, match="not the address"):
        ask(address, b"x")


def test_nobody_there() -> None:
    with pytest.raises(AuthorityUnreachable, match="gave no answer"):
        ask("http://127.0.0.1:1/", b"x")
