"""Made-up conversations as apps and tools export them as lines of text."""

import json


def line(texts: list[str]) -> bytes:
    messages = "".join(f"14:05\tFern\t{text}\n" for text in texts)
    return f"[LINE] Chat history with Fern\nSaved on: 2024/03/14 10:30\n\n2024/03/13(Wed)\n{messages}".encode()


def signal_lines(texts: list[str]) -> bytes:
    lines = [
        {
            "date": "2024-03-13T14:05:09",
            "sender": "Fern",
            "body": text,
            "quote": "",
            "sticker": "",
            "reactions": [],
            "attachments": [],
        }
        for text in texts
    ]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode("utf-8", "replace")


def signal(texts: list[str]) -> bytes:
    return "".join(f"[2024-03-13, 14:05] Fern: {text}\n" for text in texts).encode()
