"""What every page shows around its content."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """A destination in the service navigation, by the name of its address."""

    url_name: str
    text: Promise


PLACES = (
    Place("work:mine", _("My work")),
    Place("cases:list", _("Cases")),
    Place("oversight:ledger", _("Logs")),
)


def page(request: HttpRequest) -> dict[str, object]:
    """Give the layout its navigation and whether this is a demonstration."""
    return {
        "page": {
            "navigation": navigation(request.path),
            "demonstration": settings.DEMONSTRATION,
        }
    }


def navigation(path: str) -> list[dict[str, object]]:
    """List the places that exist, marking the one that ``path`` lies in; the longest address wins."""
    found = [(place, _address(place.url_name)) for place in PLACES]
    within = [address for _place, address in found if address and path.startswith(address)]
    here = max(within, key=len, default=None)
    return [
        {"text": place.text, "href": address, "current": address == path, "active": address == here}
        for place, address in found
        if address
    ]


def _address(url_name: str) -> str | None:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
