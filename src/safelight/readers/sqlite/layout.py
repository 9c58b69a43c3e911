"""How what is asked of a row lies behind one list of types (sqlite.org/fileformat2.html, section 2.1)."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from safelight.readers.sqlite.taking import Take
from safelight.readers.sqlite.value import Mended

NOUGHTS = ("0", "0.0")


class Layout(msgspec.Struct, frozen=True, eq=False):
    """Where the values that are asked for stand, and what each has to be turned into.

    All values of a row come into one list: what is unpacked, then where the row stands, then constants. Places are
    places in that list. The answers come into it as well, and from it into the row that is made of them.
    """

    unpack: Callable[[bytes, int], tuple[Any, ...]]
    size: int
    """Bytes that all values take together, also those that are not asked for."""
    long_integers: tuple[tuple[int, int], ...]
    """Those of three and of six bytes are unpacked as two numbers: the place of the first, bits of the second."""
    constants: tuple[Any, ...]
    """Values that take no bytes, and room for further answers."""
    takes: tuple[tuple[int, int, Take], ...]
    """Where the answer goes, where the value comes from, and what makes the one out of the other."""
    said: tuple[tuple[str, int], ...]
    """Texts that are asked for together: the name of each and its place."""
    said_place: int
    """Where they go when they are together; 0 if none are asked for."""
    in_order: Callable[[Sequence[Any]], tuple[Any, ...]]
    """Of all values the answers, in the order of the questions."""
    make: Callable[..., Any]
    """Makes of the answers what holds them."""

    def answers(self, data: bytes, start: int, stand: tuple[Any, ...]) -> Any:
        """What is made of the row whose values start here; ``stand`` are the first fields of ``Found``."""
        found = [*self.unpack(data, start), *stand, *self.constants]
        for place, bits in self.long_integers:
            found[place] = found[place] << bits | found[place + 1]
        try:
            for answer, value, take in self.takes:
                found[answer] = take(found[value])
        except UnicodeDecodeError:
            return self._mended_answers(data, start, stand)
        if self.said_place:
            found[self.said_place] = said = {}
            for name, place in self.said:
                if (text := found[place]) and text not in NOUGHTS:
                    said[name] = text
        return self.make(*self.in_order(found))

    def _mended_answers(self, data: bytes, start: int, stand: tuple[Any, ...]) -> Any:
        """The same where some text is none."""
        found = [*self.unpack(data, start), *stand, *self.constants]
        for place, bits in self.long_integers:
            found[place] = found[place] << bits | found[place + 1]
        for answer, value, take in self.takes:
            found[answer] = _mended(take, found[value])
        if self.said_place:
            texts = ((name, found[place]) for name, place in self.said)
            # The mark of what was mended is for what a record says itself, not for what it says beside that.
            found[self.said_place] = {name: str(text) for name, text in texts if text and text not in NOUGHTS}
        return self.make(*self.in_order(found))


def _mended(take: Take, raw: Any) -> Any:
    try:
        return take(raw)
    except UnicodeDecodeError:
        return Mended(raw.decode(errors="replace"))
