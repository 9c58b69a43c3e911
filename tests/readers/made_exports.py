"""Made-up account downloads, one for each reader that is tested the same way: N messages in, N records out."""

import json
from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

from safelight.readers import discord_package, google_chat_json, snapchat_json, tiktok_json, x_archive_js


class Made(NamedTuple):
    """A reader, the name of its file, and a file that holds one message for each text."""

    reader: ModuleType
    path: str
    export: Callable[[list[str]], bytes]


def snapchat(texts: list[str]) -> bytes:
    chats = [
        {
            "From": "fern-1",
            "Media Type": "TEXT",
            "Created": "2024-04-20 01:29:22 UTC",
            "Content": text,
            "Conversation Title": None,
            "IsSender": False,
            "Created(microseconds)": 1713576562686,
        }
        for text in texts
    ]
    return json.dumps({"fern-1": chats}, indent=1).encode()


def snapchat_old(texts: list[str]) -> bytes:
    chats = [
        {"From": "fern-1", "Media Type": "TEXT", "Created": "2019-04-20 01:29:22 UTC", "Text": text}
        for text in texts
    ]
    return json.dumps({"Received Saved Chat History": chats, "Sent Saved Chat History": []}).encode()


def google_chat(texts: list[str]) -> bytes:
    messages = [
        {
            "creator": {"name": "Ash", "email": "ash@example.com", "user_type": "Human"},
            "created_date": "Wednesday, April 15, 2015 at 12:51:08\u202fAM UTC",
            "text": text,
            "topic_id": "t1",
            "message_id": f"GroupIdAAAA/t1/{number}",
        }
        for number, text in enumerate(texts)
    ]
    return json.dumps({"messages": messages}, indent=2).encode()


def discord_json_part(texts: list[str]) -> bytes:
    return json.dumps(
        [
            {"ID": 771060000000000000, "Timestamp": "2020-10-28 16:50:00", "Contents": text, "Attachments": ""}
            for text in texts
        ]
    ).encode()


def discord_csv_part(texts: list[str]) -> bytes:
    rows = [f"771060000000000000,2020-10-28 16:50:00+00:00,{quoted(text)},\r\n" for text in texts]
    return ("ID,Timestamp,Contents,Attachments\r\n" + "".join(rows)).encode("utf-8", "surrogatepass")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def x_archive(texts: list[str]) -> bytes:
    messages = [
        {
            "messageCreate": {
                "id": str(number),
                "senderId": "11",
                "recipientId": "22",
                "text": text,
                "createdAt": "2020-01-02T03:04:05.678Z",
                "mediaUrls": [],
                "reactions": [],
            }
        }
        for number, text in enumerate(texts)
    ]
    archive = [{"dmConversation": {"conversationId": "11-22", "messages": messages}}]
    return b"window.YTD.direct_messages.part0 = " + json.dumps(archive, indent=2).encode()


def tiktok(texts: list[str]) -> bytes:
    chats = [{"Date": "2022-05-06 07:08:09", "From": "fern-1", "Content": text} for text in texts]
    history = {"ChatHistory": {"Chat History with fern/1:": chats}}
    return json.dumps({"Activity": {"Video": [1]}, "Direct Messages": {"Chat History": history}}).encode()


MADE = {
    "snapchat": Made(snapchat_json, "json/chat_history.json", snapchat),
    "snapchat old": Made(snapchat_json, "json/chat_history.json", snapchat_old),
    "google chat": Made(google_chat_json, "Groups/DM abc/messages.json", google_chat),
    "discord json": Made(discord_package, "Messages/c771060000000000001/messages.json", discord_json_part),
    "discord csv": Made(discord_package, "messages/771060000000000001/messages.csv", discord_csv_part),
    "x": Made(x_archive_js, "data/direct-messages.js", x_archive),
    "tiktok": Made(tiktok_json, "user_data.json", tiktok),
}
