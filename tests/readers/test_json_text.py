import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.metamorphic import bytes_by, check_every_byte_is_accounted_for, read_whatever_it_is

from safelight.readers import discord_json, meta_json, telegram_json
from safelight.readers.json_elements import raw_elements
from safelight.readers.json_outline import BROKEN_ELEMENTS_LIMIT, LeftOut, Part
from safelight.readers.json_text import Account, Element, JsonText
from safelight.readers.json_value import decode
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Doubt
from safelight.records.tally import Outcome, Stretch, TallyBook

LAYOUT = {"title": Part.FRAME, "items": Part.ITEMS, "contacts": LeftOut("Contacts are not messages.")}
READERS = (telegram_json, meta_json, discord_json)


def follow(data: bytes) -> tuple[list[Element], tuple[Stretch, ...]]:
    text, book = JsonText(data), TallyBook()
    outline = text.outline(LAYOUT)
    account = Account(book, outline)
    elements = [element for items in outline.lists for element in text.elements(items, account)]
    account.up_to(len(data))
    stretches = book.close(len(data))
    check_every_byte_is_accounted_for(stretches, len(data))
    return elements, stretches


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
MARKS = st.sampled_from(["", "\ufeff"])
objects = st.dictionaries(st.text(), values, max_size=4)


@given(st.lists(objects, max_size=4), st.sampled_from([None, 1, "\t"]), MARKS)
def test_every_object_is_found_at_its_own_bytes(sources: list[dict[str, Any]], indent: Any, mark: str) -> None:
    whole = {"title": "{[\\", "items": sources, "contacts": None}
    data = (mark + json.dumps(whole, indent=indent, ensure_ascii=not indent)).encode()
    elements, stretches = follow(data)
    assert [element.value for element in elements] == sources
    assert [element.pointer for element in elements] == [f"/items/{index}" for index in range(len(sources))]
    for element in elements:
        assert json.loads(data[element.start : element.end]) == element.value
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert bytes_by(stretches, Outcome.SKIPPED) == len("null")


@given(st.lists(objects, min_size=1, max_size=4), st.data())
def test_a_file_cut_short_keeps_every_whole_object(sources: list[dict[str, Any]], choice: st.DataObject) -> None:
    data = json.dumps({"items": sources}, indent=1).encode()
    whole, _ = follow(data)
    cut = choice.draw(st.integers(min_value=0, max_value=len(data) - 1))
    elements, stretches = follow(data[:cut])
    assert [e.start for e in elements] == [e.start for e in whole if e.end <= cut]
    assert not cut or stretches[-1].outcome is Outcome.FAILED


@given(st.binary(max_size=60))
def test_any_bytes_at_all(data: bytes) -> None:
    for reader in READERS:
        read_whatever_it_is(reader, data)
        read_whatever_it_is(reader, b'{"messages":[' + data)


@pytest.mark.shared
def test_the_json_test_suite_ends_in_records_or_an_unknown_layout(shared: Path) -> None:
    files = sorted((shared / "nasty" / "corpora" / "JSONTestSuite").glob("*/*.json"))
    assert len(files) > 300
    for file in files:
        data = file.read_bytes()
        for reader in READERS:
            read_whatever_it_is(reader, data)
            read_whatever_it_is(
                reader, b'{"guild":{},"channel":{},"messages":[{"type":"message","id":' + data + b"}]}"
            )


def test_one_damaged_entry_is_failed_and_the_others_are_kept() -> None:
    elements, stretches = follow(b'{"items":[{"a":1},{"a":\x01!},{"a":3}]}')
    assert [element.pointer for element in elements] == ["/items/0", "/items/2"]
    assert [(s.offset, s.length) for s in stretches if s.outcome is Outcome.FAILED] == [(18, 8)]


def test_an_entry_that_is_no_object_is_failed_and_the_others_are_kept() -> None:
    elements, stretches = follow(b'{"items":[{"a":1},7,"x",null,{"a":3}]}')
    assert [element.pointer for element in elements] == ["/items/0", "/items/4"]
    assert bytes_by(stretches, Outcome.FAILED) == len(b'7"x"null')


def test_thousands_of_damaged_entries_end_in_good_time() -> None:
    entries = [b"{!}"] * (BROKEN_ELEMENTS_LIMIT + 5)
    elements, stretches = follow(b'{"items":[{},' + b",".join(entries) + b"]}")
    assert len(elements) == 1
    assert stretches[-1].outcome is Outcome.FAILED


def test_a_file_cut_short_in_a_text_of_many_quotes_ends_in_good_time() -> None:
    elements, stretches = follow(b'{"items":[{},{"a":"' + b'\\"' * 150_000 + b"}")
    assert len(elements) == 1
    assert stretches[-1].outcome is Outcome.FAILED


def test_bytes_after_the_end_are_failed_and_a_list_given_twice_is_read_twice() -> None:
    elements, stretches = follow(b'{"items":[{"a":1}],"items":[{"a":2}]}  {"items":[{"a":3}]}')
    assert [element.value["a"] for element in elements] == [1, 2]
    assert stretches[-1].outcome is Outcome.FAILED


def test_utf16_is_refused_in_a_sentence() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        with pytest.raises(UnknownLayout, match="UTF-16"):
            JsonText('{"messages":[]}'.encode(encoding))


def careful(raw: bytes) -> tuple[Any, tuple[Doubt, ...]]:
    said = decode(raw)
    assert said is not None
    return said.value, said.doubts


def test_half_characters_stay_as_their_escapes() -> None:
    assert careful(rb'"\ud83d alone \udc00 \\ud83d \ud83d\ude00"') == (
        "\\ud83d alone \\udc00 \\ud83d 😀",
        (Doubt.LONE_SURROGATE,),
    )


def test_bytes_that_are_not_utf8_stay_as_escapes() -> None:
    assert careful(b'"caf\xe9 \xed\xa0\x80"') == ("caf\\xe9 \\xed\\xa0\\x80", (Doubt.NOT_UTF8,))


def test_numbers_beyond_reason_become_text() -> None:
    assert careful(b"[NaN,-Infinity]") == (["NaN", "-Infinity"], ())
    assert careful(b"9" * 20000) == ("9" * 20000, ())


def test_names_given_twice_keep_every_claim() -> None:
    (element,), _ = follow(b'{"items":[{"from":"suspect","at":{"x":1,"x":2},"from":"victim"}]}')
    assert element.value["from"] == "victim"
    assert element.doubts == (Doubt.DUPLICATE_KEY,)
    assert element.notes == {"given 2 times: x": "[1,2]", "given 2 times: from": '["suspect","victim"]'}


@pytest.mark.parametrize("space", ["", " ", "  ", "\t", "\n", "\r"])
def test_no_spacing_hides_a_name_given_twice(space: str) -> None:
    (element,), _ = follow(f'{{"items":[{{"a"{space}:1,"a"{space}:2,"text":"x\\": :)"}}]}}'.encode())
    assert element.doubts == (Doubt.DUPLICATE_KEY,)


def test_a_name_hidden_among_escapes_is_found() -> None:
    (element,), _ = follow(rb'{"items":[{"a":1,"a":2,"text":"x\\\"\"\\"}],"title":""}')
    assert element.doubts == (Doubt.DUPLICATE_KEY,)


def test_an_escaped_colon_hides_no_name_given_twice() -> None:
    ((element,), _) = follow(rb'{"items":[{"a":"\u003a","b":{"c":1,"c":2}}]}')
    assert element.value == {"a": ":", "b": {"c": 2}}
    assert element.doubts == (Doubt.DUPLICATE_KEY,)


@pytest.mark.parametrize("rest", [b"", b" \n", b"}", b" , 3]", b"\0", b"]"])
def test_elements_of_a_whole_list_are_found_at_once(rest: bytes) -> None:
    data = b' [{"a":[1]}, 2,\n{}]' + rest
    found = raw_elements(data, 1, len(data))
    assert found is not None
    assert [bytes(element) for element in found] == [b'{"a":[1]}', b"2", b"{}"]


@pytest.mark.parametrize("data", [b"", b"[", b"[1,]", b"[1", b"[1 2]", b"[nan]", b"[" * 100_000])
def test_a_damaged_list_is_not_found_at_once(data: bytes) -> None:
    assert raw_elements(data, 0, len(data)) is None
