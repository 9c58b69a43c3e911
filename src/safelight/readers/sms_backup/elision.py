"""Attached media inside a backup, passed over: the parser never holds it, and offsets are counted as if it did."""

import re
from bisect import bisect_right

KEPT_BYTES = 64
WORTH_LEAVING_OUT_BYTES = 4096
CUTS_REMEMBERED = 4096

_OPENING = b'data="'
_PART = b"<part"
_MEDIA = re.compile(rb'\sdata="((?:[A-Za-z0-9+/=\r\n]++|&#1[03];)*+)')
_GOING_ON = re.compile(rb"(?:[A-Za-z0-9+/=\r\n]++|&#1[03];)*+")
_PERHAPS_BEGINNING = re.compile(rb"(?:<[a-z]{0,3}|\s(?:d(?:a(?:t(?:a=?)?)?)?)?)\Z")


class Elision:
    """Takes the middle out of long Base64 values of ``data`` and maps shortened offsets back to true ones."""

    def __init__(self) -> None:
        self._held = b""
        self._is_inside = False
        self._was_in_part = False
        self._shortened_end = 0
        self._left_out = 0
        self._cuts = [0]
        self._left_out_at = [0]

    def shorten(self, data: bytes) -> bytes:
        """The next bytes of the file without long media; a few bytes at the end may wait for the next call."""
        data = self._held + data
        beginning = _PERHAPS_BEGINNING.search(data, max(0, len(data) - 8))
        cut = beginning.start() if beginning else len(data)
        self._held = data[cut:]
        kept: list[bytes] = []
        place = self._go_on_inside(data, cut)
        if _OPENING not in data:
            self._keep(kept, data[place:cut])
            self._was_in_part = self._is_in_part(data, cut)
            return kept[0]
        for media in _MEDIA.finditer(data, place, cut):
            end = media.end()
            if (end - media.start(1) < WORTH_LEAVING_OUT_BYTES and end < cut) or not self._is_in_part(
                data, media.start()
            ):
                continue
            stays = min(end, media.start(1) + KEPT_BYTES)
            self._keep(kept, data[place:stays])
            self._leave_out(end - stays)
            self._is_inside = end == cut
            place = end
        self._keep(kept, data[place:cut])
        self._was_in_part = self._is_in_part(data, cut)
        return b"".join(kept)

    def rest(self) -> bytes:
        """The bytes that waited, at the end of the file."""
        rest, self._held = self._held, b""
        self._shortened_end += len(rest)
        return rest

    def true_offset(self, shortened: int) -> int:
        """Where in the file a byte stands, by where it stands in what was given out."""
        if not self._left_out:
            return shortened
        return shortened + self._left_out_at[bisect_right(self._cuts, shortened) - 1]

    def _is_in_part(self, data: bytes, place: int) -> bool:
        """A message may hold such words in its own text; only a part holds media. No value holds a raw ``<``."""
        tag = data.rfind(b"<", 0, place)
        return data.startswith(_PART, tag) if tag >= 0 else self._was_in_part

    def _go_on_inside(self, data: bytes, cut: int) -> int:
        if not self._is_inside:
            return 0
        going_on = _GOING_ON.match(data, 0, cut)
        end = going_on.end() if going_on else 0
        self._leave_out(end)
        self._is_inside = end == cut
        return end

    def _keep(self, kept: list[bytes], data: bytes) -> None:
        kept.append(data)
        self._shortened_end += len(data)

    def _leave_out(self, length: int) -> None:
        if not length:
            return
        self._left_out += length
        self._cuts.append(self._shortened_end)
        self._left_out_at.append(self._left_out)
        if len(self._cuts) > 2 * CUTS_REMEMBERED:
            del self._cuts[:CUTS_REMEMBERED], self._left_out_at[:CUTS_REMEMBERED]
