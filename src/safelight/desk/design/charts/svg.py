"""SVG written by the server: shapes carry classes, never styles, so that the content-security policy holds."""

from collections.abc import Iterable
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString


def element(tag: str, *inside: object, **attributes: object) -> SafeString:
    """Write one element, everything escaped; ``class_`` becomes ``class``, underscores become hyphens."""
    written = "".join(f' {_hyphened(name)}="{_plain(value)}"' for name, value in attributes.items())
    return SafeString(f"<{tag}{written}>{join(inside)}</{tag}>")


def join(parts: Iterable[object]) -> SafeString:
    """Put elements and words one after another."""
    return SafeString("".join(map(_escaped, parts)))


def words(text: object, x: float, y: float, class_: str = "", anchor: str = "start") -> SafeString:
    """Write words at a place; ``anchor`` is ``start``, ``middle`` or ``end``."""
    return element("text", text, x=x, y=y, class_=f"safelight-chart__text {class_}".strip(), text_anchor=anchor)


def picture(id_: str, title: str, description: str, width: float, height: float, *inside: object) -> SafeString:
    """Put shapes into a picture that says what it shows. Width and height are in CSS pixels at full size."""
    return element(
        "svg",
        element("title", title, id=f"{id_}-title"),
        element("desc", description, id=f"{id_}-description"),
        *inside,
        class_="safelight-chart__picture",
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{id_}-title {id_}-description",
        focusable="false",
    )


@cache
def _hyphened(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _plain(value: object) -> str:
    """Write an attribute; most are numbers, which need no escaping (a picture has hundreds)."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else _escaped(value)


def _escaped(value: object) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))
