"""The reading copy as PDF/UA-1: tagged, titled, in a language, so that a screen reader can read it."""

from typing import NoReturn


class NothingIsFetched(Exception):
    """A document asked for something from elsewhere. It is never given."""


def pdf_of(html: str) -> bytes:
    """The page as PDF/UA-1 (as declared by WeasyPrint; no validator was run over it)."""
    from weasyprint import HTML  # half a second to load, and only bundles need it

    pdf = HTML(string=html, url_fetcher=_refuse).write_pdf(pdf_variant="pdf/ua-1")
    assert isinstance(pdf, bytes)
    return pdf


def _refuse(url: str, **_: object) -> NoReturn:
    raise NothingIsFetched(url)
