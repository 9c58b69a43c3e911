import pytest
from tests.readers.made_returns import X_SIGNATURE, signed, x_return
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all, read_whatever_it_is

from safelight.readers import x_return_signed
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Kind
from safelight.records.tally import Outcome

BEGINNING = b"-----BEGIN PGP SIGNED MESSAGE-----\n"


def test_a_message_stands_where_the_signed_text_has_it() -> None:
    data = x_return(["I found you"])
    (record,) = read_all(x_return_signed, data, ReadingHints(owner_accounts=frozenset({"22"})))[0]
    assert (record.sender, record.recipients, record.thread) == ("11", ("22",), "11-22")
    assert (record.direction, record.at_quality) == (Direction.TOWARDS_OWNER, AtQuality.EXACT)
    assert b'"messageCreate"' in data[record.offset : record.offset + record.length]


def test_the_signature_is_set_aside_and_said_not_to_be_checked() -> None:
    _, stretches = read_all(x_return_signed, x_return(["a"]))
    (skipped,) = (stretch for stretch in stretches if stretch.outcome is Outcome.SKIPPED)
    assert skipped.length == len(X_SIGNATURE)
    assert "not checked" in skipped.reason
    assert bytes_by(stretches, Outcome.FAILED) == 0


def test_sign_ins_and_blocked_accounts_are_read_by_what_the_list_calls_them() -> None:
    data = signed(
        [{"ipAudit": {"accountId": "11", "createdAt": "2020-01-02T03:04:05.678Z", "loginIp": "192.0.2.7"}}]
    )
    (used,) = read_all(x_return_signed, data, path="anything.txt")[0]
    assert (used.kind, used.extra["loginIp"]) == (Kind.SIGN_IN, "192.0.2.7")
    (blocked,) = read_all(x_return_signed, signed([{"blocking": {"accountId": "22", "userLink": "x"}}]))[0]
    assert (blocked.kind, blocked.recipients) == (Kind.CONTACT, ("22",))


def test_a_list_of_an_unknown_kind_is_named() -> None:
    data = signed([{"somethingNew": {"a": 1}}])
    assert recognise(MemoryMember("a.txt", data))[0] is x_return_signed
    with pytest.raises(UnknownLayout, match="somethingNew"):
        read_all(x_return_signed, data)


def test_an_empty_list_is_no_error() -> None:
    records, stretches = read_all(x_return_signed, signed([]))
    assert (records, bytes_by(stretches, Outcome.FAILED)) == ([], 0)


def test_a_text_without_its_signature_is_read_to_its_end() -> None:
    data = x_return(["a"]).removesuffix(X_SIGNATURE)
    records, stretches = read_all(x_return_signed, data)
    assert [record.text for record in records] == ["a"]
    assert bytes_by(stretches, Outcome.READ) == len(data)


def test_a_line_with_a_hyphen_is_refused_in_a_sentence() -> None:
    data = x_return(["a"]).replace(b"\n[", b"\n- -\n[")
    with pytest.raises(UnknownLayout, match="hyphen"):
        read_all(x_return_signed, data)


@pytest.mark.parametrize(
    "data",
    [b"-----BEGIN PGP SIGNED MESSAGE-----\n" * 50_000, b"-----BEGIN PGP SIGNED MESSAGE-----\n" + b"[" * 50_000],
)
def test_hostile_signed_texts_end_in_a_sentence(data: bytes) -> None:
    read_whatever_it_is(x_return_signed, data)
