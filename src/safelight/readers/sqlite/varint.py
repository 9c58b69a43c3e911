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


def size_and_number(data: bytes, place: int) -> tuple[int, int, int]:
    """What a row's cell begins with: the bytes of its payload, the row's signed number, and the place after both.

    The same as ``varint`` twice. It is asked for every row there is, so what nearly every row has is read at once:
    a size of one byte or two, and a number of up to three.
    """
    try:
        size, after = data[place], place + 1
        if size >= 0x80:
            size, after = (size & 0x7F) << 7 | data[after], after + 1
            if data[place + 1] >= 0x80:
                size, after = varint(data, place)
        number = data[after]
        if number < 0x80:
            return size, number, after + 1
        second = data[after + 1]
        if second < 0x80:
            return size, (number & 0x7F) << 7 | second, after + 2
        third = data[after + 2]
        if third < 0x80:
            return size, (number & 0x7F) << 14 | (second & 0x7F) << 7 | third, after + 3
    except IndexError:
        raise Damaged from None
    number, after = varint(data, after)
    return size, signed(number), after
