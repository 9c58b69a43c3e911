"""A pack is used as a whole or refused with a sentence that says which file, which row, and what is wrong."""

from datetime import date

import pytest
import yaml

from safelight.knowledge.offences import Offences
from safelight.knowledge.pack import PACKS, PackRefused, load
from safelight.knowledge.terms import Terms

HEAD = """
id: trial
title: A trial pack
as_at: 2026-11-21
valid_from: 2026-11-21
valid_to: 2026-12-31
checked_by: not yet checked by a lawyer
sources:
  - {id: book, title: A book, address: "https://www.example.org/", read_on: 2026-11-21}
"""
TERM = """
terms:
  - {id: one, family: a.b, polarity: raise, says: say, source: book, pattern: '\\bone\\b', hits: [one],
     passes: [two]}
"""


def written(folder, text):
    path = folder / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_pack_is_loaded(tmp_path):
    pack = load(written(tmp_path, HEAD + TERM), Terms)
    assert [term.id for term in pack.terms] == ["one"]


def test_a_pack_says_when_it_should_have_been_looked_at_again(tmp_path):
    pack = load(written(tmp_path, HEAD + TERM), Terms)
    assert not pack.is_expired(on=date(2026, 12, 31))
    assert pack.is_expired(on=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("polarity: raise", "polarity: sideways"), "row 1 (one)"),
        (("family: a.b, ", ""), "missing required field `family`"),
        (("source: book,", "source: hearsay,"), "The source hearsay is not in the list of sources"),
        (("'\\bone\\b'", "'(one'"), "RE2 cannot take its pattern"),
        (("'\\bone\\b'", "'(?=one)one'"), "RE2 cannot take its pattern"),
        (("'\\bone\\b'", "'<nowhere>'"), "The word 'nowhere' is not defined"),
        (("hits: [one]", "hits: []"), "It needs an example that matches"),
        (("valid_to: 2026-12-31", "valid_to: 2025-12-31"), "before it starts"),
        (("checked_by: not yet checked by a lawyer", "checked_by: ''"), "does not say who checked it"),
        (("title: A trial pack", "title: [A trial"), "not readable YAML at line"),
        (("title: A trial pack", "title: !!python/object/apply:os.getcwd []"), "not readable YAML"),
        (("title: A trial pack", "headline: A trial pack"), "unknown field `headline`"),
    ],
)
def test_a_faulty_pack_is_refused_in_words(tmp_path, change, sentence):
    text = HEAD + TERM
    assert change[0] in text
    with pytest.raises(PackRefused) as refusal:
        load(written(tmp_path, text.replace(*change)), Terms)
    assert "trial.yaml" in str(refusal.value)
    assert sentence in str(refusal.value)


def test_a_missing_pack_is_refused_in_words(tmp_path):
    with pytest.raises(PackRefused, match=r"nothing\.yaml cannot be opened"):
        load(tmp_path / "nothing.yaml", Terms)


def test_a_pack_that_is_no_table_is_refused(tmp_path):
    with pytest.raises(PackRefused, match="Expected `object`"):
        load(written(tmp_path, "- just a list"), Offences)


@pytest.mark.parametrize("path", sorted(PACKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_pack_that_ships_has_a_day_to_look_again_and_a_source(path):
    pack = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert pack["valid_to"] > pack["valid_from"]
    assert pack["sources"]
    assert pack["checked_by"]
