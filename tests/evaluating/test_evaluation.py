"""The page of an evaluation holds what it says it holds, and the one in the documents is of this shape."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from tests.signals.heads.lessons import corpus

from safelight.evaluating.evaluate import evaluation
from safelight.evaluating.latency import f_score
from safelight.evaluating.page import HEADINGS, page_of
from safelight.evaluating.pan import of_authors
from safelight.readers.reader import UnknownLayout

PAGE = Path(__file__).resolve().parents[2] / "docs/evaluation.md"
FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases")
    for one in corpus(2):
        (folder / f"{one.id}.json").write_bytes(msgspec.json.encode(one))
    return page_of(evaluation(folder, lambda _: None, on=date(2026, 3, 2)))


def shape(text: str) -> list[str]:
    """Headings and the heads of tables, without figures."""
    lines = text.splitlines()
    heads = [line for line, below in pairwise(lines) if below.startswith("|---")]
    return [line for line in lines if line.startswith("#") or line in heads]


def test_every_part_is_there_with_its_date(written):
    assert [line for line in written.splitlines() if line.startswith("#")] == list(HEADINGS)
    assert "on 2026-03-02 with the weights" in written
    assert "4 invented conversations, 2 of them with harm, 48 messages" in written


def test_no_word_of_a_conversation_is_on_the_page(written):
    assert not re.search(r"sorry|you park|the bread|boiler", written)
    assert "not measured here" in written.lower()


def test_the_page_in_the_documents_is_of_the_shape_that_is_made_now(written):
    kept = PAGE.read_text(encoding="utf-8")
    only_with_the_corpus = re.compile(r"\| slice |\| signal .* missed \|$")
    assert shape(written) == [line for line in shape(kept) if not only_with_the_corpus.match(line)]
    assert re.search(r"on 20\d\d-\d\d-\d\d with the weights [0-9a-f]{12}\.", kept)


def test_f_scores_favour_what_they_say():
    assert f_score(8, 2, 8, 0.5) == pytest.approx(0.714, abs=1e-3)
    assert f_score(8, 2, 8, 2) == pytest.approx(0.541, abs=1e-3)
    assert f_score(0, 0, 0, 1) == 0.0


def pan_file(folder: Path, declared: str = "") -> Path:
    def said(line: int, author: str, text: str) -> str:
        time = f"<time>20:{line:02d}</time>"
        return f'<message line="{line}"><author>{author}</author>{time}<text>{text}</text></message>'

    groomed = (
        ("how old are u", "14"),
        ("you are so mature for your age", "lol ty"),
        ("is your mum home", "no"),
        ("dont tell anyone about us", "ok"),
        ("delete these messages", "ok"),
        ("we should meet, our secret", "maybe"),
    )
    first = "".join(
        said(2 * at, "a1", ours) + said(2 * at + 1, "b2", theirs) for at, (ours, theirs) in enumerate(groomed)
    )
    short = said(1, "c3", "hi &amp; bye") + said(2, "d4", "hello")
    path = folder / "pan.xml"
    path.write_text(
        f'<?xml version="1.0"?>{declared}<conversations><conversation id="k1">{first}</conversation>'
        f'<conversation id="k2">{short}</conversation></conversations>'
    )
    return path


def test_the_pan_2012_protocol_counts_authors_and_what_its_filter_loses(tmp_path):
    sought = tmp_path / "sought.txt"
    sought.write_text("a1\nc3\n")
    made = of_authors(pan_file(tmp_path), sought, 0.0)
    assert (made.conversations, made.kept, made.lost) == (2, 1, 1)
    assert (made.right, made.wrong, made.missed) == (1, 1, 1)
    assert made.f1 == made.f05 == 0.5
    likely = of_authors(pan_file(tmp_path), sought, 0.3)
    assert (likely.right, likely.wrong) == (1, 0)


def test_a_pan_file_that_declares_words_of_its_own_is_not_read(tmp_path):
    sought = tmp_path / "sought.txt"
    sought.write_text("a1\n")
    with pytest.raises(UnknownLayout):
        of_authors(pan_file(tmp_path, '<!DOCTYPE x [<!ENTITY y "z">]>'), sought, 0.5)
