"""Every kind of Django field is shown the GOV.UK way, with its hint, its error and what was typed."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from lxml import html

from safelight.desk.design.fields import DateField, FilesField
from safelight.desk.design.form_rendering import summary_items
from safelight.desk.design.tests.rendering import rendered_template

PLATFORMS = [("whatsapp", "WhatsApp"), ("signal", "Signal")]


class ReportForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As they would like to be called", max_length=20)
    account = forms.CharField(label="What happened", widget=forms.Textarea, required=False)
    platform = forms.ChoiceField(label="Platform", choices=[("", "Choose one"), *PLATFORMS])
    contact = forms.ChoiceField(label="Safe way to reach them", choices=PLATFORMS, widget=forms.RadioSelect)
    harms = forms.MultipleChoiceField(label="What was it", choices=PLATFORMS, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="They agreed to this")
    on = DateField(label="When it began")
    files = FilesField(label="What they brought")
    case = forms.CharField(widget=forms.HiddenInput, initial="SL-1")


def typed(**changed: str) -> QueryDict:
    query = {
        "name": "Sam & <b>", "account": "Twice\na day", "platform": "signal", "contact": "whatsapp",
        "agreed": "on", "on-day": "27", "on-month": "3", "on-year": "2026", "case": "SL-1",
    }  # fmt: skip
    data = QueryDict(mutable=True)
    data.update(query | changed)
    data.setlist("harms", ["signal"])
    return data


def page(form: forms.Form) -> html.HtmlElement:
    source = (
        '<c-govuk.form-errors :form="form" />{% for field in form %}<c-govuk.field :field="field" />{% endfor %}'
    )
    return html.fragment_fromstring(rendered_template(source, form=form), create_parent="main")


def files(*names: str) -> MultiValueDict:
    return MultiValueDict({"files": [SimpleUploadedFile(name, b"x") for name in names]})


def test_a_good_form_gives_its_values_back() -> None:
    form = ReportForm(typed(), files("a.zip", "b.txt"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 3, 27)
    assert [file.name for file in form.cleaned_data["files"]] == ["a.zip", "b.txt"]


def test_what_was_typed_is_shown_again_and_never_as_markup() -> None:
    shown = page(ReportForm(typed(), files("a.zip")))

    assert shown.xpath("//input[@name='name']/@value") == ["Sam & <b>"]
    assert shown.xpath("//textarea/text()") == ["Twice\na day"]
    assert shown.xpath("//option[@selected]/@value") == ["signal"]
    assert shown.xpath("//input[@type='radio'][@checked]/@value") == ["whatsapp"]
    assert shown.xpath("//input[@name='harms'][@checked]/@value") == ["signal"]
    assert shown.xpath("//input[@name='agreed'][@checked]/@value") == ["on"]
    assert shown.xpath("//input[starts-with(@name, 'on-')]/@value") == ["27", "3", "2026"]
    assert shown.xpath("//input[@type='hidden']/@value") == ["SL-1"]
    assert not shown.xpath("//b")


def test_every_control_has_a_label_and_every_group_a_legend() -> None:
    shown = page(ReportForm())

    controls = shown.xpath("//select | //textarea | //input[not(@type='hidden')]")
    assert len(controls) == 12
    assert {each.get("id") for each in controls} == set(shown.xpath("//label/@for"))
    assert [legend.text.strip() for legend in shown.xpath("//fieldset/legend")] == [
        "Safe way to reach them",
        "What was it",
        "When it began",
    ]


def test_what_may_be_left_out_says_so() -> None:
    labels = [each.text_content().strip() for each in page(ReportForm()).xpath("//label")]

    assert "What happened (optional)" in labels
    assert "Name" in labels


def test_every_error_is_in_the_summary_and_leads_to_its_field() -> None:
    form = ReportForm(QueryDict(), MultiValueDict())
    shown = page(form)

    links = shown.xpath("//div[contains(@class, 'govuk-error-summary')]//a/@href")
    assert len(links) == len(form.errors)
    for link in links:
        assert shown.xpath("//*[@id=$id]", id=link.removeprefix("#")), link
    described = shown.xpath("//input[@name='name']/@aria-describedby")
    assert described == ["id_name-hint id_name-error"]


def test_an_empty_field_is_asked_for_by_name() -> None:
    said = {item["href"]: item["text"] for item in summary_items(ReportForm(QueryDict(), MultiValueDict()))}

    assert said["#id_name"] == "Fill in “Name”."
    assert said["#id_platform"] == "Choose an answer to “Platform”."
    assert said["#id_files"] == "Choose a file for “What they brought”."
    assert said["#id_agreed"] == "Tick “They agreed to this” to go on."
    assert said["#id_on-day"] == "Enter a date, for example 27 3 2026."


def test_an_error_of_the_whole_form_is_in_the_summary_without_a_link() -> None:
    form = ReportForm(typed(), files("a.zip"))
    form.add_error(None, "This case is closed.")

    assert summary_items(form) == [{"text": "This case is closed."}]


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        ({"on-day": "31", "on-month": "2"}, "invalid"),
        ({"on-day": "x"}, "invalid"),
        ({"on-day": "-1"}, "invalid"),
        ({"on-day": "²"}, "invalid"),
        ({"on-year": "99999"}, "max_value"),
        ({"on-month": ""}, "incomplete"),
        ({"on-day": "", "on-month": "", "on-year": ""}, "required"),
    ],
)
def test_a_date_that_is_none_is_refused_once(boxes: dict[str, str], code: str) -> None:
    form = ReportForm(typed(**boxes), files("a.zip"))

    assert [error.code for error in form.errors.as_data()["on"]] == [code]


def test_attributes_of_the_page_win_over_those_of_the_field() -> None:
    source = '<c-govuk.field :field="form.name" label-classes="govuk-label--l" hx-get="/names?a=1&b=2" />'
    shown = html.fragment_fromstring(rendered_template(source, form=ReportForm()), create_parent="main")

    assert shown.xpath("//label/@class") == ["govuk-label govuk-label--l"]
    assert shown.xpath("//input/@hx-get") == ["/names?a=1&b=2"]
