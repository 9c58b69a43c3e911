"""Sign-ins that Apple and Microsoft list."""

import json

import pytest
from tests.readers.made_accounts import apple_sign_ons, microsoft_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import apple_account_csv, microsoft_sign_ins
from safelight.readers.choices import DateOrder
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Kind

FIRST_OF_MAY, FIFTH_OF_JANUARY = 1714558272, 1704449472


def test_apples_sign_ons_and_devices() -> None:
    (sign_on,) = read_all(apple_account_csv, apple_sign_ons(["iCloud"]))[0]
    assert (sign_on.kind, sign_on.thread, sign_on.extra["IP Address"]) == (Kind.SIGN_IN, "Sign-ins", "203.0.113.7")
    assert (sign_on.at_text, sign_on.at_quality) == ("2024-01-02 03:04:05", AtQuality.ZONE_ASSUMED)
    devices = (
        b"Device Name,Device Added Date,Device Last Heartbeat Timestamp,Device Last Heartbeat IP\n"
        b"Maya's phone,2023-01-02 03:04:05,2024-01-02 03:04:05,203.0.113.7\nOld,2023-01-02 03:04:05,N/A,N/A\n"
    )
    assert recognise(MemoryMember("a.csv", devices))[0] is apple_account_csv
    phone, old = read_all(apple_account_csv, devices)[0]
    assert (phone.kind, phone.thread, phone.extra["Device Name"]) == (Kind.NOTICE, "Devices", "Maya's phone")
    assert phone.extra["time"] == "Taken from “Device Last Heartbeat Timestamp”."
    assert (old.at_text, old.extra["Device Last Heartbeat IP"]) == ("2023-01-02 03:04:05", "N/A")


def test_another_table_is_named_by_its_columns() -> None:
    for reader in (apple_account_csv, microsoft_sign_ins):
        with pytest.raises(UnknownLayout, match="“nobody”"):
            read_all(reader, b"nobody,knows\n1,2\n")


@pytest.mark.parametrize(
    ("written", "order", "at", "other"),
    [
        ("2024-01-05T10:11:12Z", None, FIFTH_OF_JANUARY, None),
        ("2024-01-05 10:11:12", None, FIFTH_OF_JANUARY, None),
        ("1/5/2024, 10:11:12 AM", None, FIFTH_OF_JANUARY, FIRST_OF_MAY),
        ("01/05/2024 10:11:12", DateOrder.MONTH_FIRST, FIFTH_OF_JANUARY, None),
        ("01.05.2024 10:11:12", DateOrder.DAY_FIRST, FIRST_OF_MAY, None),
    ],
)
def test_times_the_portal_writes(written: str, order: DateOrder | None, at: int, other: int | None) -> None:
    data = microsoft_log(["x"]).replace(b"2024-01-02T03:04:05Z", f'"{written}"'.encode())
    (record,) = read_all(microsoft_sign_ins, data, ReadingHints(date_order=order))[0]
    assert record.at == at * 1_000_000
    assert record.at_other == (None if other is None else other * 1_000_000)
    assert record.at_quality is (AtQuality.EXACT if other is None else AtQuality.AMBIGUOUS)


def test_a_day_over_twelve_settles_the_order() -> None:
    data = microsoft_log(["x"]).replace(b"2024-01-02T03:04:05Z", b'"15/01/2024 10:11:12"')
    (record,) = read_all(microsoft_sign_ins, data)[0]
    assert (record.at_other, record.at_quality) == (None, AtQuality.EXACT)


def test_the_json_of_graph_and_the_older_table() -> None:
    entry = {
        "createdDateTime": "2024-01-05T10:11:12Z",
        "userPrincipalName": "maya@example.com",
        "ipAddress": "203.0.113.7",
        "status": {"errorCode": 50126, "failureReason": "Invalid username or password."},
        "location": {"city": "Leeds", "geoCoordinates": {"latitude": 53.8, "longitude": -1.5}},
    }
    for value in ({"@odata.context": "x", "value": [entry]}, [entry]):
        data = json.dumps(value).encode()
        assert recognise(MemoryMember("a.json", data))[0] is microsoft_sign_ins
        (record,) = read_all(microsoft_sign_ins, data)[0]
        assert (record.at, record.extra["ipAddress"]) == (FIFTH_OF_JANUARY * 1_000_000, "203.0.113.7")
        assert "latitude" not in record.extra
        assert "50126" in record.extra["status"]
    names = b"CreatedDateTime,UserPrincipalName,IPAddress,City\n"
    table = names + b"2024-01-05T10:11:12Z,maya@example.com,203.0.113.7,Leeds\n"
    (record,) = read_all(microsoft_sign_ins, table)[0]
    assert (record.at_quality, record.extra["City"]) == (AtQuality.EXACT, "Leeds")
    with pytest.raises(UnknownLayout, match="“a”"):
        read_all(microsoft_sign_ins, b'{"value": [{"a": 1}]}')
