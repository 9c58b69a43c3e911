"""The first line of a LINE export: whose conversation it is, in the language of the phone."""

import re

BANNER = "[LINE]"
_TITLES = tuple(
    re.compile(pattern)
    for pattern in (
        r"Chat history (?:with|in) (?P<name>.+)",
        r"(?P<name>.+)とのトーク履歴",
        r"(?P<name>.+)のトーク履歴",
        r"[與与](?P<name>.+)的(?:聊天[記紀记][錄录]|對話記錄)",
        r"(?P<name>.+)的聊天[記紀记][錄录]",
        r"ประวัติการ(?:สนทนา|แชท)กับ\s*(?P<name>.+)",
    )
)


def conversation_named(first_line: str) -> str:
    """The conversation's name; the line without LINE's mark where the language is not known; else empty."""
    title = first_line.lstrip("\ufeff").rstrip("\r\n")
    if not title.startswith(BANNER):
        return ""
    title = title.removeprefix(BANNER).strip()
    found = next((match for pattern in _TITLES if (match := pattern.fullmatch(title))), None)
    return found["name"] if found else title
