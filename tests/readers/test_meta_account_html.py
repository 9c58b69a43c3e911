from zoneinfo import ZoneInfo

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import meta_account_html
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Kind, Record, State
from safelight.records.tally import Outcome

LONDON = ReadingHints(zone=ZoneInfo("Europe/London"))
TIME = "Dec 28, 2023 7:20 am"
AT = 1703748000


def box(inner: str) -> str:
    return f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">{inner}</div>'


def table(**said: str) -> str:
    rows = "".join(
        f'<tr><td class="_a6_q">{name.replace("_", " ")}</td><td class="_a6_r">{value}</td></tr>'
        for name, value in said.items()
    )
    return f'<div class="_a6-p"><table style="table-layout: fixed;">{rows}</table></div>'


def linked(address: str, shown: str) -> str:
    link = f'<a target="_blank" href="{address}">{shown}</a>'
    return f'<div class="_a6-p"><div><div>{link}</div><div>{TIME}</div></div></div>'


def page(*boxes: str) -> bytes:
    return f"<html><body><div><div>List</div><div role=main>{''.join(boxes)}</div></div></body></html>".encode()


def read(name: str, *inner: str) -> list[Record]:
    data = page(*map(box, inner))
    path = f"connections/{name}.html"
    assert recognise(MemoryMember(path, data))[0] is meta_account_html
    return read_all(meta_account_html, data, LONDON, path)[0]


def test_a_sign_in_has_its_time_with_its_zone_in_its_heading() -> None:
    heading = "<h2>2023-12-16T16:38:06+00:00</h2>"
    (record,) = read("login_activity", heading + table(IP_Address="203.0.113.7", User_Agent="Instagram &amp; 1"))
    assert (record.kind, record.platform, record.thread) == (Kind.SIGN_IN, "Instagram", "Sign-ins")
    assert (record.at, record.at_quality) == (1702744686000000, AtQuality.EXACT)
    assert record.extra == {"IP Address": "203.0.113.7", "User Agent": "Instagram & 1"}


@pytest.mark.parametrize(
    ("name", "inner", "relation"),
    [
        ("followers_1", linked("https://www.example.com/fern.1", "fern.1"), "follower"),
        (
            "following",
            "<h2>fern.1</h2>" + linked("https://e.example/_u/fern.1", "https://e.example/x"),
            "following",
        ),
        ("blocked_profiles", linked("https://e.example/_u/fern.1", "https://e.example/_u/fern.1"), "blocked"),
        (
            "pending_follow_requests",
            box(table(Name="F", Username="fern.1")) + f"<div>{TIME}</div>",
            "request sent",
        ),
        ("your_friends", f'<div class="_a6-h">fern.1</div><div class="_a6-o">{TIME}</div>', "friend"),
    ],
)
def test_people_and_since_when(name: str, inner: str, relation: str) -> None:
    (record,) = read(name, inner)
    assert (record.kind, record.recipients, record.extra["relation"]) == (Kind.CONTACT, ("fern.1",), relation)
    assert (record.at, record.at_quality) == (AT * 1_000_000, AtQuality.ZONE_ASSUMED)


def test_changes_searches_comments_and_places() -> None:
    (change,) = read("profile_changes", table(Changed="Email", New_Value="new@example.com", Change_Date=TIME))
    assert (change.kind, change.state, change.at) == (Kind.NOTICE, State.BY_PLATFORM, AT * 1_000_000)
    assert change.extra["New Value"] == "new@example.com"
    (search,) = read("word_or_phrase_searches", table(Search="fern", Time=TIME))
    assert (search.kind, search.text, search.at_text) == (Kind.SEARCH, "fern", TIME)
    (comment,) = read("post_comments_1", table(Comment="a &lt;b&gt;", Media_Owner="fern.1", Time=TIME))
    assert (comment.text, comment.recipients, comment.direction) == ("a <b>", ("fern.1",), Direction.FROM_OWNER)
    (place,) = read("last_known_location", table(Imprecise_Latitude="53.8", Imprecise_Longitude="-1.5"))
    assert (place.kind, place.extra["latitude"]) == (Kind.LOCATION, "53.8")
    (own,) = read("personal_information", table(Username="maya.1", Email="maya@example.com"))
    assert (own.recipients, own.extra["relation"]) == (("maya.1",), "own account")


def test_an_entry_never_closed_is_failed_and_what_came_before_is_kept() -> None:
    data = page(box(linked("https://e.example/a", "a")), box(linked("https://e.example/b", "b")))
    cut = data[: data.rindex(b"<div>Dec")]
    records, stretches = read_all(meta_account_html, cut, path="followers_1.html")
    assert [record.recipients for record in records] == [("a",)]
    assert bytes_by(stretches, Outcome.FAILED) > 0


def test_pages_of_other_names_are_left_alone() -> None:
    data = page(box(table(URL="x")))
    assert recognise(MemoryMember("liked_posts.html", data))[0] is None
    with pytest.raises(UnknownLayout, match="liked_posts"):
        read_all(meta_account_html, data, path="liked_posts.html")
    with pytest.raises(UnknownLayout, match="following"):
        read_all(meta_account_html, b"<html></html>", path="following.html")


def test_facebooks_sign_ins_as_sections() -> None:
    rows = "<tr><td colspan=2>Dec 27, 2023 11:16:01am</td></tr><tr><td>IP address</td><td>203.0.113.7</td></tr>"
    section = (
        f'<section class="_3-95 _a6-g"><h2>Login</h2><div class="_a6-p"><table>{rows}</table></div></section>'
    )
    data = f"<html><body><main>{section}{section}</main></body></html>".encode()
    path = "security_and_login_information/logins_and_logouts.html"
    assert recognise(MemoryMember(path, data))[0] is meta_account_html
    first, second = read_all(meta_account_html, data, LONDON, path)[0]
    assert (first.kind, first.platform, first.thread) == (Kind.SIGN_IN, "Facebook", "Sign-ins")
    assert (first.at, first.at_text) == (1703675761000000, "Dec 27, 2023 11:16:01am")
    assert (first.extra["IP address"], first.extra["heading"]) == ("203.0.113.7", "Login")
    assert second.offset == first.offset + first.length


def test_facebooks_friends_as_sections() -> None:
    footer = f'<footer class="_3-94 _a6-o"><div class="_a72d">{TIME}</div></footer>'
    data = page(f'<section class="_3-95 _a6-g" aria-labelledby="u"><h2 id="u">O&#039;Brien</h2>{footer}</section>')
    (record,) = read_all(meta_account_html, data, LONDON, "your_friends.html")[0]
    assert (record.recipients, record.at) == (("O'Brien",), AT * 1_000_000)


def test_nested_tables_lose_nothing() -> None:
    inner = "<table><tr><td>Name</td><td>Fern</td></tr></table>"
    (record,) = read("profile_changes", f"<table><tr><td>Owner<div>{inner}</div></td></tr></table>")
    assert record.extra == {"line": "Owner", "Name": "Fern"}
