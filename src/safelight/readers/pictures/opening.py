"""Opening a picture as pixels, within limits that are checked before anything is decoded."""

import io
import warnings
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from safelight.readers.pictures.header import header_of
from safelight.readers.reader import UnknownLayout

PIXEL_LIMIT = 25_000_000
"""Over this a picture is not unfolded: the longest scrolling screenshots have about 24 million."""
_FORMATS = ("PNG", "JPEG", "WEBP")

Pixels: TypeAlias = NDArray[np.uint8]
"""Rows, columns, and blue, green, red."""


class UnreadablePicture(UnknownLayout):
    """A picture that was not opened, or could not be. The message is a sentence for people."""


def opened(data: bytes) -> Pixels:
    """The pixels of a PNG, JPEG or WEBP; of moving ones the first picture.

    Raises ``UnreadablePicture`` over ``PIXEL_LIMIT`` and where the picture is broken.
    """
    header = header_of(data)
    _check_size(header.pixels if header else 0)
    return _decoded(data)


def _check_size(pixels: int) -> None:
    if pixels > PIXEL_LIMIT:
        message = (
            f"This picture says it unfolds into {pixels:,} pixels, more than is opened ({PIXEL_LIMIT:,}). "
            "It is sealed as it is; if it really is that large, hand in parts of it."
        )
        raise UnreadablePicture(message)


def _decoded(data: bytes) -> Pixels:
    from PIL import Image, ImageFile  # the import takes a tenth of a second, and most exhibits hold no screenshot

    # WeasyPrint, where a process has loaded it, has asked for grey in place of what is missing.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                _check_size(picture.width * picture.height)
                rgb: Any = np.asarray(picture.convert("RGB"))
    except UnreadablePicture:
        raise
    except Exception as fault:
        # Decoders raise whatever they meet (struct, zlib, OS and syntax errors); each means the same to a reader.
        message = (
            "This picture is damaged or not what its first bytes say, and could not be opened. It is sealed as it "
            "is; ask for it again from where it came from."
        )
        raise UnreadablePicture(message) from fault
    return np.ascontiguousarray(rgb[:, :, ::-1])
