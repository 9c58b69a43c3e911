"""One mapping of a context file, read key by key; faults are gathered as sentences, not thrown one at a time."""

from difflib import get_close_matches

from safelight.signals.context_text import Plain

OLDEST = 130
"""Years. An age above this is a slip of the pen."""


class Entry:
    """A mapping with known keys. ``place`` names it in sentences; ``problems`` is shared by the whole file."""

    def __init__(self, value: Plain, place: str, known: tuple[str, ...], problems: list[str]) -> None:
        self._place, self._problems = place, problems
        self._values = value if isinstance(value, dict) else {}
        if value is not None and not isinstance(value, dict):
            self.fault(f"must be keys with values ({', '.join(known)})")
        for key in self._values:
            if key not in known:
                self.fault(
                    f"has the key “{key}”, which is not known{_meant(key, known)}. Known keys: {', '.join(known)}"
                )

    def fault(self, what: str) -> None:
        """Note a fault of this entry, as the rest of a sentence that starts with its place."""
        self._problems.append(f"{self._place} {what}.")

    def text(self, key: str) -> str:
        """One piece of text, ``""`` where nothing is written."""
        value = self._values.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        self.fault(f"has a list or mapping under “{key}”; one piece of text is needed")
        return ""

    def needed(self, key: str, example: str) -> str:
        """One piece of text that may not be missing."""
        value = self.text(key)
        if not value:
            self.fault(f"needs “{key}”, for example {key}: {example}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one. Repeats and empty ones are left out."""
        value = self._values.get(key)
        parts = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(part, list | dict) for part in parts):
            self.fault(f"has something other than text in “{key}”; a list of texts is needed")
        written = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
        return tuple(dict.fromkeys(written))

    def age(self, key: str) -> int | None:
        """Whole years."""
        value = self.text(key)
        if not value:
            return None
        if value.isascii() and value.isdigit() and int(value[:9]) <= OLDEST:
            return int(value)
        self.fault(
            f"has “{value[:40]}” under “{key}”; whole years from 0 to {OLDEST} are needed, for example {key}: 34"
        )
        return None

    def entries(self, key: str, known: tuple[str, ...]) -> "list[Entry]":
        """The mappings listed under a key; a single mapping is a list of one."""
        value = self._values.get(key)
        parts = value if isinstance(value, list) else [] if value is None else [value]
        return [
            Entry(part, f"“{key}”, entry {number},", known, self._problems)
            for number, part in enumerate(parts, start=1)
        ]

    def entry(self, key: str, known: tuple[str, ...]) -> "Entry":
        """The one mapping under a key; an empty one where nothing is written."""
        return Entry(self._values.get(key), f"“{key}”", known, self._problems)


def _meant(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean “{near[0]}”?" if near else ""
