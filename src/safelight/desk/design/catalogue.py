"""The language catalogue: from the words people edit (``.po``) to the form Django reads (``.mo``).

``python -m safelight.desk.design.catalogue`` writes the second from the first, byte for byte the same on every
machine and without the gettext tools. Format: GNU gettext manual, "The Format of GNU MO Files".
"""

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"
MAGIC = 0x950412DE
CONTEXT_END = "\x04"
PLURAL_END = "\x00"


def messages(text: str) -> dict[str, str]:
    """Read a ``.po`` file: each message under its key. Those not yet translated are left out."""
    found = {}
    for entry in _entries(text):
        forms = [words for field, words in entry.items() if field.startswith("msgstr")]
        if "msgid" in entry and all(forms):
            found[_key(entry)] = PLURAL_END.join(forms)
    return found


def compiled(found: dict[str, str]) -> bytes:
    """Write messages in the binary form, sorted by key."""
    pairs = sorted((key.encode(), value.encode()) for key, value in found.items())
    keys_at = 28
    values_at = keys_at + 8 * len(pairs)
    text_at = values_at + 8 * len(pairs)
    tables, texts = [], b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), text_at + len(texts)))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(pairs), keys_at, values_at, 0, text_at)
    return head + b"".join(tables) + texts


def _key(entry: dict[str, str]) -> str:
    context = entry["msgctxt"] + CONTEXT_END if "msgctxt" in entry else ""
    plural = PLURAL_END + entry["msgid_plural"] if "msgid_plural" in entry else ""
    return context + entry["msgid"] + plural


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Take the file apart: an empty line ends an entry, a line that begins with a quotation mark goes on."""
    for block in text.split("\n\n"):
        entry: dict[str, str] = {}
        field = ""
        for line in block.splitlines():
            if line.startswith("#") or not line.strip():
                continue
            if not line.startswith('"'):
                field, line = line.split(" ", 1)
                entry[field] = ""
            entry[field] += ast.literal_eval(line)
        yield entry


def main() -> None:
    """Compile every catalogue of the desk."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        source.with_suffix(".mo").write_bytes(compiled(messages(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
