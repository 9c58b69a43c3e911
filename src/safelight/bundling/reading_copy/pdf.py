"""Pages as PDF/UA-1: tagged, titled, in a language, so that a screen reader can read them."""

from functools import cache


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
    """The page as PDF/UA-1, as WeasyPrint declares it: no validator ran over it. Raises ``NothingIsFetched``."""
    from weasyprint import HTML, urls  # half a second to load, and only bundles need it

    class Refusing(urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> None:  # noqa: ARG002
            raise urls.FatalURLFetchingError(url)

    try:
        pdf = HTML(string=html, url_fetcher=Refusing()).write_pdf(pdf_variant="pdf/ua-1")
    except urls.FatalURLFetchingError as asked:
        raise NothingIsFetched(str(asked)) from asked
    assert isinstance(pdf, bytes)
    return pdf
