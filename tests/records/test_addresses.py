"""A list of sign-ins says which addresses they came from."""

from make import EXHIBIT, message

from safelight.records.addresses import addresses_seen
from safelight.records.conversation import conversations_of
from safelight.records.record import Kind
from safelight.records.table import table_of

DAY = 86_400_000_000


def seen(*extras, kind=Kind.SIGN_IN):
    records = [
        message(n * 10, kind=kind, text=None, thread="Sign-ins", at=(n + 1) * DAY, extra=extra)
        for n, extra in enumerate(extras)
    ]
    table = table_of(records, exhibit=EXHIBIT)
    (conversation,) = conversations_of(table)
    return addresses_seen(table, conversation)


def test_addresses_are_counted_from_the_first_to_the_last_time():
    told = seen({"IP": "203.0.113.7"}, {"ip_address": "2001:db8::7"}, {"IP Address": "203.0.113.7", "x": "1"})
    most, other = told.listed
    assert (most.address, most.times, most.first_at.day, most.last_at.day) == ("203.0.113.7", 2, 2, 4)
    assert (other.address, other.times, told.of) == ("2001:db8::7", 1, 2)


def test_an_address_under_a_name_in_another_language_is_known_by_its_form():
    told = seen({"Zeit": "10:11:12", "IP-Adresse": "203.0.113.7"}, {"IP-Adresse": "2001:db8:0:1:2:3:4:5"})
    assert {line.address for line in told.listed} == {"203.0.113.7", "2001:db8:0:1:2:3:4:5"}


def test_nothing_written_in_a_value_is_taken_for_a_name():
    assert seen({"note": 'a "IP":"198.51.100.1" b'}, {"note": "no address"}, {}).of == 0


def test_only_sign_ins_count():
    assert seen({"IP": "203.0.113.7"}, kind=Kind.NOTICE).of == 0
