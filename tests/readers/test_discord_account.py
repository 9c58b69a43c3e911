import json

import pytest
from tests.readers.made_accounts import discord_account, discord_event_lines
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, read_all

from safelight.readers import discord_account_json, discord_events
from safelight.readers.reader import UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Kind
from safelight.records.tally import Outcome


def test_the_account_and_whom_it_blocked() -> None:
    data = discord_account(["Rhys"])
    assert recognise(MemoryMember("user.json", data))[0] is discord_account_json
    own, blocked = read_all(discord_account_json, data)[0]
    assert (own.recipients, own.extra["relation"], own.extra["id"]) == (
        ("maya",),
        "own account",
        "80351110224678911",
    )
    assert bytes_of(data, own) == "maya"
    assert (blocked.kind, blocked.thread, blocked.extra["relation"]) == (
        Kind.CONTACT,
        "Blocked accounts",
        "blocked",
    )
    assert (blocked.recipients, blocked.at_quality) == (("80351110224678912",), AtQuality.EXACT)


def test_friends_requests_and_kinds_nobody_named() -> None:
    def person(sort: object) -> dict[str, object]:
        return {"id": "80351110224678912", "type": sort, "user": {"username": "fern"}}

    account = {
        "id": "80351110224678911",
        "username": "maya",
        "relationships": [person(sort) for sort in (1, 3, 4, 9, [])],
        "connections": [{"type": "games", "name": "maya-plays"}],
    }
    _, *people, game = read_all(discord_account_json, json.dumps(account).encode())[0]
    relations = [person.extra.get("relation") for person in people]
    assert relations == ["friend", "request received", "request sent", None, None]
    assert {person.recipients for person in people} == {("fern",)}
    assert (game.recipients, game.thread) == (("maya-plays",), "Connected accounts")


def test_another_object_is_refused_by_its_names() -> None:
    with pytest.raises(UnknownLayout, match="“username”"):
        read_all(discord_account_json, b'{"id": "1", "username": "a"}')


def test_a_start_of_a_session_keeps_address_and_device() -> None:
    other = b'{"event_type": "add_reaction", "event_id": "2", "ip": "203.0.113.9"}\n'
    data = discord_event_lines(["Discord iOS"]) + other + b"not an event\n\n"
    (record,), stretches = read_all(discord_events, data)
    assert (record.kind, record.thread, record.extra["ip"]) == (Kind.SIGN_IN, "Sign-ins", "203.0.113.7")
    assert (record.at_text, record.at_quality) == ("2024-01-02T03:04:05.678Z", AtQuality.EXACT)
    assert bytes_by(stretches, Outcome.SKIPPED) == len(other)
    assert bytes_by(stretches, Outcome.FAILED) == len(b"not an event\n")
