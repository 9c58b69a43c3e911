"""Cutting a long export page by page finds what cutting it whole finds, whatever stands at the seams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import NO_HINTS

from safelight.readers import whatsapp_text
from safelight.readers.reader import UnknownLayout
from safelight.readers.whatsapp import header, outline
from safelight.readers.whatsapp.encoding import encoding_of
from safelight.records.tally import TallyBook

LINES = (
    "13/01/2021, 07:16 - Ben: hello\n",
    "[13/01/2021, 07:16:02] Ada: hi\n",
    "a line that goes on\n",
    "\n",
    "07:16, 13/1/2021 - Ben: time first\n",
    "13.01.21 07:16:05: Ben: an old iPhone\n",
    "13/01/2021, 07:17 - a line like one 13/01/2021, 07:18 - inside\r\n",
    "\u200e[13/01/2021, 07:16:02] Zoë \U0001f431: \u200eimage omitted\r\n",
    "13/01/2021, 07:19 - Cass: Netball: half \udcff a byte\n",
    "13/01/2021, 07:19 - Cass: Netball: two\nlines: of \0 text\n",
    "13/01/2021 07:20 - a:b: \U0001f431\n",
    "13/01/2021, 07:20 - Zoë: : é\n",
    "14/1/21, 7:21 - " + "n" * 128 + ": the longest name\n",
    "١٤/٠١/٢٠٢١, ٠٧:٢١ - Ben: other digits\n",
)
texts = st.lists(st.sampled_from(LINES), max_size=30).map("".join)


@given(texts, st.integers(1, 60))
def test_a_cut_does_not_depend_on_where_pages_end(text: str, page_bytes: int) -> None:
    data = text.encode("utf-8", "surrogateescape")
    whole = header.cut_at_headers(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outline, "_PAGE_BYTES", page_bytes)
        paged = outline.Outline(data, encoding_of(data))
    assert paged.before == whole.before
    pages = [paged.words(number) for number in range(len(paged.pages))]
    assert list(paged.shape) == whole.shape
    assert paged.dates == [(n, d) for n, d in enumerate(whole.date) if n == 0 or d != whole.date[n - 1]]
    assert [time for page in pages for time in page.times] == whole.time
    assert [body for page in pages for body in page.bodies] == whole.body
    assert [paged.after_header(number) for number in range(len(whole.body))] == [
        f"{name}: {body}" if name else body for name, body in zip(whole.name, whole.body, strict=True)
    ]
    assert [stamp for page in pages for stamp in page.stamps] == whole.stamp
    lengths = [length for number in range(len(pages)) for length in paged.lengths(number)]
    assert sum(lengths) == len(data) - (paged.start if paged.pages else len(data))


@given(texts, st.integers(1, 60), st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
def test_records_do_not_depend_on_where_pages_end(text: str, page_bytes: int, codec: str) -> None:
    data = text.encode(codec, "surrogateescape" if codec != "utf-16" else "surrogatepass")
    whole = read(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outline, "_PAGE_BYTES", page_bytes)
        assert read(data) == whole


def read(data: bytes) -> list[object]:
    book = TallyBook()
    try:
        records = list(whatsapp_text.read(MemoryMember("chat.txt", data), NO_HINTS, book))
    except UnknownLayout as problem:
        return [str(problem)]
    return [*records, *book.close(len(data))]
