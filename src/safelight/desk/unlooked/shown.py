"""What of a case the software and people have not looked at, put into words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safelight.desk.design.charts.chart import Cell, head, row
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.records.unread import Unread

READ_WITHOUT_WORDS = frozenset({"message", "call", "post", "sign_in", "notice"})
"""Kinds that some signal reads for when and by whom, even where they hold no words."""


@dataclass(frozen=True)
class ExhibitGap:
    """An exhibit of which something was not read, and what, in words."""

    exhibit: Exhibit
    words: str


def exhibit_gaps(exhibits: list[Exhibit]) -> list[ExhibitGap]:
    """The exhibits that are not read, not read in whole, or passed over in part."""
    return [ExhibitGap(exhibit, words) for exhibit in exhibits if (words := _gap(exhibit))]


def _gap(exhibit: Exhibit) -> str:
    if exhibit.stage == Stage.NOT_READ:
        return _("It was not read at all.")
    if not exhibit.is_over:
        return _("It is still being read.")
    parts = []
    if exhibit.bytes_failed:
        parts.append(
            ngettext("%(n)s byte could not be read.", "%(n)s bytes could not be read.", exhibit.bytes_failed)
            % {"n": intcomma(exhibit.bytes_failed)}
        )
    if exhibit.bytes_skipped:
        parts.append(
            ngettext("%(n)s byte was passed over.", "%(n)s bytes were passed over.", exhibit.bytes_skipped)
            % {"n": intcomma(exhibit.bytes_skipped)}
        )
    return " ".join(parts)


def kinds_table(unread: Unread) -> tuple[list[Cell], list[list[Cell]]]:
    """Kinds of records, how many there are, and how many of them no signal reads at all."""
    rows = [
        row(
            one.kind.replace("_", " "),
            (
                intcomma(one.records),
                intcomma(0 if one.kind in READ_WITHOUT_WORDS else one.records - one.with_words),
            ),
        )
        for one in unread.kinds
    ]
    return head(_("Kind of record"), _("Records"), _("Read by no signal")), rows


def files_told(unread: Unread) -> Iterator[str]:
    """Sentences on files that were sent and whose content nothing reads."""
    for count, one, several in (
        (unread.pictures, _("picture"), _("pictures")),
        (unread.sounds, _("voice note or sound"), _("voice notes and sounds")),
        (unread.films, _("film"), _("films")),
        (unread.other_files, _("other file"), _("other files")),
    ):
        if count:
            yield f"{intcomma(count)} {one if count == 1 else several}"
