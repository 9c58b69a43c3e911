import pytest
from tests.readers.made_accounts import google_access_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import google_access_log_csv
from safelight.readers.reader import UnknownLayout
from safelight.records.record import AtQuality, Kind


def test_a_use_of_the_account_keeps_address_device_and_place_by_the_columns_names() -> None:
    (record,) = read_all(google_access_log_csv, google_access_log(["App : GMAIL_APP. Os : IOS_OS."]))[0]
    assert (record.kind, record.thread, record.at_quality) == (Kind.SIGN_IN, "Sign-ins", AtQuality.EXACT)
    assert record.at_text == "2026-10-01 06:59:59 UTC"
    assert record.extra["IP Address"] == "203.0.113.7"
    assert (record.extra["Activity City"], record.extra["Activity Type"]) == ("Leeds", "Sign in")
    assert (record.sender, record.text) == (None, None)


def test_columns_are_found_by_name_in_any_order() -> None:
    wider = (
        b"IP Address,Referer Product Name,Activity Timestamp,Product Name,Activity Type,Webview Package Name\n"
        b'2001:db8::1,,"Jun 15, 2026, 7:40:10 AM UTC",YouTube,Login,\n'
    )
    assert google_access_log_csv.recognise(MemoryMember("a.csv", wider)).score > 90
    (record,) = read_all(google_access_log_csv, wider)[0]
    assert (record.extra["IP Address"], record.at_quality) == ("2001:db8::1", AtQuality.EXACT)
    assert record.extra["Product Name"] == "YouTube"


def test_devices_are_a_list_of_their_own() -> None:
    old = (
        b"Device Type,Brand Name,Marketing Name,OS,OS Version,Device Model,User Given Name,"
        b"Device Last Location,Gaia ID\nMOBILE,Brand,Phone 5,Android,14,P5,My phone,"
        b'"Country ISO: GB\nLast Activity Time: 2024-01-02 03:04:05 UTC",1\n'
    )
    assert google_access_log_csv.recognise(MemoryMember("Devices.csv", old)).score > 80
    (record,) = read_all(google_access_log_csv, old)[0]
    assert (record.kind, record.thread, record.at) == (Kind.NOTICE, "Devices", None)
    assert record.extra["Marketing Name"] == "Phone 5"
    new = b"Gaia ID,Device Type,Device Model,Country,Last Activity Time\n1,MOBILE,P5,GB,2024-01-02 03:04:05 UTC\n"
    (record,) = read_all(google_access_log_csv, new)[0]
    assert (record.at_quality, record.extra["Country"]) == (AtQuality.EXACT, "GB")


def test_another_table_is_named_by_its_columns() -> None:
    with pytest.raises(UnknownLayout, match="“Nobody knows”"):
        read_all(google_access_log_csv, b"Nobody knows,this\n1,2\n")
