"""Pages as PDF/UA-1: tagged, titled, in a language, so that a screen reader can read them."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from safelight.bundling.reading_copy.faces import Face, faces_for, font_at, style_of


class NothingIsFetched(Exception):
    """A document asked for something from elsewhere. It is never given."""


@cache
def can_make_pdf() -> bool:
    """Whether the machine has what WeasyPrint draws with (Pango): no Python package brings it."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


def pdf_of(html: str) -> bytes:
    """The page as PDF/UA-1. ``tests/pdf_ua`` holds what is made to it. Raises ``NothingIsFetched``.

    A character that no font of the machine has would be an empty box. It is drawn with a font of ours where there
    is one (emoji, other scripts), and else stands as ``⟦U+1F600⟧``, as hidden characters do: by its name it could
    say a word that was removed (rose).
    """
    data, undrawn = _drawn(html, faces=[])
    faces = faces_for(undrawn)
    if faces:
        data, undrawn = _drawn(html, faces)
    if undrawn:
        data, _ = _drawn(_numbered(html, undrawn), faces)
    return data


def _drawn(html: str, faces: Sequence[Face]) -> tuple[bytes, set[int]]:
    """The page drawn with fonts of the machine and these, and the characters that none of them has."""
    from weasyprint import CSS, HTML, urls  # half a second to load, and only bundles need it
    from weasyprint.text.fonts import FontConfiguration

    from safelight.bundling.reading_copy.meanings import name_every_glyph
    from safelight.bundling.reading_copy.tagging import finish_tags

    class Refusing(urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            font = font_at(url)
            if font is None:
                raise urls.FatalURLFetchingError(url)
            return urls.URLFetcherResponse(url, font)

    undrawn: set[int] = set()

    def finish(document: Any, pdf: Any) -> None:
        undrawn.update(*(font.missing for font in document.fonts.values()))
        finish_tags(pdf)
        name_every_glyph(pdf)

    fonts, fetcher = FontConfiguration(), Refusing()
    style = CSS(string=style_of(faces), font_config=fonts, url_fetcher=fetcher)
    try:
        pdf = HTML(string=html, url_fetcher=fetcher).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", finisher=finish
        )
    except urls.FatalURLFetchingError as asked:
        raise NothingIsFetched(str(asked)) from asked
    assert isinstance(pdf, bytes)
    return pdf, undrawn


def _numbered(html: str, characters: Collection[int]) -> str:
    return html.translate({one: f"⟦U+{one:04X}⟧" for one in characters})
