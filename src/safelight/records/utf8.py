"""Whether bytes are UTF-8, without making a text of all of them."""

import codecs

_LOOKED_AT_BYTES = 32 * 1024
"""Larger pieces of text are taken from the system anew each time, which takes four times as long as decoding them."""


def is_utf8(data: bytes | memoryview) -> bool:
    """Whether every character is whole."""
    view, decoder = memoryview(data), codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(view), _LOOKED_AT_BYTES):
            decoder.decode(view[start : start + _LOOKED_AT_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
