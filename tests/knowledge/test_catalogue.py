"""The packs of measures are used as a whole, or refused with a sentence that says which row and why."""

import pytest
import yaml

from safelight.knowledge.catalogue import Materials, MeasurePack, catalogue, catalogue_of
from safelight.knowledge.pack import PACKS, PackRefused, load
from safelight.knowledge.platform_facts import PlatformFacts, platform_facts
from safelight.knowledge.questions import FootprintQuestions, footprint_questions
from safelight.planning.footprint import LINKS, Thing

CUT = PACKS / "measures-cut.yaml"


def changed(tmp_path, name, rows, number, **fields):
    written = yaml.safe_load((PACKS / name).read_text("utf-8"))
    for key, value in fields.items():
        if value is None:
            written[rows][number].pop(key)
        else:
            written[rows][number][key] = value
    (tmp_path / name).write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    return tmp_path / name


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"alert_to": None}, "replace-recovery: Word of it may go out; say where to."),
        ({"preserve_first": None}, "A cut that alerts says what must be kept first."),
        ({"phase": "review"}, "It belongs to review, this pack to cut."),
        ({"sources": []}, "It needs somebody who does it and a source."),
        ({"sources": ["hearsay"]}, "The source hearsay is not in the list."),
        ({"notifies_at_least": 3}, "The least that is learnt from it is more than the most."),
        ({"applies_when": {"answer": "a", "has": "b"}}, "A condition says several things at once (answer, has)"),
        ({"applies_when": {"has": "b", "being": ["no"]}}, "“being” without the answer"),
        ({"done_when": None}, "measures, row 1 (replace-recovery): Object missing required field `done_when`"),
        ({"notifies": 4}, "row 1 (replace-recovery)"),
    ],
)
def test_a_row_that_says_too_little_is_refused(tmp_path, fields, said):
    with pytest.raises(PackRefused) as refused:
        load(changed(tmp_path, CUT.name, "measures", 0, **fields), MeasurePack)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"id": "change-email-password"}, "The measure change-email-password stands twice."),
        ({"after": ["nothing"]}, "replace-recovery comes after nothing, which is no measure."),
        ({"after": ["change-email-password"]}, "comes after itself"),
        ({"after": ["review-plan"]}, "replace-recovery comes after review-plan, which stands in a later phase."),
        ({"preserve_first": [{"what": "air"}]}, "replace-recovery keeps air, which is no material."),
    ],
)
def test_packs_that_do_not_fit_together_are_refused(tmp_path, fields, said):
    cut = load(changed(tmp_path, CUT.name, "measures", 0, **fields), MeasurePack)
    rest = [load(each, MeasurePack) for each in PACKS.glob("measures-*.yaml") if each != CUT]
    with pytest.raises(PackRefused) as refused:
        catalogue_of([cut, *rest], load(PACKS / "materials.yaml", Materials))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "fields", "said"),
    [
        ("facts", {"goes_to": None}, "an alert goes somewhere; say where it can go"),
        ("facts", {"platform": "nowhere"}, "the platform nowhere is not in the list"),
        ("facts", {"sources": ["hearsay"]}, "the source hearsay is not in the list"),
    ],
)
def test_a_platform_fact_that_says_too_little_is_refused(tmp_path, rows, fields, said):
    with pytest.raises(PackRefused) as refused:
        load(changed(tmp_path, "platform-facts.yaml", rows, 0, **fields), PlatformFacts)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "fields", "said"),
    [
        ("questions", {"domain": "moon"}, "the domain moon is not in the list"),
        ("questions", {"kinds": ["phone"]}, "a question about things names their kinds, and no other does"),
        ("questions", {"id": "handles_devices"}, "The id handles_devices stands twice"),
        ("kinds", {"has": "has_moon"}, "its question has_moon is not asked"),
        ("kinds", {"kept_by_other": "moon"}, "its question moon is not asked"),
    ],
)
def test_a_question_that_leads_nowhere_is_refused(tmp_path, rows, fields, said):
    with pytest.raises(PackRefused) as refused:
        load(changed(tmp_path, "footprint.yaml", rows, 0, **fields), FootprintQuestions)
    assert said in str(refused.value)


def test_what_ships_fits_together_and_has_a_day_to_look_again():
    assert catalogue().valid_to > catalogue().as_at
    assert len({one.id for one in platform_facts().facts}) == len(platform_facts().facts)
    assert len(footprint_questions().domains) == 16


def test_links_and_fields_of_things_are_those_of_the_engine():
    assert {link for kind in footprint_questions().kinds for link in kind.links} == set(LINKS)
    assert {one.id for one in footprint_questions().each_thing} <= set(Thing.__struct_fields__)
