"""What the database says is sealed, as the check needs it."""

from collections.abc import Sequence

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the database that names a sealed object. ``where`` says which, in words for people."""

    case: str
    sha256: str
    where: str
    is_original: bool = False
    size: int | None = None
    blake3: str = ""


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """A case the database knows."""

    key: str
    reference: str
    is_disposed: bool = False


class Rows(msgspec.Struct, frozen=True):
    """Everything the database says is sealed. ``standing`` are keys that belong to no case and to the force."""

    cases: Sequence[CaseRow] = ()
    rows: Sequence[Row] = ()
    standing: frozenset[str] = frozenset()
