"""The grid as pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from safelight.desk.design.charts.points import LOOKS, Look
from safelight.desk.points.charging import Charging
from safelight.desk.points.gaps import about_point
from safelight.desk.points.grid import Cell, Row
from safelight.desk.tasks.models import Task


@dataclass(frozen=True)
class ShownCell:
    """A cell with how it looks and the open task about it."""

    cell: Cell
    task: Task | None

    @property
    def look(self) -> Look:
        """Sign, word and colour of its value."""
        return LOOKS[self.cell.known]


@dataclass(frozen=True)
class ShownRow:
    """An offence with its cells and the time left to charge it, where there is a limit and a day."""

    row: Row
    cells: list[ShownCell]
    charging: Charging | None


def shown_row(row: Row, charging: Charging | None, tasks: Mapping[str, Task]) -> ShownRow:
    """Everything a page needs of one offence."""
    cells = [ShownCell(cell, tasks.get(about_point(row.offence.id, cell.point.id))) for cell in row.cells]
    return ShownRow(row, cells, charging)
