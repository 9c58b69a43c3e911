"""Which records go into a bundle, and which stand around them."""

from datetime import date

import msgspec
import polars as pl
import pytest
from a_case import ACCOUNT, PHONE, a_case, everything

from safelight.bundling.choice import Choice, ChoiceRefused, Conversation, Records, Removal, Removed, check
from safelight.bundling.selecting import USED_AS, selected, withheld

FINDING = "f" * 32
FINDINGS_ALONE = Choice(exhibits=(PHONE,), findings=(FINDING,))


def used(choice: Choice) -> list[tuple[str, str]]:
    return list(selected(a_case(), choice).select("text", USED_AS).iter_rows())


def test_only_what_a_finding_rests_on() -> None:
    assert used(FINDINGS_ALONE) == [("I'll break your windows tonight", "finding")]


def test_context_is_marked_as_context_and_ends_where_it_was_asked_to() -> None:
    around = used(msgspec.structs.replace(FINDINGS_ALONE, before=1, after=2))
    assert [why for _, why in around] == ["context", "finding", "context", "context"]
    assert around[-1][0] == "Stop writing to me"


def test_context_comes_from_chosen_exhibits_only() -> None:
    assert len(used(msgspec.structs.replace(FINDINGS_ALONE, exhibits=(ACCOUNT,), before=5, after=5))) == 1


def test_all_records_of_the_chosen_exhibits() -> None:
    rows = selected(a_case(), Choice(records=Records.MATCHING, exhibits=(ACCOUNT,)))
    assert rows.height == 3
    assert rows["exhibit"].unique().to_list() == [ACCOUNT]


@pytest.mark.parametrize(
    ("narrowed", "texts"),
    [
        ({"conversations": (Conversation("WhatsApp", "Jordan"),)}, 8),
        ({"accounts": ("Alex",)}, 8),
        ({"accounts": ("nobody",)}, 0),
        ({"since": date(2026, 3, 1), "until": date(2026, 3, 1)}, 8 + 3),
        ({"since": date(2026, 3, 2)}, 0),
        ({"conversations": (Conversation("WhatsApp", "Jordan"),), "until": date(2026, 2, 28)}, 0),
    ],
)
def test_a_choice_is_narrowed(narrowed: dict[str, object], texts: int) -> None:
    choice = msgspec.structs.replace(Choice(records=Records.MATCHING, exhibits=(PHONE, ACCOUNT)), **narrowed)
    assert selected(a_case(), choice).height == texts


def test_a_record_that_is_withheld_is_left_out_and_counted() -> None:
    case = a_case()
    gone = case.table.filter(pl.col("text") == "Fine")["record_id"][0]
    choice = everything(case, Removal(Removed.RECORD, gone, "privileged"))
    assert gone not in selected(case, choice)["record_id"]
    assert withheld(case, choice)["reason"].to_list() == ["privileged"]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice(removals=(Removal(Removed.WORDS, "Al", "name"),)), "at least 3"),
        (Choice(removals=(Removal(Removed.WORDS, "Alexandra", " "),)), "Say why"),
        (Choice(since=date(2026, 3, 2), until=date(2026, 3, 1)), "before the first day"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(choice: Choice, said: str) -> None:
    with pytest.raises(ChoiceRefused, match=said):
        check(choice)
