import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import email_message, mailbox
from safelight.readers.mail.authentication import Authentication, authentication_of
from safelight.records.record import Doubt, Kind, Record

GOOGLE = "no-reply@accounts.google.com"
MICROSOFT = "account-security-noreply@accountprotection.microsoft.com"


def mail(sender: str, subject: str, results: str | None = None, words: str = "Hello") -> bytes:
    check = f"Authentication-Results: {results}\r\n" if results is not None else ""
    return (
        f"{check}From: A Name <{sender}>\r\nTo: maya@example.com\r\nSubject: {subject}\r\n"
        f"Date: Fri, 01 Mar 2024 10:11:12 +0000\r\nMessage-ID: <1@example.com>\r\n\r\n{words}\r\n"
    ).encode()


def read(data: bytes) -> list[Record]:
    return read_all(email_message, data, path="a.eml")[0]


def passed(domain: str) -> str:
    return f"mx.example.com; dkim=pass header.i=@{domain}; spf=pass; dmarc=pass (p=REJECT) header.from={domain}"


def test_a_checked_mail_about_a_sign_in_gives_a_sign_in_beside_it() -> None:
    data = mail(MICROSOFT, "Microsoft account unusual sign-in activity", passed("accountprotection.microsoft.com"))
    message, told = read(data)
    assert (message.kind, told.kind) == (Kind.MESSAGE, Kind.SIGN_IN)
    assert (told.offset, told.length, told.pointer) == (message.offset, message.length, "security notice")
    assert (told.platform, told.thread, told.at) == ("Microsoft", "Security e-mails", message.at)
    assert told.extra["event"] == "unusual sign-in activity"
    assert told.extra["according to"].startswith("An e-mail that appears to come from Microsoft (")
    assert (told.text, told.doubts) == (None, ())


def test_a_mail_that_does_not_say_what_happened_is_a_notice() -> None:
    _, told = read(mail(GOOGLE, "Security alert", passed("accounts.google.com")))
    assert (told.kind, told.extra["event"]) == (Kind.NOTICE, "a security alert")
    _, other = read(mail(GOOGLE, "Bonjour", passed("accounts.google.com")))
    assert other.extra["event"].startswith("security e-mail; its subject does not say")


def test_without_a_check_it_is_told_with_doubt() -> None:
    _, told = read(mail(GOOGLE, "Security alert"))
    assert told.doubts == (Doubt.SENDER_UNCERTAIN,)
    assert told.extra["authentication"] == "not stated"


def test_a_check_that_failed_gives_no_notice_and_says_so() -> None:
    (message,) = read(mail(GOOGLE, "Security alert", "mx.example.com; dmarc=fail header.from=accounts.google.com"))
    assert message.kind is Kind.MESSAGE
    assert "found that it is not" in message.extra["sender"]


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("no-reply@accounts.google.com.evil.example", "Security alert"),
        ("fern@example.com", "Microsoft account unusual sign-in activity"),
        ("posts@mail.instagram.com", "See what fern shared"),
        (f"{GOOGLE}>, <rhys@example.com", "Security alert"),
    ],
)
def test_words_and_likenesses_make_no_notice(sender: str, subject: str) -> None:
    (message,) = read(mail(sender, subject, passed(sender.rpartition("@")[2]), "New sign-in to your account"))
    assert message.kind is Kind.MESSAGE


@pytest.mark.parametrize(
    ("results", "found"),
    [
        ("mx; dmarc=pass header.from=accounts.google.com", Authentication.PASSED),
        ("mx; dkim=pass header.d=google.com", Authentication.PASSED),
        ("mx; dkim=pass header.i=@google.com header.s=1; dmarc=none", Authentication.PASSED),
        ("mx; dkim=pass header.d=evil.example; dmarc=fail header.from=accounts.google.com", Authentication.FAILED),
        ("mx; dkim=pass header.d=com", Authentication.NOT_STATED),
        ("mx; dkim=pass header.d=evil.example; dmarc=none", Authentication.NOT_STATED),
        ("mx; spf=pass smtp.mailfrom=accounts.google.com", Authentication.NOT_STATED),
        ("mx; x (dmarc=pass header.from=accounts.google.com)", Authentication.NOT_STATED),
        ("", Authentication.NOT_STATED),
        ("dmarc=pass header.from=accounts.google.com " * 1000, Authentication.NOT_STATED),
    ],
)
def test_what_a_server_says_of_a_sender(results: str, found: Authentication) -> None:
    assert authentication_of(results, "accounts.google.com") is found


def test_only_the_topmost_check_counts_and_mailboxes_tell_too() -> None:
    top = "mx; dmarc=fail header.from=accounts.google.com"
    forged = f"{top}\r\nAuthentication-Results: {passed('accounts.google.com')}"
    assert len(read(mail(GOOGLE, "Security alert", forged))) == 1
    box = b"From - Fri Mar  1 10:11:12 2024\r\n" + mail(GOOGLE, "Security alert", passed("accounts.google.com"))
    assert [record.kind for record in read_all(mailbox, box * 2)[0]] == [Kind.MESSAGE, Kind.NOTICE] * 2
    assert mailbox.recognise(MemoryMember("a.mbox", box)).score > 90
