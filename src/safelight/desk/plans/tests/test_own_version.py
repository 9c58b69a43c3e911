"""The victim's own version: today first, on one page, readable by a child, whole in Welsh, and safe in both."""

import re
from unittest.mock import patch

import pypdfium2
from django.test import Client

from safelight.bundling.reading_copy.pdf import can_make_pdf
from safelight.desk.looks import event_of
from safelight.desk.plans import actions
from safelight.desk.plans.models import Deed
from safelight.desk.plans.notes import Note
from safelight.desk.plans.tests.a_plan import PlannedCase
from safelight.desk.plans.tests.reading_age import READING_GRADE, automated_readability
from safelight.desk.plans.versions.as_card import BACK, card_of, panels_of
from safelight.desk.plans.versions.as_paper import pdf_of_version
from safelight.desk.plans.versions.compose import compose, whole
from safelight.desk.plans.versions.document import Document, Heading, Listing
from safelight.desk.plans.versions.gathered import gather
from safelight.desk.plans.versions.redacting import gives_away, left_out
from safelight.desk.plans.versions.rules import VersionRule, rules
from safelight.desk.plans.versions.source import Source
from safelight.evidence.audit import Act
from safelight.knowledge import translations
from safelight.knowledge.catalogue import catalogue
from safelight.knowledge.measures import VICTIM_TEXT
from safelight.knowledge.translations import said_in

ENGLISH_WORDS = re.compile(
    r"\b(?:the|and|you|your|we|of|is|are|what|which|with|not|this|that|more|today|week|it|for|from|can|who)\b",
    re.I,
)
STARTS = ("safe-contact", "danger-now")


def the_rule() -> VersionRule:
    rule = rules().version("victim")
    assert rule is not None
    return rule


def first_page(document: Document) -> list[str]:
    """The headings before the page that is for another day."""
    found = [block for block in document.blocks if isinstance(block, Heading)]
    return [block.text for block in found if not block.starts_page]


class OwnVersionTests(PlannedCase):
    """The plan of the worked example, and the same once safe contact and the danger are settled."""

    def source(self) -> Source:
        return gather(self.case, audit=event_of(self.advisor, Act.LOOKED_AT_PLAN, case=self.case.key))

    def version(self, language: str = "en-gb") -> Document:
        return compose(self.source(), the_rule(), rules(), language=language)

    def begin(self) -> None:
        """Let everything begin that waits for nothing but the start."""
        for measure in STARTS:
            note = Note(words="I saw it.", whose="Ines Okoro")
            actions.close(self.case, self.advisor, (measure, ""), Deed.DONE, note, seen_by=self.advisor)

    def said_by_us(self, document: Document) -> list[str]:
        """Every text but what she wants, without the names she gave her things."""
        blocks = list(document.blocks)
        own = blocks[1].items if isinstance(blocks[1], Listing) else ()
        names = sorted({one.name for one in self.source().things if one.name}, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, names)), re.I)
        return [pattern.sub("", text) for text in document.texts() if text not in own]

    def test_it_leads_with_today_this_week_and_later_and_always_holds_how_to_call_for_help(self) -> None:
        self.begin()
        headings = first_page(self.version())
        assert headings[0] == "What I want"
        assert headings[-1] == "Good to know"
        order = ["This week", "I can say yes or no to this", "Later"]
        assert [one for one in headings if one in order] == order
        assert "999" in " ".join(self.version().texts())

    def test_it_is_one_page_and_one_more_for_another_day(self) -> None:
        if not can_make_pdf():
            return
        for began in (False, True):
            if began:
                self.begin()
            for language in the_rule().languages:
                made = self.version(language)
                with pypdfium2.PdfDocument(pdf_of_version(made, the_rule())) as opened:
                    assert len(opened) == 2, (began, language)
                    last = opened[1].get_textpage().get_text_bounded()
                assert first_page(made)[-1] not in last
                with pypdfium2.PdfDocument(card_of(made)) as card:
                    assert len(card) == 1

    def test_a_child_can_read_it(self) -> None:
        self.begin()
        assert automated_readability(" ".join(self.version().texts())) <= READING_GRADE

    def test_in_welsh_it_holds_no_english_sentence(self) -> None:
        for began in (False, True):
            if began:
                self.begin()
            english = set(self.said_by_us(self.version()))
            welsh = self.version("cy")
            said = self.said_by_us(welsh)
            assert [text for text in said if text.strip() and text in english] == []
            assert [text for text in said if ENGLISH_WORDS.search(text)] == []
            card = " ".join(item for panel in panels_of(welsh) for part in panel.parts for item in part.items)
            assert "999" in card

    def test_what_the_english_leaves_out_the_welsh_leaves_out(self) -> None:
        """Words that give away are looked for in both: no list of Welsh words is ever whole."""
        self.begin()
        source = self.source()
        out = [one for one in catalogue().measures if gives_away((one.texts.victim,), rules().give_away)]
        said = " ".join(self.version("cy").texts())
        for one in out:
            assert said_in("cy", VICTIM_TEXT, one.id, one.texts.victim).text not in said, one.id
        read_out = left_out(whole(source, the_rule(), language="cy"), rules())
        assert read_out
        assert not set(read_out) & set(self.version("cy").texts())

    def test_what_is_not_translated_is_in_english_and_the_page_says_so(self) -> None:
        rows = dict(translations._rows("cy", VICTIM_TEXT))
        del rows["own-goals"]
        with patch.object(translations, "_rows", lambda _language, _field: rows):
            client = Client()
            client.force_login(self.advisor)
            page = client.get(self.address("plan", "for", "victim"), {"language": "cy"}).content.decode()
        assert "These lines are not translated yet" in page
        assert "<li>This is your plan." in page
        assert "not yet read by a Welsh speaker" in page

    def test_the_card_has_the_emergency_number_at_its_back_and_cuts_no_line(self) -> None:
        panels = list(panels_of(self.version()))
        assert panels[-1].place == BACK
        assert "999" in panels[-1].parts[0].items[0]
        lines = [item for panel in panels for part in panel.parts for item in part.items]
        assert set(lines) <= set(self.version().texts())

    def test_the_papers_of_others_are_short_enough_to_be_read(self) -> None:
        if not can_make_pdf():
            return
        self.begin()
        source = self.source()
        for reader, most in (("idva", 8), ("officer", 7), ("marac", 1)):
            rule = rules().version(reader)
            assert rule is not None
            made = compose(source, rule, rules(), language="en-gb")
            with pypdfium2.PdfDocument(pdf_of_version(made, rule)) as opened:
                assert len(opened) <= most, (reader, len(opened))
