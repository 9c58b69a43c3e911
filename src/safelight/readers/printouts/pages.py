"""The words of a PDF, page by page, with their boxes (pdfium through pypdfium2: nothing in the file is run)."""

from typing import Any

import numpy as np

from safelight.readers.pictures.box import Box
from safelight.readers.pictures.opening import UnreadablePicture
from safelight.readers.printouts.printed import Printed, Printout
from safelight.readers.reader import UnknownLayout

PAGE_LIMIT, PICTURED_LIMIT = 2_000, 20
"""Pages read for their words, and pages without words that a machine reads off their picture."""
_DOTS_IN_ALL, _DOTS_OF_A_PAGE = 90_000_000, 12_000_000
"""Twenty scanned pages of A3 fit, and a page of A2. What is larger is drawn more coarsely, so that a page that claims
to be a kilometre long costs seconds and not the time of the whole document."""
_DOTS_FOR_EACH_POINT = 150 / 72
_LEAST_SIDE = 32
_SAYINGS = ("Title", "Author", "Creator", "Producer", "CreationDate", "ModDate")


def printout_of(data: bytes) -> tuple[Printout, list[int]]:
    """The document, and the numbers of pages that were not read. Raises ``UnknownLayout``."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            return _read(document)
    except pypdfium2.PdfiumError as fault:
        locked = "assword" in str(fault)
        message = (
            "This PDF is locked with a password. It is sealed as it is; ask for one without."
            if locked
            else "This PDF is damaged and could not be opened. It is sealed as it is; ask for it again."
        )
        raise UnknownLayout(message) from fault


def _read(document: Any) -> tuple[Printout, list[int]]:
    lines: list[Printed] = []
    unread: list[int] = []
    pictured, dots_left = 0, _DOTS_IN_ALL
    for number in range(1, len(document) + 1):
        page = document[number - 1] if number <= PAGE_LIMIT else None
        if page is None:
            unread.append(number)
            continue
        found = _words(page, number)
        dots = _dots_of(page)
        if not found and pictured < PICTURED_LIMIT and dots <= dots_left:
            pictured, dots_left = pictured + 1, dots_left - dots
            try:
                found = _read_off_picture(page, number)
            except UnreadablePicture:
                unread.append(number)
            else:
                if not found and _scale_of(page) < _DOTS_FOR_EACH_POINT:
                    unread.append(number)
        elif not found:
            unread.append(number)
        lines += found
        page.close()
    return Printout(lines, "page", _said(document)), unread


def _words(page: Any, number: int) -> list[Printed]:
    """The lines of the page's own text, each with the box around its characters, in points from the top left."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    height = page.get_height()
    lines, start = [], 0
    for line in text.split("\r\n"):
        if line.strip():
            lines.append(Printed(line, number, _box(text_page, start, len(line), height)))
        start += len(line) + 2
    text_page.close()
    return lines


def _box(text_page: Any, start: int, length: int, height: float) -> Box | None:
    """``None`` where the page counts other characters than its text has (letters beyond the first plane)."""
    count = text_page.count_chars()
    if start + length > count:
        return None
    edges = np.array([text_page.get_charbox(at) for at in range(start, start + length)])
    left, bottom, right, top = edges[:, 0].min(), edges[:, 1].min(), edges[:, 2].max(), edges[:, 3].max()
    return Box(round(left), round(height - top), max(1, round(right - left)), max(1, round(top - bottom)))


def _read_off_picture(page: Any, number: int) -> list[Printed]:
    """A page that was scanned: a machine reads the picture of it."""
    from safelight.readers.pictures.words import lines_of

    scale = _scale_of(page)
    if min(page.get_size()) * scale < _LEAST_SIDE:
        return []
    picture = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3]
    return [
        Printed(line.text, number, Box(*(round(side / scale) for side in line.box)), line.confidence)
        for line in lines_of(np.ascontiguousarray(picture))
    ]


def _dots_of(page: Any) -> int:
    width, height = page.get_size()
    dots: int = round(width * height * _scale_of(page) ** 2)
    return dots


def _scale_of(page: Any) -> float:
    """Dots for each point of the page."""
    width, height = page.get_size()
    scale: float = min(_DOTS_FOR_EACH_POINT, (_DOTS_OF_A_PAGE / max(1.0, width * height)) ** 0.5)
    return scale


def _said(document: Any) -> dict[str, str]:
    """What the document says of itself, and the names of files inside it, which are not opened."""
    said = {name: words[:400] for name in _SAYINGS if (words := document.get_metadata_value(name))}
    names = [document.get_attachment(at).get_name() for at in range(min(document.count_attachments(), 100))]
    return said | ({"files inside": "\n".join(names)} if names else {})
