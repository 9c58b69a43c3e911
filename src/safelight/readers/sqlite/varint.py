"""SQLite's numbers of variable length: seven bits a byte, the ninth byte whole."""

LONGEST = 9


class Damaged(Exception):
    """Bytes that do not hold together as SQLite writes them."""


def varint(data: bytes, place: int) -> tuple[int, int]:
    """The number at a place and the place after it; raises ``Damaged`` where the bytes end."""
    value = 0
    for step in range(LONGEST):
        if place + step >= len(data):
            raise Damaged
        byte = data[place + step]
        if step == LONGEST - 1:
            return value << 8 | byte, place + LONGEST
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    raise Damaged


def signed(value: int) -> int:
    """The same 64 bits as a signed number."""
    return value - (1 << 64) if value >= 1 << 63 else value
