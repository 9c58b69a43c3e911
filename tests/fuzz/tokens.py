"""Pieces of the formats, and numbers and dates at the edges of what is possible, to be put where others stood."""

NUMBERS = (
    *range(9), 16, 63, 64, 100, 127, 128, 255, 256, 511, 512, 1000, 1024, 4096, 2**15 - 1, 2**15, 2**16 - 1, 2**16,
    2**24, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53, 2**63 - 1, 2**63, 2**64 - 1,
)  # fmt: skip
WRITTEN_NUMBERS = tuple(
    number.encode()
    for number in (
        *("0", "-1", "1", "00", "1e999", "-1e-999", "0.1", "NaN", "Infinity", "99", "0x10", "1_000", "٣"),
        *(
            "2147483648",
            "9223372036854775808",
            "-62135596800000",
            "253402300800000",
            "9" * 23,
            "1" * 400,
            "1" * 5000,
        ),
    )
)
_JSON = '" \\ \\u \\ud800 \\udc00 \\u0000 { } [ ] [[[[[[[[ }{ , ,, : null true {} [] "" {"":null}'.split()
_MARKUP = (
    "< > </ /> <!-- --> <![CDATA[ ]]> <? ?> & &#0; &#xD800; &#55357;&#56832; &#1114112; &amp; &lt; &nbsp; &a; "
    "<div> </div> <br> = ' <!DOCTYPE"
).split()
_WHOLE_TAGS = ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "<?xml version='1.0' encoding='utf-16'?>"]
_SPACES = [
    "",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "\0",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u202f",
    "\u00a0",
]
_LETTERS = ["\ufeff", "\u200e", "\u200f", "\u202e", "\U0001f600", "e\u0301", "ﬀ", "İ", "ß"]
_TIMES = (
    *("31/02/2021, 25:61", "29/02/2023", "0000-00-00T00:00:00", "0001-01-01T00:00:00+14:00", "24:00:00", "12:60"),
    *("9999-12-31T23:59:59.999999-14:00", "2024-13-01T00:00:00Z", "2021-03-28T01:30:00", "+99:99"),
)
_LINES = [" - ", ": ", "[", "From ", "\nFrom ", "Content-Type: multipart/mixed; boundary=", "\n "]
_MAIL = "-- =?utf-8?B? ?= base64 =00 %00 ../ / ~".split()
_ARCHIVES = ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK\x07\x08", "SQLite format 3\0"]
_NOT_UTF8 = b"\xff \xfe\xff \xff\xfe \xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80 \xe2\x80 \xf0\x9f".split()

TOKENS = (
    *(token.encode() for token in (*_JSON, *_MARKUP, *_WHOLE_TAGS, *_SPACES, *_LETTERS, *_TIMES, *_LINES, *_MAIL)),
    *(token.encode("latin-1") for token in _ARCHIVES),
    *_NOT_UTF8,
)
