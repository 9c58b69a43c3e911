"""Made-up account downloads that hold no messages, or messages as pages."""

import html
import json
from collections.abc import Callable
from datetime import date, time

from tests.readers.made_file import Made, quoted

from safelight.readers import (
    apple_account_csv,
    discord_events,
    google_access_log_csv,
    google_activity_html,
    google_activity_json,
    google_location_json,
    meta_account_html,
    meta_account_json,
    meta_messages_html,
    microsoft_sign_ins,
    safelight_diary,
    snapchat_places_json,
    tiktok_text,
)
from safelight.readers.diary.entry import DiaryEntry, file_of
from safelight.readers.diary.moment import How, moment_of
from safelight.records.record import Record


def words_or_none(record: Record) -> str:
    """A page's box for words may be empty, which is all it says."""
    return record.text or ""


def extra_in(name: str) -> Callable[[Record], str | None]:
    """Where the words of an entry end up that is no message."""
    return lambda record: record.extra.get(name, "")


def google_access_log(texts: list[str]) -> bytes:
    rows = [
        f"1,2026-10-01 06:59:59 UTC,203.0.113.7,,false,GB,,Leeds,{quoted(text)},Gmail,,Sign in,\n"
        for text in texts
    ]
    names = "Gaia ID,Activity Timestamp,IP Address,Proxiedhost IP Address,Is Non-routable IP Address,"
    more = "Activity Country,Activity Region,Activity City,User Agent String,Product Name,Sub-Product Name,"
    return (names + more + "Activity Type,Gmail Access Channel\n" + "".join(rows)).encode()


def google_positions(texts: list[str]) -> bytes:
    positions = [
        {
            "latitudeE7": 538008000,
            "longitudeE7": -15491000,
            "accuracy": 12,
            "timestamp": "2023-04-05T06:07:08.9Z",
            "source": text,
        }
        for text in texts
    ]
    return json.dumps({"locations": positions}, indent=1).encode()


def google_timeline(texts: list[str]) -> bytes:
    visits = [
        {
            "startTime": "2025-04-05T06:07:08.000+01:00",
            "endTime": "2025-04-05T07:00:00.000+01:00",
            "visit": {"topCandidate": {"placeLocation": {"latLng": "53.8008°, -1.5491°"}, "semanticType": text}},
        }
        for text in texts
    ]
    return json.dumps({"semanticSegments": visits, "rawSignals": [], "userLocationProfile": {}}).encode()


def facebook_sign_ins(texts: list[str]) -> bytes:
    activity = [
        {
            "action": "Login",
            "timestamp": 1702744686,
            "ip_address": "203.0.113.7",
            "user_agent": as_meta_writes(text),
        }
        for text in texts
    ]
    return json.dumps({"account_activity_v2": activity}, indent=1).encode()


def instagram_sign_ins(texts: list[str]) -> bytes:
    history = [
        {
            "title": "2023-12-16T16:38:06+00:00",
            "media_map_data": {},
            "string_map_data": {
                "User Agent": {"href": "", "value": as_meta_writes(text), "timestamp": 0},
                "Time": {"href": "", "value": "", "timestamp": 1702744686},
            },
        }
        for text in texts
    ]
    return json.dumps({"account_history_login_history": history}, indent=1).encode()


def as_meta_writes(text: str) -> str:
    """Meta writes each byte of UTF-8 as if it were a character."""
    return text.encode().decode("latin-1")


def discord_account(texts: list[str]) -> bytes:
    people = [
        {"id": "80351110224678912", "type": 2, "nickname": text, "since": "2024-01-02T03:04:05Z"} for text in texts
    ]
    account = {"id": "80351110224678911", "username": "maya", "settings": {"theme": 1}, "relationships": people}
    return json.dumps(account, indent=1).encode()


def discord_event_lines(texts: list[str]) -> bytes:
    lines = [
        {
            "event_type": "session_start",
            "event_id": "1",
            "ip": "203.0.113.7",
            "browser": text,
            "timestamp": '"2024-01-02T03:04:05.678Z"',
        }
        for text in texts
    ]
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()


def google_activity(texts: list[str]) -> bytes:
    entries = [
        {
            "header": "YouTube",
            "title": text,
            "titleUrl": "https://www.youtube.com/watch?v=1",
            "time": "2023-01-02T03:04:05.678Z",
            "products": ["YouTube"],
        }
        for text in texts
    ]
    return json.dumps(entries, indent=1).encode()


def google_activity_page(texts: list[str]) -> bytes:
    entries = [
        '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid">'
        '<div class="header-cell mdl-cell mdl-cell--12-col"><p class="mdl-typography--title">YouTube<br></p></div>'
        f'<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">{html.escape(text)}<br>'
        "Jan 2, 2023, 3:04:05 AM UTC</div>"
        '<div class="content-cell mdl-cell mdl-cell--12-col mdl-typography--caption"><b>Products:</b><br>YouTube'
        "<br></div></div></div>\n"
        for text in texts
    ]
    return f'<html><body><div class="mdl-grid">{"".join(entries)}</div></body></html>'.encode()


def meta_page(texts: list[str]) -> bytes:
    messages = [
        '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_2ph_ _a6-h _a6-i">Fern</div>'
        f'<div class="_2ph_ _a6-p"><div><div></div><div>{html.escape(text)}</div><div></div></div></div>'
        '<div class="_3-94 _a6-o">Mar 13, 2024 2:05:06 pm</div></div>\n'
        for text in texts
    ]
    return (
        "<html><head><title>Fern</title></head><body><div><div>Fern</div><div role='main'>"
        f"{''.join(messages)}</div></div></body></html>"
    ).encode()


def instagram_page(texts: list[str]) -> bytes:
    boxes = [
        '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><h2 class="_a6-h">2023-12-16T16:38:06+00:00</h2>'
        '<div class="_a6-p"><table><tr><td class="_a6_q">IP Address</td><td class="_a6_r">203.0.113.7</td></tr>'
        f'<tr><td colspan="2" class="_2pin _a6_q">User Agent<div><div>{html.escape(text)}</div></div></td></tr>'
        "</table></div></div>\n"
        for text in texts
    ]
    return f"<html><body><div role='main'>{''.join(boxes)}</div></body></html>".encode()


def tiktok_chat(texts: list[str]) -> bytes:
    messages = [f"2024-01-02 03:04:05 UTC fern.1: {text}\n" for text in texts]
    return f">>> Chat History with fern.1::\n\n{''.join(messages)}\n".encode()


def tiktok_sign_ins(texts: list[str]) -> bytes:
    blocks = [f"Date: 2024-01-02 03:04:05 UTC\nIP: 203.0.113.7\nDevice Model: {text}\n\n" for text in texts]
    return "".join(blocks).encode()


def snapchat_places(texts: list[str]) -> bytes:
    areas = [{"Time": "2022/05/06 07:08:09 UTC", "City": text, "Region": "England"} for text in texts]
    places = {"Latest Location": [], "Areas you may have visited in the last two years": areas}
    return json.dumps(places, indent=1).encode()


def apple_sign_ons(texts: list[str]) -> bytes:
    rows = [f"{quoted(text)},2024-01-02 03:04:05,203.0.113.7\r\n" for text in texts]
    return ("Application,Logged In Date,IP Address\r\n" + "".join(rows)).encode()


def microsoft_log(texts: list[str]) -> bytes:
    rows = [
        f"2024-01-02T03:04:05Z,r1,{quoted(text)},u1,Maya,maya@example.com,Mail,203.0.113.7,Success\r\n"
        for text in texts
    ]
    names = "Date (UTC),Request ID,User agent,User ID,User,Username,Application,IP address,Status\r\n"
    return (names + "".join(rows)).encode()


def diary(texts: list[str]) -> bytes:
    moment = moment_of(How.ABOUT, date(2026, 5, 3), time(21))
    entries = [
        DiaryEntry(
            entry=number,
            version=1,
            what=text,
            when=moment.said,
            first=str(moment.first),
            last=str(moment.last),
            written_at="2026-05-04T08:00:00+00:00",
        )
        for number, text in enumerate(texts, 1)
    ]
    return file_of("Maya Ellis", *entries)


MADE_ACCOUNTS = {
    "diary": Made(safelight_diary, "diary-entry-1-version-1.json", diary),
    "apple sign-ons": Made(
        apple_account_csv, "Apple ID SignOn Information.csv", apple_sign_ons, extra_in("Application")
    ),
    "microsoft log": Made(microsoft_sign_ins, "InteractiveSignIns.csv", microsoft_log, extra_in("User agent")),
    "tiktok chat": Made(tiktok_text, "Direct Messages/Direct Messages.txt", tiktok_chat),
    "tiktok sign-ins": Made(tiktok_text, "Activity/Login History.txt", tiktok_sign_ins, extra_in("Device Model")),
    "snapchat places": Made(snapchat_places_json, "json/location_history.json", snapchat_places, extra_in("City")),
    "discord events": Made(discord_events, "events-2024.json", discord_event_lines, extra_in("browser")),
    "google access log": Made(
        google_access_log_csv, "Activities.csv", google_access_log, extra_in("User Agent String")
    ),
    "google activity": Made(google_activity_json, "MyActivity.json", google_activity),
    "google activity page": Made(google_activity_html, "MyActivity.html", google_activity_page),
    "instagram page": Made(
        meta_account_html, "login_activity.html", instagram_page, extra_in("User Agent"), is_named=True
    ),
    "meta page": Made(meta_messages_html, "inbox/fern_1/message_1.html", meta_page, words_or_none, is_named=True),
    "google positions": Made(google_location_json, "Records.json", google_positions, extra_in("source")),
    "google timeline": Made(google_location_json, "Timeline.json", google_timeline, extra_in("semanticType")),
    "facebook sign-ins": Made(
        meta_account_json, "account_activity.json", facebook_sign_ins, extra_in("user_agent")
    ),
    "instagram sign-ins": Made(
        meta_account_json, "login_activity.json", instagram_sign_ins, extra_in("User Agent")
    ),
}
