"""What columns are likely to be, by their names: offered to a person, never used without one."""

from collections.abc import Sequence
from importlib.resources import files

import msgspec
import yaml

from safelight.readers.leapp.columns import key_of
from safelight.readers.tables.mapping import TableMapping

_COLUMNS: dict[str, list[str]] = yaml.safe_load(
    files(__package__).joinpath("column_names.yaml").read_text("utf-8")
)["columns"]


def suggested(names: Sequence[str], start: TableMapping) -> TableMapping:
    """``start`` with each role that the names of the columns suggest; no column is suggested twice."""
    left = {key_of(name): name for name in reversed(names)}
    found = {}
    for role, keys in _COLUMNS.items():
        key = next((key for key in keys if key in left), "")
        if key:
            found[role] = left.pop(key)
    return msgspec.structs.replace(start, **found)
