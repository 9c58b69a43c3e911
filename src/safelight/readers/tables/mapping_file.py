"""A description of a table in a file (YAML or JSON), by the names of ``TableMapping``."""

from pathlib import Path
from zoneinfo import available_timezones

import msgspec
import yaml

from safelight.readers.tables.mapping import TableMapping, TimeForm
from safelight.readers.tables.pattern import Pattern, PatternRefused

_LARGEST_BYTES = 64 * 1024


class MappingRefused(ValueError):
    """A description that cannot be used as it stands. The message is a sentence or two."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The description of the table was not used. {problem} Put it right and try again.")


def load_mapping(source: Path | bytes) -> TableMapping:
    """The description written in a file or in its bytes. Raises ``MappingRefused``."""
    data = source.read_bytes() if isinstance(source, Path) else source
    if len(data) > _LARGEST_BYTES:
        raise MappingRefused("It is larger than any description of a table.")
    try:
        values = yaml.safe_load(data)
    except (yaml.YAMLError, ValueError) as fault:
        raise MappingRefused("It is neither YAML nor JSON.") from fault
    if not isinstance(values, dict):
        raise MappingRefused("It does not begin with names and values, such as “time: Start”.")
    unknown = [str(name) for name in values if name not in TableMapping.__struct_fields__]
    if unknown:
        raise MappingRefused(f"It holds names that mean nothing here: {', '.join(unknown[:8])}.")
    try:
        mapping = msgspec.convert(values, TableMapping)
    except (msgspec.ValidationError, RecursionError) as fault:
        raise MappingRefused(f"{fault}.") from fault
    _check(mapping)
    return mapping


def _check(mapping: TableMapping) -> None:
    if mapping.time_form is TimeForm.PATTERN:
        try:
            Pattern(mapping.pattern)
        except PatternRefused as refused:
            raise MappingRefused(str(refused)) from refused
    # “localtime” names the set-up of this machine, not a zone.
    if mapping.zone and mapping.zone not in available_timezones() - {"localtime"}:
        raise MappingRefused(f"There is no time zone “{mapping.zone}”; write it like Europe/London.")
