"""Licensed risk instruments: where to get them. Their outcome may be recorded; their wording is never here."""

from collections.abc import Iterator

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Instrument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An instrument that others own. ``most`` is its highest score, 0 where it has none."""

    id: str
    name: str
    owner: str
    address: str
    most: int
    outcomes: tuple[str, ...]
    marac_at_least: int
    licence: str
    source: str

    def reaches_marac(self, score: int | None) -> bool:
        """Whether agencies commonly meet about a score like this."""
        return bool(self.marac_at_least) and score is not None and score >= self.marac_at_least


class Instruments(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every instrument whose outcome can be recorded."""

    instruments: tuple[Instrument, ...]

    def instrument(self, id: str) -> Instrument | None:  # noqa: A002 - the pack's own word
        """The instrument with this id."""
        return next((one for one in self.instruments if one.id == id), None)

    def faults(self) -> list[str]:
        """Repeated ids, unknown sources, and scores that cannot be."""
        return list(self._faults())

    def _faults(self) -> Iterator[str]:
        for one in repeated([each.id for each in self.instruments]):
            yield f"The id {one} stands twice."
        named = {source.id for source in self.sources}
        for instrument in self.instruments:
            if instrument.source not in named:
                yield f"{instrument.id} rests on a source that the pack does not name."
            if not 0 <= instrument.marac_at_least <= instrument.most:
                yield f"{instrument.id} has a threshold that its score cannot reach."


def instruments() -> Instruments:
    """The instruments that ship with Safelight."""
    pack: Instruments = load(PACKS / "instruments.yaml", Instruments)
    return pack
