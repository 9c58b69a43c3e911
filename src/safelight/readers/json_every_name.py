"""A layout for objects whose names are not known beforehand, such as one list for each conversation."""

from collections.abc import Iterator, Mapping

from safelight.readers.json_outline import Layout


class EveryName(Mapping[str, Layout]):
    """Whatever a value is called, it is laid out like this, except where ``apart`` says otherwise."""

    def __init__(self, layout: Layout, apart: Mapping[str, Layout] | None = None) -> None:
        self._layout = layout
        self._apart = apart or {}

    def __getitem__(self, name: str) -> Layout:
        return self._apart.get(name, self._layout)

    def __iter__(self) -> Iterator[str]:
        return iter(self._apart)

    def __len__(self) -> int:
        return len(self._apart)
