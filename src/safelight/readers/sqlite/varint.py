"""SQLite's numbers of variable length: seven bits a byte, the ninth byte whole."""

LONGEST = 9


class Damaged(Exception):
    """Bytes that do not hold together as SQLite writes them."""


def varint(data: bytes, place: int) -> tuple[int, int]:
    """The number at a place and the place after it; raises ``Damaged`` where the bytes end."""
    try:
        # Most take one byte or two.
        if (first := data[place]) < 0x80:
            return first, place + 1
        if (second := data[place + 1]) < 0x80:
            return (first & 0x7F) << 7 | second, place + 2
        value = (first & 0x7F) << 7 | second & 0x7F
        for end in range(place + 2, place + LONGEST - 1):
            byte = data[end]
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, end + 1
        return value << 8 | data[place + LONGEST - 1], place + LONGEST
    except IndexError:
        raise Damaged from None


def signed(value: int) -> int:
    """The same 64 bits as a signed number."""
    return value - (1 << 64) if value >= 1 << 63 else value
