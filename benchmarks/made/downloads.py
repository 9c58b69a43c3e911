"""Downloads and exports in JSON and XML."""

import json
from html import escape
from pathlib import Path

from benchmarks.made.talk import PEOPLE, Line, talk

_DISCORD_EPOCH_MS = 1_420_070_400_000


def write_telegram(path: Path, *, messages: int) -> None:
    """``result.json`` of Telegram Desktop, one group."""
    told = [
        {
            "id": line.number,
            "type": "message",
            "date": f"{line.at:%Y-%m-%dT%H:%M:%S}",
            "date_unixtime": str(line.at_ms // 1000),
            "from": PEOPLE[line.who],
            "from_id": f"user{line.who + 1}",
            "text": line.text,
            "text_entities": [{"type": "plain", "text": line.text}],
        }
        for line in talk(messages)
    ]
    whole = {"name": "Netball", "type": "private_group", "id": 77, "messages": told}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")


def write_meta(path: Path, *, messages: int) -> None:
    """``message_1.json`` of a Messenger download, newest first, its UTF-8 written the way Meta does."""
    told = [
        {
            "sender_name": PEOPLE[line.who],
            "timestamp_ms": line.at_ms,
            "content": line.text.encode().decode("latin-1"),
            "is_geoblocked_for_viewer": False,
        }
        for line in talk(messages)
    ]
    people = [{"name": name} for name in PEOPLE]
    whole = {"participants": people, "messages": told[::-1], "title": "Netball", "thread_path": "inbox/netball_1"}
    path.write_text(json.dumps(whole, indent=2), "utf-8")


def write_discord(path: Path, *, messages: int) -> None:
    """One channel as DiscordChatExporter writes it."""
    authors: list[dict[str, object]] = [
        {
            "id": str(1000 + n),
            "name": name.lower().replace(" ", "."),
            "discriminator": "0000",
            "nickname": name,
            "color": None,
            "isBot": False,
            "roles": [],
            "avatarUrl": f"https://example.com/avatars/{n}.png",
        }
        for n, name in enumerate(PEOPLE)
    ]
    told: list[dict[str, object]] = [
        {
            "id": str((line.at_ms - _DISCORD_EPOCH_MS) << 22 | line.number & 0xFFF),
            "type": "Default",
            "timestamp": line.at.isoformat(timespec="milliseconds"),
            "timestampEdited": None,
            "callEndedTimestamp": None,
            "isPinned": False,
            "content": line.text,
            "author": authors[line.who],
            "attachments": [],
            "embeds": [],
            "stickers": [],
            "reactions": [],
            "mentions": [],
        }
        for line in talk(messages)
    ]
    whole = {
        "guild": {"id": "0", "name": "Direct Messages", "iconUrl": ""},
        "channel": {
            "id": "7",
            "type": "DirectGroupTextChat",
            "categoryId": None,
            "name": "Netball",
            "topic": None,
        },
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2026-01-01T00:00:00+00:00",
        "messages": told,
        "messageCount": messages,
    }
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2), "utf-8")


def write_sms_backup(path: Path, *, messages: int) -> None:
    """A backup of SMS Backup & Restore: texts with four numbers."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n")
        file.write(f'<smses count="{messages}" backup_set="b" backup_date="1767225600000" type="full">\n')
        file.writelines(_sms(line) for line in talk(messages))
        file.write("</smses>\n")


def _sms(line: Line) -> str:
    kind = 1 if line.who else 2
    body = escape(line.text).replace("👍", "&#55357;&#56397;")
    return (
        f'  <sms protocol="0" address="{number_of(line)}" date="{line.at_ms}" type="{kind}" subject="null" '
        f'body="{body}" toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0" '
        f'date_sent="{line.at_ms - 1000}" sub_id="1" readable_date="{line.at:%d %b %Y %H:%M:%S}" '
        f'contact_name="{PEOPLE[line.who]}" />\n'
    )


def number_of(line: Line) -> str:
    """The number, of those kept for fiction, that a message went to or came from."""
    return f"+4477009001{line.number % 4:02}"
