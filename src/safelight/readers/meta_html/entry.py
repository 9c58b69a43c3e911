"""One entry of a list on a Meta page as a record."""

from safelight.readers.account_list import RELATION
from safelight.readers.entry_record import record_of
from safelight.readers.html_pages.blocks import Block
from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.json_text import Element
from safelight.readers.meta_account.entry import COMMENTED, SEARCHED, TIMES, WRITTEN, first_of, place_of
from safelight.readers.meta_account.sorts import Sort
from safelight.readers.meta_html.clock import moment
from safelight.readers.meta_html.form import Form, form_of
from safelight.readers.reader import ReadingHints
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State

_WHO = ("Username", "Contact Information", "Name", "First Name")
_HEADING, _LINK = "heading", "link"


def entry_of(raw: bytes, box: Block, sort: Sort, path: str, hints: ReadingHints) -> Record:
    """The entry as what its list is of; what it says beyond that stays by the page's own labels."""
    form = form_of(raw)
    at, at_text, time = _moment(form, hints)
    who = _who(form, at_text) if sort.relation else form.said.get(first_of(COMMENTED, form.said), "")
    text, text_label = _text(form, sort)
    said = {name: value for name, value in form.said.items() if name not in (time, text_label)}
    link = form.links[0].address if form.links else ""
    return record_of(
        Element("", box.start, box.end, said, () if form.is_utf8 else (Doubt.NOT_UTF8,)),
        member=path,
        platform=sort.platform,
        known=(),
        kind=sort.kind,
        at=at,
        at_text=at_text,
        thread=sort.thread,
        recipients=(who,) if who else (),
        direction=Direction.FROM_OWNER if sort.kind is Kind.POST else Direction.UNKNOWN,
        text=text,
        state=State.BY_PLATFORM if sort.kind is Kind.NOTICE else State.SENT,
        extra={
            **({_HEADING: form.heading} if form.heading not in ("", who, at_text, text) else {}),
            **({_LINK: link} if link else {}),
            **(place_of(form.said) if sort.kind is Kind.LOCATION else {}),
            **({RELATION: sort.relation.value} if sort.relation else {}),
        },
    )


def _moment(form: Form, hints: ReadingHints) -> tuple[At, str, str]:
    """A heading that is a time with its zone; else a label that says when; else a time in a box of its own."""
    stated = iso(form.heading, None)
    if stated.quality is AtQuality.EXACT:
        return stated, form.heading, ""
    label = first_of(TIMES, form.said)
    if label:
        return moment(form.said[label].strip(), hints.zone), form.said[label], label
    return (moment(form.time, hints.zone), form.time, "") if form.time else (NO_TIME, "", "")


def _who(form: Form, at_text: str) -> str:
    """The heading, unless that is a time; else a label; else the words of a link, or the end of its address."""
    if form.heading and form.heading != at_text:
        return form.heading
    label = first_of(_WHO, form.said)
    if label:
        return form.said[label]
    link = next(iter(form.links), None)
    if link is None:
        return ""
    return link.address.rstrip("/").rpartition("/")[2] if "://" in link.words else link.words


def _text(form: Form, sort: Sort) -> tuple[str | None, str]:
    """What was searched for or written, and the label it stands under."""
    if sort.kind not in (Kind.SEARCH, Kind.POST):
        return None, ""
    label = first_of(SEARCHED if sort.kind is Kind.SEARCH else WRITTEN, form.said)
    if label:
        return form.said[label], label
    return form.heading or next((link.words for link in form.links), None), ""
