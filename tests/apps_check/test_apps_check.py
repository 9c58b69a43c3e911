"""Installed apps against a made-up list in the published schema: every row raises a hit, and nothing accuses."""

import json
import plistlib
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.apps_check.app import AppList, InstalledApp
from safelight.apps_check.check import Grade, Incident, check
from safelight.apps_check.indicators import IndicatorsRefused, Row, load_indicators
from safelight.apps_check.lists import ListRefused, read_list

MADE_UP = load_indicators(
    (Path(__file__).parent / "made_up.yaml").read_bytes(), title="A made-up list", as_at=date(2026, 11, 1)
)
ROWS = list(MADE_UP.rows())


def listed(*apps: InstalledApp) -> AppList:
    return AppList(source="a test", apps=apps)


@pytest.mark.parametrize(("row", "value", "product"), ROWS, ids=[f"{row}-{value}" for row, value, _ in ROWS])
def test_every_row_raises_a_hit(row, value, product):
    apps = {
        Row.PACKAGE: InstalledApp(id=value),
        Row.CERTIFICATE: InstalledApp(id="org.other.app", certificates=(value.replace(":", "").lower(),)),
        Row.NAME: InstalledApp(id="", name=value),
    }
    hosts = (value,) if row is Row.NETWORK else ()
    found = check(listed(*([apps[row]] if row in apps else [])), MADE_UP, hosts=hosts)
    assert [hit.products for hit in found.hits] == [(product.name,)]


def test_every_product_of_the_list_has_a_row():
    assert {product.name for _, _, product in ROWS} == {product.name for product in MADE_UP.products}


def test_dual_use_is_asked_about_and_no_alarm():
    [hit] = check(listed(InstalledApp(id="org.example.familycircle")), MADE_UP).hits
    assert hit.grade is Grade.DUAL_USE
    assert "many people use openly" in hit.sentence
    assert "Leave it where it is" not in hit.sentence
    assert hit.asks


def test_grades_go_from_certificate_to_trait():
    apps = (
        InstalledApp(id="org.side.loaded", installer="", is_system=False),
        InstalledApp(id="org.example.familycircle"),
        InstalledApp(id="", name="System Helper"),
        InstalledApp(id="com.example.watchoveryou"),
        InstalledApp(id="org.x.y", certificates=("aa11bb22cc33dd44ee55ff66aa77bb88cc99dd00",)),
    )
    grades = [hit.grade for hit in check(listed(*apps), MADE_UP, hosts=["api.watchoveryou.example"]).hits]
    assert grades == [
        Grade.CERTIFICATE,
        Grade.PACKAGE,
        Grade.NETWORK,
        Grade.NAME,
        Grade.DUAL_USE,
        Grade.TRAIT,
    ]


def test_a_name_that_poses_as_the_phone_is_said():
    [hit] = check(listed(InstalledApp(id="com.android.example.helper")), MADE_UP).hits
    assert "looks like a part of the phone" in hit.sentence


def test_apps_of_the_phone_and_from_stores_raise_nothing():
    apps = (
        InstalledApp(id="com.android.phone", installer="", is_system=True),
        InstalledApp(id="org.shop.app", installer="com.android.vending", is_system=False),
        InstalledApp(id="org.unknown.app"),
    )
    assert check(listed(*apps), MADE_UP).hits == ()


def test_install_days_are_laid_over_incidents():
    app = InstalledApp(id="com.example.watchoveryou", installed_at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    incidents = [Incident(date(2026, 3, 1), "He repaired the phone"), Incident(date(2026, 5, 1), "Another")]
    [hit] = check(listed(app), MADE_UP, incidents=incidents).hits
    assert [one.what for one in hit.near] == ["He repaired the phone"]


def test_a_host_below_a_listed_one_is_a_hit_and_one_that_only_ends_like_it_is_none():
    def hits(host: str) -> int:
        return len(check(listed(), MADE_UP, hosts=[host]).hits)

    assert hits("eu.api.watchoveryou.example") == 1
    assert hits("notwatchoveryou.example") == 0
    assert hits("9.192.0.2.10") == 0


def test_nothing_found_is_no_all_clear_and_no_list_is_said():
    found = check(listed(), None)
    assert any("does not mean that nothing is there" in limit for limit in found.limits)
    assert any("No list of indicators is loaded" in limit for limit in found.limits)
    assert found.list_title == ""
    assert check(listed(), MADE_UP).list_title == "A made-up list, as at 1 November 2026"


def test_androidqf():
    written = [
        {
            "name": "com.example.watchoveryou",
            "installer": "null",
            "uid": 10123,
            "system": False,
            "third_party": True,
            "disabled": False,
            "files": [
                {"path": "/data/app/x.apk", "certificate": {"Sha1": "AA11BB22CC33DD44EE55FF66AA77BB88CC99DD00"}}
            ],
        },
        {"name": "com.android.phone", "installer": "", "files": None},
    ]
    read = read_list(json.dumps(written).encode())
    assert [app.id for app in read.apps] == ["com.example.watchoveryou", "com.android.phone"]
    assert read.apps[0].installer == ""
    assert [hit.grade for hit in check(read, MADE_UP).hits] == [Grade.CERTIFICATE]


def test_pm_list_packages():
    text = (
        b"package:/system/app/Phone/Phone.apk=com.android.phone  installer=null uid:1001\r\n"
        b"package:/data/app/~~aB==/com.example.watchoveryou-Cd==/base.apk=com.example.watchoveryou  installer=null\n"
        b"package:org.shop.app installer=com.android.vending\npackage:org.plain.app\nsomething else\n"
    )
    read = read_list(text)
    assert [(app.id, app.installer) for app in read.apps] == [
        ("com.android.phone", ""),
        ("com.example.watchoveryou", ""),
        ("org.shop.app", "com.android.vending"),
        ("org.plain.app", None),
    ]
    assert read.apps[0].is_system
    assert read.unread == ("1 lines were not understood and are not in the result.",)


def test_dumpsys_package_gives_the_day_of_installing():
    text = (
        b"Packages:\n  Package [com.example.watchoveryou] (1a2b3c):\n    userId=10123\n"
        b"    firstInstallTime=2026-03-03 21:14:05\n    installerPackageName=com.android.chrome\n"
        b"  Package [org.plain.app] (4d):\n    userId=1\n"
    )
    first, second = read_list(text).apps
    assert first.installed_at == datetime(2026, 3, 3, 21, 14, 5, tzinfo=UTC)
    assert first.installer == "com.android.chrome"
    assert (second.installed_at, second.installer) == (None, None)


@pytest.mark.parametrize("shape", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_an_itunes_backup(shape):
    written = {"Installed Applications": ["org.example.FamilyCircle"], "Applications": {"org.other.app": {}}}
    read = read_list(plistlib.dumps(written, fmt=shape))
    assert [app.id for app in read.apps] == ["org.example.FamilyCircle", "org.other.app"]
    assert [hit.grade for hit in check(read, MADE_UP).hits] == [Grade.DUAL_USE]


def test_typed_by_hand_with_names_ids_and_days():
    read = read_list(b"System Helper; 2026-03-03\norg.example.familycircle\n")
    first, second = read.apps
    assert (first.name, first.installed_at) == ("System Helper", datetime(2026, 3, 3, tzinfo=UTC))
    assert second.id == "org.example.familycircle"


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b'{"a": 1}', b"[1, 2]", b"bplist00\x00", b'<plist version="1.0"><array/></plist>']
)
def test_what_is_no_list_is_refused_in_a_sentence(data):
    with pytest.raises(ListRefused, match=r"\.$"):
        read_list(data)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    with suppress(ListRefused):
        assert isinstance(read_list(data), AppList)


@pytest.mark.parametrize(
    "data", [b"", b"- 1", b"a: [", b"- {name: ''}", b"- {packages: [x]}", b"- {name: A, packages: 3}"]
)
def test_a_list_of_indicators_that_cannot_be_is_refused(data):
    with pytest.raises(IndicatorsRefused):
        load_indicators(data, title="x", as_at=date(2026, 1, 1))


def test_no_word_accuses_anybody():
    found = check(listed(InstalledApp(id="com.example.watchoveryou")), MADE_UP)
    words = " ".join([hit.sentence for hit in found.hits] + list(found.limits)).lower()
    for word in ("proves", "definitely", "spying on you", "your partner", "he installed"):
        assert word not in words
