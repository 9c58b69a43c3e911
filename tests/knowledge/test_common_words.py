"""The list by which English is told says what it holds, and is refused where it could not work."""

import pytest
import yaml

from safelight.knowledge.common_words import CommonWords, common_words
from safelight.knowledge.pack import PACKS, PackRefused, load


def test_words_that_yaml_takes_for_answers_are_words():
    assert {"yes", "off", "my"} & {*common_words().own, *common_words().shared} == {"yes", "off", "my"}


def test_what_neighbours_write_is_not_enough():
    assert not {"the", "was", "will", "care", "place", "ten", "main", "dont", "come"} & set(common_words().own)


def test_a_word_that_stands_twice_or_could_not_be_found_is_refused(tmp_path):
    written = yaml.safe_load((PACKS / "common-words.yaml").read_text("utf-8"))
    path = tmp_path / "made.yaml"
    path.write_text(yaml.safe_dump({**written, "own": "tea Monday", "shared": "tea"}), "utf-8")
    with pytest.raises(PackRefused, match=r"“tea” stands twice.*“Monday” is not in lower case"):
        load(path, CommonWords)
