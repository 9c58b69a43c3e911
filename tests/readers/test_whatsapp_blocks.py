"""Cutting a long export block by block finds what cutting it whole finds, whatever stands at the seams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.readers.whatsapp import header

LINES = (
    "13/01/2021, 07:16 - Ben: hello\n",
    "[13/01/2021, 07:16:02] Ada: hi\n",
    "a line that goes on\n",
    "\n",
    "07:16, 13/1/2021 - Ben: time first\n",
    "13.01.21 07:16:05: Ben: an old iPhone\n",
    "13/01/2021, 07:17 - a line like one 13/01/2021, 07:18 - inside\r\n",
)


@given(st.lists(st.sampled_from(LINES), max_size=30), st.integers(1, 60))
def test_a_cut_does_not_depend_on_where_blocks_end(lines: list[str], characters: int) -> None:
    text = "".join(lines)
    whole = header.cut_at_headers(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(header, "_BLOCK_CHARACTERS", characters)
        assert header.cut_at_headers(text) == whole
    assert whole.before + "".join(h[1:] + b + "\n" for h, b in zip(whole.head, whole.body, strict=True)) in (
        text,
        text + "\n",
    )
