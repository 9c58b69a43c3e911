"""Whatever people may be shown is held to the lint: packs, claims, reasons, reports, templates and pages."""

import re

import pytest
from tests.house.allowed_words import ALLOWED
from tests.house.shown_text import ROOT, files, texts_of

from safelight.signals.wording import check_wording

QUOTED = re.compile(r'^"(?P<words>[^"]*)"')


def refused_in(path):
    return [(QUOTED.match(fault)["words"], fault) for text in texts_of(path) for fault in check_wording(text)]


def allowed_in(path):
    name = path.relative_to(ROOT).as_posix()
    return {allowed.words.lower() for allowed in ALLOWED if allowed.file == name}


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_is_shown_over_claims_or_blames(path):
    assert [fault for words, fault in refused_in(path) if words.lower() not in allowed_in(path)] == []


@pytest.mark.parametrize("allowed", ALLOWED, ids=lambda allowed: f"{allowed.file}: {allowed.words}")
def test_an_exception_is_still_needed_and_says_why(allowed):
    assert (ROOT / allowed.file).is_file()
    assert allowed.words.lower() in {words.lower() for words, _fault in refused_in(ROOT / allowed.file)}
    assert len(allowed.why.split()) > 3


def test_packs_claims_templates_and_reports_are_among_what_is_looked_at():
    names = {path.relative_to(ROOT / "src" / "safelight").as_posix() for path in files() if "src" in path.parts}
    assert {
        "knowledge/packs/offences-harassment.yaml",
        "signals/threats/claims.yaml",
        "signals/pursuit/wording.py",
        "examining/templates/report.html",
        "bundling/templates/reading-copy.html",
        "desk/findings/templates/findings/one.html",
    } <= names


def test_a_sentence_in_pieces_is_read_as_one(tmp_path):
    path = tmp_path / "said.py"
    path.write_text('"""Proves nothing."""\nSAID = f"This {1} pro" "ves it."\n')
    assert [bool(check_wording(text)) for text in texts_of(path)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "This proves that he did it.",
        "There is no evidence of stalking.",
        "The message is definitely a threat.",
        "The offender wrote this.",
        "The victim should have blocked him.",
        "She asked for it.",
        "He is guilty.",
        "Both accounts are the same person.",
        "This identifies the sender.",
        "Nothing else happened.",
        "All messages were recovered.",
        "This is a complete record of what was said.",
        "Safety is guaranteed.",
    ],
)
def test_the_lint_refuses(text):
    assert check_wording(text)


@pytest.mark.parametrize(
    "text",
    [
        "A message appears to threaten to kill.",
        "This is consistent with contact after a boundary.",
        "That nothing was found does not mean that nothing happened.",
        "The Criminal Justice Act 1988 applies.",
        "Some of the signs that these accounts may share a hand are strong.",
    ],
)
def test_the_lint_lets_careful_words_pass(text):
    assert not check_wording(text)
