"""Welsh: whole for the parts that every page has, and compiled from the words people edit."""

import gettext
import io
import re
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from safelight.desk.design.catalogue import LOCALE, PLURAL_END, compiled, messages
from safelight.desk.testing import DeskTestCase

DESK = Path(__file__).parents[2]
WELSH = LOCALE / "cy" / "LC_MESSAGES" / "django.po"
EVERYWHERE = [*DESK.glob("templates/layouts/*.html"), *DESK.glob("templates/cotton/govuk/**/*.html")]
# What gettext itself keeps apart from messages: the header's empty key, and the marks of context and plural.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x04"), min_size=1, max_size=40)


def welsh() -> dict[str, str]:
    return messages(WELSH.read_text(encoding="utf-8"))


def test_the_compiled_catalogue_is_the_one_people_edited() -> None:
    assert WELSH.with_suffix(".mo").read_bytes() == compiled(welsh()), (
        "Run: python -m safelight.desk.design.catalogue"
    )


@given(st.dictionaries(words, words, max_size=20))
def test_what_is_compiled_is_what_gettext_reads(catalogue: dict[str, str]) -> None:
    read = gettext.GNUTranslations(
        io.BytesIO(compiled({"": "Content-Type: text/plain; charset=UTF-8\n", **catalogue}))
    )

    assert {key: read.gettext(key) for key in catalogue} == catalogue


def test_no_placeholder_is_lost_in_welsh() -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)\d*[sd]|%\{\w+\}|%%", text))

    different = [
        key
        for key, value in welsh().items()
        for form in value.split(PLURAL_END)
        if key and placeholders(key.split(PLURAL_END)[-1]) != placeholders(form)
    ]
    assert different == []


@pytest.mark.parametrize("template", EVERYWHERE, ids=lambda path: path.name)
def test_what_every_page_has_is_in_welsh(template: Path) -> None:
    said = re.findall(r"{% translate ['\"]([^'\"]+)['\"] %}", template.read_text(encoding="utf-8"))

    assert [text for text in said if text not in welsh() and text != "Safelight"] == []


def test_our_python_words_are_in_welsh() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (DESK / "design").rglob("[!t]*.py"))
    joined = re.sub(r'"\s*\n\s*"', "", source)
    said = set(re.findall(r"(?:\b_|gettext)\(\s*\"([^\"]+)\"", joined))

    assert len(said) > 40
    assert said - welsh().keys() == set()


class WelshPageTests(DeskTestCase):
    @override_settings(DEMONSTRATION=True)
    def test_a_page_in_welsh_says_so_and_offers_english(self) -> None:
        page = self.client.get("/design/", headers={"accept-language": "cy"}).content.decode()

        assert '<html lang="cy"' in page
        assert "Gadael y dudalen hon" in page
        assert 'data-i18n.choose-files-button="Dewis ffeil"' in page
        assert re.search(r'<button[^>]*value="en-gb"[^>]*lang="en"[^>]*>English', page)
