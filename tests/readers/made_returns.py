"""Made-up returns from platforms and outputs of forensic tools: N messages in, N records out."""

import html
import json

from tests.readers.made_file import Made, quoted

from safelight.readers import (
    discord_return_csv,
    google_subscriber_html,
    kik_return,
    leapp_tsv,
    meta_records_html,
    roblox_return_csv,
    snapchat_return_csv,
    x_return_signed,
)
from safelight.records.record import Record


def meta_field(label: str, value: str) -> str:
    return f'<div class="t o"><div class="t i">{label}<div class="m"><div>{value}</div></div></div></div>'


def meta_section(name: str, *fields: str) -> str:
    return f'<div id="property-{name}" class="content-pane">{"".join(fields)}</div>'


def meta_page(*sections: str) -> bytes:
    return f"<html><body>{''.join(sections)}</body></html>".encode()


def meta_message(text: str) -> str:
    return (
        meta_field("Author", "fern-1 (Instagram: 200)")
        + meta_field("Sent", "2024-01-15 13:30:00 UTC")
        + meta_field("Body", html.escape(text))
        + '<div class="p"></div>'
    )


def meta_records(texts: list[str]) -> bytes:
    thread = meta_field("Thread", f" (9001){''.join(map(meta_message, texts))}")
    return meta_page(meta_section("unified_messages", meta_field("Unified Messages", thread)))


SNAPCHAT_COLUMNS = (
    "content_type", "message_type", "conversation_id", "message_id", "sender_username", "recipient_username",
    "text", "media_id", "is_saved", "timestamp",
)  # fmt: skip


def snapchat_row(text: str) -> dict[str, str]:
    said = ("CHAT", "TEXT", "c-1", "m-1", "fern-1", "maya-1", text, "", "true", "Wed Aug 19 12:00:00 UTC 2021")
    return dict(zip(SNAPCHAT_COLUMNS, said, strict=True))


def ruled_csv(columns: tuple[str, ...], rows: list[dict[str, str]], legend: str = "What, it\nmeans") -> bytes:
    """One table as returns lay it out: an explanation, a row of equals signs, names, rows."""
    lines = [quoted(legend), quoted("=" * 27), ",".join(columns)]
    lines += [",".join(quoted(row[column]) for column in columns) for row in rows]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogatepass")


def snapchat_return(texts: list[str]) -> bytes:
    return ruled_csv(SNAPCHAT_COLUMNS, [snapchat_row(text) for text in texts])


LEAPP_COLUMNS = ("Timestamp", "Thread ID", "Sender", "Message", "Direction", "Server Mark")


def leapp_table(texts: list[str]) -> bytes:
    rows = [
        "\t".join(("2024-03-13 14:05:00+00:00", "t-1", "fern-1", quoted(text), "Incoming", "x")) for text in texts
    ]
    lines = ["\t".join(LEAPP_COLUMNS), *rows]
    return b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogatepass")


KIK_COLUMNS = (
    "id", "content_id", "filename", "message", "sender_id", "receiver_id", "ip", "port", "sent_at", "sent_at_ts",
    "group_jid",
)  # fmt: skip
DISCORD_COLUMNS = (
    "Channel ID", "Message ID", "Author ID", "Timestamp", "Username", "Contents", "Attachments",
)  # fmt: skip
ROBLOX_COLUMNS = ("ts", "conversation_id", "convo_type", "user_id", "name", "text", "is_filtered_for_under13")


def named_csv(columns: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    """Names first, then rows."""
    lines = [",".join(columns), *(",".join(quoted(row[column]) for column in columns) for row in rows)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogatepass")


def kik_row(text: str) -> dict[str, str]:
    said = ("1", "", "", text, "fern_1@talk.kik.com", "maya_2@talk.kik.com", "192.0.2.7", "443",
            "2025-12-01 20:54:24.103", "1764622464103", "g-1")  # fmt: skip
    return dict(zip(KIK_COLUMNS, said, strict=True))


def as_returned(record: Record) -> str | None:
    """The words before they were mended, where they were."""
    return record.extra.get("as returned", record.text)


def kik(texts: list[str]) -> bytes:
    return named_csv(KIK_COLUMNS, [kik_row(text) for text in texts])


def discord_row(text: str) -> dict[str, str]:
    said = ("111", "900000000000000001", "7001", "2024-01-05 14:00:00 UTC", "fern-1", text, "")
    return dict(zip(DISCORD_COLUMNS, said, strict=True))


def discord_return(texts: list[str]) -> bytes:
    return named_csv(DISCORD_COLUMNS, [discord_row(text) for text in texts])


def roblox_row(text: str) -> dict[str, str]:
    said = ("2024-01-05 14:00:00 UTC", "c-1", "one_to_one", "77", "fern-1", text, "false")
    return dict(zip(ROBLOX_COLUMNS, said, strict=True))


def roblox(texts: list[str]) -> bytes:
    return named_csv(ROBLOX_COLUMNS, [roblox_row(text) for text in texts])


X_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----\n\nbWFkZSBmb3IgdGVzdHM=\n-----END PGP SIGNATURE-----\n"


def signed(entries: list[dict[str, object]]) -> bytes:
    """A list as X signs it; the signature is none."""
    text = json.dumps(entries, indent=2).encode()
    return b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + text + b"\n" + X_SIGNATURE


def x_return(texts: list[str]) -> bytes:
    said = {"id": "1", "senderId": "11", "recipientId": "22", "createdAt": "2020-01-02T03:04:05.678Z"}
    messages = [{"messageCreate": {**said, "text": text}} for text in texts]
    return signed([{"dmConversation": {"conversationId": "11-22", "messages": messages}}])


GOOGLE_COLUMNS = ("Timestamp", "IP Address", "Activity Type", "Raw User Agents")


def google_table(columns: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    names = "".join(f"<th>{column}</th>" for column in columns)
    cells = ["".join(f"<td>{html.escape(row[column])}</td>" for column in columns) for row in rows]
    return f"<table><tr>{names}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def google_page(*parts: str) -> bytes:
    return f"<html><body><h2>GOOGLE SUBSCRIBER INFORMATION</h2>{''.join(parts)}</body></html>".encode()


def google_row(agent: str) -> dict[str, str]:
    said = ("2023-02-25 04:34:32 Z", "192.0.2.7", "Login", agent)
    return dict(zip(GOOGLE_COLUMNS, said, strict=True))


def google_subscriber(texts: list[str]) -> bytes:
    return google_page("<h3>IP ACTIVITY</h3>", google_table(GOOGLE_COLUMNS, [google_row(text) for text in texts]))


def agent_in(record: Record) -> str | None:
    """Where the words of a sign-in end up."""
    return record.extra.get("Raw User Agents", "")


MADE_RETURNS = {
    "google subscriber": Made(google_subscriber_html, "me.SubscriberInfo.html", google_subscriber, agent_in),
    "x return": Made(x_return_signed, "11-direct-messages.txt", x_return),
    "kik return": Made(kik_return, "content/data-text.csv", kik, as_returned),
    "discord return": Made(discord_return_csv, "messages/dms/111.csv", discord_return),
    "roblox return": Made(roblox_return_csv, "chats.csv", roblox),
    "meta records": Made(meta_records_html, "records.html", meta_records),
    "snapchat return": Made(snapchat_return_csv, "conversations.csv", snapchat_return),
    "leapp table": Made(leapp_tsv, "_TSV Exports/Chats - Messages.tsv", leapp_table),
}
