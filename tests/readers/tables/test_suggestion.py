"""What columns are likely to be is offered by their names; a person decides."""

from safelight.readers.tables.mapping import ROLES, TableMapping
from safelight.readers.tables.suggestion import _COLUMNS, suggested


def test_call_data_is_suggested_by_its_usual_names() -> None:
    names = ["A party", "B party", "Start", "Duration (s)", "Type", "Cell", "Remarks"]
    likely = suggested(names, TableMapping())
    assert (likely.sender, likely.recipient, likely.time) == ("A party", "B party", "Start")
    assert (likely.duration, likely.kind_column, likely.cell) == ("Duration (s)", "Type", "Cell")
    assert "Remarks" not in {getattr(likely, role) for role in ROLES}


def test_no_column_is_two_things_and_unknown_names_suggest_nothing() -> None:
    assert suggested(["Col1", "Col2"], TableMapping()) == TableMapping()
    likely = suggested(["Date", "Time"], TableMapping())
    named = [getattr(likely, role) for role in ROLES if getattr(likely, role)]
    assert len(named) == len(set(named))


def test_every_role_of_the_pack_is_one_of_a_description() -> None:
    assert set(_COLUMNS) <= set(ROLES)
