"""The retention pack: when a case must be looked at again, and what may make it necessary to keep it."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from safelight.knowledge.offences import Mark
from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Category(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of case by how long it is kept; ``group`` as the Authorised Professional Practice counts, or 0."""

    id: str
    name: str
    group: int
    first_review_years: int
    then_every_years: int
    rule: str
    suggested_for: tuple[str, ...]
    source: str
    mark: Mark

    def review_after(self, last_event: date, *, is_first: bool) -> date:
        """The day on which somebody must look at the case again."""
        return years_after(last_event, self.first_review_years if is_first else self.then_every_years)


class HoldKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason to keep a case whatever its category says."""

    id: str
    name: str
    rule: str
    source: str
    mark: Mark


class Retention(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Categories and kinds of hold."""

    categories: tuple[Category, ...]
    holds: tuple[HoldKind, ...]

    def faults(self) -> list[str]:
        """Repeated ids, sources that are not named, periods that are none."""
        return [*self._id_faults(), *self._source_faults(), *self._period_faults()]

    def category(self, id: str) -> Category | None:  # noqa: A002 - the pack's own word
        """The category with this id."""
        return next((one for one in self.categories if one.id == id), None)

    def hold(self, id: str) -> HoldKind | None:  # noqa: A002 - the pack's own word
        """The kind of hold with this id."""
        return next((one for one in self.holds if one.id == id), None)

    def suggested_for(self, harm: str) -> Category:
        """The category that a kind of harm most often falls into; a person decides."""
        return next((one for one in self.categories if harm in one.suggested_for), self.categories[-1])

    def _id_faults(self) -> Iterator[str]:
        for one in repeated([each.id for each in self._rows()]):
            yield f"The id {one} stands twice."

    def _source_faults(self) -> Iterator[str]:
        named = {source.id for source in self.sources}
        for one in self._rows():
            if one.source not in named:
                yield f"{one.id} rests on a source {one.source}, which the pack does not name."

    def _period_faults(self) -> Iterator[str]:
        for one in self.categories:
            if one.first_review_years < 1 or one.then_every_years < 1:
                yield f"{one.id} has a period of less than a year."

    def _rows(self) -> Iterable[Category | HoldKind]:
        return (*self.categories, *self.holds)


def retention() -> Retention:
    """The pack that ships with this version."""
    pack: Retention = load(PACKS / "retention.yaml", Retention)
    return pack


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
