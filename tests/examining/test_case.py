"""What an examination says of a case as a whole."""

from datetime import UTC, datetime

from make import EXHIBIT, message

from safelight.examining.case import examine_table
from safelight.records.moment import to_micros
from safelight.records.record import Direction
from safelight.records.table import table_of
from safelight.signals.context import AccountOfConcern, CaseContext, Owner


def said(offset: int, hour: int, sender: str, text: str, thread: str = ""):
    direction = Direction.FROM_OWNER if sender == "Maya" else Direction.TOWARDS_OWNER
    at = to_micros(datetime(2026, 3, 2, hour, offset % 60, tzinfo=UTC))
    return message(offset * 10, sender=sender, direction=direction, text=text, at=at, thread=thread or sender)


def examined(*records, concern: tuple[str, ...] = ()):
    people = tuple(AccountOfConcern(accounts=(account,)) for account in concern)
    context = CaseContext(timezone="Europe/London", owner=Owner(accounts=("Maya",)), concern=people)
    return examine_table(table_of(records, exhibit=EXHIBIT), context)


def test_contact_of_concern_is_told_apart_from_ordinary_life():
    ordinary = [said(n, 18, ("Mum", "Maya")[n % 2], "did you eat", thread="Mum") for n in range(60)]
    worrying = [said(100 + n, 2, "Rhys", "hello") for n in range(3)]
    mine = [said(200, 3, "Maya", "please stop")]
    found = examined(*ordinary, *worrying, *mine, concern=("Rhys",))
    assert found.of_concern is not None
    assert sum(map(sum, found.of_concern.hours)) == 3
    assert found.of_concern.hours[0][2] == 3
    assert sum(map(sum, found.rhythm.hours)) == 33


def test_a_case_without_anything_in_it_is_examined_all_the_same():
    found = examined()
    assert found.conversations == ()
    assert found.priority.level == "none"
    assert {each.name for each in found.read_by} >= {"threats", "pursuit", "exposure"}
