"""What was decrypted lately is held up to a number of bytes and not one more."""

from hypothesis import given
from hypothesis import strategies as st

from safelight.desk.shelf import Shelf


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60))))
def test_never_more_than_the_limit_and_what_it_holds_is_what_was_put(puts):
    shelf, newest = Shelf(100), {}
    for key, size in puts:
        shelf.put(key, (key, size), size)
        newest[key] = (key, size)
        assert shelf.held_bytes <= 100
        assert shelf.get(key) == (key, size)
    assert all(shelf.get(key) in (None, thing) for key, thing in newest.items())


def test_what_was_used_longest_ago_makes_room():
    shelf = Shelf(100)
    shelf.put("a", "A", 40)
    shelf.put("b", "B", 40)
    shelf.get("a")
    shelf.put("c", "C", 40)
    assert [shelf.get(key) for key in "abc"] == ["A", None, "C"]


def test_what_is_larger_than_the_shelf_is_not_held():
    shelf = Shelf(10)
    shelf.put("a", "A", 11)
    assert shelf.get("a") is None
