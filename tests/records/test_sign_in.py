"""Sources call an address and a device by many names; what they say is the same."""

import pytest

from safelight.records.sign_in import sign_in_of


@pytest.mark.parametrize(
    "extra",
    [
        {"IP Address": "203.0.113.7", "User Agent String": "Phone 5", "Activity City": "Leeds"},
        {"ip_address": "203.0.113.7", "user_agent": "Phone 5", "city": "Leeds"},
        {"IP": "203.0.113.7", "DeviceModel": "Phone 5", "City": "Leeds"},
    ],
)
def test_names_of_sources_are_known(extra):
    told = sign_in_of(extra)
    assert (told.address, told.device, told.place) == ("203.0.113.7", "Phone 5", "Leeds")


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::7"])
def test_an_address_is_known_by_its_form_where_its_name_is_in_another_language(address):
    assert sign_in_of({"Zeit": "3", "IP-Adresse": address}).address == address


def test_nothing_is_made_up():
    assert sign_in_of({"Zeit": "3", "words": "a long. and winding: text"}) == ("", "", "", "")
