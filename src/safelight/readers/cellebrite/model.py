"""One model of a report: a message, a call, a contact, or a part of one of them."""

from collections.abc import Mapping

import msgspec


class Model(msgspec.Struct, gc=False):
    """``fields`` holds values by the field's name; ``parts`` the models under it, such as From or Attachments."""

    sort: str
    attributes: Mapping[str, str]
    start: int
    fields: dict[str, list[str]]
    parts: "dict[str, list[Model]]"
    whole: "Model | None" = None
    """The chat that a message stands in."""
    end: int = 0
    is_cut: bool = False
    """Whether it was too long to be kept in full."""

    def said(self, name: str) -> str | None:
        """The first value of a field; ``None`` where the report leaves it empty."""
        values = self.fields.get(name)
        return values[0] if values else None

    def part(self, name: str) -> "Model | None":
        """The first model under a name."""
        parts = self.parts.get(name)
        return parts[0] if parts else None


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Bytes of the report: a model that becomes a record, or bytes left out on purpose, and why."""

    start: int
    end: int
    model: Model | None = None
    reason: str = ""
