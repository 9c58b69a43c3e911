"""The corpus keeps its lines, and says of itself what is in it."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from safelight.signals.labelled import Labelled, conversations_in

CORPUS = Path(__file__).parents[2] / "corpus"
SLICES = sorted(one.name for one in (CORPUS / "training").iterdir() if one.is_dir())
NUMBER = re.compile(r"(?<![\w£])\+?\d(?:[ -]?\d){8,}(?!\w)")
FOR_FICTION = re.compile(r"(?:\+44|0)7700900\d{3}")
SITE = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|uk|io|co|me|info|tv|app|gg)\b", re.IGNORECASE)
RESERVED = re.compile(r"(?:^|\.)example\.(?:com|org|net)$", re.IGNORECASE)
NEVER = re.compile(r"\b(?:nudes?|naked|sex(?:y|t|ting|ual)?|porn\w*|underwear|horny)\b", re.IGNORECASE)
GRAVE = re.compile(r"groom\.")


@pytest.fixture(scope="module")
def everything() -> dict[str, tuple[Labelled, ...]]:
    """The conversations of each slice, and those for development."""
    folders = {name: CORPUS / "training" / name for name in SLICES}
    return {
        name: tuple(conversations_in(folder))
        for name, folder in {**folders, "development": CORPUS / "conversations"}.items()
    }


def all_of(everything: dict[str, tuple[Labelled, ...]]) -> Iterable[Labelled]:
    return (one for conversations in everything.values() for one in conversations)


def test_no_two_conversations_have_one_name(everything: dict[str, tuple[Labelled, ...]]) -> None:
    names = Counter(one.id for one in all_of(everything))
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_in_it_can_be_a_real_number_or_site(everything: dict[str, tuple[Labelled, ...]]) -> None:
    for one in all_of(everything):
        for said in one.messages:
            numbers = [re.sub(r"[ -]", "", found[0]) for found in NUMBER.finditer(said.text)]
            assert all(FOR_FICTION.fullmatch(number) for number in numbers), (one.id, said.n)
            sites = [found[0] for found in SITE.finditer(said.text)]
            assert all(RESERVED.search(site) for site in sites), (one.id, said.n)


def test_nothing_in_it_is_sexual(everything: dict[str, tuple[Labelled, ...]]) -> None:
    assert [
        (one.id, said.n) for one in all_of(everything) for said in one.messages if NEVER.search(said.text)
    ] == []


def test_an_alert_stands_on_a_labelled_message(everything: dict[str, tuple[Labelled, ...]]) -> None:
    for one in all_of(everything):
        labelled = {said.n for said in one.messages if said.labels}
        assert one.has_harm == (one.case.first_alert_n is not None), one.id
        assert one.case.first_alert_n is None or one.case.first_alert_n in labelled, one.id


def test_the_readme_counts_what_is_there(everything: dict[str, tuple[Labelled, ...]]) -> None:
    said = (CORPUS / "README.md").read_text("utf-8")
    training = [one for name in SLICES for one in everything[name]]
    for conversations in (training, everything["development"]):
        harmful = sum(one.has_harm for one in conversations)
        messages = sum(len(one.messages) for one in conversations)
        assert f"| {len(conversations)} | {harmful} | {messages:,} |" in said
    total = sum(len(one.messages) for one in all_of(everything))
    assert f"{len(training) + len(everything['development'])} invented conversations ({total:,} messages)" in said
    assert all(name in said for name in SLICES)


@pytest.mark.parametrize("name", SLICES)
def test_a_slice_counts_what_is_in_it(name: str, everything: dict[str, tuple[Labelled, ...]]) -> None:
    said = (CORPUS / "training" / name / "README.md").read_text("utf-8")
    conversations = everything[name]
    assert f"{len(conversations)} invented conversations" in said
    assert f"| none | {sum(not one.has_harm for one in conversations)} |" in said


def test_the_label_guide_counts_what_is_there(everything: dict[str, tuple[Labelled, ...]]) -> None:
    said = (CORPUS / "LABELS.md").read_text("utf-8")
    in_messages: Counter[str] = Counter()
    in_conversations: Counter[str] = Counter()
    for one in all_of(everything):
        labels = [label for message in one.messages for label in message.labels]
        in_messages.update(labels)
        in_conversations.update(set(labels))
    for label, count in in_messages.items():
        assert re.search(
            rf"^\| {re.escape(label)} \| .* \| {count} \| {in_conversations[label]} \|$", said, re.M
        ), label


def test_nobody_is_groomed_who_is_of_age(everything: dict[str, tuple[Labelled, ...]]) -> None:
    for one in all_of(everything):
        about_a_child = any(GRAVE.match(label) for said in one.messages for label in said.labels)
        assert not about_a_child or one.owner_age is None or one.owner_age < 18, one.id
