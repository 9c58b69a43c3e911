"""Pages as PDF/UA-1: tagged, titled, in a language, so that a screen reader can read them."""

from collections.abc import Collection
from functools import cache
from typing import Any


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

    A character that no font of the machine has (an emoji, another script) would be an empty box. It stands as
    ``⟦U+1F600⟧`` instead, as hidden characters do: by its name it could say a word that was removed (rose).
    """
    data, undrawn = _drawn(html)
    if undrawn:
        data, _ = _drawn(_numbered(html, undrawn))
    return data


def _drawn(html: str) -> tuple[bytes, set[int]]:
    """The page, and the characters that no font has."""
    from weasyprint import HTML, urls  # half a second to load, and only bundles need it

    from safelight.bundling.reading_copy.tagging import finish_tags

    class Refusing(urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> None:  # noqa: ARG002
            raise urls.FatalURLFetchingError(url)

    undrawn: set[int] = set()

    def finish(document: Any, pdf: Any) -> None:
        undrawn.update(*(font.missing for font in document.fonts.values()))
        finish_tags(pdf)

    try:
        pdf = HTML(string=html, url_fetcher=Refusing()).write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    except urls.FatalURLFetchingError as asked:
        raise NothingIsFetched(str(asked)) from asked
    assert isinstance(pdf, bytes)
    return pdf, undrawn


def _numbered(html: str, characters: Collection[int]) -> str:
    return html.translate({one: f"⟦U+{one:04X}⟧" for one in characters})
