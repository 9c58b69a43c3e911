"""The same conversation brought in two ways: counted once, the surer time kept, both places told."""

import html
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.examining.hostile import zip_of
from tests.readers.made_databases import made
from tests.readers.test_android_mmssms_db import SCHEMA as PHONE
from tests.readers.test_android_mmssms_db import text
from tests.readers.test_whatsapp_android_db import SCHEMA as WHATSAPP
from tests.readers.test_whatsapp_android_db import message

import safelight
from safelight.examining.summary import summary_of
from safelight.signals.context import CaseContext

START = datetime(2026, 3, 13, 21, 4, 7, tzinfo=UTC)
SAID = [
    ("them", "Where are you?"), ("them", "I know that you are at home"), ("us", "Please stop writing to me"),
    ("them", "ok"), ("them", "ok"), ("us", "no"), ("them", "I saw you at the station"), ("us", "Leave me alone"),
    ("them", "Answer the phone ½ ﬁ"), ("them", "Who are you with & why?"), ("us", "Stop it. I mean it <now>"),
    ("them", "You will see"),
]  # fmt: skip
TIMES = [START + timedelta(seconds=97 * number) for number in range(len(SAID))]


def said(them: str, us: str) -> list[tuple[datetime, str, str]]:
    return [(at, them if who == "them" else us, words) for at, (who, words) in zip(TIMES, SAID, strict=True)]


def whatsapp_text() -> bytes:
    lines = (f"{at:%d/%m/%Y, %H:%M} - {who}: {words}\n" for at, who, words in said("Rhys", "Maya"))
    return "".join(lines).encode()


def whatsapp_database() -> bytes:
    rows = [
        message(number, words, from_me=int(who == "us"), at=int(at.timestamp() * 1000) + 123)
        for number, (at, who, words) in enumerate(said("them", "us"), 1)
    ]
    return made(WHATSAPP, rows)


def sms_backup() -> bytes:
    rows = "".join(
        f'<sms address="+44 7700 900123" date="{int(at.timestamp() * 1000)}" type="{1 if who == "them" else 2}" '
        f'body="{html.escape(words)}" />\n'
        for at, who, words in said("them", "us")
    )
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<smses count='12'>\n{rows}</smses>\n".encode()


def phone_database() -> bytes:
    rows = [
        text(number, words, type=1 if who == "them" else 2, date=int(at.timestamp() * 1000))
        for number, (at, who, words) in enumerate(said("them", "us"), 1)
    ]
    return made(PHONE, rows)


def telegram_json() -> bytes:
    messages = [
        {
            "id": number,
            "type": "message",
            "date": f"{at:%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(int(at.timestamp())),
            "from": who,
            "from_id": f"user{len(who)}",
            "text": words,
        }
        for number, (at, who, words) in enumerate(said("Rhys", "Maya"), 1)
    ]
    chat = {"name": "Rhys", "type": "personal_chat", "id": 4, "messages": messages}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def telegram_page() -> bytes:
    messages = "".join(
        f"""     <div class="message default clearfix" id="message{number}">
      <div class="body">
       <div class="pull_right date details" title="{at:%d.%m.%Y %H:%M:%S} UTC+00:00">{at:%H:%M}</div>
       <div class="from_name">
{who}
       </div>
       <div class="text">
{html.escape(words)}
       </div>
      </div>
     </div>
"""
        for number, (at, who, words) in enumerate(said("Rhys", "Maya"), 1)
    )
    header = '<div class="page_header"><div class="content"><div class="text bold">\nRhys \n</div></div></div>'
    body = f'<div class="page_body chat_page"><div class="history">\n{messages}</div></div>'
    return f'<html><body><div class="page_wrap">{header}{body}</div></body></html>'.encode()


def meta_json(first: int = 0, last: int = len(SAID)) -> bytes:
    messages = [
        {
            "sender_name": who,
            "timestamp_ms": int(at.timestamp() * 1000),
            "content": words.encode().decode("latin-1"),
        }
        for at, who, words in said("Rhys", "Maya")[first:last]
    ]
    people = [{"name": "Rhys"}, {"name": "Maya"}]
    thread = {"participants": people, "messages": messages, "title": "Rhys", "thread_path": "inbox/rhys_1"}
    return json.dumps(thread, indent=2).encode()


PAIRS = {
    "a text export and its database": {
        "WhatsApp Chat with Rhys.txt": whatsapp_text,
        "msgstore.db": whatsapp_database,
    },
    "a backup and the phone's database": {"sms-20260313.xml": sms_backup, "mmssms.db": phone_database},
    "a page and a JSON file": {"messages.html": telegram_page, "result.json": telegram_json},
    "two downloads": {"a/message_1.json": lambda: meta_json(0, 9), "b/message_1.json": lambda: meta_json(3)},
    "an archive and the same file": {
        "_chat.txt": whatsapp_text,
        "WhatsApp Chat - Rhys.zip": lambda: zip_of({"_chat.txt": whatsapp_text()}),
    },
    "the same file under another name": {
        "one.txt": whatsapp_text,
        "copy.zip": lambda: zip_of({"x.txt": whatsapp_text()}),
    },
}


@pytest.mark.parametrize("files", PAIRS.values(), ids=PAIRS.keys())
def test_each_message_counts_once_and_nothing_is_lost(tmp_path: Path, files) -> None:
    for name, content in files.items():
        path = tmp_path / "brought" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content())
    examined = safelight.examine(tmp_path / "brought", context=CaseContext(timezone="Europe/London"))
    before = sum(sum(each.read.records_by_kind.values()) for each in examined.exhibits)
    again = sum(each.records for each in examined.examination.repeats)
    assert sorted(examined.table["text"]) == sorted(words for _, words in SAID)
    assert examined.table.height + again == before
    assert examined.table.height == len(SAID)
    (shared,) = summary_of(examined)["duplicates"]
    assert shared["records"] == again
    assert {shared["exhibit"], shared["kept_in"]} == {f"brought/{name}" for name in files}


def test_the_surer_time_is_kept_whichever_came_first(tmp_path: Path) -> None:
    (tmp_path / "WhatsApp Chat with Rhys.txt").write_bytes(whatsapp_text())
    (tmp_path / "msgstore.db").write_bytes(whatsapp_database())
    examined = safelight.examine(tmp_path)
    assert set(examined.table["member"]) == {"msgstore.db"}
    assert set(examined.table["at_quality"]) == {"exact"}
