"""What records of sign-ins say in ``extra``: each source has its own names for an address and a device."""

import ipaddress
from collections.abc import Iterable, Mapping
from typing import NamedTuple

ADDRESSES = ("IP Address", "IP address", "IP", "ip", "ip_address", "ipAddress", "loginIp", "userCreationIp")
DEVICES = (
    "Device",
    "device",
    "device_name",
    "Device Name",
    "Marketing Name",
    "DeviceModel",
    "Device Model",
    "model",
)
AGENTS = (
    "User Agent",
    "User Agent String",
    "user_agent",
    "userAgent",
    "User agent",
    "Browser",
    "browser",
    "client",
)
CITIES = ("Activity City", "City", "city", "location", "Location")
COUNTRIES = ("Activity Country", "Country", "country", "country_code", "countryOrRegion")
ACTIONS = ("action", "Activity Type", "event", "event_type", "Status", "status", "change", "heading")
_LONGEST_ADDRESS = 45


class SignIn(NamedTuple):
    """Where an account was used from, as the source wrote it; empty where it says nothing."""

    address: str
    device: str
    place: str
    """What somebody made of the address; never where a person stood."""
    action: str


def sign_in_of(extra: Mapping[str, str]) -> SignIn:
    """By the names that sources use; an address under any other name is known by its form."""
    address = _first(ADDRESSES, extra) or next(filter(_is_address, extra.values()), "")
    places = (_first(CITIES, extra), _first(COUNTRIES, extra))
    return SignIn(
        address=address,
        device=_first(DEVICES, extra) or _first(AGENTS, extra),
        place=", ".join(place for place in dict.fromkeys(places) if place),
        action=_first(ACTIONS, extra),
    )


def _first(names: Iterable[str], extra: Mapping[str, str]) -> str:
    return next((extra[name] for name in names if extra.get(name)), "")


def _is_address(value: str) -> bool:
    if len(value) > _LONGEST_ADDRESS or not ("." in value or ":" in value):
        return False
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True
