"""Search finds the words as typed, whatever they are, and shows where they stand."""

from hypothesis import given
from hypothesis import strategies as st
from make import EXHIBIT, message

from safelight.records.record import Kind
from safelight.records.search import Manner, Query, marks, records_named, rows_of, search
from safelight.records.table import table_of


def table(*texts):
    return table_of([message(n * 10, text=text, sender="Jo") for n, text in enumerate(texts)], exhibit=EXHIBIT)


def found(query, *texts):
    told = table(*texts)
    return rows_of(told, search(told, query))["text"].to_list()


def test_a_phrase_is_found_whatever_its_letter_case_and_inside_words():
    assert found(Query(words="LEFT me"), "you left me", "left. me", "cleft mean") == ["you left me", "cleft mean"]


def test_all_words_are_whole_words_in_any_order():
    query = Query(words="me left", manner=Manner.ALL_WORDS)
    assert found(query, "you left me", "cleft mean", "left") == ["you left me"]


@given(st.text(min_size=1, max_size=20).filter(lambda text: text.strip()))
def test_any_text_finds_itself_and_is_never_taken_for_a_pattern(text):
    query = Query(words=text)
    assert text in found(query, text, "something else")
    start, end = marks(text, query)[0]
    assert text[start:end].lower() == text.strip().lower()


def test_nothing_fits_an_empty_query():
    assert found(Query(words="  "), "a", "b") == []


def test_a_sender_alone_is_a_query():
    assert found(Query(words="", sender="Jo"), "a", "b") == ["a", "b"]
    assert found(Query(words="a", sender="Sam"), "a") == []


def test_records_are_found_by_their_ids_in_reading_order():
    told = table("a", "b", "c")
    first, _, last = told["record_id"]
    assert records_named(told.lazy(), [last, first, "no such record"])["text"].to_list() == ["a", "c"]


def test_a_record_without_words_is_found_by_what_its_source_says():
    records = [
        message(0, text="I saw 203.0.113.7 somewhere", sender="Jo"),
        message(10, kind=Kind.SIGN_IN, text=None, extra={"IP Address": "203.0.113.7"}),
        message(20, kind=Kind.CONTACT, text=None, recipients=("fern-1",), extra={"relation": "blocked"}),
        message(30, text="hello", extra={"note": "203.0.113.7"}),
    ]
    told = table_of(records, exhibit=EXHIBIT)

    def kinds(query):
        return rows_of(told, search(told, query))["kind"].to_list()

    assert kinds(Query(words="203.0.113.7")) == ["message", "sign_in"]
    assert kinds(Query(words="FERN-1")) == kinds(Query(words="blocked", manner=Manner.ALL_WORDS)) == ["contact"]
    assert kinds(Query(words="203.0.113.7", sender="Jo")) == ["message"]
