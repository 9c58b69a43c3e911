"""The pack of security senders is whole, sourced and narrow."""

import msgspec

from safelight.knowledge.security_mail import Sender, Subject, security_mail


def test_the_pack_is_whole_and_every_sender_has_a_source():
    assert {sender.platform for sender in security_mail().senders} >= {"Google", "Microsoft", "Apple"}
    assert security_mail().faults() == []


def test_senders_are_found_by_the_whole_address_or_domain():
    pack = security_mail()
    assert pack.sender_of("No-Reply@accounts.google.com").id == "google"
    assert pack.sender_of("anybody@accountprotection.microsoft.com").id == "microsoft"
    assert pack.sender_of("no-reply@accounts.google.com.example") is None
    assert pack.sender_of("somebody@google.com") is None
    assert pack.sender_of("") is None


def test_a_pack_at_odds_with_itself_says_how():
    broken = Sender(
        id="x",
        platform="X",
        only_security=True,
        source="nobody",
        subjects=(Subject(pattern="(", reports="a", source="nobody"),),
    )
    faults = " ".join(msgspec.structs.replace(security_mail(), senders=(broken, broken)).faults())
    for said in ("stands twice", "no address", "cites nobody", "is no pattern"):
        assert said in faults
