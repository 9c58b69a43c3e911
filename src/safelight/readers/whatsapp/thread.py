"""The name of the conversation, from the name of the export."""

from safelight.readers.whatsapp.phrases import THREAD_NAMES

_ENDINGS = (".txt", ".zip")
_INNER_NAMES = frozenset({"_chat", "chat"})


def thread_named(path: str) -> str:
    """The conversation's name if the file or the archive around it bears one; otherwise the path itself."""
    for part in reversed(path.split("/")):
        stem = _stem(part)
        if stem.casefold() in _INNER_NAMES:
            continue
        for before, after in THREAD_NAMES:
            if stem.startswith(before) and stem.endswith(after) and len(stem) > len(before) + len(after):
                return stem[len(before) : len(stem) - len(after)]
    return path


def is_named(path: str) -> bool:
    """Whether the path bears the name WhatsApp gives its exports."""
    return thread_named(path) != path


def _stem(part: str) -> str:
    for ending in _ENDINGS:
        if part.casefold().endswith(ending):
            return part[: -len(ending)]
    return part
