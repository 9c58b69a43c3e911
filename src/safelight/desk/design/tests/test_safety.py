"""Nothing a page is given can become markup, a style or a script."""

import re
from pathlib import Path

import pytest
from django.utils.safestring import SafeString

from safelight.desk.design.templatetags.design import attributes
from safelight.desk.design.tests.rendering import rendered_template

DESK = Path(__file__).parents[2]
TEMPLATES = sorted(
    path for path in DESK.rglob("templates/**/*.html") if not path.stem.endswith("_to_print")
)  # what is drawn as PDF is given to no browser
TRUSTED = {"people/templates/mfa/totp/activate_form.html"}  # the square code that allauth itself draws


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(DESK)))
def test_no_template_breaks_the_content_security_policy(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\b(?:src|href)=[\"'](?:https?:)?//", text)
    assert "{{ attrs }}" not in text, "cotton writes attributes unescaped; use {{ attrs|attributes }}"
    assert "|safe" not in text or template.relative_to(DESK).as_posix() in TRUSTED


@pytest.mark.parametrize("value", ['"onfocus="alert(1)"', "<script>", "'><b>", '" autofocus x="'])
def test_an_attribute_stays_an_attribute(value: str) -> None:
    written = rendered_template('<c-govuk.button text="Save" :data-note="note" />', note=value)

    assert "<script>" not in written
    assert "<b>" not in written
    assert not re.search(r"\s(?:onfocus|autofocus)=", written.replace("&quot;", ""))
    assert attributes({"data-note": value}) == f' data-note="{_escaped(value)}"'


def _escaped(value: str) -> str:
    for plain, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;")):
        value = value.replace(plain, entity)
    return value


def test_attributes_that_are_off_are_not_written() -> None:
    assert attributes({"hidden": True, "disabled": False, "lang": None, "rows": 0}) == ' hidden rows="0"'
    assert attributes(None) == SafeString("")


def test_a_component_does_not_see_its_callers_variables() -> None:
    assert "LEAK" not in rendered_template('<c-govuk.input name="x" />', hint="LEAK", error="LEAK", classes="LEAK")


def test_words_in_a_component_are_escaped() -> None:
    written = rendered_template('<c-govuk.tag :text="words" />', words="<img src=x onerror=alert(1)>")

    assert "<img" not in written
