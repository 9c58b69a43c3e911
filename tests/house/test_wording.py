"""Everything a finding can say is held to the lint, in every pack and beside every signal."""

from pathlib import Path

import pytest
import yaml

import safelight
from safelight.signals.wording import check_wording

HOUSE = Path(safelight.__file__).parent
NOT_SHOWN = {"pattern", "hits", "passes", "near_misses", "words", "address"}
FILES = sorted([*(HOUSE / "knowledge" / "packs").glob("*.yaml"), *(HOUSE / "signals").rglob("*.yaml")])


def texts(part, *, name=""):
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from texts(one)
    elif isinstance(part, dict):
        for key, one in part.items():
            if key not in NOT_SHOWN or (key == "words" and isinstance(one, str)):
                yield from texts(one, name=key)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_that_is_shown_over_claims_or_blames(path):
    shown = list(texts(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert shown
    assert not [fault for text in shown for fault in check_wording(text)]


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
    ],
)
def test_the_lint_refuses(text):
    assert check_wording(text)


@pytest.mark.parametrize(
    "text", ["A message appears to threaten to kill.", "This is consistent with contact after a boundary."]
)
def test_the_lint_lets_careful_words_pass(text):
    assert not check_wording(text)
