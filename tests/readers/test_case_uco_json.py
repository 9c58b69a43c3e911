import json
import re
from pathlib import Path

import pytest
from tests.readers.made_exports import case_uco
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, bytes_of, read_all

from safelight.readers import case_uco_json
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Kind, Record
from safelight.records.tally import Outcome


@pytest.mark.shared
def test_every_message_and_call_the_index_counts_is_a_record(shared: Path) -> None:
    rows = re.findall(
        r"^\| case_uco/(\S+) \|.*\| (\d+) MessageFacet, (\d+) CallFacet \|$",
        (shared / "fixtures/INDEX.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(rows) == 13
    for name, messages, calls in rows:
        data = (shared / "fixtures/case_uco" / name).read_bytes()
        assert recognise(MemoryMember(name, data))[0] is case_uco_json
        records, stretches = read_all(case_uco_json, data)
        assert sum(record.kind is Kind.MESSAGE for record in records) == int(messages), name
        assert sum(record.kind is Kind.CALL for record in records) == int(calls), name
        assert bytes_by(stretches, Outcome.FAILED) == 0
        dated = [record for record in records if record.kind in (Kind.MESSAGE, Kind.CALL)]
        assert all(record.at_quality is AtQuality.EXACT for record in dated)


@pytest.mark.shared
def test_accounts_are_named_as_the_file_names_them(shared: Path) -> None:
    data = (shared / "fixtures/case_uco/ufed2case_Message_CASE_1.0.0.json").read_bytes()
    records = read_all(case_uco_json, data)[0]
    assert all(record.sender and record.sender.endswith("@s.whatsapp.net") for record in records)
    assert {record.thread for record in records} == {"Best Friend Chat!!"}
    assert {record.platform for record in records} == {"com.whatsapp"}


@pytest.mark.shared
def test_a_call_without_a_caller_has_none(shared: Path) -> None:
    records = read_all(case_uco_json, (shared / "fixtures/case_uco/call_log.json").read_bytes())[0]
    assert [record.sender is None for record in records] == [False, True, False, True]
    stated = [record.extra["callType"] == "outgoing" for record in records]
    assert [record.direction is Direction.FROM_OWNER for record in records] == stated
    assert any(stated)


def records_of(data: bytes, owner: str = "") -> list[Record]:
    return read_all(case_uco_json, data, ReadingHints(owner_accounts=frozenset({owner} - {""})))[0]


def test_directions_need_an_owner_who_took_part() -> None:
    data = case_uco(["hi"])
    assert records_of(data, "+447700900101")[0].direction is Direction.FROM_OWNER
    assert records_of(data, "kb:maya")[0].direction is Direction.TOWARDS_OWNER
    assert records_of(data, "somebody")[0].direction is Direction.UNKNOWN


def test_an_account_that_is_not_described_is_shown_by_its_identifier() -> None:
    (record,) = records_of(case_uco(["hi"]))
    assert (record.sender, record.recipients) == ("+447700900101", ("kb:maya",))
    assert (record.thread, record.platform) == ("Us", "com.whatsapp")


def test_what_is_not_read_is_left_out_on_purpose() -> None:
    data = case_uco(["hi"])
    _, stretches = read_all(case_uco_json, data)
    (skipped,) = (stretch for stretch in stretches if stretch.outcome is Outcome.SKIPPED)
    assert b"kb:file" in data[skipped.offset : skipped.offset + skipped.length]


def test_a_bundle_inside_the_graph_is_read_too() -> None:
    whole = json.loads(case_uco(["hi", "again"]))
    bundle = {"@id": "kb:bundle", "@type": "uco-core:Bundle", "uco-core:object": whole["@graph"]}
    data = json.dumps({"@context": whole["@context"], "@graph": [bundle]}).encode()
    records, stretches = read_all(case_uco_json, data)
    assert [record.text for record in records] == ["hi", "again"]
    assert bytes_of(data, records[1])["@id"] == "kb:m1"
    assert bytes_by(stretches, Outcome.FAILED) == 0


@pytest.mark.shared
def test_places_and_cell_sites_of_the_examples_are_places(shared: Path) -> None:
    folder = shared / "fixtures/case_uco"
    seattle, paris = read_all(case_uco_json, (folder / "location.json").read_bytes())[0]
    assert (seattle.kind, seattle.extra["locality"], "latitude" in seattle.extra) == (
        Kind.LOCATION,
        "Seattle",
        False,
    )
    assert (paris.extra["latitude"], paris.extra["longitude"]) == ("48.860346", "2.331199")
    records, stretches = read_all(case_uco_json, (folder / "cell_site.json").read_bytes())
    assert sum(record.kind is Kind.LOCATION for record in records) == 4
    assert sum("cellSiteIdentifier" in record.extra for record in records) == 2
    assert bytes_by(stretches, Outcome.FAILED) == 0


@pytest.mark.shared
def test_accounts_no_message_tells_of_are_contacts_and_their_passwords_stay_in_the_file(shared: Path) -> None:
    data = (shared / "fixtures/case_uco/accounts.json").read_bytes()
    records = read_all(case_uco_json, data)[0]
    assert [record.kind for record in records] == [Kind.CONTACT] * 3
    assert "xXWillyRocksXx" in records[0].recipients
    assert records[0].extra["lastLoginTime"] == "2010-03-12T17:59:43.25Z"
    assert not any("123secretpassword456" in value for value in records[0].extra.values())
    assert "password" in records[0].extra


def test_an_account_a_message_names_is_told_there() -> None:
    assert [record.kind for record in records_of(case_uco(["hi"]))] == [Kind.MESSAGE]
