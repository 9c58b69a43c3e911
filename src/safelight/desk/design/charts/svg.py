"""SVG written by the server: shapes carry classes, never styles, so that the content-security policy holds."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def element(tag: str, *inside: object, **attributes: object) -> SafeString:
    """Write one element, everything escaped; ``class_`` becomes ``class``, underscores become hyphens."""
    written = format_html_join(
        "", ' {}="{}"', ((name.rstrip("_").replace("_", "-"), _plain(value)) for name, value in attributes.items())
    )
    return format_html("<{}{}>{}</{}>", SafeString(tag), written, join(inside), SafeString(tag))


def join(parts: Iterable[object]) -> SafeString:
    """Put elements and words one after another."""
    return format_html_join("", "{}", ((part,) for part in parts))


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


def _plain(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
