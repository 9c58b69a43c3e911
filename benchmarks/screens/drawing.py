"""A chat as a page, and the page as a picture: PNG or JPEG, as a phone of some width would take it."""

from html import escape
from typing import NamedTuple

from playwright.sync_api import Browser

from benchmarks.screens.chat import Chat, Day, Said
from benchmarks.screens.styles import Style

STATUS_CLOCK = "21:47"


class Phone(NamedTuple):
    """A screen: CSS pixels and how many real ones each has."""

    width: int
    height: int
    scale: float


def draw(browser: Browser, chat: Chat, style: Style, phone: Phone, *, jpeg_quality: int = 0) -> bytes:
    """The picture; PNG unless a quality is given."""
    context = browser.new_context(
        viewport={"width": phone.width, "height": phone.height}, device_scale_factor=phone.scale
    )
    try:
        page = context.new_page()
        page.set_content(page_of(chat, style))
        if jpeg_quality:
            return page.screenshot(type="jpeg", quality=jpeg_quality)
        return page.screenshot(type="png")
    finally:
        context.close()


def page_of(chat: Chat, style: Style) -> str:
    """The page."""
    rows, before = [], None
    clock = next((said.clock for said in chat.said), "")
    for line in chat.lines:
        rows.append(_day(line, clock, style) if isinstance(line, Day) else _row(line, before, chat, style))
        before = line
    mid = " mid" if style.centred_name else ""
    under = f"<small>{escape(chat.under_name)}</small>" if chat.under_name and not mid else ""
    return (
        f"<!doctype html><meta charset=utf-8><style>{style.css}</style>"
        f"<div class=status><span>{STATUS_CLOCK}</span><i></i></div>"
        f'<div class="top{mid}"><div class=face></div><div><b>{escape(chat.name)}</b>{under}</div></div>'
        f"<main>{''.join(rows)}</main><div class=foot><span>{escape(style.composer)}</span></div>"
    )


def _day(day: Day, clock: str, style: Style) -> str:
    words = f"{day.text} {clock}" if style.day_has_clock else day.text
    words = words.upper() if style.labels else words
    return f"<div class=day><span>{escape(words)}</span></div>"


def _row(said: Said, before: object, chat: Chat, style: Style) -> str:
    turned = not (isinstance(before, Said) and (before.mine, before.who) == (said.mine, said.who))
    name, above = "", ""
    if style.labels and turned:
        name = f"<span class=who>{escape('Me' if said.mine else said.who or chat.name)}</span>"
    elif said.who and style.names_in:
        name = f"<span class=who>{escape(said.who)}</span>"
    elif said.who:
        above = f"<div class=above>{escape(said.who)}</div>"
    clock = f"<span class=clock>{escape(said.clock)}</span>" if style.clock_in else ""
    classes = ("row" + " mine" * said.mine) + " turn" * turned
    return f'{above}<div class="{classes}"><div class=bubble>{name}{escape(said.text)}{clock}</div></div>'
