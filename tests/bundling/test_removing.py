"""Taking words and names out of records, findings and what was asked for."""

import dataclasses
import unicodedata

import msgspec
import polars as pl
import pytest
from a_case import NUMBER, PHONE, SECRET, STREET, THREE_REMOVED, a_case, everything
from hypothesis import given
from hypothesis import strategies as st

from safelight.bundling.choice import ChoiceRefused, Conversation, Removal, Removed
from safelight.bundling.contents import contents_of
from safelight.bundling.digests import commitment
from safelight.bundling.remover import Remover, StillThere

NAME = Removal(Removed.ACCOUNT, SECRET, "third party")


@pytest.mark.parametrize(
    "written",
    [
        "Quennell O'Dare", "QUENNELL O'DARE", "quennell.o'dare", "quennell_o'dare", "QuennellO'Dare",
        "Quennell  O'Dare", "Quennell\u00a0O'Dare", "Quen\u200bnell O'Dare", "Quennell O&#39;Dare",
        "Quennell O&#x27;Dare", "Quennell O&apos;Dare", "Quennell O\\u0027Dare", "Quennell%20O%27Dare",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    assert Remover([NAME]).cut(f"<{written}>").text == "<[removed: third party]>"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_are_found_in_either_form(form: str) -> None:
    remover = Remover([Removal(Removed.WORDS, "Röad", "street")])
    assert remover.cut(unicodedata.normalize(form, "the röad")).text == "the [removed: street]"


@pytest.mark.parametrize(
    "written", ["+44 7700 900461", "07700900461", "07700 900-461", "0044 7700 900461", "+44 (0)7700 900461"]
)
def test_a_telephone_number_is_found_with_and_without_its_country(written: str) -> None:
    remover = Remover([Removal(Removed.ACCOUNT, NUMBER, "telephone")])
    assert remover.cut(f"ring {written} now").text == "ring [removed: telephone] now"


def test_other_words_stay_as_they_are() -> None:
    assert Remover([NAME]).cut("Quennell went. O'Dare stayed.").text == "Quennell went. O'Dare stayed."


def test_two_things_removed_for_one_reason_are_told_apart() -> None:
    remover = Remover([NAME, Removal(Removed.ACCOUNT, "Pat Lowe", "third party")])
    assert remover.cut(f"{SECRET} and Pat Lowe").text == "[removed: third party, 1] and [removed: third party, 2]"


def test_a_reason_may_not_say_what_is_removed() -> None:
    with pytest.raises(ChoiceRefused, match="other words"):
        Remover([Removal(Removed.WORDS, "Larkmoor", "lives in Larkmoor")])


@given(st.text(), st.text(), st.text(min_size=1))
def test_spans_point_at_the_same_words_after_removal(before: str, after: str, marked: str) -> None:
    text = f"{before} {SECRET} {marked}{after}"
    start = len(before) + len(SECRET) + 2
    cut = Remover([NAME]).cut(text)
    new_start, new_end = cut.moved(start, start + len(marked))
    assert cut.text[new_start:new_end] == Remover([NAME]).cut(marked).text or SECRET in marked


def test_a_span_within_removed_words_covers_what_stands_there_now() -> None:
    cut = Remover([NAME]).cut(f"so {SECRET} says")
    start, end = cut.moved(5, 9)
    assert cut.text[start:end] == "[removed: third party]"


def test_nothing_removed_is_left_in_any_column_finding_or_query() -> None:
    case = a_case()
    choice = msgspec.structs.replace(
        everything(case, *THREE_REMOVED), accounts=(SECRET,), conversations=(Conversation("WhatsApp", SECRET),)
    )
    contents = contents_of(case, choice)
    said = contents.rows.write_ndjson() + msgspec.json.encode((contents.findings, contents.asked)).decode()
    assert "uennell" not in said
    assert "arkmoor" not in said.replace("\u200b", "")
    assert "900461" not in said
    assert contents.asked.accounts == ("[removed: third party]",)


def test_ids_made_from_names_go_with_the_names_and_hashes_become_commitments() -> None:
    case = a_case()
    choice = everything(case, *THREE_REMOVED)
    contents = contents_of(case, choice)
    assert contents.rows["record_id"].null_count() == contents.rows.height
    assert PHONE in contents.hidden
    shown = contents.schedule[0].digest
    assert PHONE not in shown
    assert shown.endswith(commitment(PHONE, choice.salt))
    assert contents.schedule[1].digest == "2" * 64


def test_without_removals_ids_hashes_and_originals_stay() -> None:
    case = a_case()
    contents = contents_of(case, everything(case))
    assert contents.rows["record_id"].null_count() == 0
    assert contents.originals == (PHONE,)
    assert not contents.hidden


def test_originals_stay_behind_when_anything_is_removed_and_it_is_said() -> None:
    case = a_case()
    contents = contents_of(case, everything(case, Removal(Removed.WORDS, STREET, "address")))
    assert contents.originals == ()
    assert "nothing can be taken out of an original" in contents.schedule[0].original


def test_equal_choices_give_equal_fingerprints_and_a_change_of_records_another() -> None:
    case, choice = a_case(), everything(a_case())
    assert contents_of(case, choice).fingerprint == contents_of(a_case(), choice).fingerprint
    changed = msgspec.structs.replace(choice, removals=THREE_REMOVED)
    assert contents_of(case, choice).fingerprint != contents_of(case, changed).fingerprint


def test_two_names_of_values_that_look_alike_after_removal_stay_two() -> None:
    case = a_case()
    said = '{"Quennell O\'Dare":"a","quennell o\'dare":"b"}'
    rows = case.table.with_columns(extra=pl.lit(said))
    contents = contents_of(dataclasses.replace(case, table=rows), everything(case, NAME))
    assert contents.rows["extra"][0] == '{"[removed: third party]":"a","[removed: third party] (2)":"b"}'


def test_what_stands_in_the_date_of_a_decision_cannot_be_taken_out_and_that_is_a_sentence() -> None:
    case = a_case()
    with pytest.raises(StillThere):
        contents_of(case, everything(case, Removal(Removed.WORDS, "2026-03-03", "a day")))
